"""Slogans between the bulletins of a programme, in fair turns: pure, so that planning and the manifest come to the same.

A slot's programmes are counted from its first; the turn of each says where in the ring of slogans it goes on. So over any stretch
of programmes each slogan is heard as often as any other, but for one, and none twice in a row as long as there are two.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import chain, zip_longest
from typing import TypeVar

from app.bulletins import State, VersionFacts
from app.timetable.assessment import Content
from app.units import ZoneId

_Thing = TypeVar("_Thing")


def turn_of(ring: Sequence[_Thing], turn: int, gaps: int) -> list[_Thing]:
    """Those of `ring` whose turn it is in the programme number `turn`, which has room for `gaps` of them."""
    many = min(gaps, len(ring))
    return [ring[(turn * many + number) % len(ring)] for number in range(many)]


def with_slogans(
    content: Content,
    slogans: Sequence[VersionFacts],
    turn: int,
    starts_at: datetime,
    within: Mapping[ZoneId, frozenset[ZoneId]],
) -> Content:
    """A content with slogans between its bulletins.

    slogans: those approved, in the order of the ring; of these, such as are for all its zones, are valid when it begins and, in a
    time of mourning, are not cheerful. A content of one bulletin has no room between.
    """
    own = {each.bulletin_id for each in content.versions}
    ring = [
        each
        for each in slogans
        if each.bulletin_id not in own and _fits(each, content, starts_at) and content.zone_ids <= _zones(each, within)
    ]
    between = turn_of(ring, turn, len(content.versions) - 1)
    heard = chain.from_iterable(zip_longest(content.versions, between))
    return replace(content, versions=tuple(each for each in heard if each is not None))


def _fits(slogan: VersionFacts, content: Content, starts_at: datetime) -> bool:
    begins, ends = slogan.valid_from or starts_at, slogan.valid_to
    is_valid = begins <= starts_at and (ends is None or starts_at < ends)
    return is_valid and not slogan.is_altered and slogan.state is State.APPROVED and not (content.is_solemn and slogan.cheerful)


def _zones(slogan: VersionFacts, within: Mapping[ZoneId, frozenset[ZoneId]]) -> frozenset[ZoneId]:
    return frozenset().union(*(within.get(zone, frozenset()) for zone in slogan.zone_ids))
