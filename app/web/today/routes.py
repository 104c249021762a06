"""*Hôm nay*: what sounds, what is to be done, what comes, how the stations are."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
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
from app.publicity import count_new_remarks
from app.reports import lack_in_words, on_air_now, status
from app.tags import Tag
from app.timetable import day_of, mourning_periods, occurrences_between
from app.units import BulletinId, StationId
from app.visits.reading_turns import ReadingTurn
from app.web.shared.asking import Page
from app.web.shared.days import last_day
from app.web.shared.marks import LOOK, OF_CONTACT
from app.web.shared.pages import go
from app.web.shared.visit import Visiting
from app.web.today.alarms import between, heard_today, standing
from app.web.today.doubt import lost_in_words
from app.web.today.lines import Lines
from app.web.today.meeting import met_in_words, met_soon
from app.web.today.mending import mend_of_fault, mended
from app.web.today.partly import partly_heard
from app.web.today.sounding import sounding_of
from app.words import ONLY_WRITTEN, moment, sentence, word
from app.zones import station_names, zone_paths, zone_tree

router = APIRouter(route_class=Page)
_OVER = "Nay đã bình thường, không phải làm gì. Lặp lại nhiều lần thì xin xem máy phát."


@router.get("/")
def get_root() -> Response:
    """The console begins with *Hôm nay*."""
    return RedirectResponse("/hom-nay", status_code=303)


@router.get("/hom-nay")
def get_today(visit: Visiting) -> Response:
    """The page that is open all day."""
    visit.must(Right.LOOK)
    session, now = visit.session, visit.parts.clock.now()
    found, paths = status(session, now, visit.commune_id), zone_paths(session, visit.commune_id)
    is_stopped = visit.parts.stops.stop_of(visit.commune_id) is not None
    lines = Lines(found, paths, is_stopped=is_stopped)
    today, _ = day_of(local(now).date())
    begun = occurrences_between(session, visit.commune_id, today, now)
    past = [each for each in begun if not each.state.is_waiting]
    written = only_written(session, visit.commune_id, [each.id for each in past])
    met = met_soon(visit)
    meeting = {key for each in met for key in each.keys}
    alarms, tree = [] if is_stopped else standing(visit), zone_tree(session, visit.commune_id)
    upcoming = [
        replace(lines.plain(each), mark=LOOK, state="Trùng giờ")
        if (each.slot_id, each.day) in meeting
        else between(each, lines.doubted(each), alarms, tree)
        for each in found.upcoming
    ]
    sounded = [(each.starts_at, replace(lines.doubted(each), is_written=each.id in written)) for each in past]
    sounded = sorted(sounded + heard_today(visit, today, alarms), key=lambda pair: pair[0])
    names = station_names(session, visit.commune_id) if found.faults else {}
    returned = Filter(state=State.RETURNED) if visit.actor.may(Right.WRITE) else None
    values = {
        "on_air": [sounding_of(each) for each in on_air_now(session, visit.parts.files, visit.commune_id, found, begun)],
        "alarms": found.emergencies,
        "problems": [
            *(mended(visit, lines.plain(each), each, is_stopped=is_stopped) for each in found.problems),
            *partly_heard(visit, lines, found.waiting),
        ],
        "clashes": met_in_words(visit, met, paths),
        "returned": page(session, visit.commune_id, returned).items if returned else (),
        "faults": [(*_fault(each, names), mend_of_fault(visit.actor, each)) for each in found.faults],
        "late": [(each, late_in_words(each), word("late_step_remedy", each.kind.value)) for each in found.late],
        "endings": endings(session, now, visit.commune_id),
        "lapsed": [(each, " ".join(lapsed_in_words(one) for one in each.lapsed)) for each in found.lapsed],
        "asked": reporting.asked(visit.parts, session, visit.actor),
        "last_day": last_day,
        "lacks": lambda found: dict.fromkeys(map(lack_in_words, found)),
        "remarks": count_new_remarks(session, visit.commune_id) if visit.actor.may(Right.REMARKS) else 0,
        "mourning": [
            (each.name, last_day(each.ends_at))
            for each in mourning_periods(session, visit.commune_id)
            if each.starts_at <= now < each.ends_at
        ],
        "upcoming": upcoming,
        "coming": next((each for each in upcoming if each.mark is not LOOK), None),
        "past": [line for _, line in sounded],
        "lost": lost_in_words(found.stations, found.now),
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


def _fault(found: Fault, names: Mapping[StationId, str]) -> tuple[str, str]:
    """What is wrong at a station or at the server, and what to do about it; of what is over, that it is."""
    said = sentence(found.code, {"output": found.output})
    station = names.get(found.station_id, "") if found.station_id is not None else "Máy chủ"
    if found.ended_at is None:
        return f"{station}: {said.title}, từ {moment(found.since)}", said.detail
    return f"{station}: đã qua – {said.title}, từ {moment(found.since)} đến {moment(found.ended_at)}", _OVER
