"""*Bản tin*: the list, and the page on which one is written, read with the eyes and laid before the approver."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, TypedDict
from uuid import UUID

from fastapi import APIRouter, Form, Query, Response

from app.accounts import Actor, Right
from app.bulletins import Filter, Kind, SpokenScript, State, Summary, Theme, Version, formal_of, latest
from app.bulletins import page as bulletin_page
from app.desk import bulletins as acts
from app.desk import reading
from app.errors import AppError
from app.reading import LeftOut
from app.tags import Tag
from app.units import BulletinId
from app.visits.reading_turns import ReadingTurn
from app.web.bulletins.form import BulletinFields
from app.web.shared.asking import Page
from app.web.shared.days import last_day
from app.web.shared.faults import Fault
from app.web.shared.marks import OF_VERSION
from app.web.shared.pages import go, page
from app.web.shared.spoken import Said, said_of
from app.web.shared.typed import TypedDayError
from app.web.shared.visit import Visit, Visiting
from app.words import reading_summary, word
from app.zones import zones

router = APIRouter(prefix="/ban-tin", route_class=Page)

_A_PAGE = 30


@dataclass(frozen=True, slots=True)
class Stored:
    """The version that is on the page; None: nothing is kept yet."""

    version: Version | None = None

    @property
    def address(self) -> str:
        """Where the form is sent."""
        return f"/ban-tin/{self.version.summary.bulletin_id}" if self.version else "/ban-tin/moi"


@router.get("")
def get_list(
    visit: Visiting,
    q: Annotated[str, Query(max_length=200)] = "",
    trang_thai: str = "",
    chu_de: str = "",
    tu: str | None = None,
) -> Response:
    """Bulletins, the newest first; found without accents."""
    visit.must(Right.LOOK)
    wanted = Filter(
        q,
        Theme(chu_de) if chu_de in set(Theme) else None,
        State(trang_thai) if trang_thai in set(State) else None,
    )
    found = bulletin_page(visit.session, visit.commune_id, wanted, cursor=tu or None, limit=_A_PAGE)
    lines = [
        {
            "address": _address(visit.actor, each),
            "title": each.title,
            "theme": word("theme", each.theme.value),
            "until": last_day(each.valid_to),
            "by": each.created_by,
            "mark": OF_VERSION[each.state],
            "state": word("version", each.state.value),
        }
        for each in found.items
    ]
    values = {
        "lines": lines,
        "cursor": found.cursor,
        "q": q,
        "states": [("", "Tất cả"), *((each.value, word("version", each.value)) for each in State)],
        "themes": [("", "Tất cả"), *((each.value, word("theme", each.value)) for each in Theme)],
        "state_chosen": trang_thai,
        "theme_chosen": chu_de,
    }
    return visit.page("bulletins/list.html", values)


@router.get("/moi")
def get_new(visit: Visiting) -> Response:
    """An empty form."""
    visit.must(Right.WRITE)
    return _shown(visit, BulletinFields.empty(visit.parts.clock.now()), Stored())


@router.post("/moi")
def post_new(_turn: ReadingTurn, visit: Visiting, form: Annotated[BulletinFields, Form()]) -> Response:
    """Keep a new bulletin, look at its words, or lay it before the approver."""
    return _done(visit, form, Stored())


@router.post("/loi-doc")
def post_preview(_turn: ReadingTurn, visit: Visiting, form: Annotated[BulletinFields, Form()]) -> Response:
    """The words alone, for the page on which they are being typed."""
    visit.must(Right.LOOK)
    return page(visit.request, "bulletins/words.html", _words(visit, form, Stored()))


@router.get("/{bulletin_id}")
def get_bulletin(_turn: ReadingTurn, visit: Visiting, bulletin_id: UUID) -> Response:
    """A bulletin, to be read or edited."""
    visit.must(Right.LOOK)
    found = latest(visit.session, visit.commune_id, BulletinId(bulletin_id))
    return _shown(visit, BulletinFields.of(found), Stored(found))


@router.post("/{bulletin_id}")
def post_bulletin(
    _turn: ReadingTurn,
    visit: Visiting,
    bulletin_id: UUID,
    form: Annotated[BulletinFields, Form()],
) -> Response:
    """The same of one that is kept; never over another's edit."""
    return _done(visit, form, Stored(latest(visit.session, visit.commune_id, BulletinId(bulletin_id))))


