"""What really sounded: the station's log, kept word for word. Only it says on_air, aired, interrupted and missed."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.clock import Clock
from app.playout import BlockedReason
from app.station.protocol import AsRunEntry
from app.timetable.moves import move_by_station
from app.timetable.tables import AsRunRow, OccurrenceRow
from app.zones import Station


def take_as_run(session: Session, clock: Clock, station: Station, entries: Sequence[AsRunEntry]) -> tuple[UUID, ...]:
    """Keep a batch of log lines and move their occurrences; lines that are here already change nothing. Returns all their ids."""
    now = clock.now()
    ids = [entry.id for entry in entries]
    known = set(session.scalars(select(AsRunRow.id).where(AsRunRow.id.in_(ids))))
    for entry in sorted(entries, key=lambda each: each.sequence):
        if entry.id in known:
            continue
        known.add(entry.id)
        session.add(
            AsRunRow(**entry.model_dump(), commune_id=station.commune_id, station_id=station.id, received_at=now),
        )
        _move(session, station, entry)
    session.flush()
    return tuple(ids)


def _move(session: Session, station: Station, entry: AsRunEntry) -> None:
    row = session.get(OccurrenceRow, entry.occurrence_id, with_for_update=True)
    if row is None or row.commune_id != station.commune_id:
        return
    why = entry.reason.value if entry.reason is not None else entry.fault
    if move_by_station(session, entry.at, row, entry.state, by=station.name, reason=why):
        row.reason = BlockedReason(entry.reason) if entry.reason is not None else None
        row.length_s = entry.seconds if entry.seconds is not None else row.length_s
