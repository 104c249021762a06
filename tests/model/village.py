"""A commune that is walked through: its machines, its people, and everything that can go wrong, a method for each step.

Two broadcast PCs with three outputs: the loudspeaker of one village and the folder of another on the first, the loudspeaker of a
third, with a hamlet in it, on the second.
"""

import contextlib
import gc
import random
import shutil
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.exc import OperationalError

from app.accounts import Actor, Role, add_person, issue_token
from app.clock import COMMUNE_ZONE, ManualClock, local
from app.db import Sessions, make_engine
from app.db.migrations import migrate
from app.emergencies import set_pin
from app.timetable import Occurrence, occurrences_between
from app.units import CommuneId, ZoneId
from app.upkeep import back_up, restore
from app.wire.enrolment import CodeProof
from app.zones import Level, add_zone, found_commune
from tests.model.ledger import Alarm, BrokenError, Bulletin, Judge, Ledger, Span
from tests.model.machines import DAMAGES, RESERVE, Disk, Door, Pc, Server, halved
from tests.model.sounding import Air, Hands
from tests.model.tiny import LENGTHS_S, mark

START = datetime(2025, 11, 4, 1, 0, tzinfo=UTC)
"""Tuesday, 08:00 in the commune."""
PINS = ("481516", "234299")
ZONES = ("Đông", "Đoài", "Bắc", "Bắc Một")
PLACES = {"loa-dong": frozenset({0}), "thu-muc": frozenset({1}), "loa-bac": frozenset({2, 3})}
STATIONS = {"A": ("loa-dong", "thu-muc"), "B": ("loa-bac",)}
_GRACE_S = 600
_MOST_SLOTS = 6
_STRIDE_S = 3000.0
_NEWS_S = 15.0
_SHOWN_WITHIN = timedelta(seconds=90)
"""An emergency that is not heard is a fault after a minute; a heartbeat that says so may be as late as this."""
_AGAIN_S = 900.0
"""What tries again every few seconds is looked at so often, once nothing is new."""
_CAP = """<?xml version="1.0" encoding="UTF-8"?>
<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>{identifier}</identifier><sender>kttv@vn</sender>
<sent>{sent}</sent><status>Actual</status><msgType>{kind}</msgType><scope>Public</scope>{references}{info}</alert>"""
_INFO = """<info><language>vi-VN</language><category>Met</category><event>Bão</event><urgency>Immediate</urgency>
<severity>Extreme</severity><certainty>Likely</certainty><expires>{expires}</expires><headline>{text}</headline>
<description>{text} Bà con sơ tán.</description><area><areaDesc>{area}</areaDesc></area></info>"""


class Template:
    """A founded commune on a disk, copied for each walk: zones, two people with PINs, and no station yet."""

    def __init__(self, folder: Path) -> None:
        self.data = folder / "data"
        engine = make_engine(f"sqlite:///{self.data / 'loalang.sqlite3'}")
        migrate(engine)
        sessions, clock = Sessions(engine), ManualClock(START)
        with sessions.begin() as session:
            founding = found_commune(session, clock, name="xã Liên An", admin="Nguyễn Văn Quản")
            admin = founding.admin
            zones = [
                add_zone(session, clock, admin, parent_id=founding.root.id, level=Level.VILLAGE, name=name) for name in ZONES[:3]
            ]
            zones.append(add_zone(session, clock, admin, parent_id=zones[2].id, level=Level.HAMLET, name=ZONES[3]))
            second = add_person(session, clock, admin, name="Lê Thị Hai", roles={Role.ADMIN}, may_alarm=True)
            token = issue_token(session, clock, admin, person_id=second, label="hai")
            other = Actor(commune_id=admin.commune_id, person_id=second, name="Lê Thị Hai")
            for person, pin in zip((admin, other), PINS, strict=True):
                set_pin(session, clock, admin, person, pin)
        sessions.close()
        self.commune_id: CommuneId = founding.commune_id
        self.tokens = (founding.token, token.secret)
        self.zones = tuple(ZoneId(zone.id) for zone in zones)
        self.paths = tuple(zone.path for zone in zones)


