"""What really sounded: the station's log, kept word for word. Only it says on_air, aired, interrupted and missed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.clock import Clock
from app.playout import BlockedReason, OccurrenceState
from app.station.protocol import AsRunEntry
from app.timetable.moves import move_by_station
from app.timetable.tables import AsRunRow, OccurrenceRow
from app.units import CommuneId, OccurrenceId, Sha256, StationId
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


@dataclass(frozen=True, slots=True)
class AsRun:
    """One line of the log; see `app.station.protocol.AsRunEntry`."""

    id: UUID
    occurrence_id: OccurrenceId
    station_id: StationId
    output: str
    state: OccurrenceState
    at: datetime
    planned_at: datetime
    reason: BlockedReason | None
    started_at: datetime | None
    start_error_ms: int | None
    seconds: float | None
    fault: str | None
    audio_sha256: Sha256 | None


def as_run_of(session: Session, commune_id: CommuneId, occurrence_ids: Iterable[OccurrenceId]) -> list[AsRun]:
    """The log lines about some occurrences, the oldest first."""
    query = (
        select(AsRunRow)
        .where(AsRunRow.commune_id == commune_id, AsRunRow.occurrence_id.in_(list(occurrence_ids)))
        .order_by(AsRunRow.at, AsRunRow.sequence)
    )
    return [_line(row) for row in session.scalars(query)]


def _line(row: AsRunRow) -> AsRun:
    return AsRun(
        id=row.id,
        occurrence_id=OccurrenceId(row.occurrence_id),
        station_id=StationId(row.station_id),
        output=row.output,
        state=row.state,
        at=row.at,
        planned_at=row.planned_at,
        reason=row.reason,
        started_at=row.started_at,
        start_error_ms=row.start_error_ms,
        seconds=row.seconds,
        fault=row.fault,
        audio_sha256=Sha256(row.audio_sha256) if row.audio_sha256 else None,
    )


def _move(session: Session, station: Station, entry: AsRunEntry) -> None:
    row = session.get(OccurrenceRow, entry.occurrence_id, with_for_update=True)
    if row is None or row.commune_id != station.commune_id:
        return
    why = entry.reason.value if entry.reason is not None else entry.fault
    if move_by_station(session, entry.at, row, entry.state, by=station.name, reason=why):
        row.reason = BlockedReason(entry.reason) if entry.reason is not None else None
        row.length_s = entry.seconds if entry.seconds is not None else row.length_s
