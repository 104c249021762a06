"""What really sounded: the station's log, kept word for word. Only it says on_air, aired, interrupted and missed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from app.bulletins import BadCursorError
from app.clock import Clock
from app.playout import AsRunKind, BlockedReason, OccurrenceState
from app.programmes import versions_heard
from app.timetable.moves import move, move_by_station
from app.timetable.soundings import deciding, soundings_of, take_line
from app.timetable.tables import AsRunRow, OccurrenceRow
from app.units import CommuneId, OccurrenceId, Sha256, StationId, ZoneId
from app.wire.protocol import AsRunEntry
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


def occurrence_zones(session: Session, commune_id: CommuneId, ids: Iterable[UUID]) -> dict[UUID, frozenset[ZoneId]]:
    """Where those of `ids` that are occurrences of the commune are to be heard."""
    query = select(OccurrenceRow.id, OccurrenceRow.zone_ids).where(
        OccurrenceRow.commune_id == commune_id, OccurrenceRow.id.in_(list(ids))
    )
    return {row.id: frozenset(ZoneId(UUID(key)) for key in row.zone_ids) for row in session.execute(query)}


def reported_by(session: Session, station_id: StationId, ids: Iterable[UUID]) -> frozenset[UUID]:
    """Those of `ids` that the station has reported on before."""
    query = select(AsRunRow.occurrence_id).where(AsRunRow.station_id == station_id, AsRunRow.occurrence_id.in_(list(ids)))
    return frozenset(session.scalars(query))


def misses_lines(session: Session, station_id: StationId, entries: Iterable[AsRunEntry]) -> bool:
    """Whether a line that a station wrote just before one of `entries` never came; a new PC begins at one again."""
    given = {entry.sequence for entry in entries}
    before = {sequence - 1 for sequence in given if sequence > 1} - given
    query = select(AsRunRow.sequence).where(AsRunRow.station_id == station_id, AsRunRow.sequence.in_(before))
    return bool(before) and not before <= set(session.scalars(query))


@dataclass(frozen=True, slots=True)
class AsRun:
    """One line of the log; see `app.wire.protocol.AsRunEntry`."""

    id: UUID
    kind: AsRunKind
    occurrence_id: OccurrenceId
    title: str
    approved_by: str
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
    peak_dbfs: float | None
    audio_sha256: Sha256 | None
    content_hash: Sha256


@dataclass(frozen=True, slots=True)
class AsRunFilter:
    """What a list shows: lines that happened from `since` up to, not including, `until`; of a kind, a state, a station."""

    since: datetime | None = None
    until: datetime | None = None
    kind: AsRunKind | None = None
    state: OccurrenceState | None = None
    station_id: StationId | None = None


@dataclass(frozen=True, slots=True)
class AsRunPage:
    """A page of the log; `cursor` asks for the next one, None: there is none."""

    items: tuple[AsRun, ...]
    cursor: str | None


def as_run_page(
    session: Session, commune_id: CommuneId, wanted: AsRunFilter, *, cursor: str | None = None, limit: int = 100
) -> AsRunPage:
    """A page of the log, the oldest first. Raises `BadCursorError`."""
    equals = ((AsRunRow.kind, wanted.kind), (AsRunRow.state, wanted.state), (AsRunRow.station_id, wanted.station_id))
    query = select(AsRunRow).where(
        AsRunRow.commune_id == commune_id, *(column == value for column, value in equals if value is not None)
    )
    if wanted.since is not None:
        query = query.where(AsRunRow.at >= wanted.since)
    if wanted.until is not None:
        query = query.where(AsRunRow.at < wanted.until)
    if cursor is not None:
        at, id_ = _cursor(cursor)
        query = query.where(or_(AsRunRow.at > at, and_(AsRunRow.at == at, AsRunRow.id > id_)))
    rows = session.scalars(query.order_by(AsRunRow.at, AsRunRow.id).limit(limit + 1)).all()
    items = tuple(_line(row) for row in rows[:limit])
    return AsRunPage(items, f"{items[-1].at.isoformat()}/{items[-1].id}" if len(rows) > limit else None)


def _cursor(text: str) -> tuple[datetime, UUID]:
    at, _, id_ = text.partition("/")
    try:
        return datetime.fromisoformat(at).astimezone(UTC), UUID(id_)
    except (ValueError, OverflowError) as exc:
        raise BadCursorError from exc


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
        kind=row.kind,
        occurrence_id=OccurrenceId(row.occurrence_id),
        title=row.title,
        approved_by=row.approved_by,
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
        peak_dbfs=row.peak_dbfs,
        audio_sha256=Sha256(row.audio_sha256) if row.audio_sha256 else None,
        content_hash=Sha256(row.content_hash),
    )


def _move(session: Session, station: Station, entry: AsRunEntry) -> None:
    row = session.get(OccurrenceRow, entry.occurrence_id, with_for_update=True)
    if row is None or row.commune_id != station.commune_id or not take_line(session, station, entry):
        return
    now = deciding(soundings_of(session, OccurrenceId(row.id)))
    if now is None:
        raise AssertionError  # there is the one just taken
    why = now.reason.value if now.reason is not None else now.fault
    if move_by_station(session, entry.at, row, now.state, by=station.name, reason=why):
        row.reason = now.reason
        if entry.state.was_heard:
            row.starts_at = entry.planned_at  # the hour it had at the station, whatever became of its slot since
            _never_again(session, row, by=station.name)
        if entry.state.was_heard and entry.content_hash != row.content_hash:
            _take_what_sounded(session, station, row, Sha256(entry.content_hash))
        if now.seconds is not None and now.state is not OccurrenceState.ON_AIR:
            row.length_s = now.seconds


def _never_again(session: Session, heard: OccurrenceRow, *, by: str) -> None:
    """A station that was cut off sounded what had got another row here since: that one is not heard as well."""
    query = select(OccurrenceRow).where(
        OccurrenceRow.slot_id == heard.slot_id,
        OccurrenceRow.day == heard.day,
        OccurrenceRow.part == heard.part,
        OccurrenceRow.id != heard.id,
    )
    for row in session.scalars(query.with_for_update()):
        if row.state.is_waiting:
            move(session, heard.updated_at, row, OccurrenceState.CANCELLED, by=by, reason="heard_already")


def _take_what_sounded(session: Session, station: Station, row: OccurrenceRow, content_hash: Sha256) -> None:
    """Write what the station carried, which while it was cut off may be other than what was planned by then."""
    carried = versions_heard(session, station.commune_id, content_hash)
    if carried:
        row.version_ids, row.content_hash = [str(key) for key in carried], content_hash