class Ground:
    """What all walks of a run share: disks and the template."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.template = Template(folder / "template")
        self.server_disk = Disk(folder / "server", "48m")
        self.door = Door()
        self.station_disks = {name: Disk(folder / name, "48m") for name in STATIONS}

    def clear(self) -> None:
        for disk in (self.server_disk, *self.station_disks.values()):
            disk.clear()
        shutil.rmtree(self.folder / "backups", ignore_errors=True)
        shutil.copytree(self.template.data, self.server_disk.root / "data")

    def close(self) -> None:
        self.door.close()
        for disk in (self.server_disk, *self.station_disks.values()):
            disk.close()


@contextlib.contextmanager
def ground() -> Iterator[Ground]:
    """In memory where there is such a disk, since every step is made durable."""
    fast = Path("/dev/shm")  # noqa: S108  # a folder of our own is made in it
    with tempfile.TemporaryDirectory(prefix="loalang-model-", dir=fast if fast.is_dir() else None) as folder:
        made = Ground(Path(folder))
        gc.freeze()  # what all walks need is looked over once, not at each of their collections
        try:
            yield made
        finally:
            gc.unfreeze()
            made.close()


class Village:
    """One walk. Public methods without an underscore are steps; each takes numbers, and any order of them makes sense."""

    def __init__(self, ground: Ground, seed: int = 0) -> None:
        ground.clear()
        self._ground = ground
        self._template = ground.template
        self._chance = random.Random(seed)  # noqa: S311  # a simulation's dice
        self._true = ManualClock(START)
        self._air, self._hands = Air(self._true), Hands(self._true)
        self._server = Server(ground.server_disk, self._true, ground.door)
        self._server.boot()
        self.ledger = Ledger()
        self._pcs: list[Pc] = []
        self._judge = Judge(self.ledger, PLACES, lambda: self._pcs, self._is_clock_right)
        self._numbers = self._enrolments = 0
        self._slots: list[tuple[UUID, dict[str, Any]]] = []
        self._starts: list[datetime] = []
        self._backup: tuple[Path, Ledger, int] | None = None
        self._is_wrong = False
        self._news_until_s = 0.0
        self._two_persons = False
        self._beside: list[Callable[[], object]] = []
        self._doomed: list[Callable[[], object]] = []
        for name in STATIONS:
            self._enrol(name)
        self._look()

    def close(self) -> None:
        for pc in self._pcs:
            pc.close()
        self._server.stop()
        for disk in (self._server.disk, *self._ground.station_disks.values()):
            disk.free()

    # --- time

    def wait(self, seconds: int) -> None:
        """Let that pass, and everybody live through it."""
        end_s = self._true.monotonic() + seconds
        while True:
            self._look()
            now_s = self._true.monotonic()
            if now_s >= end_s:
                return
            self._true.advance(timedelta(seconds=max(0.001, min(end_s, self._next_s()) - now_s)))
            self._hands.wake_due()

    def _next_s(self) -> float:
        """When something happens next, on the monotonic clock."""
        now_s, now = self._true.monotonic(), self._true.now()
        nexts = [now_s + _STRIDE_S]
        if (due_s := self._hands.next_due_s()) is not None:
            nexts.append(due_s)
        is_news = now_s < self._news_until_s
        nexts += [now_s + (at - now).total_seconds() for at in self._moments() if at > now]
        again_s = now_s + (5.0 if is_news else _AGAIN_S)
        running = [pc for pc in self._pcs if pc.station is not None]
        nexts += [pc.look_s if pc.look_s > now_s + 6 else again_s for pc in running]
        nexts += [due_s if (due_s := pc.due_s) > now_s else again_s for pc in running]
        return min(nexts)

    def _moments(self) -> Iterator[datetime]:
        """Around each start, by every clock: the second itself, and the end of its grace."""
        offsets = {pc.clock.offset for pc in self._pcs}
        for start in self._starts:
            for offset in offsets:
                yield start - offset
                yield start - offset + timedelta(seconds=_GRACE_S + 1)

    def _look(self) -> None:
        """Every process does what it has to do at this instant, and the judge looks."""
        if self._server.jobs():
            self._read_plan()
        if self._beside and self._server.services is not None and not self._server.waiting_silences():
            self._beside.clear()
        for pc in self._pcs:
            pc.look()
        self._hands.settle()
        self._judge.look(self._air.stretches, self._true.now())
        self._see_what_is_not_heard()

    def _news(self) -> None:
        """Somebody did something: everybody looks, in their own rhythm."""
        self._news_until_s = self._true.monotonic() + _NEWS_S
        for pc in self._pcs:
            pc.news()

    def _see_what_is_not_heard(self) -> None:
        """An emergency that a station was told of a while ago is heard there, on each output it is for, or a fault is shown.

        Several take turns, so each has that much longer.
        """
        now = self._true.now()
        open_ones = [each for each in self.ledger.alarms.values() if each.is_open and now < each.ends_at]
        for known in [] if self.ledger.is_stopped else open_ones:
            begun_at = max([known.begun_at or now, *(stop.until for stop in self.ledger.stops if stop.until is not None)])
            if known.is_seen or now < begun_at + _SHOWN_WITHIN * len(open_ones):
                continue
            known.is_seen = True
            for pc in self._pcs:
                missing = [name for name, _ in pc.outputs if PLACES[name] & known.zones and not self._was_heard(known, name)]
                if missing and pc.replaced_at is None and pc.has_been_told(begun_at) and not self._is_shown(known, pc):
                    raise BrokenError(f"an emergency is not heard on {missing}, and nothing says so: {self._why()}")

    def _was_heard(self, known: Alarm, output: str) -> bool:
        return any(each.output == output and mark(known.mark) in each.words for each in self._air.stretches)

    def _is_shown(self, known: Alarm, pc: Pc) -> bool:
        """Whether the product shows a fault of that PC or of emergencies, or says at the emergency that it is not heard there."""
        answers = [self._ask("GET", path) for path in ("/stop-all", "/faults", f"/emergencies/{known.id}")]
        stop, faults, alarm = (each.json() if each is not None and each.status_code == 200 else None for each in answers)
        if stop is None or faults is None or alarm is None or stop["stopped"]:
            return True  # everybody sees a server that answers nothing, and the stop of a damaged journal
        station = f"Máy {pc.place} {pc.name}"
        present = [each for each in faults["items"] if not each["ended_at"]]
        is_fault = any(each["station"] == station or each["code"].startswith("emergency_") for each in present)
        return is_fault or any(each["name"] == station and each["state"] not in {"sounded", "written"} for each in alarm["reach"])

    def _stir(self) -> None:
        """Something befell a machine: the server's regular jobs look too."""
        if self._server.queue is not None:
            self._server.queue.hurry()
        self._news()

    def _read_plan(self) -> None:
        if self._server.services is None:
            return
        now = self._server.clock.now()
        found: list[Occurrence] = []
        with contextlib.suppress(OperationalError), self._server.services.sessions.read() as session:  # no room even to read
            found = occurrences_between(session, self._template.commune_id, now - timedelta(days=1), now + timedelta(days=2))
        for each in found:
            self.ledger.slot_of[each.id] = each.slot_id
            self.ledger.planned_at[each.id] = each.starts_at
        if found:
            self._starts = sorted({each.starts_at for each in found})

    def _is_clock_right(self, pc: Pc) -> bool:
        return not self._is_wrong and not pc.clock.offset

    # --- people: bulletins

    def bulletin(self, length: int = 0, zone: int = 0, *, cheerful: bool = False, hours: int = 48) -> None:
        """Write, submit and approve one. length: 0 short, 1 medium, 2 long."""
        self.write(length, zone, cheerful=cheerful, hours=hours)
        self.submit(-1)
        self.approve(-1)

    def merry(self, length: int = 0) -> None:
        """A cheerful one."""
        self.bulletin(length, cheerful=True)

    def brief(self, hours: int = 1) -> None:
        """One that is true for some hours only."""
        self.bulletin(0, hours=1 + hours % 6)

    def write(self, length: int = 0, _zone: int = 0, *, cheerful: bool = False, hours: int = 48) -> None:
        """A draft."""
        number = self._number()
        valid_to = self._true.now() + timedelta(hours=hours)
        answer = self._ask("POST", "/bulletins", json=self._content(number, length, valid_to, cheerful=cheerful))
        if answer is not None and answer.status_code == 201:
            said = answer.json()
            self.ledger.bulletins[number] = Bulletin(
                number, UUID(said["id"]), said["number"], valid_to, cheerful, answer.headers["etag"]
            )

    def edit(self, which: int = -1, length: int = 0) -> None:
        """Other words for a bulletin: a new draft; what was approved stays so."""
        known = self._pick(list(self.ledger.bulletins.values()), which)
        if known is None:
            return
        latest = self._ask("GET", f"/bulletins/{known.id}")
        if latest is None or latest.status_code != 200:
            return
        number = self._number()
        content = self._content(number, length, known.valid_to, cheerful=known.is_cheerful)
        answer = self._ask("PUT", f"/bulletins/{known.id}", json=content, If_Match=latest.headers["etag"])
        if answer is not None and answer.status_code == 200:
            said = answer.json()
            self.ledger.bulletins[number] = Bulletin(
                number, known.id, said["number"], known.valid_to, known.is_cheerful, answer.headers["etag"]
            )

    def submit(self, which: int = -1) -> None:
        self._version_act(which, "submit")

    def approve(self, which: int = -1) -> None:
        known = self._pick(list(self.ledger.bulletins.values()), which)
        if known is not None:
            asked_at = self._true.now()
            answer = self._version_act(which, "approve")
            if answer is None or answer.status_code == 200:
                known.approved_at = known.approved_at or asked_at

    def give_back(self, which: int = -1) -> None:
        """Return what was submitted."""
        self._version_act(which, "return", {"reason": "Chưa đúng."})

    def withdraw(self, which: int = -1) -> None:
        known = self._pick(list(self.ledger.bulletins.values()), which)
        answer = self._version_act(which, "withdraw", {"reason": "Sai số liệu."})
        self._silence(answer)
        if known is not None and self._took(answer):
            known.withdrawn_at = self._true.now()
            self._note_beside(answer, partial(setattr, known, "withdrawn_at", None))

    def _version_act(self, which: int, act: str, form: dict[str, str] | None = None) -> Any:  # noqa: ANN401  # an answer
        known = self._pick(list(self.ledger.bulletins.values()), which)
        if known is None:
            return None
        return self._ask("POST", f"/bulletins/{known.id}/versions/{known.number}/{act}", json=form)

    def _content(self, number: int, length: int, valid_to: datetime, *, cheerful: bool) -> dict[str, object]:
        word = list(LENGTHS_S)[length % len(LENGTHS_S)]
        return {
            "title": f"Tin {number}",
            "script": f"Bản tin {word} {mark(number)}.",
            "valid_from": (self._true.now() - timedelta(days=1)).isoformat(),
            "valid_to": valid_to.isoformat(),
            "cheerful": cheerful,
        }

    # --- people: the timetable

    def slot(self, bulletin: int = -1, zone: int = 4, minutes: int = 10, late: int = 0, daily: int = 0) -> None:
        """Air a bulletin in so many minutes. zone: 4 is the whole commune. daily: 1, and every day from then on.

        Only so many slots stand beside each other: the oldest is ended for a new one.
        """
        known = self._pick(list(self.ledger.bulletins.values()), bulletin)
        if known is None:
            return
        if len(self._slots) >= _MOST_SLOTS:
            self.end_slot(0)
        at = local(self._true.now() + timedelta(minutes=minutes))
        form = {
            "title": f"Khung {known.mark}",
            "at": f"{at:%H:%M}",
            "first_date": f"{at:%Y-%m-%d}",
            "last_date": None if daily % 2 else f"{at:%Y-%m-%d}",
            "bulletins": [str(known.id)],
            "zones": self._zones(zone),
            "late": ("from_start", "join", "skip")[late % 3],
        }
        answer = self._ask("POST", "/slots", json=form)
        if answer is not None and answer.status_code == 201:
            self._slots.append((UUID(answer.json()["id"]), form))

    def end_slot(self, which: int = -1) -> None:
        chosen = self._pick(self._slots, which)
        if chosen is None:
            return
        answer = self._ask("DELETE", f"/slots/{chosen[0]}")
        if self._took(answer):
            self.ledger.ended_slots[chosen[0]] = self._true.now()
            self._slots.remove(chosen)

    def following(self, which: int = -1, minutes: int = 0) -> None:
        """This airing and all that follow: an hour later, or the same."""
        chosen = self._pick(self._slots, which)
        found = self._ask("GET", f"/slots/{chosen[0]}") if chosen is not None else None
        if chosen is None or found is None or found.status_code != 200:
            return
        at = datetime.combine(date(2025, 11, 4), time.fromisoformat(chosen[1]["at"])) + timedelta(minutes=minutes)
        form = {**chosen[1], "at": f"{at:%H:%M}"} | {"first_date": None}
        today = local(self._true.now()).date()
        answer = self._ask("POST", f"/slots/{chosen[0]}/following/{today}", json=form, If_Match=found.headers["etag"])
        if answer is not None and answer.status_code == 201:
            self._slots.append((UUID(answer.json()["id"]), form))

    def move(self, which: int = -1, minutes: int = 15) -> None:
        """Today's airing of a slot at another hour."""
        chosen = self._pick(self._slots, which)
        if chosen is not None:
            day = local(self._true.now()).date()
            to = (self._true.now() + timedelta(minutes=minutes)).isoformat()
            self._ask("PUT", f"/slots/{chosen[0]}/days/{day}", json={"moved_to": to, "reason": "Dời giờ."})

    def cancel(self, which: int = 0) -> None:
        """One of today's airings, also one that sounds."""
        today = local(self._true.now()).date()
        listed = self._ask("GET", f"/occurrences?date={today}")
        if listed is None or listed.status_code != 200:
            return
        items = listed.json()["items"]
        chosen = self._pick([each for each in items if each["state"] in {"planned", "prepared", "on_air", "aired"}], which)
        if chosen is None:
            return
        answer = self._ask("POST", f"/occurrences/{chosen['id']}/cancel", json={"reason": "Họp đột xuất."})
        self._silence(answer)
        if answer is not None and answer.status_code == 409 and self._is_sounding(chosen["id"]):
            raise BrokenError(f"what sounds cannot be cancelled: {answer.text}")
        if self._took(answer):
            for each in items:
                if (each["slot_id"], each["day"]) == (chosen["slot_id"], chosen["day"]):
                    self.ledger.cancelled[UUID(each["id"])] = self._true.now()
                    self._note_beside(answer, partial(self.ledger.cancelled.pop, UUID(each["id"]), None))

    def _is_sounding(self, occurrence_id: str) -> bool:
        """Whether a station of the commune makes it heard, or what was cut goes on."""
        current = {pc.name for pc in self._pcs if pc.replaced_at is None}
        return any(str(each.key) == occurrence_id and each.pc in current for each in self._air.sounding)

    def mourn(self, hours: int = 2) -> None:
        now = self._true.now()
        until = now + timedelta(hours=1 + hours % 24)
        form = {"name": "Quốc tang", "first": now.isoformat(), "last": until.isoformat()}
        answer = self._ask("POST", "/mourning", json=form)
        if answer is not None and answer.status_code == 201:
            self.ledger.mourning.append(Span(now, until))

    # --- people: stop and emergencies

    def stop(self) -> None:
        answer = self._ask("POST", "/stop-all", json={"reason": "Phát nhầm."})
        self._silence(answer)
        if self._took(answer) and not self.ledger.is_stopped:
            self.ledger.stops.append(Span(self._true.now()))

    def lift(self) -> None:
        """Let things sound from now on; no emergency goes on by itself.

        With the stop that stands for a damaged journal goes what that alone had (decision 0063), and nothing else.
        """
        asked_at = self._true.now()
        answer = self._ask("POST", "/stop-all/lift")
        if not (answer is None or answer.status_code == 200):
            return
        for forget in self._doomed:
            forget()
        self._doomed.clear()
        if not self.ledger.is_stopped:
            return
        self.ledger.stops[-1].until = asked_at
        if answer is not None:
            for known in self.ledger.alarms.values():
                known.ended_at = known.ended_at or self._true.now()

    def alarm(self, zone: int = 4, hours: int = 1) -> None:
        self._raise(zone, hours, "Actual")

    def drill(self, zone: int = 4) -> None:
        self._raise(zone, 1, "Exercise")

    def _raise(self, zone: int, hours: int, status: str) -> None:
        number, now = self._number(), self._true.now()
        ends_at = now + timedelta(hours=1 + hours % 12)
        known = Alarm(number, self._heard_in(zone), ends_at)
        form = {
            "title": f"Báo động {mark(number)}",
            "text": f"Báo động {mark(number)}.",
            "zones": self._zones(zone, whole=True),
            "repeat_every_min": 5,
            "ends_at": ends_at.isoformat(),
            "status": status,
        }
        answer = self._ask("POST", "/emergencies", json=form, X_Emergency_Pin=PINS[0], Idempotency_Key=str(number))
        self._begun(known, answer, now)

    def _begun(self, known: Alarm, answer: Any, asked_at: datetime) -> None:  # noqa: ANN401  # an answer
        if answer is None:
            if not self._two_persons:
                known.begun_at, known.is_unsure = asked_at, True
        elif answer.status_code == 201:
            known.id = UUID(answer.json()["id"])
            known.begun_at = asked_at if answer.json()["state"] == "active" else None
        self.ledger.alarms[known.mark] = known

    def confirm(self, which: int = -1) -> None:
        """The second person's word."""
        known = self._pick([each for each in self.ledger.alarms.values() if each.id is not None], which)
        if known is None:
            return
        asked_at = self._true.now()
        answer = self._ask("POST", f"/emergencies/{known.id}/confirm", person=1, X_Emergency_Pin=PINS[1])
        if known.begun_at is None and (answer is None or answer.status_code == 200):
            known.begun_at, known.is_unsure = asked_at, answer is None

    def end(self, which: int = -1) -> None:
        """Let an emergency sound no more."""
        known = self._pick([each for each in self.ledger.alarms.values() if each.id is not None], which)
        if known is None:
            return
        answer = self._ask("POST", f"/emergencies/{known.id}/cancel", json={"reason": "Đã qua."})
        self._silence(answer)
        if self._took(answer):
            known.ended_at = known.ended_at or self._true.now()

    def correct(self, which: int = -1) -> None:
        """Take a false alarm back."""
        known = self._pick([each for each in self.ledger.alarms.values() if each.id is not None], which)
        if known is None:
            return
        asked_at = self._true.now()
        answer = self._ask("POST", f"/emergencies/{known.id}/correct", X_Emergency_Pin=PINS[0])
        if answer is None or answer.status_code == 200:
            known.corrected_at = known.corrected_at or asked_at
            if answer is not None:
                known.ended_at = known.ended_at or self._true.now()

    def two_persons(self, wanted: int = 1) -> None:
        found = self._ask("GET", "/emergencies/rules")
        if found is None or found.status_code != 200:
            return
        form = {**found.json(), "two_persons": bool(wanted % 2)}
        answer = self._ask("PUT", "/emergencies/rules", json=form, If_Match=found.headers["etag"], X_Emergency_Pin=PINS[0])
        if answer is None or answer.status_code == 200:
            self._two_persons = bool(wanted % 2)

    def cap(self, zone: int = 0, hours: int = 1) -> None:
        """A warning from outside."""
        number, now = self._number(), self._true.now()
        expires = now + timedelta(hours=1 + hours % 12)
        info = _INFO.format(expires=_cap_time(expires), text=f"Báo động {mark(number)}.", area=(*ZONES, "xã Liên An")[zone % 5])
        known = Alarm(
            number, self._heard_in(zone), expires.replace(microsecond=0), identifier=f"KTTV-{number}", sent=_cap_time(now)
        )
        text = _CAP.format(identifier=known.identifier, sent=known.sent, kind="Alert", references="", info=info)
        answer = self._ask("POST", "/emergencies/cap", content=text.encode(), X_Emergency_Pin=PINS[0])
        self._begun(known, answer, now)

    def cap_cancel(self, which: int = -1) -> None:
        """The same sender takes one back."""
        known = self._pick([each for each in self.ledger.alarms.values() if each.identifier and each.id], which)
        if known is None:
            return
        references = f"<references>kttv@vn,{known.identifier},{known.sent}</references>"
        text = _CAP.format(
            identifier=f"KTTV-{uuid4().hex}", sent=_cap_time(self._true.now()), kind="Cancel", references=references, info=""
        )
        answer = self._ask("POST", "/emergencies/cap", content=text.encode(), X_Emergency_Pin=PINS[0])
        if answer is not None and answer.status_code == 201 and not answer.json()["unended"]:
            known.ended_at = known.ended_at or self._true.now()

    # --- machines

    def cut(self, which: int = 0) -> None:
        self._pc(which).line.is_up = False

    def mend(self, which: int = 0) -> None:
        line = self._pc(which).line
        if not line.is_up or line.slow_s:
            line.is_up, line.slow_s = True, 0.0
            self._news()

    def slow(self, which: int = 0) -> None:
        """Every answer takes a second."""
        self._pc(which).line.slow_s = 1.0

    def lose_answer(self, which: int = 0) -> None:
        """The server hears the next call; its answer is lost."""
        self._pc(which).line.loses_answer = True

    def kill(self, which: int = 0) -> None:
        """A PC loses power; somebody starts it later."""
        self._pc(which).kill()

    def boot(self, which: int = 0) -> None:
        pc = self._pc(which)
        if pc.station is None:
            pc.boot()
            self._news()

    def restart(self, which: int = 0) -> None:
        self._pc(which).kill()
        self.boot(which)

    def kill_at_claim(self, which: int = 0) -> None:
        """The next time it begins to sound, it is killed between the claim and the sound."""
        self._pc(which).fate.kill_at_claim = True

    def kill_at_end(self, which: int = 0) -> None:
        """Killed when something was heard, before it is written down."""
        self._pc(which).fate.kill_at_end = True

    def kill_at_call(self, which: int = 0, calls: int = 1) -> None:
        """Killed while it waits for the server."""
        self._pc(which).line.kills_at = 1 + calls % 4

    def lose_output(self, which: int = 0) -> None:
        fate = self._pc(which).fate
        fate.is_lost = not fate.is_lost

    def kill_server(self) -> None:
        self._server.kill()

    def boot_server(self) -> None:
        if self._server.services is None:
            self._server.boot()
            self._stir()

    def kill_server_at_commit(self, commits: int = 1) -> None:
        self._server.dies_at_commit = 1 + commits % 6

    def fill(self, which: int = 0) -> None:
        """0, 1: the disk of a broadcast PC; 2: of the server."""
        self._disk(which).fill()

    def free(self, which: int = 0) -> None:
        if self._disk(which).is_full:
            self._disk(which).free()
            self._news()

    def rot(self, which: int = 0) -> None:
        """A byte of an audio file of a PC changes."""
        self._pc(which).damage(self._chance)

    def rot_server(self) -> None:
        """A helper file or a stored file of the server is damaged."""
        found = self._server.stored() + self._server.helpers()
        if found:
            self._damage(self._chance.choice(found), self._chance.choice(DAMAGES))

    def rot_helpers(self, which: int = 0) -> None:
        """The server's helper files are damaged, and it is started again."""
        for path in self._server.helpers():
            self._damage(path, DAMAGES[which % len(DAMAGES)])
        self._server.kill()
        self.boot_server()

    def rot_journal(self, which: int = 0) -> None:
        """The journal of silences is damaged; of half of it (1) nothing is lost."""
        self._damage(self._server.journal, DAMAGES[which % len(DAMAGES)])

    def _damage(self, path: Path, how: Callable[[bytes], bytes]) -> None:
        """A journal that is damaged is a stop of everything, and what it alone had may be gone once a person has lifted that."""
        with contextlib.suppress(OSError):  # a full disk
            path.write_bytes(how(path.read_bytes()))
        if path == self._server.journal and how is not halved:
            self._doomed += self._beside
            self._beside.clear()

    def _note_beside(self, answer: Any, forget: Callable[[], object]) -> None:  # noqa: ANN401  # an answer
        """An act that the database has not got yet stands in the journal alone, or as the answer warns in memory.

        forget: undoes it in the ledger.
        """
        if answer.status_code == 202:
            is_in_memory = answer.json()["warning"]["code"] == "silence_in_memory"
            (self._doomed if is_in_memory else self._beside).append(forget)

    def fill_to_reserve(self, which: int = 0) -> None:
        """The disk of a broadcast PC has a little room left, less than is kept free for emergencies."""
        self._ground.station_disks[list(STATIONS)[which % 2]].fill(leave=RESERVE * 3 // 4)

    def set_clock(self, which: int = 0, minutes: int = 5) -> None:
        """The clock of a PC (0, 1) or of the server (2) shows so many minutes more than the truth from now on."""
        clock = self._server.clock if which % 3 == 2 else self._pc(which % 3).clock
        if clock.offset != timedelta(minutes=minutes):
            clock.offset = timedelta(minutes=minutes)
            self._is_wrong = True
            self._stir()

    def backup(self) -> None:
        if self._server.services is not None:
            to = self._ground.folder / "backups" / f"{uuid4().hex}.zip"
            with contextlib.suppress(Exception):  # no room
                back_up(self._server.settings.database, self._server.data, to, self._server.clock)
                self._backup = to, self.ledger.copy(), len(self._pcs)

    def restore(self) -> None:
        """The server is put back to the last backup."""
        if self._backup is None:
            return
        self._server.stop()
        self._server.disk.free()
        found = restore(self._backup[0], self._server.settings.database, self._server.data, self._server.clock, replacing=True)
        if found.before is not None:
            shutil.rmtree(found.before)
        self._server.boot()
        self.ledger.back_to(self._backup[1], self._true.now())
        for pc in self._pcs[self._backup[2] :]:
            pc.is_unknown = True
        self._stir()

    def replace_pc(self, which: int = 0) -> None:
        """A new PC takes a station's place; the old one is still there, with its loudspeakers."""
        old = self._pc(which)
        if self._server.services is not None and self._remove(old):
            self._enrol(old.place)

    def _remove(self, old: Pc) -> bool:
        listed = self._ask("GET", "/stations")
        if listed is None or listed.status_code != 200:
            return False
        found = next((each for each in listed.json()["items"] if each["name"] == f"Máy {old.place} {old.name}"), None)
        answer = self._ask("DELETE", f"/stations/{found['id']}") if found is not None else None
        self._silence(answer)
        if self._took(answer):
            old.replaced_at = self._true.now()
            self._note_beside(answer, partial(self._remove_again, old))
        return self._took(answer)

    def _remove_again(self, old: Pc) -> None:
        """What the people of a commune do when a station is there again that they had taken away."""
        old.replaced_at = None
        self._remove(old)

    def _enrol(self, place: str) -> None:
        self._enrolments += 1
        outputs = STATIONS[place]
        zones = [(name, self._template.zones[min(PLACES[name])]) for name in outputs]
        name = f"{place}{self._enrolments}"
        paths = [self._template.paths[min(PLACES[output])] for output in outputs]
        made = self._ask("POST", "/stations", json={"name": f"Máy {place} {name}", "zones": paths})
        code = (
            self._ask("POST", f"/stations/{made.json()['id']}/enrolment-codes")
            if made is not None and made.status_code == 201
            else None
        )
        if code is None or code.status_code != 201:
            return
        reply = self._ask("POST", "/station/enrol", json={"lookup": CodeProof.of(code.json()["code"]).lookup})
        if reply is not None and reply.status_code == 200:
            pc = Pc(
                name,
                place,
                self._ground.station_disks[place],
                self._server,
                self._air,
                self._hands,
                tuple(zones),
                reply.json()["enrolment"],
                has_folder=len(outputs) > 1,
            )
            self._pcs.append(pc)
            pc.boot()

    def must_sound(self) -> None:
        """The last emergency was heard on every output it is for, or the product says itself why not."""
        known = self._pick(list(self.ledger.alarms.values()), -1)
        if known is None or known.begun_at is None:
            return
        wanted = {output for output, zones in PLACES.items() if zones & known.zones}
        missing = wanted - {each.output for each in self._air.stretches if mark(known.mark) in each.words}
        if missing:
            raise BrokenError(f"an emergency is not heard on {sorted(missing)}: {self._why()}")

    # --- the quiet end

    def rest(self) -> None:
        """Everything is mended; then what may sound does sound, everywhere and once, and what is ended is silent."""
        self._mend_all()
        self.wait(2000)
        morning = local(self._true.now())
        if not time(5, 5) < morning.time() < time(20):
            day = morning.date() + timedelta(days=morning.time() >= time(5))
            self.wait(int((datetime.combine(day, time(5, 30), COMMUNE_ZONE) - morning).total_seconds()))
        self.bulletin()
        number = self._numbers
        self.slot(-1, 4, 10)
        self.wait(900)
        self._must_be_heard(number, "a bulletin")
        self.alarm(4)
        number = self._numbers
        self.wait(60)
        self._must_be_heard(number, "an emergency")
        self.end(-1)
        self.wait(60)
        if self._air.sounding:
            raise BrokenError(f"it does not end: {self._air.sounding}")

    def _mend_all(self) -> None:
        for disk in (self._server.disk, *self._ground.station_disks.values()):
            disk.free()
        self._server.clock.offset = timedelta(0)
        self._server.dies_at_commit = 0
        self._server.boot()
        for pc in self._pcs:
            pc.clock.offset, pc.line.is_up, pc.line.slow_s, pc.line.kills_at = timedelta(0), True, 0.0, 0
            pc.fate.is_lost = pc.line.loses_answer = False
            pc.fate.spare()
            if pc.replaced_at is None:
                pc.boot()
        self._enrol_what_is_missing()
        for slot_id, _ in list(self._slots):
            self._ask("DELETE", f"/slots/{slot_id}")
        self._end_all()
        self.lift()
        self.two_persons(0)
        self._stir()

    def _enrol_what_is_missing(self) -> None:
        """A restored server may not know a PC any more: the same PC is enrolled anew."""
        listed = self._ask("GET", "/stations").json()["items"]
        names = {each["name"] for each in listed}
        for place in STATIONS:
            mine = [pc for pc in self._pcs if pc.place == place and pc.replaced_at is None]
            for pc in mine:
                if f"Máy {place} {pc.name}" not in names:
                    pc.kill()
                    pc.replaced_at = self._true.now()
            if all(pc.replaced_at is not None for pc in mine):
                self._enrol(place)

    def _end_all(self) -> None:
        """Every emergency that sounds or waits for its word: those asked for without an answer, and corrections, among them."""
        for state in ("active", "waiting"):
            found = self._ask("GET", f"/emergencies?state={state}")
            for each in found.json()["items"] if found is not None else []:
                self._ask("POST", f"/emergencies/{each['id']}/cancel", json={"reason": "Đã qua."})
        for known in self.ledger.alarms.values():
            known.ended_at = known.ended_at or self._true.now()

    def _must_be_heard(self, number: int, what: str) -> None:
        spoken = [each for each in self._air.stretches if mark(number) in each.words]
        missing = PLACES.keys() - {each.output for each in spoken}
        if missing:
            raise BrokenError(f"{what} ({mark(number)}) is not heard on {sorted(missing)} at the end: {self._why()}")

    def _why(self) -> object:
        """What the product says of itself, for whoever reads the failure."""
        status = self._ask("GET", "/status")
        listed = self._ask("GET", f"/occurrences?date={local(self._true.now()).date()}")
        if status is None or listed is None:
            return "no answer"
        said = status.json()
        return {
            "stopped": said["stopped"],
            "stations": [
                (each["name"], each["contact"], each["is_current"], each["outputs"], each["disk_free_bytes"])
                for each in said["stations"]
            ],
            "faults": [(each["station"], each["output"], each["code"]) for each in said["faults"]],
            "day": [
                (
                    each["title"],
                    each["local_time"],
                    each["state"],
                    each["reason"],
                    [(line["output"], line["state"], line["reason"], line["fault"]) for line in each["as_run"]],
                )
                for each in listed.json()["items"]
            ][-6:],
            "pcs": [(pc.name, pc.replaced_at, pc.station is not None, pc.is_connected()) for pc in self._pcs],
        }

    # --- how people ask

    def _ask(self, method: str, path: str, *, person: int = 0, **sent: Any) -> Any:  # noqa: ANN401  # an answer
        answer = self._server.ask(method, path, token=self._template.tokens[person], **sent)
        if answer is not None and answer.status_code in {500, 507} and not self._server.disk.is_full:
            raise BrokenError(f"{method} {path}: {answer.status_code} {answer.text}")
        if method != "GET" and (answer is None or answer.status_code < 400):
            self._news()
        return answer

    @staticmethod
    def _took(answer: Any) -> bool:  # noqa: ANN401  # an answer
        """Whether an act of silence holds: done, or kept until the database can have it."""
        return answer is not None and answer.status_code in {200, 202, 204}

    def _silence(self, answer: Any) -> None:  # noqa: ANN401  # an answer
        """An act of silence may be refused, since there is nothing to end; it never fails."""
        if answer is not None and answer.status_code >= 500:
            raise BrokenError(f"an act of silence failed: {answer.request.url} {answer.status_code} {answer.text}")

    def _number(self) -> int:
        self._numbers += 1
        return self._numbers

    def _zones(self, zone: int, *, whole: bool = False) -> list[str]:
        if zone % 5 == 4:
            return ["xã Liên An"] if whole else []
        return [self._template.paths[zone % 5]]

    def _heard_in(self, zone: int) -> frozenset[int]:
        return {4: frozenset(range(4)), 2: frozenset({2, 3})}.get(zone % 5, frozenset({zone % 5}))

    def _pc(self, which: int) -> Pc:
        place = list(STATIONS)[which % len(STATIONS)]
        return [pc for pc in self._pcs if pc.place == place][-1]

    def _disk(self, which: int) -> Disk:
        return self._server.disk if which % 3 == 2 else self._ground.station_disks[list(STATIONS)[which % 3]]

    @staticmethod
    def _pick(found: list[Any], which: int) -> Any:  # noqa: ANN401  # one of them
        return found[which % len(found)] if found else None


def _cap_time(at: datetime) -> str:
    return local(at).isoformat(timespec="seconds")
