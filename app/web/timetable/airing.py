"""One airing: whether it will be heard and why, and what can be done: with this one, or with it and all that follow."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Response

from app.accounts import Right
from app.airlog import only_written
from app.bulletins import deciding_versions
from app.clock import COMMUNE_ZONE, local
from app.desk import slots as acts
from app.desk.problems import conflict_in_words
from app.errors import AppError, NotFoundError
from app.tags import Tag
from app.timetable import (
    Clash,
    Occurrence,
    Wanted,
    WantedEdit,
    clashes,
    day_of,
    edits_of,
    free_hours,
    occurrences_on,
    slot,
    wanted_of,
    working_days,
)
from app.typed import typed_moment
from app.units import SlotId
from app.web.shared.asking import Page
from app.web.shared.mends import Mend, mends_of_clash
from app.web.shared.pages import go
from app.web.shared.typed import BLANK, AddressDay, TypedMomentError
from app.web.shared.visit import Visit, Visiting
from app.web.shared.why import HELD, why_in_words
from app.web.timetable.form import SlotFields, hour_in, seconds_in
from app.web.timetable.lines import Line, lines_of
from app.web.timetable.week import week_after
from app.words import ONLY_WRITTEN, day_of_year, moment, weekday, word
from app.zones import zone_paths

router = APIRouter(prefix="/lich-phat", route_class=Page)

_CANCELLED = "Có người đã bỏ lượt này. Khung giờ vẫn giữ cho những ngày khác."
_GONE = "Ngày ấy khung giờ này không còn phát: đã hết, hoặc đã thành khung giờ khác. Xem lịch phát của ngày ấy."
_IN_PART = "Sẽ phát, trừ những bản tin kể dưới đây."
_READY = "Sẽ phát: mọi bản tin của lượt đã được duyệt, còn hiệu lực, không trùng giờ và bản thu đã có."
_NOT_MADE = "Sẽ phát khi có bản thu: mọi bản tin của lượt đã được duyệt và còn hiệu lực. Máy chủ tự tạo bản thu trước giờ phát."

Typed = Annotated[str, Form(max_length=60)]
Seen = Annotated[str, Form(max_length=200)]


@router.get("/{slot_id}/{day}")
def get_airing(visit: Visiting, slot_id: UUID, day: AddressDay) -> Response:
    """One airing: what it is, why it will or will not be heard, and what can be done about it."""
    visit.must(Right.LOOK)
    return _airing(visit, SlotId(slot_id), day)


@router.post("/{slot_id}/{day}/doi")
def post_move(visit: Visiting, slot_id: UUID, day: AddressDay, moved_to: Typed = "", tag: Seen = "") -> Response:
    """Let this one sound at another time; moved to where it was, nothing is different."""
    key = SlotId(slot_id)
    try:
        before = _line(visit, key, day)
        at = _moment(moved_to)
        with visit.parts.sessions.begin() as session:
            acts.move_day(visit.parts, session, visit.actor, key, day, at=at, tag=Tag(tag) if tag else None)
    except AppError as error:
        return _airing(visit, key, day, error=error, typed=moved_to)
    return go(week_after(before, did="doi", before=_typed(before), at=at))


@router.post("/{slot_id}/{day}/gio")
def post_hour(visit: Visiting, slot_id: UUID, day: AddressDay, at: Typed = "", tag: Seen = "") -> Response:
    """Let this one and all that follow begin at another hour."""
    key = SlotId(slot_id)
    try:
        found = slot(visit.session, visit.commune_id, key)
        wanted = replace(wanted_of(found), recurrence=replace(found.recurrence, at=hour_in(at)))
        return _from_here(visit, key, day, wanted, tag, did="gio", before=SlotFields.of(found).at)
    except AppError as error:
        return _airing(visit, key, day, error=error)


@router.post("/{slot_id}/{day}/dai")
def post_length(visit: Visiting, slot_id: UUID, day: AddressDay, minutes: Typed = "", tag: Seen = "") -> Response:
    """Let this one and all that follow be longer or shorter; empty: as long as their programme."""
    key = SlotId(slot_id)
    try:
        found = slot(visit.session, visit.commune_id, key)
        wanted = replace(wanted_of(found), duration_s=seconds_in(minutes))
        return _from_here(visit, key, day, wanted, tag, did="dai", before=SlotFields.of(found).minutes)
    except AppError as error:
        return _airing(visit, key, day, error=error)


@router.post("/{slot_id}/{day}/bo")
def post_cancel(visit: Visiting, slot_id: UUID, day: AddressDay, reason: Annotated[str, Form(max_length=2000)] = "") -> Response:
    """Leave this one out; the slot goes on."""
    key, wanted = SlotId(slot_id), WantedEdit(is_cancelled=True, reason=reason.strip())
    try:
        before = _line(visit, key, day)
        edit = edits_of(visit.session, visit.commune_id, [key]).get(key, {}).get(day)
        with visit.parts.sessions.begin() as session:
            acts.edit_day(visit.parts, session, visit.actor, key, day, wanted=wanted)
    except AppError as error:
        return _airing(visit, key, day, error=error)
    if edit is not None and edit.bulletins is not None:
        return go("/lich-phat", done="da-bo-luot")  # taken back, it would say other words than before
    return go(week_after(before, did="bo", before=_typed(before)))


@router.post("/{slot_id}/{day}/dat-lai")
def post_restore(visit: Visiting, slot_id: UUID, day: AddressDay) -> Response:
    """Put the day back as the slot has it."""
    try:
        with visit.parts.sessions.begin() as session:
            acts.restore_day(visit.parts, session, visit.actor, SlotId(slot_id), day)
    except AppError as error:
        return _airing(visit, SlotId(slot_id), day, error=error)
    return go("/lich-phat", done="da-dat-lai")


@router.post("/{slot_id}/{day}/het")
def post_end(visit: Visiting, slot_id: UUID, day: AddressDay) -> Response:
    """Let the slot end with the day before this one."""
    try:
        with visit.parts.sessions.begin() as session:
            acts.end(visit.parts, session, visit.actor, SlotId(slot_id), since=day)
    except AppError as error:
        return _airing(visit, SlotId(slot_id), day, error=error)
    return go("/lich-phat", done="da-het-khung")


def _from_here(visit: Visit, key: SlotId, day: date, wanted: Wanted, tag: str, *, did: str, before: str) -> Response:
    """Let an airing and all that follow be as it is wanted, and show the week. Raises as `acts.split`."""
    line = _line(visit, key, day)
    with visit.parts.sessions.begin() as session:
        made = acts.split(visit.parts, session, visit.actor, key, day, wanted=wanted, tag=Tag(tag))
        since = made.recurrence.first_from(day, working_days(session, visit.commune_id))
    return go(week_after(replace(line, slot_id=made.id, day=since or day), did=did, before=before))


def _moment(text: str) -> datetime:
    wrong = TypedMomentError(typed=text or BLANK, name="moved_to")
    try:
        found = typed_moment(text)
    except ValueError:
        raise wrong from None
    if not isinstance(found, datetime):
        raise wrong
    return (found if found.tzinfo else found.replace(tzinfo=COMMUNE_ZONE)).astimezone(UTC)


def _typed(line: Line) -> str:
    """The hour of an airing as the form of a move takes it, to the second."""
    return line.starts_at.replace(tzinfo=None).isoformat()


def _line(visit: Visit, slot_id: SlotId, day: date) -> Line:
    """The airing as it stands. Raises `NotFoundError`."""
    edit = edits_of(visit.session, visit.commune_id, [slot_id]).get(slot_id, {}).get(day)
    there = local(edit.moved_to).date() if edit is not None and edit.moved_to is not None else day
    for shown in {there, day}:
        for each in lines_of(visit.session, visit.parts.clock, visit.commune_id, (shown, shown)):
            if (each.slot_id, each.day) == (slot_id, day):
                return each
    raise NotFoundError(kind="occurrence", key=day.isoformat())


def _airing(visit: Visit, slot_id: SlotId, day: date, *, error: AppError | None = None, typed: str = "") -> Response:
    session, commune_id = visit.session, visit.commune_id
    found = slot(session, commune_id, slot_id)
    edit = edits_of(session, commune_id, [slot_id]).get(slot_id, {}).get(day)
    there = local(edit.moved_to).date() if edit and edit.moved_to else day
    mine = [each for each in occurrences_on(session, commune_id, there) if each.slot_id == slot_id and each.day == day]
    if not mine and edit is None and day not in found.recurrence.days(day, day):
        raise NotFoundError(kind="occurrence", key=day.isoformat())
    try:
        line = _line(visit, slot_id, day)
    except NotFoundError:
        line = None
    met = [each for each in clashes(session, visit.parts.clock, commune_id, *day_of(there)) if (slot_id, day) in each.keys]
    free = free_hours(session, visit.parts.clock, commune_id, met)
    is_stopped = visit.parts.stops.stop_of(commune_id) is not None
    left = [out for each in mine for out in each.left_out]
    titles = deciding_versions(session, commune_id, {*found.bulletins, *(out.bulletin_id for out in left)})
    paths = zone_paths(session, commune_id)
    values = {
        "title": found.title,
        "day": f"{weekday(day)} {day_of_year(day)}",
        "place": f"/lich-phat/{slot_id}/{day}",
        "line": line,
        "why": [
            *_why(
                mine,
                met,
                line,
                ahead=visit.parts.manifest_days,
                is_stopped=is_stopped,
                is_of_slot=day in found.recurrence.days(day, day) or edit is not None,
            ),
            *([f"{ONLY_WRITTEN}."] if only_written(session, commune_id, [each.id for each in mine]) else []),
        ],
        "clashes": [(conflict_in_words(each.conflict, paths), _ways(each, free, slot_id, day)) for each in met],
        "left_out": [
            (
                out.bulletin_id,
                titles[out.bulletin_id].title if out.bulletin_id in titles else "Bản tin",
                word("reason", out.reason.value),
            )
            for out in left
        ],
        "bulletins": [
            (key, titles[key].title, word("version", titles[key].state.value)) for key in found.bulletins if key in titles
        ],
        "is_relay": found.is_relay,
        "edit": edit,
        "moved_to": moment(edit.moved_to) if edit and edit.moved_to else "",
        "typed": typed or (moment(line.starts_at) if line else ""),
        "minutes": SlotFields.of(found).minutes,
        "hour": SlotFields.of(found).at,
        "tag": found.tag,
        "may_schedule": visit.actor.may(Right.SCHEDULE) and found.ended_at is None,
        "fault": visit.fault(error) if error else None,
    }
    return visit.page("timetable/airing.html", values)


def _ways(found: Clash, free: Mapping[tuple[SlotId, date], time], slot_id: SlotId, day: date) -> tuple[Mend, ...]:
    """The buttons that move this airing; none where it is for the other to go, or nothing is free."""
    late = found.conflict.second.airing
    mends = mends_of_clash(found, free) if (late.slot.id, late.day) == (slot_id, day) else ()
    return tuple(each for each in mends if each.fields is not None)


def _why(
    mine: list[Occurrence], met: list[Clash], line: Line | None, *, ahead: int, is_stopped: bool, is_of_slot: bool
) -> list[str]:
    """Why it is heard, or is not, in sentences; what mends it is in the last. is_of_slot: its day is one of the slot still."""
    is_out = line is None or line.is_cancelled
    reasons = dict.fromkeys(each.reason for each in mine if each.reason is not None and not is_out)
    if reasons:
        return [why_in_words(each, is_stopped=is_stopped) for each in reasons]
    if line is None or is_out:
        return [_CANCELLED if is_of_slot else _GONE]
    if line.is_over or met:
        return [] if line.is_over else ["Trùng giờ với lượt khác ở cùng nơi, hoặc cùng một đường tiếng."]
    if not mine:
        return [f"Lượt này chưa lập: máy chủ chỉ lập trước {ahead} ngày. Bản tin được duyệt và còn hiệu lực đến hôm ấy thì phát."]
    if is_stopped or any(each.left_out for each in mine):
        return [HELD if is_stopped else _IN_PART]
    return [_READY if all(each.rendering_id is not None for each in mine) else _NOT_MADE]
