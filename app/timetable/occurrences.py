"""Occurrences as screens and doors ask for them, and the one act of a person on them: to cancel."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Bundle, Session

from app.accounts import Actor, record_act
from app.airing import WAITING
from app.bulletins import Priority
from app.clock import COMMUNE_ZONE, Clock
from app.db import owned, readable, shown
from app.playout import BlockedReason, OccurrenceState
from app.timetable.edits import WantedEdit, edit_day
from app.timetable.model import Dated, LeftOut, Occurrence, Placed, Slot
from app.timetable.moves import move
from app.timetable.tables import OccurrenceRow, SlotRow
from app.units import BulletinId, CommuneId, OccurrenceId, RenderingId, Sha256, SlotId, VersionId, ZoneId

_ROW: Bundle[Any] = Bundle("row", *(getattr(OccurrenceRow, column.key) for column in OccurrenceRow.__table__.columns))
_SAID_BY_SLOT: Bundle[Any] = Bundle(
    "slot",
    *(SlotRow.kind, SlotRow.title, SlotRow.priority, SlotRow.duration_s, SlotRow.overrun_s, SlotRow.late, SlotRow.late_grace_s),
)
"""What `occurrence_of` asks of a row and of its slot, as columns: a row that can be changed takes twice as long to read."""
_DATED = (
    *(OccurrenceRow.id, OccurrenceRow.slot_id, OccurrenceRow.day, OccurrenceRow.part, SlotRow.kind, SlotRow.title),
    *(OccurrenceRow.starts_at, OccurrenceRow.state, OccurrenceRow.reason),
)
"""Of `Dated`, in its order."""
_key = lru_cache(4096)(UUID)
"""An id that was read from JSON: the same zones and versions stand in a month's airings over and over."""


def occurrences_on(session: Session, commune_id: CommuneId, day: date) -> list[Occurrence]:
    """The occurrences of a local day, by start; also those that were cancelled or blocked."""
    return occurrences_between(session, commune_id, *day_of(day))


def day_of(day: date) -> tuple[datetime, datetime]:
    """The first instant of a local day, and the first after it."""
    begin = datetime.combine(day, time(), COMMUNE_ZONE)
    return begin, begin + timedelta(days=1)


def occurrences_between(session: Session, commune_id: CommuneId, since: datetime, until: datetime) -> list[Occurrence]:
    """The occurrences that begin from `since` up to, not including, `until`; by start."""
    return readable(session, _between(commune_id, since, until, _ROW, _SAID_BY_SLOT), occurrence_of)


def dated_between(session: Session, commune_id: CommuneId, since: datetime, until: datetime) -> list[Dated]:
    """`occurrences_between` without what they carry."""
    return readable(session, _between(commune_id, since, until, *_DATED), Dated)


def placed_between(session: Session, commune_id: CommuneId, since: datetime, until: datetime) -> list[Placed]:
    """`occurrences_between` with no more than where and how long."""
    query = _between(commune_id, since, until, *_DATED, OccurrenceRow.zone_ids, OccurrenceRow.length_s)
    return readable(session, query, _placed)


def _placed(*row: Any) -> Placed:  # noqa: ANN401  # columns
    *dated, zone_ids, length_s = row
    return Placed(*[*dated, frozenset(ZoneId(_key(key)) for key in zone_ids), length_s])


def _between(commune_id: CommuneId, since: datetime, until: datetime, *columns: Any) -> Select[*tuple[Any, ...]]:  # noqa: ANN401  # columns and bundles
    return (
        select(*columns)
        .join(SlotRow, SlotRow.id == OccurrenceRow.slot_id)
        .where(OccurrenceRow.commune_id == commune_id, OccurrenceRow.starts_at >= since, OccurrenceRow.starts_at < until)
        .order_by(OccurrenceRow.starts_at, OccurrenceRow.id)
    )


def begins_within(session: Session, now: datetime, commune_id: CommuneId, span: timedelta) -> bool:
    """Whether something that waits is to begin before `span` is over, or should have begun so long ago."""
    query = select(OccurrenceRow.id).where(
        OccurrenceRow.commune_id == commune_id,
        OccurrenceRow.starts_at.between(now - span, now + span),
        OccurrenceRow.state.in_(WAITING),
    )
    return session.scalars(query.limit(1)).first() is not None


def occurrence(session: Session, commune_id: CommuneId, occurrence_id: OccurrenceId) -> Occurrence:
    """One occurrence. Raises `NotFoundError`."""
    slot_id = _row(session, commune_id, occurrence_id, lock=False).slot_id
    slot = owned(session, SlotRow, slot_id, commune_id, kind="slot")
    return shown(session, OccurrenceRow, occurrence_id, commune_id, lambda row: occurrence_of(row, slot), kind="occurrence")


