"""Slots: made, changed, listed, taken away. An hour in the quiet hours is refused here already, with the regulation's number."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts import Actor, record_act
from app.airing import WAITING
from app.bulletins import Priority, ZoneRef, deciding_versions
from app.calendar.lunar import LeapMonths, LunarDay
from app.calendar.recurrence import Recurrence
from app.clock import Clock, local
from app.db import of_commune, owned, present, read_once, readable, shown
from app.playout import ItemKind, LateRule, OccurrenceState
from app.programmes import template
from app.tags import Tag, refuse_stale, tag_of
from app.timetable.errors import (
    EmptySlotError,
    QuietHoursError,
    QuietHoursReachedError,
    SlotLengthError,
    SlotTitleError,
    UnknownBulletinError,
    VariantZonesError,
)
from app.timetable.model import LATE_GRACE_S, Slot, Variant
from app.timetable.moves import move, unmake
from app.timetable.regulation import regulation
from app.timetable.tables import OccurrenceRow, SlotRow
from app.units import BulletinId, CommuneId, SlotId, ZoneId, new_id
from app.values import frozen
from app.zones import ZoneTree, resolve, root_zone, zone_tree

LONGEST_TITLE = 200
SHORTEST = timedelta(minutes=1)
"""What is shorter is no programme: a slot whose first minute touches the quiet hours is refused."""


@frozen
class WantedVariant:
    """Zones (paths) that are to hear other bulletins."""

    zones: Sequence[str]
    bulletins: Sequence[BulletinId]


@frozen
class Wanted:
    """What an officer asks for; see `Slot`. zones: paths; empty is the whole commune."""

    title: str
    recurrence: Recurrence
    bulletins: Sequence[BulletinId]
    template: str
    zones: Sequence[str] = ()
    priority: Priority = Priority.NORMAL
    late_grace_s: int = LATE_GRACE_S
    late: LateRule = LateRule.FROM_START
    kind: ItemKind = ItemKind.PROGRAMME
    variants: Sequence[WantedVariant] = ()
    duration_s: int | None = None
    overrun_s: int = 0


def wanted_of(found: Slot) -> Wanted:
    """What asks for a slot as it is."""
    return Wanted(
        title=found.title,
        recurrence=found.recurrence,
        bulletins=found.bulletins,
        template=found.template,
        zones=[zone.path for zone in found.zones],
        priority=found.priority,
        late_grace_s=found.late_grace_s,
        late=found.late,
        kind=found.kind,
        variants=[WantedVariant([zone.path for zone in each.zones], each.bulletins) for each in found.variants],
        duration_s=found.duration_s,
        overrun_s=found.overrun_s,
    )


def add_slot(session: Session, clock: Clock, actor: Actor, wanted: Wanted, *, continues: SlotId | None = None) -> Slot:
    """Put a slot on the timetable.

    Raises `QuietHoursError`, `SlotTitleError`, `EmptySlotError`, `UnknownBulletinError`, `UnknownZoneError`, `SlotLengthError`,
    `VariantZonesError`, and `NotFoundError` for an unknown template.
    """
    now = clock.now()
    row = _new_row(session, now, actor, wanted)
    row.continues_id = continues
    session.add(row)
    session.flush()
    _record(session, now, actor, "add_slot", row)
    return slot_of(row)


def unsaved_slot(session: Session, clock: Clock, actor: Actor, wanted: Wanted) -> Slot:
    """The slot that `add_slot` would make; nothing is written. Raises what it raises."""
    return slot_of(_new_row(session, clock.now(), actor, wanted))


def edit_slot(session: Session, clock: Clock, actor: Actor, slot_id: SlotId, wanted: Wanted, *, tag: Tag) -> Slot:
    """Change a slot as a whole, from now on; what has been heard stays. tag: of the slot as it was seen.

    Raises `NotFoundError`, `StaleError`, and what `add_slot` raises.
    """
    now = clock.now()
    row = live_row(session, actor.commune_id, slot_id)
    refuse_stale(tag, tag_of(row.revision), kind="slot", key=str(slot_id))
    before = (row.template, row.duration_s, row.overrun_s)
    _write(session, now, actor, row, wanted)
    row.revision += 1
    if before != (row.template, row.duration_s, row.overrun_s):
        for occurrence in _waiting(session, slot_id):
            unmake(session, now, occurrence, by=actor.name)
    session.flush()
    _record(session, now, actor, "edit_slot", row)
    return slot_of(row)


def end_slot(session: Session, clock: Clock, actor: Actor, slot_id: SlotId) -> None:
    """Take a slot away; what of it still waits is cancelled. Harmless when it is done already. Raises `NotFoundError`."""
    now = clock.now()
    row = owned(session, SlotRow, slot_id, actor.commune_id, kind="slot")
    if row.ended_at is not None:
        return
    row.ended_at = row.updated_at = now
    row.revision += 1
    for occurrence in _waiting(session, slot_id):
        move(session, now, occurrence, OccurrenceState.CANCELLED, by=actor.name, reason="slot_ended")
    session.flush()
    record_act(session, now, actor, "end_slot", subject="slot", subject_id=slot_id, title=row.title)


def slots(session: Session, commune_id: CommuneId) -> list[Slot]:
    """The commune's slots that were not taken away, the newest first."""
    return list(_slots(session, commune_id))


