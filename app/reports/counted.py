"""What counts for a plan: each bulletin that a station said it sounded to its end, once for each airing, by the as-run log.

An airing that zones hear apart is one. Its seconds are those of the output where it was longest, in even shares.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from sqlalchemy.orm import Session

from app.bulletins import Theme, Topic, version_topics
from app.clock import local
from app.timetable import Piece, day_of, tallies, whole_airings
from app.units import CommuneId, OccurrenceId, VersionId, ZoneId


class Counted(NamedTuple):
    """The airings of one topic that the same zones heard. since: the day that begins the part of time they are of.

    seconds: of all `times` together; is_written: as of an `Airing`.
    """

    topic: Topic
    since: date
    zones: frozenset[ZoneId]
    times: int
    seconds: float
    is_written: bool

    @property
    def written(self) -> int:
        """How many of `times` no loudspeaker sounded."""
        return self.times if self.is_written else 0


class Airing(NamedTuple):
    """One bulletin in one airing. at: when it began to sound; occurrence_id: of the lines of the log; zones: which heard it.

    is_written: no loudspeaker sounded it, as far as is known: it went into files alone.
    """

    occurrence_id: OccurrenceId
    version_id: VersionId
    topic: Topic
    at: datetime
    seconds: float
    zones: frozenset[ZoneId]
    is_written: bool

    @property
    def theme(self) -> Theme:
        """What it counts for."""
        return self.topic.theme


def counted(session: Session, commune_id: CommuneId, days: Sequence[date]) -> list[Counted]:
    """What was heard from the first of some days up to the last, which is none of them any more; parted by those between."""
    return _counted(session, commune_id, [day_of(each)[0] for each in days], days)


def counted_between(session: Session, commune_id: CommuneId, since: datetime, until: datetime) -> list[Counted]:
    """What was heard from one instant up to another, as of one part."""
    return _counted(session, commune_id, [since, until], [local(since).date()])


def _counted(session: Session, commune_id: CommuneId, edges: Sequence[datetime], days: Sequence[date]) -> list[Counted]:
    topics = version_topics(session, commune_id)
    shares: dict[tuple[VersionId, ...], list[tuple[Topic, float]]] = {}
    found: dict[tuple[Topic, int, frozenset[ZoneId], bool], tuple[int, float]] = {}
    for each in tallies(session, commune_id, edges):
        heard = _in_one(each.pieces[0], topics, shares) if len(each.pieces) == 1 else _in_several(each.pieces, topics)
        for topic, seconds, zones, is_written in heard:
            key = topic, each.part, zones, is_written
            times, before_s = found.get(key, (0, 0.0))
            found[key] = times + each.times, before_s + seconds
    return [
        Counted(topic, days[part - 1], zones, times, seconds, is_written)
        for (topic, part, zones, is_written), (times, seconds) in found.items()
    ]


def _in_one(
    piece: Piece, topics: Mapping[VersionId, Topic], shares: dict[tuple[VersionId, ...], list[tuple[Topic, float]]]
) -> Iterator[tuple[Topic, float, frozenset[ZoneId], bool]]:
    """What an airing of one piece counts for. shares: of what is carried, filled as it comes: most airings carry the same."""
    if (parts := shares.get(piece.version_ids)) is None:
        one = Piece(piece.version_ids, frozenset(), 1.0, is_written=False)
        parts = shares[piece.version_ids] = [
            (topics[version], share) for version, (share, _, _) in _shares((one,), topics).items()
        ]
    return ((topic, share * piece.seconds, piece.zone_ids, piece.is_written) for topic, share in parts)


def _in_several(
    pieces: Sequence[Piece], topics: Mapping[VersionId, Topic]
) -> Iterator[tuple[Topic, float, frozenset[ZoneId], bool]]:
    return ((topics[version], *rest) for version, rest in _shares(pieces, topics).items())


def airings_between(session: Session, commune_id: CommuneId, since: datetime, until: datetime) -> list[Airing]:
    """The same one by one, by time."""
    topics = version_topics(session, commune_id)
    return [
        Airing(each.id, version, topics[version], each.at, seconds, zones, is_written)
        for each in whole_airings(session, commune_id, since, until)
        for version, (seconds, zones, is_written) in sorted(_shares(each.pieces, topics).items())
    ]


def after(month: date) -> date:
    """The first day of the month after the one that begins on `month`."""
    return (month + timedelta(days=31)).replace(day=1)


def _shares(pieces: Iterable[Piece], topics: Mapping[VersionId, Topic]) -> dict[VersionId, tuple[float, frozenset[ZoneId], bool]]:
    """How long each bulletin sounded, where, and whether in files alone, once for all pieces of an airing."""
    found: dict[VersionId, tuple[float, frozenset[ZoneId], bool]] = {}
    for piece in pieces:
        told = [version for version in piece.version_ids if version in topics]
        for version in told:
            seconds, zones, is_written = found.get(version, (0.0, frozenset(), True))
            seconds = max(seconds, piece.seconds / len(told))
            found[version] = seconds, zones | piece.zone_ids, is_written and piece.is_written
    return found
