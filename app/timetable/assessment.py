"""What an occurrence would carry and what would block it, from facts alone: pure, for planning and for the manifest alike."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from app.bulletins import State, VersionFacts
from app.clock import local
from app.playout import BlockedReason, Candidate, Rules, guard
from app.timetable.model import LeftOut, Part
from app.units import BulletinId, Sha256, VersionId, ZoneId
from app.values import frozen
from app.zones import Zone

_UNHASHED = Sha256("")
_UNBOUNDED = Rules(quiet_hours=())


@frozen
class Content:
    """What a slot would carry at one instant.

    zone_ids: where; valid_from, valid_to: of all of it; reason: why nothing. is_solemn: without music, in a time of mourning.
    greeting: in whose way the programme surrounds it.
    """

    versions: tuple[VersionFacts, ...]
    left_out: tuple[LeftOut, ...]
    zone_ids: frozenset[ZoneId]
    reason: BlockedReason | None
    is_solemn: bool = False
    greeting: VersionFacts | None = None

    @property
    def version_ids(self) -> tuple[VersionId, ...]:
        """The versions, in the order they are heard, without the greeting."""
        return tuple(facts.version_id for facts in self.versions)

    @property
    def valid_from(self) -> datetime | None:
        """The first instant at which every version is valid."""
        return max((facts.valid_from for facts in self._all if facts.valid_from is not None), default=None)

    @property
    def valid_to(self) -> datetime | None:
        """The first instant at which one of them no longer is."""
        return min((facts.valid_to for facts in self._all if facts.valid_to is not None), default=None)

    @property
    def _all(self) -> tuple[VersionFacts, ...]:
        return self.versions if self.greeting is None else (*self.versions, self.greeting)


def zones_below(tree: Iterable[Zone]) -> dict[ZoneId, frozenset[ZoneId]]:
    """Each zone of a commune with itself and all that lies in it. tree: each zone before what lies in it."""
    below: dict[ZoneId, set[ZoneId]] = {}
    parents: dict[ZoneId, ZoneId | None] = {}
    for zone in tree:
        parents[zone.id] = zone.parent_id
        below[zone.id] = set()
        above: ZoneId | None = zone.id
        while above is not None:
            below[above].add(zone.id)
            above = parents[above]
    return {key: frozenset(found) for key, found in below.items()}


NOTHING = Content((), (), frozenset(), BlockedReason.NOT_APPROVED)
"""Of an occurrence whose slot has no such content any more; the next expansion cancels it."""


def content_at(
    part: Part,
    starts_at: datetime,
    facts: Mapping[BulletinId, VersionFacts],
    within: Mapping[ZoneId, frozenset[ZoneId]],
    *,
    is_solemn: bool = False,
) -> Content:
    """What a slot's content would be at `starts_at`: its bulletins that may sound then, where all of them may.

    facts: of each bulletin's deciding version. within: each zone with all that lies in it. is_solemn: in a time of mourning, so
    what is cheerful is left out. A bulletin that may not sound is left
    out with its reason and the others go on; when none is left, the first one's reason is that of the occurrence.
    """
    zones = zones_of(part, within)
    carried: list[VersionFacts] = []
    left_out: list[LeftOut] = []
    for bulletin_id in part.bulletins:
        known = facts.get(bulletin_id)
        own = zones & _within(within, known.zone_ids) if known is not None else frozenset()
        reason = _refusal(known, own, starts_at) if known is not None else BlockedReason.NOT_APPROVED
        if reason is None and is_solemn and known is not None and known.cheerful:
            reason = BlockedReason.MOURNING
        if known is None or reason is not None:
            left_out.append(LeftOut(bulletin_id, reason or BlockedReason.NOT_APPROVED))
        else:
            carried.append(known)
            zones = own
    first = None if carried else (left_out[0].reason if left_out else BlockedReason.NOT_APPROVED)
    return Content(tuple(carried), tuple(left_out), zones, first, is_solemn)


def cells(part: Part, facts: Mapping[BulletinId, VersionFacts], within: Mapping[ZoneId, frozenset[ZoneId]]) -> tuple[Part, ...]:
    """A slot's content by what each zone is to hear of it: one part for each different list of bulletins, the widest first.

    A bulletin is heard where its deciding version is for, and one that has none yet wherever the slot is. A zone that nothing is
    for is in no part; where that is so of all of them the content is one part, which says why it is not heard.
    """
    whole = zones_of(part, within)
    if all(whole <= _within(within, facts[key].zone_ids) for key in part.bulletins if key in facts):
        return (part,)
    scopes = [whole & _within(within, facts[key].zone_ids) if key in facts else whole for key in part.bulletins]
    lists: dict[tuple[int, ...], set[ZoneId]] = {}
    for zone in whole:
        heard = tuple(number for number, scope in enumerate(scopes) if zone in scope)
        if heard:
            lists.setdefault(heard, set()).add(zone)
    if not lists:
        return (part,)
    return tuple(
        Part(
            frozenset(lists[heard]),
            # What lies in a zone hears at least what the zone does, so only longer lists lie within.
            frozenset(zone for other, zones in lists.items() if set(other) > set(heard) for zone in zones),
            tuple(part.bulletins[number] for number in heard),
        )
        for heard in sorted(lists, key=lambda each: (-len(lists[each]), each))
    )


def elsewhere_of(
    part: Part, found: Sequence[Part], starts_at: datetime, facts: Mapping[BulletinId, VersionFacts]
) -> tuple[LeftOut, ...]:
    """The bulletins of a slot's content that are in none of its cells: what they are for lies nowhere in the slot."""
    heard = {key for each in found for key in each.bulletins}
    missing = (key for key in dict.fromkeys(part.bulletins) if key not in heard)
    return tuple(LeftOut(key, _refusal(facts[key], frozenset(), starts_at) or BlockedReason.WRONG_ZONE) for key in missing)