def cancel_occurrence(session: Session, clock: Clock, actor: Actor, occurrence_id: OccurrenceId, *, reason: str) -> Occurrence:
    """Cancel the airing an occurrence belongs to, in all its zones. Harmless when it is cancelled already.

    What sounds of it keeps its state until its stations have broken it off and say so. Raises `NotFoundError`,
    `OccurrenceDoneError`.
    """
    row = _row(session, actor.commune_id, occurrence_id, lock=True)
    slot = session.get_one(SlotRow, row.slot_id)
    if row.state is not OccurrenceState.CANCELLED:
        cancelled = WantedEdit(is_cancelled=True, reason=reason)
        edit_day(session, clock, actor, SlotId(row.slot_id), day=row.day, wanted=cancelled)
        of_the_airing = select(OccurrenceRow).where(
            OccurrenceRow.slot_id == row.slot_id, OccurrenceRow.day == row.day, OccurrenceRow.state != OccurrenceState.CANCELLED
        )
        for each in session.scalars(of_the_airing.with_for_update()):
            if each.state.is_waiting:
                move(session, clock.now(), each, OccurrenceState.CANCELLED, by=actor.name, reason=reason)
        session.flush()
        facts = {"title": slot.title, "planned_at": row.starts_at.isoformat(), "reason": reason}
        record_act(session, clock.now(), actor, "cancel_occurrence", subject="occurrence", subject_id=row.id, **facts)
    return occurrence_of(row, slot)


def of_the_airing(session: Session, commune_id: CommuneId, occurrence_id: OccurrenceId) -> tuple[OccurrenceId, ...]:
    """The occurrences that are cancelled with this one, itself among them. Raises `NotFoundError`."""
    row = _row(session, commune_id, occurrence_id, lock=False)
    query = select(OccurrenceRow.id).where(OccurrenceRow.slot_id == row.slot_id, OccurrenceRow.day == row.day)
    return tuple(OccurrenceId(key) for key in session.scalars(query))


def occurrence_of_day(session: Session, commune_id: CommuneId, slot_id: SlotId, day: date) -> OccurrenceId | None:
    """One of the occurrences of a day of a slot; None where it has none yet, or all are cancelled."""
    query = select(OccurrenceRow.id).where(
        OccurrenceRow.commune_id == commune_id,
        OccurrenceRow.slot_id == slot_id,
        OccurrenceRow.day == day,
        OccurrenceRow.state != OccurrenceState.CANCELLED,
    )
    found = session.scalar(query.order_by(OccurrenceRow.id).limit(1))
    return None if found is None else OccurrenceId(found)


def first_on_air(session: Session, commune_id: CommuneId, after: datetime) -> datetime | None:
    """When the first of what is on air was to begin, of what was to begin after an instant; None: nothing is on air."""
    return session.scalar(
        select(func.min(OccurrenceRow.starts_at)).where(
            OccurrenceRow.commune_id == commune_id,
            OccurrenceRow.state == OccurrenceState.ON_AIR,
            OccurrenceRow.starts_at >= after,
        )
    )


def numbered(found: Iterable[Occurrence]) -> dict[OccurrenceId, int]:
    """The place of each among those that begin at the same minute, from 1; cancelled ones keep theirs, so no name changes."""
    counted: dict[datetime, int] = {}
    numbers: dict[OccurrenceId, int] = {}
    for each in found:
        minute = each.starts_at.replace(second=0, microsecond=0)
        counted[minute] = counted.get(minute, 0) + 1
        numbers[each.id] = counted[minute]
    return numbers


def occurrence_of(row: OccurrenceRow, slot: SlotRow | Slot) -> Occurrence:
    """The value of a row, with what its slot says of it."""
    return Occurrence(
        id=OccurrenceId(row.id),
        slot_id=SlotId(row.slot_id),
        day=row.day,
        part=row.part,
        kind=slot.kind,
        title=slot.title,
        starts_at=row.starts_at,
        priority=Priority(slot.priority),
        duration_s=slot.duration_s,
        overrun_s=slot.overrun_s,
        late=slot.late,
        late_grace_s=slot.late_grace_s,
        state=row.state,
        reason=row.reason,
        version_ids=tuple(VersionId(_key(key)) for key in row.version_ids),
        left_out=tuple(
            LeftOut(BulletinId(UUID(left["bulletin_id"])), BlockedReason(left["reason"]), left.get("seconds"))
            for left in row.left_out
        ),
        zone_ids=frozenset(ZoneId(_key(key)) for key in row.zone_ids),
        content_hash=Sha256(row.content_hash) if row.content_hash else None,
        rendering_id=RenderingId(row.rendering_id) if row.rendering_id else None,
        length_s=row.length_s,
        cheerful=row.cheerful,
    )


def _row(session: Session, commune_id: CommuneId, occurrence_id: OccurrenceId, *, lock: bool) -> OccurrenceRow:
    return owned(session, OccurrenceRow, occurrence_id, commune_id, kind="occurrence", lock=lock)
