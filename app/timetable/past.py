"""What was due before data were restored: closed with its true reason, neither heard again nor called missed."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.db import of_commune
from app.playout import BlockedReason, OccurrenceState
from app.timetable.moves import move
from app.timetable.tables import OccurrenceRow
from app.units import CommuneId

_BECOMES = {
    OccurrenceState.PLANNED: OccurrenceState.BLOCKED,
    OccurrenceState.PREPARED: OccurrenceState.BLOCKED,
    OccurrenceState.ON_AIR: OccurrenceState.INTERRUPTED,
}


def close_past(session: Session, now: datetime, commune_id: CommuneId, *, by: str) -> int:
    """Close every occurrence that was due by `now`; a station's log that comes later still has its word. Returns how many."""
    query = of_commune(OccurrenceRow, commune_id).where(OccurrenceRow.starts_at <= now, OccurrenceRow.state.in_(list(_BECOMES)))
    rows = session.scalars(query.with_for_update()).all()
    for row in rows:
        row.reason = BlockedReason.RESTORED
        move(session, now, row, _BECOMES[row.state], by=by, reason=row.reason)
    session.flush()
    return len(rows)
