"""What sounded in some parts of time, counted by the database: a year of ten thousand airings comes back as a few hundred lines.

An airing that zones hear apart is several occurrences of one slot that begin together, and counts once.
"""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, String, case, cast, exists, func, null, select
from sqlalchemy.orm import Session

from app.airing import HEARD
from app.airlog import BEGAN, sounded_whole
from app.timetable.tables import OccurrenceRow
from app.units import CommuneId, OccurrenceId, VersionId, ZoneId

_CARRIED = cast(OccurrenceRow.version_ids, String).label("carried")
_ZONES = cast(OccurrenceRow.zone_ids, String).label("zones")


class Piece(NamedTuple):
    """What some zones heard in an airing, in its order, and how long it sounded; is_written: into files alone."""

    version_ids: tuple[VersionId, ...]
    zone_ids: frozenset[ZoneId]
    seconds: float
    is_written: bool


class Tally(NamedTuple):
    """Airings of one part of time that had the same pieces. part: 1 for the first; seconds of a piece: of all `times` in sum."""

    part: int
    pieces: tuple[Piece, ...]
    times: int


class WholeAiring(NamedTuple):
    """One of those that are counted. id: of the occurrence that began first; at: when it began to sound."""

    id: OccurrenceId
    at: datetime
    pieces: tuple[Piece, ...]


def tallies(session: Session, commune_id: CommuneId, edges: Sequence[datetime]) -> Iterator[Tally]:
    """The airings that sounded whole somewhere and begin from the first of `edges` up to, not including, the last.

    edges: the instants between the parts of time. Airings that begin together come one by one: they may be pieces of one.
    """
    planned = _planned(commune_id, edges[0], edges[-1])
    shared = select(OccurrenceRow.starts_at).where(*planned).group_by(OccurrenceRow.starts_at).having(func.count() > 1)
    airing: ColumnElement[str] = cast(null(), String)
    if session.scalar(select(exists(shared))):  # asked once, and of the index alone: to ask it of each is a quarter of the cost
        known = cast(OccurrenceRow.slot_id, String) + cast(OccurrenceRow.starts_at, String)
        airing = case((OccurrenceRow.starts_at.in_(shared), known), else_=airing)
    part = case(*((OccurrenceRow.starts_at < edge, number) for number, edge in enumerate(edges)), else_=len(edges))
    row = select(part.label("part"), _CARRIED, _ZONES, airing.label("airing"), OccurrenceRow.is_written, OccurrenceRow.heard_s)
    piece = row.where(*planned, OccurrenceRow.state.in_(HEARD), OccurrenceRow.heard_s.is_not(None)).subquery()
    columns = piece.c.part, piece.c.carried, piece.c.zones, piece.c.airing, piece.c.is_written
    apart: dict[str, Tally] = {}
    query = select(*columns, func.count(), func.sum(piece.c.heard_s)).group_by(*columns)
    for number, carried, zones, key, is_written, times, seconds in session.execute(query):
        one = Piece(_versions(carried), _zones(zones), seconds, is_written)
        if key is None:
            yield Tally(number, (one,), times)
        else:
            before = apart.get(key, Tally(number, (), 1))
            apart[key] = before._replace(pieces=(*before.pieces, one))
    yield from apart.values()


def whole_airings(session: Session, commune_id: CommuneId, since: datetime, until: datetime) -> list[WholeAiring]:
    """The same airings one by one, by when they began to sound."""
    whole = sounded_whole(commune_id, since, until, BEGAN)
    query = (
        select(OccurrenceRow.id, OccurrenceRow.slot_id, OccurrenceRow.starts_at, _CARRIED, _ZONES)
        .add_columns(whole.c.began, whole.c.seconds, whole.c.is_written)
        .join(whole, whole.c.occurrence_id == OccurrenceRow.id)
        .where(*_planned(commune_id, since, until), OccurrenceRow.state.in_(HEARD))
        .order_by(whole.c.began, OccurrenceRow.id)
    )
    found: dict[tuple[UUID, datetime], WholeAiring] = {}
    for row in session.execute(query):
        piece = Piece(_versions(row.carried), _zones(row.zones), row.seconds, row.is_written)
        before = found.setdefault((row.slot_id, row.starts_at), WholeAiring(OccurrenceId(row.id), row.began, ()))
        found[row.slot_id, row.starts_at] = before._replace(pieces=(*before.pieces, piece))
    return list(found.values())


def _planned(commune_id: CommuneId, since: datetime, until: datetime) -> tuple[ColumnElement[bool], ...]:
    return OccurrenceRow.commune_id == commune_id, OccurrenceRow.starts_at >= since, OccurrenceRow.starts_at < until


@lru_cache(maxsize=4096)
def _versions(text: str) -> tuple[VersionId, ...]:
    """What a row carries; few texts are said by many rows."""
    return tuple(VersionId(UUID(each)) for each in json.loads(text))


@lru_cache(maxsize=4096)
def _zones(text: str) -> frozenset[ZoneId]:
    return frozenset(ZoneId(UUID(each)) for each in json.loads(text))
