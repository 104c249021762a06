"""*Lịch phát*: a week as a list of days, which a telephone shows as well; a slot tried and put on; one airing made different."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Response

from app.accounts import Right
from app.bulletins import Filter, State, page
from app.calendar import DayChoice
from app.clock import COMMUNE_ZONE, local
from app.desk import slots as acts
from app.desk import timetable as trying
from app.desk.problems import conflict_in_words
from app.errors import AppError, NotFoundError
from app.timetable import (
    Occurrence,
    Preview,
    WantedEdit,
    edits_of,
    occurrences_between,
    occurrences_on,
    slot,
)
from app.typed import typed_moment
from app.units import SlotId, ZoneId
from app.web.shared.asking import Page
from app.web.shared.faults import Fault
from app.web.shared.marks import Mark, of_occurrence
from app.web.shared.pages import go
from app.web.shared.typed import TypedDayError
from app.web.shared.visit import Visit, Visiting
from app.web.timetable.form import WEEKDAYS, SlotFields, empty
from app.words import day_of_year, hour, moment, state_word, weekday, where, word
from app.zones import zone_paths, zones

router = APIRouter(prefix="/lich-phat", route_class=Page)

_WEEK = timedelta(days=7)
_CHOSEN_FROM = 100
"""So many of the newest bulletins may be chosen from."""
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Line:
    """An airing in the list."""

    address: str
    at: str
    title: str
    places: str
    mark: Mark
    state: str
    reason: str


@router.get("")
def get_week(visit: Visiting, tuan: str = "") -> Response:
    """A week. tuan: a day of it, as `2026-11-30`; this week for anything else."""
    visit.must(Right.LOOK)
    today = local(visit.parts.clock.now()).date()
    monday = _monday(tuan, today)
    begin = datetime.combine(monday, datetime.min.time(), COMMUNE_ZONE)
    found = occurrences_between(visit.session, visit.commune_id, begin, begin + _WEEK)
    paths = zone_paths(visit.session, visit.commune_id)
    days = [
        (
            f"{weekday(day)} {day_of_year(day)}",
            day == today,
            [_line(each, paths) for each in found if local(each.starts_at).date() == day],
        )
        for day in (monday + timedelta(days=number) for number in range(7))
    ]
    values = {
        "days": days,
        "title": f"Từ {day_of_year(monday)} đến {day_of_year(monday + _WEEK - timedelta(days=1))}",
        "before": (monday - _WEEK).isoformat(),
        "after": (monday + _WEEK).isoformat(),
        "is_far": monday > today + timedelta(days=visit.parts.manifest_days),
        "ahead": visit.parts.manifest_days,
    }
    return visit.page("timetable/week.html", values)


@router.get("/moi")
def get_new(visit: Visiting) -> Response:
    """An empty form of a slot."""
    visit.must(Right.SCHEDULE)
    return _form(visit, empty(visit.parts.clock.now()))


@router.post("/moi")
def post_new(visit: Visiting, form: Annotated[SlotFields, Form()]) -> Response:
    """Look what the slot would meet, or put it on the timetable."""
    visit.must(Right.SCHEDULE)
    try:
        wanted = form.wanted(visit.parts.clock.now())
        if form.act != "luu":
            tried = trying.try_slot(visit.parts, visit.session, visit.actor, wanted, instead_of=None, of_day=None)
            return _form(visit, form, tried=tried)
        with visit.parts.sessions.begin() as session:
            acts.add(visit.parts, session, visit.actor, wanted)
    except TypedDayError as error:
        return _form(visit, form, fault=Fault.of(error, field=error.name), status=error.http_status)
    except AppError as error:
        return _form(visit, form, fault=Fault.of(error), status=visit.status_of(error))
    return go("/lich-phat", done="da-xep-lich")


@router.get("/{slot_id}/{day}")
def get_airing(visit: Visiting, slot_id: UUID, day: date) -> Response:
    """One airing: what it is, why it will not be heard, and what can be done about it."""
    visit.must(Right.LOOK)
    return _airing(visit, SlotId(slot_id), day)


@router.post("/{slot_id}/{day}/doi")
def post_move(visit: Visiting, slot_id: UUID, day: date, moved_to: Annotated[str, Form(max_length=60)] = "") -> Response:
    """Let this one sound at another time."""
    try:
        at = _moment(moved_to)
        with visit.parts.sessions.begin() as session:
            acts.edit_day(visit.parts, session, visit.actor, SlotId(slot_id), day, wanted=WantedEdit(moved_to=at))
    except TypedDayError as error:
        fault = Fault.of(error, field=error.name)
        return _airing(visit, SlotId(slot_id), day, fault=fault, typed=moved_to, status=error.http_status)
    except AppError as error:
        return _airing(visit, SlotId(slot_id), day, fault=Fault.of(error), typed=moved_to, status=visit.status_of(error))
    return go("/lich-phat", done="da-doi-luot")


@router.post("/{slot_id}/{day}/bo")
def post_cancel(visit: Visiting, slot_id: UUID, day: date, reason: Annotated[str, Form(max_length=2000)] = "") -> Response:
    """Leave this one out; the slot goes on."""
    wanted = WantedEdit(is_cancelled=True, reason=reason.strip())
    try:
        with visit.parts.sessions.begin() as session:
            acts.edit_day(visit.parts, session, visit.actor, SlotId(slot_id), day, wanted=wanted)
    except AppError as error:
        return _airing(visit, SlotId(slot_id), day, fault=Fault.of(error), status=visit.status_of(error))
    return go("/lich-phat", done="da-bo-luot")


@router.post("/{slot_id}/{day}/dat-lai")
def post_restore(visit: Visiting, slot_id: UUID, day: date) -> Response:
    """Put the day back as the slot has it."""
    try:
        with visit.parts.sessions.begin() as session:
            acts.restore_day(visit.parts, session, visit.actor, SlotId(slot_id), day)
    except AppError as error:
        return _airing(visit, SlotId(slot_id), day, fault=Fault.of(error), status=visit.status_of(error))
    return go("/lich-phat", done="da-dat-lai")


@router.post("/{slot_id}/{day}/het")
def post_end(visit: Visiting, slot_id: UUID, day: date) -> Response:
    """Let the slot end with the day before this one."""
    try:
        with visit.parts.sessions.begin() as session:
            acts.end(visit.parts, session, visit.actor, SlotId(slot_id), since=day)
    except AppError as error:
        return _airing(visit, SlotId(slot_id), day, fault=Fault.of(error), status=visit.status_of(error))
    return go("/lich-phat", done="da-het-khung")


def _monday(text: str, today: date) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = today
    day = day if today.year - 5 < day.year < today.year + 5 else today
    return day - timedelta(days=day.weekday())


def _line(found: Occurrence, paths: Mapping[ZoneId, str]) -> Line:
    return Line(
        address=f"/lich-phat/{found.slot_id}/{found.day}",
        at=hour(found.starts_at),
        title=found.title,
        places=where([paths[key] for key in found.zone_ids if key in paths]),
        mark=of_occurrence(found.state, has_reason=found.reason is not None),
        state=state_word(found.kind, found.state, found.reason),
        reason=word("reason", found.reason.value) if found.reason else "",
    )


def _moment(text: str) -> datetime:
    wrong = TypedDayError(typed=text, name="moved_to")
    try:
        found = typed_moment(text)
    except ValueError:
        raise wrong from None
    if not isinstance(found, datetime):
        raise wrong
    return (found if found.tzinfo else found.replace(tzinfo=COMMUNE_ZONE)).astimezone(UTC)


def _form(
    visit: Visit, form: SlotFields, *, tried: Preview | None = None, fault: Fault | None = None, status: int = 200
) -> Response:
    paths = zone_paths(visit.session, visit.commune_id)
    known = page(visit.session, visit.commune_id, Filter(), limit=_CHOSEN_FROM).items
    values = {
        "form": form,
        "fault": fault,
        "weekdays": WEEKDAYS,
        "choices": [(each, word("choice", each.value)) for each in DayChoice],
        "bulletins": [
            (each, word("version", each.state.value))
            for each in known
            if each.state in {State.DRAFT, State.SUBMITTED, State.APPROVED} or each.bulletin_id in form.bulletins
        ],
        "places": [each.path for each in zones(visit.session, visit.commune_id)],
        "starts": [moment(each) for each in tried.starts[:_SHOWN]] if tried else [],
        "count": len(tried.starts) if tried else 0,
        "conflicts": [conflict_in_words(each, paths) for each in tried.conflicts[:_SHOWN]] if tried else [],
        "suggestion": f"{tried.suggestion:%H:%M}" if tried and tried.suggestion else "",
        "is_tried": tried is not None,
    }
    return visit.page("timetable/slot.html", values, status=status)


def _airing(
    visit: Visit, slot_id: SlotId, day: date, *, fault: Fault | None = None, typed: str = "", status: int = 200
) -> Response:
    found = slot(visit.session, visit.commune_id, slot_id)
    edit = edits_of(visit.session, visit.commune_id, [slot_id]).get(slot_id, {}).get(day)
    near = occurrences_on(visit.session, visit.commune_id, local(edit.moved_to).date() if edit and edit.moved_to else day)
    mine: Sequence[Occurrence] = [each for each in near if each.slot_id == slot_id and each.day == day]
    if not mine and edit is None and day not in found.recurrence.days(day, day + timedelta(days=1)):
        raise NotFoundError(kind="occurrence", key=day.isoformat())
    paths = zone_paths(visit.session, visit.commune_id)
    values = {
        "title": found.title,
        "day": f"{weekday(day)} {day_of_year(day)}",
        "place": f"/lich-phat/{slot_id}/{day}",
        "lines": [
            (
                _line(each, paths),
                word("remedy", each.reason.value) if each.reason else "",
                [left.bulletin_id for left in each.left_out],
            )
            for each in mine
        ],
        "edit": edit,
        "moved_to": moment(edit.moved_to) if edit and edit.moved_to else "",
        "typed": typed or (moment(mine[0].starts_at) if mine else ""),
        "may_schedule": visit.actor.may(Right.SCHEDULE),
        "fault": fault,
    }
    return visit.page("timetable/airing.html", values, status=status)
