"""What will be heard: any month as it is worked out, and the next hours as the facts stand at this moment.

A month needs no row: an airing in the future is listed from its slot, with its row where there is one. What is past, and what has
begun, is listed from the rows alone, at the hour it had: only they know what the slots were then. What is to come and no slot has
any more is not listed.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Generic, TypeVar

from sqlalchemy.orm import Session

from app.calendar.working_days import WorkingDays
from app.clock import Clock
from app.db import read_once
from app.playout import BlockedReason, ItemKind, OccurrenceState
from app.programmes import RenderingFacts, RenderingState
from app.timetable.airings import Airing, airings
from app.timetable.assessment import Content, Day
from app.timetable.edits import with_edits
from app.timetable.facts import assess_row, facts_for, planned_rows
from app.timetable.holidays import working_days
from app.timetable.model import Dated, Edit, Occurrence, Placed, Slot
from app.timetable.occurrences import dated_between, day_of, occurrence_of, occurrences_between, placed_between
from app.timetable.slots import slots
from app.units import CommuneId, SlotId
from app.values import frozen

_Key = tuple[SlotId, date, int]
_Row_co = TypeVar("_Row_co", bound=Dated, covariant=True)


@frozen
class Listed(Generic[_Row_co]):
    """One line of a month. edit: what differs on its day; occurrence: what is known of its row, where there is one."""

    slot_id: SlotId
    day: date
    title: str
    kind: ItemKind
    starts_at: datetime
    edit: Edit | None
    occurrence: _Row_co | None

    @property
    def is_cancelled(self) -> bool:
        """Whether it is not heard because a person said so."""
        if self.occurrence is not None and self.occurrence.state is OccurrenceState.CANCELLED:
            return True
        return self.edit is not None and self.edit.is_cancelled


@frozen
class Forecast:
    """An occurrence that is to come, as things stand now. reason: what would block it; audio: what it is to be, None before."""

    occurrence: Occurrence
    slot: Slot
    content: Content
    reason: BlockedReason | None
    audio: RenderingFacts | None

    @property
    def is_made(self) -> bool:
        """Whether its audio is there, or it needs none."""
        return self.slot.is_relay or (self.audio is not None and self.audio.state is RenderingState.READY)


def airings_between(session: Session, commune_id: CommuneId, since: datetime, until: datetime) -> list[Airing]:
    """What the slots of the commune come to in a span of time, also what was cancelled; by start."""
    if since >= until:
        return []
    found, edits = _rules(session, commune_id)
    return airings_of(found, edits, since, until, working_days(session, commune_id))


def airings_of(
    found: Iterable[Slot],
    edits: Mapping[SlotId, Mapping[date, Edit]],
    since: datetime,
    until: datetime,
    working: WorkingDays,
) -> list[Airing]:
    """What some slots come to in a span of time, also what was cancelled; by start."""
    all_of_them = (each for slot in found for each in airings(slot, edits.get(slot.id, {}), since, until, working))
    return sorted(all_of_them, key=lambda each: (each.starts_at, each.slot.id, each.part))


@read_once
def _rules(session: Session, commune_id: CommuneId) -> tuple[Sequence[Slot], Mapping[SlotId, Mapping[date, Edit]]]:
    """The slots, and what differs on their days."""
    return with_edits(session, commune_id, slots(session, commune_id))


def listing(session: Session, clock: Clock, commune_id: CommuneId, first: date, last: date) -> list[Listed[Occurrence]]:
    """All that was and will be heard from the local day `first` to `last`, both included; by start."""
    now, (since, until) = clock.now(), _span(first, last)
    planned = airings_between(session, commune_id, max(since, now), until)
    return _listed(occurrences_between(session, commune_id, since, until), planned, now)


def placed_listing(session: Session, clock: Clock, commune_id: CommuneId, first: date, last: date) -> list[Listed[Placed]]:
    """`listing` with no more than where and how long."""
    now, (since, until) = clock.now(), _span(first, last)
    planned = airings_between(session, commune_id, max(since, now), until)
    return _listed(placed_between(session, commune_id, since, until), planned, now)


def brief_listing(session: Session, clock: Clock, commune_id: CommuneId, first: date, last: date) -> list[Listed[Dated]]:
    """`listing` without what is carried: a third of the work."""
    now, (since, until) = clock.now(), _span(first, last)
    planned = airings_between(session, commune_id, max(since, now), until)
    return _listed(dated_between(session, commune_id, since, until), planned, now)


def _span(first: date, last: date) -> tuple[datetime, datetime]:
    return day_of(first)[0], day_of(last)[1]


def _listed(rows: Sequence[_Row_co], planned: Sequence[Airing], now: datetime) -> list[Listed[_Row_co]]:
    live = {(each.slot_id, each.day, each.part): each for each in rows if each.state.is_waiting or each.state.was_heard}
    begun = {key for key, each in live.items() if each.state.was_heard}
    coming = [
        Listed(each.slot.id, each.day, each.slot.title, each.slot.kind, each.starts_at, each.edit, live.get(_key(each)))
        for each in planned
        if _key(each) not in begun
    ]
    shown = {each.occurrence.id for each in coming if each.occurrence is not None}
    again = {(each.slot.id, each.day) for each in planned}
    past = [
        Listed(each.slot_id, each.day, each.title, each.kind, each.starts_at, None, each)
        for each in rows
        if each.id not in shown
        and not (each.state is OccurrenceState.CANCELLED and (each.starts_at >= now or (each.slot_id, each.day) in again))
    ]
    return sorted([*past, *coming], key=lambda each: each.starts_at)


def _key(airing: Airing) -> _Key:
    return airing.slot.id, airing.day, airing.part


def forecast(session: Session, clock: Clock, commune_id: CommuneId, until: datetime) -> list[Forecast]:
    """What is on air and what waits up to `until`, judged by the facts of this moment and not by the planner's last pass."""
    now = clock.now()
    rows = [row for row in planned_rows(session, commune_id, now) if row.starts_at < until]
    facts = facts_for(session, commune_id, rows)
    day, found = Day(), []
    for row in rows:
        slot = facts.slots.get(row.slot_id)
        if slot is None:
            continue  # its row cannot be read
        known = occurrence_of(row, slot)
        if not row.state.is_waiting:
            day.add(row.starts_at, known.zone_ids, timedelta(seconds=row.length_s))
            if row.state is OccurrenceState.ON_AIR:
                found.append(Forecast(known, slot, facts.content(row), None, None))
            continue
        if row.starts_at + timedelta(seconds=slot.late_grace_s) < now:
            continue
        content = facts.content(row)
        audio = facts.audio.get(known.rendering_id) if known.rendering_id is not None else None
        found.append(Forecast(known, slot, content, assess_row(row, content, facts, day), audio))
    return found
