"""What becomes of today's airing of a slot after a change: said with every answer, since a mistyped hour may have cost it."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.clock import Clock, local
from app.timetable.airings import airings_on
from app.timetable.edits import edits_of
from app.timetable.holidays import working_days
from app.timetable.model import Slot
from app.timetable.tables import OccurrenceRow
from app.values import frozen


class TodayKind(StrEnum):
    """What becomes of it. none: the slot has no airing today."""

    NONE = "none"
    COMING = "coming"
    HEARD = "heard"
    GONE_BY = "gone_by"
    CANCELLED = "cancelled"


@frozen
class Today:
    """at: its hour to come, the hour it was heard, or the hour that is gone by; None where there is none."""

    kind: TodayKind
    at: datetime | None = None


def today_of(session: Session, clock: Clock, slot: Slot) -> Today:
    """What becomes of the slot's airing of this local day."""
    now = clock.now()
    day = local(now).date()
    rows = session.scalars(select(OccurrenceRow).where(OccurrenceRow.slot_id == slot.id, OccurrenceRow.day == day))
    heard = [row.starts_at for row in rows if row.state.was_heard]
    if heard:
        return Today(TodayKind.HEARD, min(heard))
    if slot.ended_at is not None:
        return Today(TodayKind.NONE)
    edits = edits_of(session, slot.commune_id, [slot.id]).get(slot.id, {})
    found = airings_on(slot, edits, day, working_days(session, slot.commune_id))
    if not found:
        return Today(TodayKind.NONE)
    first = found[0]
    if first.is_cancelled:
        return Today(TodayKind.CANCELLED, first.starts_at)
    return Today(TodayKind.COMING if first.starts_at > now else TodayKind.GONE_BY, first.starts_at)