def _done(visit: Visit, form: BulletinFields, stored: Stored) -> Response:
    """What the button says. What is wrong is told above the form, which keeps every letter that was typed."""
    if form.act == "xem":
        return _shown(visit, form, stored)
    try:
        with visit.parts.sessions.begin() as session:
            if stored.version is None:
                key = acts.write(visit.parts, session, visit.actor, form.content())
            else:
                content = form.content(stored.version.lexicon)
                key = acts.edit(visit.parts, session, visit.actor, stored.version.summary.bulletin_id, content, tag=Tag(form.tag))
        if form.act != "trinh":
            return go(f"/ban-tin/{key.bulletin_id}", done="da-luu")
        with visit.parts.sessions.read() as session:  # whatever becomes of the submission, the draft is kept
            stored = Stored(latest(session, visit.commune_id, key.bulletin_id))
            form = form.model_copy(update={"tag": str(key.tag)})
        with visit.parts.sessions.begin() as session:
            acts.submit(visit.parts, session, visit.actor, key.bulletin_id, key.number, tag=key.tag)
    except TypedDayError as error:
        return _shown(visit, form, stored, fault=Fault.of(error, field=error.name), status=error.http_status)
    except AppError as error:
        status = visit.status_of(error)
        return _shown(visit, form, stored, fault=Fault.of(error), status=status)
    return go("/ban-tin", done="da-trinh")


def _shown(
    visit: Visit,
    form: BulletinFields,
    stored: Stored,
    *,
    fault: Fault | None = None,
    status: int = 200,
) -> Response:
    words = _words(visit, form, stored)
    fault = fault or words["unreadable"]
    found = stored.version
    values = {
        "form": form,
        "fault": fault,
        "stored": found,
        "address": stored.address,
        "mark": OF_VERSION[found.summary.state if found else State.DRAFT],
        "stands": word("version", (found.summary.state if found else State.DRAFT).value),
        "returned": next((each for each in reversed(found.moves) if each.after is State.RETURNED), None) if found else None,
        "places": [each.path for each in zones(visit.session, visit.commune_id)],
        "kinds": [(each.value, word("kind", each.value)) for each in Kind],
        "themes": [(each.value, word("theme", each.value)) for each in Theme],
        "priorities": [(each, word("priority", each)) for each in ("normal", "priority")],
        "may_write": visit.actor.may(Right.WRITE),
        "may_submit": visit.actor.may(Right.SUBMIT),
        **words,
    }
    return visit.page("bulletins/write.html", values, status=status)


class Words(TypedDict):
    """What is shown beside the script: the sentences, what is left out, one line about both; or why it cannot be read.

    sound: where each sentence is heard, empty for words that are not kept yet.
    """

    said: Sequence[Said]
    left_out: Sequence[LeftOut]
    summary: str
    unreadable: Fault | None
    sound: str


def _words(visit: Visit, form: BulletinFields, stored: Stored) -> Words:
    if not form.script.strip():
        return Words(said=[], left_out=(), summary="", unreadable=None, sound="")
    own = stored.version.lexicon if stored.version else ()
    formal, script = formal_of(form.kind, form.priority), form.script.replace("\r\n", "\n")
    try:
        heard = reading.read_text(visit.parts, visit.actor, script, is_script=True, formal=formal, own=own)
    except AppError as error:
        return Words(said=[], left_out=(), summary="", unreadable=Fault.of(error), sound="")
    assert isinstance(heard, SpokenScript)  # noqa: S101  # it was asked for as a script
    return Words(
        said=said_of(heard, reading.foreign(visit.parts, heard.sentences)),
        left_out=heard.left_out,
        summary=reading_summary(sentences=len(heard.sentences), left_out=len(heard.left_out), remarks=len(heard.remarks)),
        unreadable=None,
        sound=_sound(stored, script),
    )


def _sound(stored: Stored, script: str) -> str:
    if stored.version is None or stored.version.script != script:
        return ""
    summary = stored.version.summary
    return f"/api/v1/bulletins/{summary.bulletin_id}/versions/{summary.number}/preview"


def _address(actor: Actor, found: Summary) -> str:
    """Where a bulletin is opened: what waits for this person's approval is opened there."""
    if found.state is State.SUBMITTED and actor.may(Right.APPROVE):
        return f"/phe-duyet/{found.bulletin_id}/{found.number}"
    return f"/ban-tin/{found.bulletin_id}"