def greeting_at(
    greetings: Iterable[VersionFacts], content: Content, starts_at: datetime, within: Mapping[ZoneId, frozenset[ZoneId]]
) -> VersionFacts | None:
    """The first of `greetings` that is approved for all zones of a content and valid when it begins."""
    for facts in greetings:
        if facts.is_altered:
            continue
        begins, ends = facts.valid_from or starts_at, facts.valid_to
        if begins <= starts_at and (ends is None or starts_at < ends) and content.zone_ids <= _within(within, facts.zone_ids):
            return facts
    return None


def zones_of(part: Part, within: Mapping[ZoneId, frozenset[ZoneId]]) -> frozenset[ZoneId]:
    """Where a slot's content is heard, as far as the slot says."""
    return _within(within, part.zones) - _within(within, part.without)


def _refusal(facts: VersionFacts, zones: frozenset[ZoneId], starts_at: datetime) -> BlockedReason | None:
    if facts.is_altered:
        return BlockedReason.HASH_DIFFERS
    if facts.state is State.EXPIRED:
        return BlockedReason.EXPIRED
    if facts.sound_to is not None and facts.sound_to <= starts_at and facts.state is State.APPROVED:
        return BlockedReason.RECORDING_ENDED
    return guard(_candidate([facts], zones, timedelta(0), timedelta(0)), _UNBOUNDED, starts_at)


def _candidate(versions: Sequence[VersionFacts], zones: frozenset[ZoneId], length: timedelta, used: timedelta) -> Candidate:
    approved = all(facts.content_hash is not None for facts in versions)
    return Candidate(
        length=length,
        content_hash=_UNHASHED,
        approved_hash=_UNHASHED if approved else None,
        zones=zones,
        valid_from=max((facts.valid_from for facts in versions if facts.valid_from is not None), default=None),
        valid_to=min((facts.valid_to for facts in versions if facts.valid_to is not None), default=None),
        withdrawn=any(facts.state is State.WITHDRAWN for facts in versions),
        used_today=used,
    )


@dataclass
class Day:
    """Minutes that the zones of a commune have been promised, by local day; fed in the order of time."""

    _used: dict[tuple[date, ZoneId], timedelta] = field(default_factory=dict)

    def used(self, starts_at: datetime, zones: frozenset[ZoneId]) -> timedelta:
        """What one of `zones` hears already on that day, the most of any."""
        day = local(starts_at).date()
        return max((self._used.get((day, zone), timedelta(0)) for zone in zones), default=timedelta(0))

    def add(self, starts_at: datetime, zones: frozenset[ZoneId], length: timedelta) -> None:
        """Count something that will sound, or did."""
        day = local(starts_at).date()
        for zone in zones:
            self._used[day, zone] = self._used.get((day, zone), timedelta(0)) + length


def assess(
    content: Content, starts_at: datetime, length: timedelta, rules: Rules, day: Day, *, cheerful: bool = False
) -> BlockedReason | None:
    """Why this may not begin at `starts_at`, as far as is known now; None: it may, and its minutes are counted."""
    if content.reason is not None:
        return content.reason
    candidate = _candidate(content.versions, content.zone_ids, length, day.used(starts_at, content.zone_ids))
    reason = guard(replace(candidate, cheerful=cheerful), rules, starts_at)
    if reason is None:
        day.add(starts_at, content.zone_ids, length)
    return reason


def _within(within: Mapping[ZoneId, frozenset[ZoneId]], zone_ids: Iterable[ZoneId]) -> frozenset[ZoneId]:
    return frozenset[ZoneId]().union(*(within.get(zone_id, frozenset()) for zone_id in zone_ids))
