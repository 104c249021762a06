"""A week copied onto another: what is heard in the one is heard in the other too, at the same hours, by the same slots.

The copied days become extra dates of their slots. Nothing is taken away, and a day that a person excepted or cancelled stays so.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy.orm import Session

from app.accounts import Actor, record_act
from app.calendar.working_days import WorkingDays
from app.clock import Clock
from app.timetable.airings import Airing, airings_on
from app.timetable.conflicts import Conflict, conflicts, places
from app.timetable.edits import edits_of, put_edit, with_edits
from app.timetable.holidays import working_days
from app.timetable.model import Edit, Slot
from app.timetable.occurrences import day_of
from app.timetable.outlook import airings_of
from app.timetable.series import week_of
from app.timetable.slots import live_row, refuse_quiet_hours, slots, write_recurrence
from app.units import CommuneId, SlotId
from app.values import frozen

_WEEK = 7


class Copied(StrEnum):
    """What became of one day of the copied week."""

    ADDED = "added"
    THERE = "there"
    """It is heard on that day already."""
    EXCEPTED = "excepted"
    """A person said that it is not heard on that day."""
    GONE = "gone"
    """Its hour has gone by."""


@frozen
class CopiedDay:
    """A day of a slot in the other week, and what became of it."""

    slot_id: SlotId
    title: str
    day: date
    outcome: Copied


@frozen
class _Extended:
    """A slot as it is with the days that are added, and what differs on them."""

    slot: Slot
    edits: Sequence[Edit]


def copy_week(session: Session, clock: Clock, actor: Actor, from_day: date, to_day: date) -> list[CopiedDay]:
    """Copy the week of `from_day` onto that of `to_day`. Safe to repeat. Raises `QuietHoursError`; then nothing is copied."""
    report, extended = _worked_out(session, clock, actor.commune_id, from_day, to_day)
    for each in extended:
        for edit in each.edits:
            put_edit(session, clock.now(), actor, each.slot.id, edit)
        row = live_row(session, actor.commune_id, each.slot.id)
        write_recurrence(row, each.slot.recurrence)
        row.revision, row.updated_at = row.revision + 1, clock.now()
    session.flush()
    number = sum(each.outcome is Copied.ADDED for each in report)
    facts = {"from": week_of(from_day).isoformat(), "to": week_of(to_day).isoformat()}
    record_act(session, clock.now(), actor, "copy_week", subject="commune", subject_id=actor.commune_id, added=number, **facts)
    return report


def preview_copy(
    session: Session, clock: Clock, commune_id: CommuneId, from_day: date, to_day: date
) -> tuple[list[CopiedDay], list[Conflict]]:
    """What `copy_week` would do, and what the added airings would meet, themselves as the second. Only reads.

    Raises what `copy_week` raises.
    """
    report, extended = _worked_out(session, clock, commune_id, from_day, to_day)
    found, edits = with_edits(session, commune_id, slots(session, commune_id))
    changed = {each.slot.id: each for each in extended}
    found = [changed[each.id].slot if each.id in changed else each for each in found]
    edits |= {key: edits.get(key, {}) | {edit.day: edit for edit in each.edits} for key, each in changed.items()}
    first, last = week_of(to_day), week_of(to_day) + timedelta(days=_WEEK - 1)
    week = airings_of(found, edits, day_of(first)[0] - timedelta(days=1), day_of(last)[1], working_days(session, commune_id))
    added = {(each.slot_id, each.day) for each in report if each.outcome is Copied.ADDED}
    met = conflicts(week, places(session, commune_id))
    return report, [_seen_from(each, added) for each in met if _keys(each) & added]


def _worked_out(
    session: Session, clock: Clock, commune_id: CommuneId, from_day: date, to_day: date
) -> tuple[list[CopiedDay], list[_Extended]]:
    """What becomes of each day, and the slots that are heard on more of them. Raises `QuietHoursError`."""
    shift = week_of(to_day) - week_of(from_day)
    working = working_days(session, commune_id)
    found = slots(session, commune_id)
    edits = edits_of(session, commune_id, (slot.id for slot in found))
    report, extended = [], []
    for slot in found:
        known, added = edits.get(slot.id, {}), list[Airing]()
        for airing in [each for day in _days(from_day) for each in airings_on(slot, known, day, working)[:1]]:
            target = _shifted(airing, shift)
            outcome = _outcome(clock, airing, target, known, working)
            if outcome is Copied.ADDED:
                refuse_quiet_hours(session, commune_id, target.starts_at, slot.duration_s)
                added.append(target)
            if not airing.is_cancelled:
                report.append(CopiedDay(slot.id, slot.title, target.day, outcome))
        if added:
            days = replace(slot.recurrence, extra=slot.recurrence.extra | {each.day for each in added})
            extended.append(_Extended(replace(slot, recurrence=days), [each.edit for each in added if each.edit is not None]))
    return sorted(report, key=lambda each: (each.day, each.title)), extended


def _keys(found: Conflict) -> set[tuple[SlotId, date]]:
    return {(span.airing.slot.id, span.airing.day) for span in (found.first, found.second)}


def _seen_from(found: Conflict, added: set[tuple[SlotId, date]]) -> Conflict:
    """With an added airing as the second."""
    second = found.second.airing
    return found if (second.slot.id, second.day) in added else replace(found, first=found.second, second=found.first)


def _days(day: date) -> Iterator[date]:
    return (week_of(day) + timedelta(days=number) for number in range(_WEEK))


def _shifted(airing: Airing, shift: timedelta) -> Airing:
    """The same in the other week."""
    edit, day = airing.edit, airing.day + shift
    moved = edit.moved_to + shift if edit is not None and edit.moved_to is not None else None
    own = replace(edit, day=day, moved_to=moved) if edit is not None else None
    return replace(airing, day=day, starts_at=moved or airing.slot.recurrence.on(day), edit=own)


def _outcome(clock: Clock, airing: Airing, target: Airing, known: Mapping[date, Edit], working: WorkingDays) -> Copied:
    days = airing.slot.recurrence
    if airing.is_cancelled or target.day in days.except_ or (target.day in known and known[target.day].is_cancelled):
        return Copied.EXCEPTED
    if days.days(target.day, target.day, working) or target.day in known:
        return Copied.THERE
    return Copied.GONE if target.starts_at <= clock.now() else Copied.ADDED
