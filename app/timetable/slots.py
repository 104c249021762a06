"""Slots: made, listed, taken away. An hour in the quiet hours is refused here already, with the regulation's number."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts import Actor, record_act
from app.bulletins import Priority, ZoneRef, deciding_versions
from app.clock import COMMUNE_ZONE, Clock
from app.errors import NotFoundError
from app.playout import OccurrenceState
from app.programmes import template
from app.timetable.errors import EmptySlotError, QuietHoursError, SlotTitleError, UnknownBulletinError
from app.timetable.model import LATE_GRACE_S, Slot
from app.timetable.moves import move
from app.timetable.recurrence import Recurrence
from app.timetable.regulation import regulation
from app.timetable.tables import OccurrenceRow, SlotRow
from app.units import BulletinId, CommuneId, SlotId, ZoneId, new_id
from app.zones import resolve, root_zone

LONGEST_TITLE = 200
SHORTEST = timedelta(minutes=1)
"""What is shorter is no programme: a slot whose first minute touches the quiet hours is refused."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an officer asks for. zones: paths; empty is the whole commune."""

    title: str
    recurrence: Recurrence
    bulletins: Sequence[BulletinId]
    template: str
    zones: Sequence[str] = ()
    priority: Priority = Priority.NORMAL
    late_grace_s: int = LATE_GRACE_S


def add_slot(session: Session, clock: Clock, actor: Actor, wanted: Wanted) -> Slot:
    """Put a slot on the timetable.

    Raises `QuietHoursError`, `SlotTitleError`, `EmptySlotError`, `UnknownBulletinError`, `UnknownZoneError`, and `NotFoundError`
    for an unknown template.
    """
    now = clock.now()
    title = " ".join(wanted.title.split())
    if not title or len(title) > LONGEST_TITLE or not title.isprintable():
        raise SlotTitleError(limit=LONGEST_TITLE)
    template(wanted.template)
    bulletins = _known_bulletins(session, actor.commune_id, wanted.bulletins)
    _refuse_quiet_hours(session, actor.commune_id, wanted.recurrence)
    zones = resolve(session, actor.commune_id, wanted.zones) if wanted.zones else [root_zone(session, actor.commune_id)]
    row = SlotRow(
        id=new_id(),
        commune_id=actor.commune_id,
        title=title,
        rrule=wanted.recurrence.rule,
        at=wanted.recurrence.at,
        first_date=wanted.recurrence.first_date,
        last_date=wanted.recurrence.last_date,
        zones=[{"id": str(zone.id), "path": zone.path} for zone in zones],
        template=wanted.template,
        bulletin_ids=[str(key) for key in bulletins],
        priority=wanted.priority.value,
        late_grace_s=wanted.late_grace_s,
        created_at=now,
        created_by=actor.name,
    )
    session.add(row)
    session.flush()
    facts = {"title": title, "rule": row.rrule, "at": f"{row.at:%H:%M:%S}"}
    record_act(session, now, actor, "add_slot", subject="slot", subject_id=row.id, **facts)
    return slot_of(row)


def end_slot(session: Session, clock: Clock, actor: Actor, slot_id: SlotId) -> None:
    """Take a slot away; what of it still waits is cancelled. Harmless when it is done already. Raises `NotFoundError`."""
    now = clock.now()
    row = _row(session, actor.commune_id, slot_id)
    if row.ended_at is not None:
        return
    row.ended_at = now
    waiting = select(OccurrenceRow).where(
        OccurrenceRow.slot_id == slot_id, OccurrenceRow.state.in_([OccurrenceState.PLANNED, OccurrenceState.PREPARED])
    )
    for occurrence in session.scalars(waiting.with_for_update()):
        move(session, now, occurrence, OccurrenceState.CANCELLED, by=actor.name, reason="slot_ended")
    session.flush()
    record_act(session, now, actor, "end_slot", subject="slot", subject_id=slot_id, title=row.title)


def slots(session: Session, commune_id: CommuneId) -> list[Slot]:
    """The commune's slots that were not taken away, the newest first."""
    query = select(SlotRow).where(SlotRow.commune_id == commune_id, SlotRow.ended_at.is_(None)).order_by(SlotRow.id.desc())
    return [slot_of(row) for row in session.scalars(query)]


def slot(session: Session, commune_id: CommuneId, slot_id: SlotId) -> Slot:
    """One slot, also one that was taken away. Raises `NotFoundError`."""
    return slot_of(_row(session, commune_id, slot_id))


def slot_of(row: SlotRow) -> Slot:
    """The value of a row."""
    return Slot(
        id=SlotId(row.id),
        commune_id=CommuneId(row.commune_id),
        title=row.title,
        recurrence=Recurrence(row.rrule, row.at, row.first_date, row.last_date),
        zones=tuple(ZoneRef(ZoneId(UUID(zone["id"])), zone["path"]) for zone in row.zones),
        template=row.template,
        bulletins=tuple(BulletinId(UUID(key)) for key in row.bulletin_ids),
        priority=Priority(row.priority),
        late_grace_s=row.late_grace_s,
        created_at=row.created_at,
        created_by=row.created_by,
        ended_at=row.ended_at,
    )


def _row(session: Session, commune_id: CommuneId, slot_id: SlotId) -> SlotRow:
    row = session.get(SlotRow, slot_id)
    if row is None or row.commune_id != commune_id:
        raise NotFoundError(kind="slot", key=str(slot_id))
    return row


def _known_bulletins(session: Session, commune_id: CommuneId, wanted: Sequence[BulletinId]) -> list[BulletinId]:
    bulletins = list(dict.fromkeys(wanted))
    if not bulletins:
        raise EmptySlotError
    known = deciding_versions(session, commune_id, bulletins)
    for key in bulletins:
        if key not in known:
            raise UnknownBulletinError(bulletin=str(key))
    return bulletins


def _refuse_quiet_hours(session: Session, commune_id: CommuneId, wanted: Recurrence) -> None:
    """The same quiet hours hold every day, so one day stands for all."""
    present = regulation(session, commune_id)
    begin = datetime.combine(wanted.first_date, wanted.at, COMMUNE_ZONE)
    if present.quiet_hours.touch(begin, SHORTEST):
        quiet = present.quiet_hours
        raise QuietHoursError(
            at=f"{wanted.at:%H:%M}", quiet_from=f"{quiet.start:%H:%M}", quiet_to=f"{quiet.end:%H:%M}", number=present.number
        )