@read_once
def _slots(session: Session, commune_id: CommuneId) -> tuple[Slot, ...]:
    query = of_commune(SlotRow, commune_id).where(SlotRow.ended_at.is_(None)).order_by(SlotRow.id.desc())
    return tuple(readable(session, query, slot_of))


def slot(session: Session, commune_id: CommuneId, slot_id: SlotId) -> Slot:
    """One slot, also one that was taken away. Raises `NotFoundError`."""
    return shown(session, SlotRow, slot_id, commune_id, slot_of, kind="slot")


def live_row(session: Session, commune_id: CommuneId, slot_id: SlotId) -> SlotRow:
    """The row of a slot that was not taken away, locked for a change. Raises `NotFoundError`."""
    return present(session, SlotRow, slot_id, commune_id, kind="slot", lock=True)


def write_recurrence(row: SlotRow, wanted: Recurrence) -> None:
    """Put a recurrence into a slot's row."""
    row.rrule, row.at = wanted.rule, wanted.at
    row.first_date, row.last_date = wanted.first_date, wanted.last_date
    row.except_dates = sorted(day.isoformat() for day in wanted.except_)
    row.extra_dates = sorted(day.isoformat() for day in wanted.extra)
    row.lunar = [{"day": each.day, "month": each.month, "leap": each.leap.value} for each in wanted.lunar]
    row.choice = wanted.choice


def slot_of(row: SlotRow) -> Slot:
    """The value of a row."""
    return Slot(
        id=SlotId(row.id),
        commune_id=CommuneId(row.commune_id),
        title=row.title,
        kind=row.kind,
        recurrence=Recurrence(
            row.rrule,
            row.at,
            row.first_date,
            row.last_date,
            frozenset(map(date.fromisoformat, row.except_dates)),
            frozenset(map(date.fromisoformat, row.extra_dates)),
            tuple(LunarDay(each["day"], each["month"], LeapMonths(each["leap"])) for each in row.lunar),
            row.choice,
        ),
        zones=_zone_refs(row.zones),
        template=row.template,
        bulletins=_bulletins(row.bulletin_ids),
        variants=tuple(Variant(_zone_refs(each["zones"]), _bulletins(each["bulletin_ids"])) for each in row.variants),
        priority=Priority(row.priority),
        duration_s=row.duration_s,
        overrun_s=row.overrun_s,
        late=row.late,
        late_grace_s=row.late_grace_s,
        revision=row.revision,
        continues_id=SlotId(row.continues_id) if row.continues_id else None,
        created_at=row.created_at,
        created_by=row.created_by,
        updated_at=row.updated_at,
        ended_at=row.ended_at,
    )


def refuse_quiet_hours(session: Session, commune_id: CommuneId, begin: datetime, duration_s: int | None) -> None:
    """Raises `QuietHoursError`, or `QuietHoursReachedError`, when what begins at `begin` would be heard in the quiet hours."""
    present = regulation(session, commune_id)
    quiet, length = present.quiet_hours, max(SHORTEST, timedelta(seconds=duration_s or 0))
    if not quiet.touch(begin, length):
        return
    facts = {
        "at": f"{local(begin):%H:%M}",
        "quiet_from": f"{quiet.start:%H:%M}",
        "quiet_to": f"{quiet.end:%H:%M}",
        "number": present.number,
    }
    if quiet.touch(begin, SHORTEST):
        raise QuietHoursError(**facts)
    raise QuietHoursReachedError(**facts, until=f"{local(begin + length):%H:%M}")


