"""The lines of the stations' logs, word for word. Only they say on_air, aired, interrupted and missed; of emergencies too."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import CTE, ColumnElement, Label, Select, Subquery, and_, case, exists, false, func, or_, select
from sqlalchemy.orm import Session, aliased

from app.airing import HEARD, UNHEARD, AsRunKind, OccurrenceState
from app.airlog.tables import AsRunRow
from app.clock import Clock
from app.db import BadCursorError, Page, UtcDateTime, key_in, of_commune, page_of, readable
from app.units import CommuneId, StationId
from app.values import frozen
from app.wire.protocol import AsRunEntry
from app.zones import Station

_LATE = timedelta(days=1)
"""How far the clocks of a station and the server may differ."""


class AsRun(AsRunEntry):
    """A line as it is kept: what the station wrote, which station it was, and what sort of output it named (None: unknown)."""

    station_id: UUID
    output_kind: str | None = None

    @property
    def is_unheard(self) -> bool:
        """Whether what it tells went into a file, or nowhere."""
        return self.output_kind in UNHEARD

    @classmethod
    def of(cls, row: AsRunRow) -> "AsRun":
        """The value of a row; it was checked when it came, and what is kept is shown as it is."""
        return cls.model_construct(**{name: getattr(row, name) for name in cls.model_fields})


@frozen
class AsRunFilter:
    """What a list shows: lines that happened from `since` up to, not including, `until`; of a kind, a state, a station."""

    since: datetime | None = None
    until: datetime | None = None
    kind: AsRunKind | None = None
    state: OccurrenceState | None = None
    station_id: StationId | None = None


def keep_lines(
    session: Session, clock: Clock, station: Station, entries: Iterable[AsRunEntry], *, kinds: Mapping[str, str]
) -> list[AsRunEntry]:
    """Keep a batch of lines; those that are here already change nothing. Returns the new ones in the order they were written.

    kinds: of the station's outputs, by name, as it last said.
    """
    entries, now, fresh = list(entries), clock.now(), []
    known = set(session.scalars(select(AsRunRow.id).where(AsRunRow.id.in_([entry.id for entry in entries]))))
    for entry in sorted(entries, key=lambda each: each.sequence):
        if entry.id in known:
            continue
        known.add(entry.id)
        about = {"commune_id": station.commune_id, "station_id": station.id, "output_kind": kinds.get(entry.output)}
        session.add(AsRunRow(**entry.model_dump(), **about, received_at=now))
        fresh.append(entry)
    session.flush()
    return fresh


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


def sounded_at(session: Session, commune_id: CommuneId, ids: Collection[UUID]) -> dict[tuple[UUID, UUID], bool]:
    """Which stations sound what of `ids`, or sounded it to its end: station and thing, and whether by more than a file."""
    query = select(AsRunRow.station_id, AsRunRow.occurrence_id, AsRunRow.output_kind).where(
        AsRunRow.commune_id == commune_id,
        AsRunRow.occurrence_id.in_(list(ids)),
        AsRunRow.state.in_([OccurrenceState.ON_AIR, OccurrenceState.AIRED]),
    )
    found: dict[tuple[UUID, UUID], bool] = {}
    for station_id, key, kind in session.execute(query.distinct()):
        found[station_id, key] = found.get((station_id, key), False) or kind not in UNHEARD
    return found


@frozen
class Alarmed:
    """An emergency, a drill or a correction that sounded. since: when first, within what was asked for."""

    id: UUID
    title: str
    since: datetime


def alarms_heard(session: Session, commune_id: CommuneId, since: datetime) -> list[Alarmed]:
    """What of this kind sounded from `since` on, the first heard first; also what was raised at a station."""
    first = func.min(AsRunRow.at, type_=UtcDateTime)
    query = (
        select(AsRunRow.occurrence_id, func.min(AsRunRow.title), first)
        .where(
            AsRunRow.commune_id == commune_id,
            AsRunRow.at >= since,
            AsRunRow.kind == AsRunKind.EMERGENCY,
            AsRunRow.state == OccurrenceState.ON_AIR,
        )
        .group_by(AsRunRow.occurrence_id)
        .order_by(first)
    )
    return [Alarmed(key, title, at) for key, title, at in session.execute(query)]


def as_run_page(
    session: Session, commune_id: CommuneId, wanted: AsRunFilter, *, cursor: str | None = None, limit: int = 100
) -> Page[AsRun]:
    """A page of the log, the oldest first. Raises `BadCursorError`."""
    equals = ((AsRunRow.kind, wanted.kind), (AsRunRow.state, wanted.state), (AsRunRow.station_id, wanted.station_id))
    query = of_commune(AsRunRow, commune_id).where(*(column == value for column, value in equals if value is not None))
    if wanted.since is not None:
        query = query.where(AsRunRow.at >= wanted.since)
    if wanted.until is not None:
        query = query.where(AsRunRow.at < wanted.until)
    if cursor is not None:
        at, id_ = _place(cursor)
        query = query.where(or_(AsRunRow.at > at, and_(AsRunRow.at == at, AsRunRow.id > id_)))
    query = query.order_by(AsRunRow.at, AsRunRow.id)
    return page_of(session, query, AsRun.of, cursor_of=lambda last: f"{last.at.isoformat()}/{last.id}", limit=limit)


def _place(cursor: str) -> tuple[datetime, UUID]:
    at, _, key = cursor.partition("/")
    try:
        return datetime.fromisoformat(at).astimezone(UTC), key_in(key)
    except (ValueError, OverflowError) as exc:
        raise BadCursorError from exc


def as_run_of(session: Session, commune_id: CommuneId, occurrence_ids: Iterable[UUID]) -> list[AsRun]:
    """The log lines about some occurrences, the oldest first."""
    query = (
        of_commune(AsRunRow, commune_id)
        .where(AsRunRow.occurrence_id.in_(list(occurrence_ids)))
        .order_by(AsRunRow.at, AsRunRow.sequence)
    )
    return readable(session, query, AsRun.of)


def planned_between(
    session: Session, commune_id: CommuneId, since: datetime, until: datetime, *, slack: timedelta
) -> list[AsRun]:
    """The lines about what was planned from `since` up to, not including, `until`; slack: how far clocks may differ."""
    query = (
        of_commune(AsRunRow, commune_id)
        .where(
            AsRunRow.at >= since - slack,  # by the index; the planned hour decides
            AsRunRow.at < until + slack,
            AsRunRow.planned_at >= since,
            AsRunRow.planned_at < until,
        )
        .order_by(AsRunRow.at, AsRunRow.sequence)
    )
    return readable(session, query, AsRun.of)


def only_written(session: Session, commune_id: CommuneId, ids: Collection[UUID]) -> frozenset[UUID]:
    """Those of `ids` that no loudspeaker sounded, as far as is known: wherever they were heard, it was into a file or nowhere."""
    heard = of_commune(AsRunRow, commune_id).where(AsRunRow.occurrence_id.in_(list(ids)), AsRunRow.state.in_(HEARD))
    query = heard.with_only_columns(AsRunRow.occurrence_id, AsRunRow.output_kind).distinct()
    kinds: dict[UUID, bool] = {}
    for key, kind in session.execute(query):
        kinds[key] = kinds.get(key, True) and kind in UNHEARD
    return frozenset(key for key, is_written in kinds.items() if is_written)


def written_between(session: Session, commune_id: CommuneId, since: datetime, until: datetime) -> frozenset[UUID]:
    """The programmes planned from `since` up to, not including, `until` that sounded whole, but by the rule of `only_written`."""
    whole = sounded_whole(commune_id, since, until)
    return frozenset(session.scalars(select(whole.c.occurrence_id).where(whole.c.is_written)))


def kinds_heard(commune_id: CommuneId) -> Subquery:
    """What was heard, a line of the log each, by what sort of output: a select to join, with `occurrence_id`, `output_kind`."""
    query = select(AsRunRow.occurrence_id, AsRunRow.output_kind)
    return query.where(AsRunRow.commune_id == commune_id, AsRunRow.state.in_(HEARD)).subquery("heard")


BEGAN = func.min(func.coalesce(AsRunRow.started_at, AsRunRow.planned_at), type_=UtcDateTime()).label("began")
"""When a programme began to sound at the output that was first."""


def sounded_whole(commune_id: CommuneId, since: datetime, until: datetime, *more: Label[datetime]) -> CTE:
    """The programmes that were planned from `since` up to, not including, `until` and sounded to their end somewhere.

    A select to be joined: `occurrence_id`, `seconds` of the output where it was longest, `is_written` by the rule of
    `only_written` (the other lines are asked for it only where one names a file), and `more`, as `BEGAN`.
    """
    return _wholes(commune_id, *_planned(since, until), more=more).cte("whole")


@frozen
class Whole:
    """A programme that sounded to its end: how long where it was longest, and whether into files alone."""

    seconds: float
    is_written: bool


def heard_whole(session: Session, commune_id: CommuneId, ids: Collection[UUID]) -> dict[UUID, Whole]:
    """What `sounded_whole` says of those of `ids` that did."""
    found = session.execute(_wholes(commune_id, AsRunRow.occurrence_id.in_(list(ids))))
    return {key: Whole(seconds, is_written) for key, seconds, is_written in found}


def _wholes(commune_id: CommuneId, *where: ColumnElement[bool], more: Sequence[Label[datetime]] = ()) -> Select[Any]:
    loud = aliased(AsRunRow)
    is_loud = exists().where(
        loud.occurrence_id == AsRunRow.occurrence_id,
        loud.commune_id == commune_id,
        loud.state.in_(HEARD),
        or_(loud.output_kind.is_(None), loud.output_kind.not_in(UNHEARD)),
    )
    in_files = func.max(case((AsRunRow.output_kind.in_(UNHEARD), 1), else_=0))
    is_written = case((in_files == 1, ~is_loud), else_=false()).label("is_written")
    seconds = func.coalesce(func.max(AsRunRow.seconds), 0.0).label("seconds")
    return (
        select(AsRunRow.occurrence_id, seconds, is_written, *more)
        .where(
            AsRunRow.commune_id == commune_id,
            AsRunRow.state == OccurrenceState.AIRED,
            AsRunRow.kind == AsRunKind.PROGRAMME,
            *where,
        )
        .group_by(AsRunRow.occurrence_id)
    )


def _planned(since: datetime, until: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        AsRunRow.at >= since - _LATE,  # by the index; the planned hour decides
        AsRunRow.at < until + _LATE,
        AsRunRow.planned_at >= since,
        AsRunRow.planned_at < until,
    )
