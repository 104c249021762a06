"""Airings become rows for the next days: what a manifest lists and a log names. Safe to repeat, and to run after every change.

A row that waits follows its slot: it moves with it, and is cancelled when the slot has no such airing any more. What has begun or
is over is never touched, nor is what belongs to a slot that cannot be read, whole with its edits: it stays as it was laid out.
A change of plan never judges the past: what it moves to an hour gone by is not aired and not failed,
and comes back with the next change that gives it an hour to come. So does what was blocked or missed and never began.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts import system_actor
from app.airing import WAITING
from app.bulletins import deciding_versions
from app.calendar.working_days import WorkingDays
from app.clock import Clock
from app.db import of_commune, readable
from app.playout import OccurrenceState
from app.tasks import Troubles
from app.timetable.airings import Airing, airings, airings_on
from app.timetable.assessment import cells, zones_below
from app.timetable.edits import with_edits
from app.timetable.holidays import working_days
from app.timetable.model import CELLS, Edit, Part, Slot
from app.timetable.moves import move, unmake
from app.timetable.slots import slot_of
from app.timetable.tables import OccurrenceRow, SlotRow
from app.units import CommuneId, SlotId, new_id
from app.zones import zones

DAYS = 14
LONGEST_GRACE = timedelta(hours=1)
"""What is due longer than any slot lets it wait is no longer moved: its station tells what became of it."""
NEVER_BEGAN = (OccurrenceState.BLOCKED, OccurrenceState.MISSED)
"""Over without a sound: another hour on the same day is another airing."""
_Key = tuple[UUID, date, int]


def expand(
    session: Session,
    clock: Clock,
    commune_id: CommuneId,
    *,
    days: int = DAYS,
    only: Collection[SlotId] = (),
    troubles: Troubles | None = None,
) -> int:
    """Fill the next `days` days with the occurrences of the slots; returns how many are new or changed.

    only: the slots that an act has changed, where that is known; none: all of the commune.
    troubles: where a slot that cannot be expanded is noted; the others go on.
    """
    now = clock.now()
    until = now + timedelta(days=days)
    working = working_days(session, commune_id)
    live = of_commune(SlotRow, commune_id).where(SlotRow.ended_at.is_(None)).order_by(SlotRow.id)
    asked = live.where(SlotRow.id.in_(only)) if only else live
    found, edits = with_edits(session, commune_id, readable(session, asked, slot_of))
    troubles = troubles or Troubles()
    slots = {slot.id: slot for slot in found}
    unread = set(session.scalars(asked.with_only_columns(SlotRow.id))) - slots.keys()
    apart = _Apart(session, commune_id, found, edits)
    rows = [row for row in _waiting(session, now, commune_id, only) if row.slot_id not in unread]
    changed = _follow(session, now, commune_id, rows, slots, edits=edits, working=working, apart=apart, troubles=troubles)
    wanted: list[Airing] = []

    def fill(slot: Slot) -> None:
        coming = airings(slot, edits.get(slot.id, {}), now, until, working)
        wanted.extend(cell for each in coming if not each.is_cancelled for cell in apart.cells(each))

    troubles.each("slots", found, fill, commune=commune_id, code="planning_failed")
    new = _without_rows(session, wanted)
    session.add_all(_planned(airing, now) for airing in new)
    session.flush()
    return len(new) + changed


class _Apart:
    """The contents of airings, parted by what each zone is to hear of them."""

    def __init__(
        self, session: Session, commune_id: CommuneId, slots: Iterable[Slot], edits: Mapping[SlotId, Mapping[date, Edit]]
    ) -> None:
        known = {key for slot in slots for part in slot.parts() for key in part.bulletins}
        known |= {key for days in edits.values() for edit in days.values() for key in edit.bulletins or ()}
        self._versions = deciding_versions(session, commune_id, known)
        self._within = zones_below(zones(session, commune_id))
        self._found: dict[Part, tuple[Part, ...]] = {}

    def cells(self, airing: Airing) -> list[Airing]:
        """One airing for each, numbered as rows are."""
        found = self._found.get(airing.content)
        if found is None:
            is_one = airing.slot.is_relay
            found = (airing.content,) if is_one else cells(airing.content, self._versions, self._within)
            self._found[airing.content] = found
        return [
            replace(airing, part=airing.part * CELLS + number, content=content) for number, content in enumerate(found[:CELLS])
        ]


def _waiting(session: Session, now: datetime, commune_id: CommuneId, only: Collection[SlotId]) -> Sequence[OccurrenceRow]:
    query = of_commune(OccurrenceRow, commune_id).where(
        OccurrenceRow.starts_at > now - LONGEST_GRACE, OccurrenceRow.state.in_(WAITING)
    )
    return session.scalars((query.where(OccurrenceRow.slot_id.in_(only)) if only else query).with_for_update()).all()


def _follow(
    session: Session,
    now: datetime,
    commune_id: CommuneId,
    rows: Sequence[OccurrenceRow],
    slots: Mapping[SlotId, Slot],
    *,
    edits: Mapping[SlotId, Mapping[date, Edit]],
    working: WorkingDays,
    apart: _Apart,
    troubles: Troubles,
) -> int:
    """Let the rows that wait follow their slots; returns how many had to."""
    changed = 0

    def follow(row: OccurrenceRow) -> None:
        nonlocal changed
        slot = slots.get(SlotId(row.slot_id))
        found = airings_on(slot, edits.get(slot.id, {}), row.day, working) if slot is not None else []
        numbered = (cell for each in found if not each.is_cancelled for cell in apart.cells(each))
        airing = next((cell for cell in numbered if cell.part == row.part), None)
        if airing is None:
            move(session, now, row, OccurrenceState.CANCELLED, by=system_actor(commune_id).name, reason="slot_changed")
        elif airing.starts_at == row.starts_at:
            return
        elif airing.starts_at <= now:
            move(session, now, row, OccurrenceState.CANCELLED, by=system_actor(commune_id).name, reason="moved_to_past")
        else:
            row.starts_at = airing.starts_at
            unmake(session, now, row, by=system_actor(commune_id).name)
        changed += 1

    troubles.each("followed", rows, follow, commune=commune_id, code="planning_failed")
    session.flush()
    return changed


def _without_rows(session: Session, wanted: Iterable[Airing]) -> list[Airing]:
    by_key: dict[_Key, Airing] = {(each.slot.id, each.day, each.part): each for each in wanted}
    if not by_key:
        return []
    query = select(
        OccurrenceRow.slot_id, OccurrenceRow.day, OccurrenceRow.part, OccurrenceRow.starts_at, OccurrenceRow.state
    ).where(
        OccurrenceRow.slot_id.in_({slot_id for slot_id, _, _ in by_key}),
        OccurrenceRow.day >= min(day for _, day, _ in by_key),
        OccurrenceRow.day <= max(day for _, day, _ in by_key),
        OccurrenceRow.state != OccurrenceState.CANCELLED,
    )
    known = {
        key
        for row in session.execute(query)
        if (key := (row.slot_id, row.day, row.part)) in by_key
        and (row.state not in NEVER_BEGAN or row.starts_at == by_key[key].starts_at)
    }
    return [airing for key, airing in by_key.items() if key not in known]


def _planned(airing: Airing, now: datetime) -> OccurrenceRow:
    return OccurrenceRow(
        id=new_id(),
        commune_id=airing.slot.commune_id,
        slot_id=airing.slot.id,
        day=airing.day,
        part=airing.part,
        starts_at=airing.starts_at,
        state=OccurrenceState.PLANNED,
        version_ids=[],
        left_out=[],
        zone_ids=sorted(str(zone_id) for zone_id in airing.content.zones),
        length_s=0.0,
        cheerful=False,
        updated_at=now,
    )
