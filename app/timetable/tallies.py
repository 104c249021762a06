"""What sounded in some months, counted by the database: a year of ten thousand airings comes back as a few hundred lines.

An airing that zones hear apart is several occurrences of one slot that begin together, and counts once.
"""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, String, case, cast, func, select
from sqlalchemy.orm import Session

from app.airing import HEARD
from app.airlog import sounded_whole, written_between
from app.timetable.tables import OccurrenceRow
from app.units import CommuneId, OccurrenceId, VersionId, ZoneId


class Piece(NamedTuple):
    """What some zones heard in an airing, in its order, and how long it sounded."""

    version_ids: tuple[VersionId, ...]
    zone_ids: frozenset[ZoneId]
    seconds: float


class Tally(NamedTuple):
    """Airings of one month that had the same pieces. month: 1 for the first; the seconds of a piece: of all `times` together."""

    month: int
    pieces: tuple[Piece, ...]
    times: int


class WholeAiring(NamedTuple):
    """One of those that are counted. id: of the occurrence that began first; at: when it began to sound.

    loud: what of it a loudspeaker may have sounded; the rest went into files alone.
    """

    id: OccurrenceId
    at: datetime
    pieces: tuple[Piece, ...]
    loud: frozenset[VersionId]


def tallies(session: Session, commune_id: CommuneId, edges: Sequence[datetime]) -> list[Tally]:
    """The airings that sounded whole somewhere and begin from the first of `edges` up to, not including, the last.

    edges: the instants between the months. Airings with several pieces come one by one: each piece has a length of its own.
    """
    whole = sounded_whole(commune_id, edges[0], edges[-1])
    month = case(*((OccurrenceRow.starts_at < edge, number) for number, edge in enumerate(edges)), else_=len(edges))
    carried, where = cast(OccurrenceRow.version_ids, String), cast(OccurrenceRow.zone_ids, String)
    is_one = func.count() == 1
    alone = "[[" + func.min(carried) + "," + func.min(where) + ",null]]"
    apart = "[" + func.aggregate_strings("[" + carried + "," + where + "," + cast(whole.c.seconds, String) + "]", ",") + "]"
    airing = (
        select(
            month.label("month"),
            case((is_one, alone), else_=apart).label("pieces"),
            func.max(whole.c.seconds).label("seconds"),
        )
        .join(whole, whole.c.occurrence_id == OccurrenceRow.id)
        .where(*_sounded(commune_id, edges[0], edges[-1]))
        .group_by(OccurrenceRow.slot_id, OccurrenceRow.starts_at)
        .subquery()
    )
    totals = func.count(), func.sum(airing.c.seconds)
    query = select(airing.c.month, airing.c.pieces, *totals).group_by(airing.c.month, airing.c.pieces)
    return [Tally(month, _pieces(text, seconds), times) for month, text, times, seconds in session.execute(query)]


def whole_airings(session: Session, commune_id: CommuneId, since: datetime, until: datetime) -> list[WholeAiring]:
    """The same airings one by one, by when they began to sound."""
    whole = sounded_whole(commune_id, since, until)
    columns = OccurrenceRow.id, OccurrenceRow.slot_id, OccurrenceRow.starts_at, OccurrenceRow.version_ids, OccurrenceRow.zone_ids
    query = (
        select(*columns, whole.c.began, whole.c.seconds)
        .join(whole, whole.c.occurrence_id == OccurrenceRow.id)
        .where(*_sounded(commune_id, since, until))
        .order_by(whole.c.began, OccurrenceRow.id)
    )
    written = written_between(session, commune_id, since, until)
    found: dict[tuple[UUID, datetime], WholeAiring] = {}
    for row in session.execute(query):
        piece = _piece(row.version_ids, row.zone_ids, row.seconds)
        before = found.setdefault((row.slot_id, row.starts_at), WholeAiring(OccurrenceId(row.id), row.began, (), frozenset()))
        loud = before.loud.union([] if row.id in written else piece.version_ids)
        found[row.slot_id, row.starts_at] = before._replace(pieces=(*before.pieces, piece), loud=loud)
    return list(found.values())


def _sounded(commune_id: CommuneId, since: datetime, until: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        OccurrenceRow.commune_id == commune_id,
        OccurrenceRow.starts_at >= since,
        OccurrenceRow.starts_at < until,
        OccurrenceRow.state.in_(HEARD),
    )


def _pieces(text: str, seconds: float) -> tuple[Piece, ...]:
    """seconds: of the piece that has none of its own, being the only one."""
    return tuple(_piece(carried, where, seconds if own is None else own) for carried, where, own in json.loads(text))


def _piece(carried: Sequence[str], where: Sequence[str], seconds: float) -> Piece:
    return Piece(tuple(VersionId(UUID(each)) for each in carried), frozenset(ZoneId(UUID(each)) for each in where), seconds)
