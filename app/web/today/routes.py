"""*Hôm nay*: what sounds, what is to be done, what comes, how the stations are."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Response
from fastapi.responses import RedirectResponse

from app.accounts import Right
from app.airlog import only_written
from app.bulletins import Filter, State, page
from app.clock import local
from app.desk import bulletins as acts
from app.desk import faults, reporting
from app.desk.campaigns import late_in_words
from app.desk.policies import lapsed_in_words
from app.desk.stations import contact_in_words
from app.emergencies import has_pin
from app.faults import Fault
from app.programmes import endings
from app.reports import on_air_now, status
from app.tags import Tag
from app.timetable import Clash, Occurrence, clashes, day_of, free_hours, mourning_periods, occurrences_between
from app.units import BulletinId, StationId, ZoneId
from app.visits.reading_turns import ReadingTurn
from app.web.shared.asking import Page
from app.web.shared.days import last_day
from app.web.shared.marks import LOOK, OF_CONTACT, Mark, of_occurrence
from app.web.shared.mends import UNHEARD, Mend, meets, mends_of_clash
from app.web.shared.pages import go
from app.web.shared.visit import Visit, Visiting
from app.web.shared.why import why_in_words
from app.web.today.doubt import doubt_of, lost_in_words
from app.web.today.mending import mend_of, mend_of_fault
from app.web.today.sounding import sounding_of
from app.words import ONLY_WRITTEN, day_of_year, hour_said, moment, sentence, state_word, where, word
from app.zones import station_names, zone_paths

router = APIRouter(route_class=Page)
_OVER = "Nay đã bình thường, không phải làm gì. Lặp lại nhiều lần thì xin xem máy phát."


@dataclass(frozen=True, slots=True)
class Line:
    """An airing. left: how long until it begins, in words. mend: what mends it, where something is wrong with it.

    is_written: it sounded, but no loudspeaker did.
    """

    when: str
    title: str
    places: str
    left: str
    mark: Mark
    state: str
    reason: str
    airing: str
    mend: Mend | None = None
    is_written: bool = False


@router.get("/")
def get_root() -> Response:
    """The console begins with *Hôm nay*."""
    return RedirectResponse("/hom-nay", status_code=303)


@router.get("/hom-nay")
def get_today(visit: Visiting) -> Response:
    """The page that is open all day."""
    visit.must(Right.LOOK)
    session, now = visit.session, visit.parts.clock.now()
    found = status(session, now, visit.commune_id)
    paths = zone_paths(session, visit.commune_id)
    today, _ = day_of(local(now).date())
    begun = occurrences_between(session, visit.commune_id, today, now)
    past = [each for each in begun if not each.state.is_waiting]
    met = _met(visit)
    meeting = {key for each in met for key in each.keys}
    written = only_written(session, visit.commune_id, [each.id for each in past])

    is_stopped = visit.parts.stops.stop_of(visit.commune_id) is not None

    def line(each: Occurrence) -> Line:
        return Line(
            when=_when(each.starts_at, now),
            title=each.title,
            places=where([paths[key] for key in each.zone_ids if key in paths]),
            left=_left(each.starts_at - now),
            mark=of_occurrence(each.state, has_reason=each.reason is not None),
            state=state_word(each.kind, each.state, each.reason),
            reason=why_in_words(each.reason, is_stopped=is_stopped),
            airing=f"/lich-phat/{each.slot_id}/{each.day}",
        )

    lost = lost_in_words(found.stations, found.now)

    def shown(each: Occurrence, line: Line) -> Line:
        doubt = doubt_of(each, found)
        return replace(line, mark=LOOK, state=doubt) if doubt else line

    upcoming = [
        replace(line(each), mark=LOOK, state="Trùng giờ") if (each.slot_id, each.day) in meeting else shown(each, line(each))
        for each in found.upcoming
    ]
    names = station_names(session, visit.commune_id) if found.faults else {}
    returned = Filter(state=State.RETURNED) if visit.actor.may(Right.WRITE) else None
    values = {
        "on_air": [sounding_of(each) for each in on_air_now(session, visit.parts.files, visit.commune_id, found, begun)],
        "alarms": found.emergencies,
        "problems": [
            replace(line(each), mend=mend_of(session, visit.actor, each, is_stopped=is_stopped)) for each in found.problems
        ],
        "clashes": _clashes(visit, met, paths),
        "returned": page(session, visit.commune_id, returned).items if returned else (),
        "faults": [(*_fault(each, names), mend_of_fault(visit.actor, each)) for each in found.faults],
        "late": [(each, late_in_words(each), word("late_step_remedy", each.kind.value)) for each in found.late],
        "endings": endings(session, now, visit.commune_id),
        "lapsed": [(each, " ".join(lapsed_in_words(one) for one in each.lapsed)) for each in found.lapsed],
        "asked": reporting.asked(visit.parts, session, visit.actor),
        "last_day": last_day,
        "lacks": lambda cells: dict.fromkeys(word("theme", each.theme.value) for each in cells),
        "mourning": [
            (each.name, last_day(each.ends_at))
            for each in mourning_periods(session, visit.commune_id)
            if each.starts_at <= now < each.ends_at
        ],
        "upcoming": upcoming,
        "coming": next((each for each in upcoming if each.mark is not LOOK), None),
        "past": [replace(shown(each, line(each)), is_written=each.id in written) for each in past],
        "lost": lost,
        "reaches_nobody": found.reaches_nobody,
        "lacks_pin": visit.actor.may(Right.ALARM) and not has_pin(session, visit.actor.person_id),
        "only_written": ONLY_WRITTEN,
        "stations": [(each, OF_CONTACT[each.contact], contact_in_words(each, now)) for each in found.stations],
    }
    return visit.page("today/today.html", values)


@router.post("/hom-nay/trinh")
def post_submit(
    _turn: ReadingTurn,
    visit: Visiting,
    bulletin: Annotated[UUID, Form()],
    number: Annotated[int, Form(ge=1, le=1_000_000)],
    tag: Annotated[str, Form(max_length=100)] = "",
) -> Response:
    """Lay before the approver what an airing waits for, as it was seen."""
    with visit.parts.sessions.begin() as session:
        acts.submit(visit.parts, session, visit.actor, BulletinId(bulletin), number, tag=Tag(tag))
    return go("/hom-nay", done="da-trinh")


@router.post("/hom-nay/da-biet")
def post_accept(visit: Visiting, fault: Annotated[UUID, Form()]) -> Response:
    """Put away what went wrong and is seen now."""
    with visit.parts.sessions.begin() as session:
        faults.accept(visit.parts, session, visit.actor, fault)
    return go("/hom-nay", done="da-biet")


@router.post("/hom-nay/da-gui-bao-cao")
def post_sent(visit: Visiting, han: Annotated[date, Form()]) -> Response:
    """Say that a report was sent."""
    with visit.parts.sessions.begin() as session:
        reporting.mark_sent(visit.parts, session, visit.actor, han)
    return go("/hom-nay", done="da-luu-cai-dat")


def _met(visit: Visit) -> list[Clash]:
    """What of today and tomorrow meets, and is to come."""
    now = visit.parts.clock.now()
    until = day_of(local(now).date() + timedelta(days=1))[1]
    return clashes(visit.session, visit.parts.clock, visit.commune_id, now, until)


def _clashes(visit: Visit, found: list[Clash], paths: Mapping[ZoneId, str]) -> list[tuple[str, str, str, tuple[Mend, ...]]]:
    """Of what meets: when, which, what it meets, and what mends it as far as this person may."""
    clock, session, commune_id = visit.parts.clock, visit.session, visit.commune_id
    now = clock.now()
    free = free_hours(session, clock, commune_id, found)
    told = []
    for each in found:
        late, said = each.conflict.second.airing, f"{meets(each, paths)} {UNHEARD}"
        usual = (Mend("Mở lượt phát", f"/lich-phat/{late.slot.id}/{late.day}"),)
        mends = mends_of_clash(each, free) if visit.actor.may(Right.SCHEDULE) else usual
        told.append((_when(late.starts_at, now), late.slot.title, said[0].upper() + said[1:], mends))
    return told


def _fault(found: Fault, names: Mapping[StationId, str]) -> tuple[str, str]:
    """What is wrong at a station or at the server, and what to do about it; of what is over, that it is."""
    said = sentence(found.code, {"output": found.output})
    station = names.get(found.station_id, "") if found.station_id is not None else "Máy chủ"
    if found.ended_at is None:
        return f"{station}: {said.title}, từ {moment(found.since)}", said.detail
    return f"{station}: đã qua – {said.title}, từ {moment(found.since)} đến {moment(found.ended_at)}", _OVER


def _when(at: datetime, now: datetime) -> str:
    day, today = local(at).date(), local(now).date()
    names = {today: "hôm nay", today + timedelta(days=1): "ngày mai"}
    return f"{hour_said(at)} {names.get(day) or day_of_year(day)}"


def _left(left: timedelta) -> str:
    """`1 giờ 43 phút`; empty for what is past."""
    minutes = int(left.total_seconds()) // 60
    if minutes < 0:
        return ""
    hours, rest = divmod(minutes, 60)
    if not minutes:
        return "chưa đến 1 phút"
    return " ".join(part for part in (f"{hours} giờ" if hours else "", f"{rest} phút" if rest else "") if part)