def known_bulletins(session: Session, commune_id: CommuneId, wanted: Iterable[BulletinId]) -> list[BulletinId]:
    """`wanted`, as often as it names each. Raises `EmptySlotError`, or `UnknownBulletinError` for one the commune has not."""
    bulletins = list(wanted)
    if not bulletins:
        raise EmptySlotError
    known = deciding_versions(session, commune_id, bulletins)
    for key in bulletins:
        if key not in known:
            raise UnknownBulletinError(bulletin=str(key))
    return bulletins


def first_misfit(tree: ZoneTree, whole: Sequence[ZoneId], variants: Sequence[Sequence[ZoneId]]) -> int | None:
    """The number of the first of `variants` that does not go together with the slot's zones and those before it.

    Each lies in the slot's zones, no zone is in two of them, and some zone is left for the slot's own bulletins.
    """
    free = tree.within(whole)
    for number, variant in enumerate(variants):
        within = tree.within(variant)
        if not within or not within < free:
            return number
        free -= within
    return None


def _new_row(session: Session, now: datetime, actor: Actor, wanted: Wanted) -> SlotRow:
    row = SlotRow(
        id=new_id(),
        commune_id=actor.commune_id,
        revision=1,
        continues_id=None,
        created_at=now,
        created_by=actor.name,
        ended_at=None,
    )
    _write(session, now, actor, row, wanted)
    return row


def _write(session: Session, now: datetime, actor: Actor, row: SlotRow, wanted: Wanted) -> None:
    commune_id = actor.commune_id
    title = " ".join(wanted.title.split())
    if not title or len(title) > LONGEST_TITLE or not title.isprintable():
        raise SlotTitleError(limit=LONGEST_TITLE)
    is_relay = wanted.kind is ItemKind.RELAY
    if (wanted.duration_s is None and (is_relay or wanted.overrun_s)) or (is_relay and (wanted.bulletins or wanted.variants)):
        raise SlotLengthError
    template(wanted.template)
    bulletins = [] if is_relay else known_bulletins(session, commune_id, wanted.bulletins)
    # The same quiet hours hold every day, so one day stands for all.
    refuse_quiet_hours(session, commune_id, wanted.recurrence.on(wanted.recurrence.first_date), wanted.duration_s)
    zones = resolve(session, commune_id, wanted.zones) if wanted.zones else [root_zone(session, commune_id)]
    row.zones = [{"id": str(zone.id), "path": zone.path} for zone in zones]
    row.variants = _variants(session, commune_id, wanted.variants, [zone.id for zone in zones])
    row.title, row.kind, row.template, row.bulletin_ids = title, wanted.kind, wanted.template, [str(key) for key in bulletins]
    write_recurrence(row, wanted.recurrence)
    row.priority, row.duration_s, row.overrun_s = wanted.priority.value, wanted.duration_s, wanted.overrun_s
    row.late, row.late_grace_s, row.updated_at = wanted.late, wanted.late_grace_s, now


def _variants(
    session: Session, commune_id: CommuneId, wanted: Sequence[WantedVariant], whole: Sequence[ZoneId]
) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = []
    found = [resolve(session, commune_id, variant.zones) for variant in wanted]
    misfit = first_misfit(zone_tree(session, commune_id), whole, [[zone.id for zone in zones] for zones in found])
    if misfit is not None:
        raise VariantZonesError(zone="; ".join(wanted[misfit].zones))
    for variant, zones in zip(wanted, found, strict=True):
        bulletins = known_bulletins(session, commune_id, variant.bulletins)
        refs = [{"id": str(zone.id), "path": zone.path} for zone in zones]
        made.append({"zones": refs, "bulletin_ids": [str(key) for key in bulletins]})
    return made


def _waiting(session: Session, slot_id: SlotId) -> list[OccurrenceRow]:
    query = select(OccurrenceRow).where(OccurrenceRow.slot_id == slot_id, OccurrenceRow.state.in_(WAITING))
    return list(session.scalars(query.with_for_update()))


def _record(session: Session, now: datetime, actor: Actor, act: str, row: SlotRow) -> None:
    facts = {"title": row.title, "rule": row.rrule, "at": f"{row.at:%H:%M:%S}"}
    record_act(session, now, actor, act, subject="slot", subject_id=row.id, **facts)


def _zone_refs(rows: list[dict[str, Any]]) -> tuple[ZoneRef, ...]:
    return tuple(ZoneRef(ZoneId(UUID(zone["id"])), zone["path"]) for zone in rows)


def _bulletins(keys: list[str]) -> tuple[BulletinId, ...]:
    return tuple(BulletinId(UUID(key)) for key in keys)
