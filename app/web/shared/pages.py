"""How a page is made: its template, the frame around it, and what its browser is allowed.

The policy lets a page load nothing but from this server, and no script or style that stands in it (OWASP ASVS 5.0, 3.4.3).
"""

import gzip
import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse
from sqlalchemy.orm import Session

from app.accounts import Actor, Right, Role
from app.clock import local
from app.demo import Progress
from app.desk.practice import exercise
from app.reports import Glance, glance
from app.silence import Silence
from app.values import frozen
from app.wiring import Services
from app.words import day_of_year, hour_said, moment, weekday, word
from app.zones import commune

if TYPE_CHECKING:
    from jinja2 import Environment

WEB = Path(__file__).resolve().parents[1]
STATIC = WEB / "static"
_LEVEL = 5
_POLICY = {
    "Content-Security-Policy": (
        "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
    ),
    "Referrer-Policy": "same-origin",  # under `no-referrer` a form says it comes from `null`, and is refused as foreign
    "Cache-Control": "no-store",
}


@frozen
class Entry:
    """An entry of the main navigation. roles: who has it; more: where else what it holds begins."""

    name: str
    address: str
    roles: frozenset[Role]
    more: tuple[str, ...] = ()

    def holds(self, here: str) -> bool:
        """Whether a page lies in it."""
        return here.startswith((self.address, *self.more))


_ALL = frozenset(Role)
_ENTRIES = (
    Entry("Hôm nay", "/hom-nay", _ALL),
    Entry(
        "Bản tin",
        "/ban-tin",
        frozenset({Role.EDITOR, Role.VIEWER, Role.ADMIN}),
        ("/ban-ghi-am", "/chuong-trinh", "/tu-dien", "/bang-ron"),
    ),
    Entry("Phê duyệt", "/phe-duyet", frozenset({Role.EDITOR, Role.APPROVER, Role.ADMIN})),
    Entry("Lịch phát", "/lich-phat", _ALL, ("/goi-phat",)),
    Entry("Nhật ký phát", "/nhat-ky", _ALL),
    Entry(
        "Kế hoạch", "/ke-hoach", frozenset({Role.EDITOR, Role.APPROVER, Role.VIEWER, Role.ADMIN}), ("/tap-huan", "/dot-ra-soat")
    ),
    Entry("Cài đặt", "/cai-dat", _ALL, ("/lan-dau",)),
)


@frozen
class Practice:
    """Somebody practises. home: the real commune of that person; progress: of the exercise."""

    home: str
    progress: Progress | None


@frozen
class Frame:
    """What stands around a page. stop: everything is stopped, by whom and since when.

    hour: of this moment, which stands without a script; clock: with its seconds, from which a script goes on.
    idle_min: after which a sign-in ends; left_s: after which it does however much it is used, until when in words, empty: never.
    practice: None for who works in earnest.
    """

    actor: Actor
    glance: Glance
    stop: Silence | None
    at: str
    hour: str
    clock: str
    day: str
    idle_min: int
    left_s: int = 0
    until: str = ""
    practice: Practice | None = None

    @property
    def entries(self) -> list[Entry]:
        """Of the navigation, those that are this person's."""
        own = self.actor.practises_for is None
        return [each for each in _ENTRIES if self.actor.roles & each.roles and (own or each.address != "/cai-dat")]

    @property
    def mood(self) -> str:
        """The class of the whole page: everything is stopped, an emergency or only a drill sounds, or none of these.

        A correction is no alarm. Before it stands whether all of it is a sandbox.
        """
        sounding = {"drill": "is-drill", "emergency": "is-alarm"}.get(self.glance.alarms_are, "")
        now = "is-stopped" if self.stop else sounding
        return f"in-drill {now}".strip() if self.glance.is_sandbox else now

    def may(self, right: str) -> bool:
        """Whether the person may do it."""
        return self.actor.may(Right(right))


def frame_of(parts: Services, session: Session, actor: Actor) -> Frame:
    """The frame of a person's page, at this moment."""
    now = parts.clock.now()
    return Frame(
        actor=actor,
        glance=glance(session, now, actor.commune_id),
        stop=parts.stops.stop_of(actor.commune_id),
        at=local(now).isoformat(timespec="seconds"),
        hour=hour_said(local(now)),
        clock=f"{local(now):%H:%M:%S}",
        day=f"{weekday(local(now))}, {day_of_year(local(now))}",
        practice=None if actor.practises_for is None else _practice(parts, session, actor, actor.practises_for),
        idle_min=round(parts.sign_in_limits.idle.total_seconds() / 60),
        left_s=int((actor.until - now).total_seconds()) if actor.until is not None else 0,
        until=moment(actor.until) if actor.until is not None else "",
    )


def _practice(parts: Services, session: Session, actor: Actor, own: Actor) -> Practice:
    return Practice(commune(session, own.commune_id).name, exercise(parts, session, actor))


def page(
    request: Request, template: str, values: Mapping[str, object], *, frame: Frame | None = None, status: int = 200
) -> HTMLResponse:
    """A page. template: by its folder and name; frame: None where nobody is signed in, or nothing can be asked."""
    done = request.query_params.get("xong", "")
    text = environment().get_template(template).render(frame=frame, done=done, here=request.url.path, **values)
    data, how = small(request, text.encode())
    return HTMLResponse(data, status_code=status, headers=_POLICY | how)


def small(request: Request, data: bytes) -> tuple[bytes, dict[str, str]]:
    """Bytes as they go over the wire, and the headers that say how: a week's timetable is a tenth as long.

    Nothing of a page is a secret that a stranger could guess by its length: the sign-in is in a cookie, not in the page.
    """
    if "gzip" not in request.headers.get("accept-encoding", ""):
        return data, {"Vary": "Accept-Encoding"}
    return gzip.compress(data, _LEVEL, mtime=0), {"Vary": "Accept-Encoding", "Content-Encoding": "gzip"}


def go(address: str, *, done: str = "") -> RedirectResponse:
    """On to another page, after an act. done: names the notice that is to be read there."""
    return RedirectResponse(f"{address}?xong={done}" if done else address, status_code=303, headers=_POLICY)


@cache
def environment() -> "Environment":
    """The templates of all pages; each names its own by folder."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415  # light start

    made = Environment(
        loader=FileSystemLoader(WEB), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    made.globals |= {"word": word, "moment": moment, "hour_said": hour_said, "asset": asset}
    return made


@cache
def asset(name: str) -> str:
    """The address of a file of the console, which changes with its content and so may be kept for good."""
    return f"/tinh/{hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]}/{name}"
