"""The moves of an occurrence: each is allowed, and each is kept with its instant, its reason and who made it."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.airing import WAITING
from app.db import of_commune
from app.playout import OccurrenceState
from app.timetable.model import station_may_move
from app.timetable.tables import OccurrenceMoveRow, OccurrenceRow
from app.units import CommuneId, new_id


def move(session: Session, now: datetime, row: OccurrenceRow, to: OccurrenceState, *, by: str, reason: str | None = None) -> None:
    """Move an occurrence. Raises ValueError for a move that nobody makes: that is our fault, never a caller's."""
    if not row.state.may_become(to):
        raise ValueError(f"{row.state} does not become {to}")
    _write(session, now, row, to, by=by, reason=reason)


def move_by_station(
    session: Session, at: datetime, row: OccurrenceRow, to: OccurrenceState, *, by: str, reason: str | None = None
) -> bool:
    """Move an occurrence as a station's log says; False when the line does not move it."""
    if not station_may_move(row.state, to):
        return False
    _write(session, at, row, to, by=by, reason=reason)
    return True


def unmake(session: Session, now: datetime, row: OccurrenceRow, *, by: str) -> None:
    """Forget the audio of an occurrence that waits: what it is to be has changed, if only the hour its greeting names."""
    row.rendering_id, row.content_hash, row.length_s, row.updated_at = None, None, 0.0, now
    if row.state is OccurrenceState.PREPARED:
        _write(session, now, row, OccurrenceState.PLANNED, by=by, reason="changed")


def unmake_all(session: Session, now: datetime, commune_id: CommuneId, *, by: str) -> None:
    """Forget the audio of all that waits in a commune: a rule has changed that decides how programmes are made."""
    query = of_commune(OccurrenceRow, commune_id).where(OccurrenceRow.state.in_(WAITING))
    for row in session.scalars(query.with_for_update()):
        if row.rendering_id is not None:
            unmake(session, now, row, by=by)


def _write(session: Session, at: datetime, row: OccurrenceRow, to: OccurrenceState, *, by: str, reason: str | None) -> None:
    session.add(
        OccurrenceMoveRow(
            id=new_id(),
            commune_id=row.commune_id,
            occurrence_id=row.id,
            before=row.state,
            after=to,
            at=at,
            reason=reason,
            by=by,
        )
    )
    row.state, row.updated_at = to, at
