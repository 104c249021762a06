"""Slogans between the bulletins of a programme, in turns that are fair to each zone: pure (decision 0223).

Planning tells `Turns` what each zone heard, programme by programme in the order of time, and lets it choose what comes next. What
was chosen stands in the occurrence's row; whoever else asks, as a manifest, reads it there and only looks whether it may sound.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import chain, zip_longest

from app.bulletins import State, VersionFacts
from app.timetable.assessment import Content
from app.units import BulletinId, ZoneId
from app.values import frozen

NEAR = timedelta(hours=1)
"""What is prepared and begins within this keeps its slogans: audio made anew might come too late."""
_GROWS = 1 / 0.95
"""Each slogan that a zone hears counts so much more than the one before: what is long ago hardly counts."""


@frozen
class _Last:
    """What a zone heard last. number: counts all that were heard; times: how often in a row."""

    number: int
    slogan: BulletinId
    times: int


@dataclass
class Turns:
    """Which slogans each zone heard so far; told in the order of time. now: what began before it is not chosen any more."""

    now: datetime
    _number: int = 0
    _last: dict[ZoneId, _Last] = field(default_factory=dict)
    _weights: dict[ZoneId, dict[BulletinId, float]] = field(default_factory=dict)
    _newest: dict[ZoneId, float] = field(default_factory=dict)

    def heard(self, zones: Iterable[ZoneId], slogans: Sequence[BulletinId]) -> None:
        """Count what is heard in some zones, in its order."""
        for zone in zones:
            weights = self._weights.setdefault(zone, {})
            for number, slogan in enumerate(slogans, start=self._number + 1):
                before = self._last.get(zone)
                times = before.times + 1 if before is not None and before.slogan == slogan else 1
                self._last[zone] = _Last(number, slogan, times)
                newest = self._newest[zone] = self._newest.get(zone, 1.0) * _GROWS
                weights[slogan] = weights.get(slogan, 0.0) + newest
        self._number += len(slogans)

    def next_of(self, ring: Iterable[BulletinId], zones: Collection[ZoneId], gaps: int) -> list[BulletinId]:
        """Those of `ring` that come next in all of `zones`, at most `gaps`.

        Those that they heard least of late, then as the ring goes on; to begin with none that one of them heard last, and in the
        end what the commune heard most, so that no zone's next is always barred by what another heard before.
        """
        lasts = [self._last[zone] for zone in zones if zone in self._last]
        latest = max(lasts, key=lambda each: each.number, default=None)

        def in_a_row(key: BulletinId) -> int:
            return sum(last.times for last in lasts if last.slogan == key)

        def order(key: BulletinId) -> tuple[float, bool, BulletinId]:
            return self._share(key, zones), latest is not None and key <= latest.slogan, key

        in_turn = sorted(ring, key=order)
        first = min(in_turn, key=in_a_row, default=None)
        if first is None or gaps < 1:
            return []
        rest = [key for key in in_turn if key != first][: gaps - 1]
        return [first, *sorted(rest, key=lambda key: self._share(key, self._last))]

    def _share(self, key: BulletinId, zones: Iterable[ZoneId]) -> float:
        """How much of what some zones heard of late was this."""
        heard = (self._weights[zone].get(key, 0.0) / self._newest[zone] for zone in zones if zone in self._last)
        return round(sum(heard), 9)


def fitting(
    content: Content, slogans: Iterable[VersionFacts], starts_at: datetime, within: Mapping[ZoneId, frozenset[ZoneId]]
) -> list[VersionFacts]:
    """Those of the approved `slogans` that a programme may have.

    They are for all its zones, valid when it begins, not among its bulletins and, in a time of mourning, not cheerful.
    """
    own = {each.bulletin_id for each in content.versions}
    return [
        each
        for each in slogans
        if each.bulletin_id not in own and _fits(each, content, starts_at) and content.zone_ids <= _zones(each, within)
    ]


def between(content: Content, slogans: Sequence[VersionFacts]) -> Content:
    """A content with a slogan after each of its bulletins but the last, as far as there are."""
    heard = chain.from_iterable(zip_longest(content.versions, slogans[: max(len(content.versions) - 1, 0)]))
    return replace(content, versions=tuple(each for each in heard if each is not None))


def _fits(slogan: VersionFacts, content: Content, starts_at: datetime) -> bool:
    begins, ends = slogan.valid_from or starts_at, slogan.valid_to
    is_valid = begins <= starts_at and (ends is None or starts_at < ends)
    return is_valid and not slogan.is_altered and slogan.state is State.APPROVED and not (content.is_solemn and slogan.cheerful)


def _zones(slogan: VersionFacts, within: Mapping[ZoneId, frozenset[ZoneId]]) -> frozenset[ZoneId]:
    return frozenset().union(*(within.get(zone, frozenset()) for zone in slogan.zone_ids))
