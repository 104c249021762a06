"""Airings that cannot both be heard: at one time in one zone, or through one output. And the nearest hour that is free."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.clock import COMMUNE_ZONE, local
from app.db import read_once
from app.playout import QuietHours
from app.timetable.airings import Airing
from app.timetable.assessment import zones_below
from app.timetable.tables import OccurrenceRow, SlotRow
from app.units import CommuneId, SlotId, ZoneId
from app.values import frozen
from app.zones import stations, zones

USUAL_LENGTH = timedelta(minutes=5)
"""What a programme is taken to last before any of its slot was made."""
_STEP = timedelta(minutes=5)
_DAY = timedelta(days=1)


@frozen
class Span:
    """An airing as it takes up time and places."""

    airing: Airing
    ends_at: datetime
    zones: frozenset[ZoneId]


@frozen
class Conflict:
    """Two airings, the earlier first. zones: where both would be heard; outputs: through which both would have to go."""

    first: Span
    second: Span
    zones: frozenset[ZoneId]
    outputs: tuple[str, ...]


@frozen
class Places:
    """Where things are heard. outputs: name and zones of each way out that the server knows of. lengths: known ones, by slot."""

    below: Mapping[ZoneId, frozenset[ZoneId]]
    outputs: Sequence[tuple[str, frozenset[ZoneId]]]
    lengths: Mapping[SlotId, timedelta]

    def span(self, airing: Airing) -> Span:
        """How long and where an airing is heard, as far as is known."""
        slot, content = airing.slot, airing.content
        usual = self.lengths.get(slot.id, USUAL_LENGTH)
        length = usual if slot.duration_s is None else timedelta(seconds=slot.duration_s)
        return Span(airing, airing.starts_at + length, self._within(content.zones) - self._within(content.without))

    def between(self, first: Span, second: Span) -> Conflict | None:
        """The conflict of two airings that overlap in time; None when they are heard apart."""
        common = first.zones & second.zones
        shared = tuple(name for name, served in self.outputs if first.zones & served and second.zones & served)
        return Conflict(first, second, common, shared) if common or shared else None

    def _within(self, zone_ids: Iterable[ZoneId]) -> frozenset[ZoneId]:
        return frozenset[ZoneId]().union(*(self.below.get(zone_id, frozenset()) for zone_id in zone_ids))


def places(session: Session, commune_id: CommuneId) -> Places:
    """The places of a commune. A station that says nothing of its outputs has one, for all its zones."""
    below = zones_below(zones(session, commune_id))
    outputs = []
    for station in stations(session, commune_id):
        served = frozenset[ZoneId]().union(*(below.get(zone_id, frozenset()) for zone_id in station.zones))
        outputs.append((station.name, served))
    return Places(below, outputs, known_lengths(session, commune_id))


def known_lengths(session: Session, commune_id: CommuneId) -> dict[SlotId, timedelta]:
    """How long the longest airing of each slot is, of those that were made."""
    return dict(_lengths(session, commune_id))


@read_once
def _lengths(session: Session, commune_id: CommuneId) -> tuple[tuple[SlotId, timedelta], ...]:
    longest = select(func.max(OccurrenceRow.length_s)).where(OccurrenceRow.slot_id == SlotRow.id).scalar_subquery()
    query = select(SlotRow.id, longest).where(SlotRow.commune_id == commune_id)  # a look into an index each, not at all airings
    return tuple((SlotId(slot_id), timedelta(seconds=seconds)) for slot_id, seconds in session.execute(query) if seconds)


def conflicts(airings: Iterable[Airing], where: Places) -> list[Conflict]:
    """All pairs that cannot both be heard, by the start of the later one. Cancelled airings take up nothing."""
    spans = sorted((where.span(each) for each in airings if not each.is_cancelled), key=lambda each: each.airing.starts_at)
    return [found for first, second in _overlapping(spans) if (found := where.between(first, second)) is not None]


def _overlapping(spans: Sequence[Span]) -> Iterator[tuple[Span, Span]]:
    open_spans: list[Span] = []
    for span in spans:
        open_spans = [each for each in open_spans if each.ends_at > span.airing.starts_at]
        for each in open_spans:
            if (each.airing.slot.id, each.airing.day) != (span.airing.slot.id, span.airing.day):
                yield each, span
        open_spans.append(span)


def nearest_free(
    wanted: Sequence[Airing], others: Sequence[Airing], where: Places, quiet: QuietHours, *, after: datetime
) -> time | None:
    """The hour nearest to that of `wanted` at which none of its airings meets one of `others` or the quiet hours.

    after: an instant; none of the airings may begin before it has gone by.

    None when there is none that day, in steps of five minutes. It is the hour of a slot: the same on all its days.
    """
    if not wanted:
        return None
    own = [where.span(each) for each in wanted]
    taken: dict[date, list[Span]] = {}
    for span in (where.span(each) for each in others if not each.is_cancelled):
        taken.setdefault(local(span.airing.starts_at).date(), []).append(span)
    for shift in _shifts(local(own[0].airing.starts_at)):
        moved = [Span(span.airing, span.ends_at + shift, span.zones) for span in own]
        begins = [span.airing.starts_at + shift for span in own]
        if begins[0] <= after:
            continue
        if any(quiet.touch(begin, span.ends_at - begin) for begin, span in zip(begins[:1], moved, strict=False)):
            continue
        if not any(
            other.airing.starts_at < span.ends_at and begin < other.ends_at and where.between(other, span) is not None
            for begin, span in zip(begins, moved, strict=True)
            for day in (local(begin).date() - _DAY, local(begin).date())
            for other in taken.get(day, ())
        ):
            return local(begins[0]).time()
    return None


def _shifts(begin: datetime) -> Iterator[timedelta]:
    """Ever further away, within the day of `begin`: five minutes later, five minutes earlier, ten later."""
    midnight = datetime.combine(begin.date(), time(), COMMUNE_ZONE)
    for number in range(1, _DAY // _STEP):
        for shift in (number * _STEP, -number * _STEP):
            if midnight <= begin + shift < midnight + _DAY:
                yield shift
