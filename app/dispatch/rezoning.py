"""A zone is renamed, moved, merged into another or taken away, with all that names it; each act in one transaction.

What a person sends back by its path follows: slots, drafts, stations, prepared corrections. An approval for one zone is none for
another, so what is approved for a zone that is no more is taken back, for a new approval.
"""

from collections.abc import Callable, Collection, Iterable
from uuid import UUID

from sqlalchemy.orm import Session

from app.accounts import Actor, record_act
from app.bulletins import BulletinNaming, State, VersionKey, bulletins_follow, bulletins_naming, reopen
from app.clock import Clock
from app.dispatch.errors import ZoneBulletinsError, ZoneWarnedError
from app.emergencies import Emergency, corrections_follow, end, warned_in
from app.tags import Tag
from app.timetable import SlotNaming, slots_follow, slots_naming
from app.units import CommuneId, ZoneId
from app.values import frozen
from app.words import sentence
from app.zones import (
    Rezoning,
    Station,
    Zone,
    abolish,
    dissolve,
    merged_zones,
    relocate,
    stations,
    zone,
    zone_tree,
    zones,
    zones_gone_with,
)


@frozen
class ZoneUses:
    """What names a zone or one that lies in it. inside: the zones that lie in it."""

    inside: tuple[Zone, ...]
    stations: tuple[Station, ...]
    slots: tuple[SlotNaming, ...]
    bulletins: tuple[BulletinNaming, ...]
    emergencies: tuple[Emergency, ...]


def zone_uses(session: Session, clock: Clock, commune_id: CommuneId, zone_id: ZoneId) -> ZoneUses:
    """What a merge or a removal of the zone would touch. Raises `NotFoundError`."""
    zone(session, commune_id, zone_id)
    named, now = zone_tree(session, commune_id).within([zone_id]), clock.now()
    return ZoneUses(
        inside=tuple(each for each in zones(session, commune_id) if each.id in named and each.id != zone_id),
        stations=tuple(each for each in stations(session, commune_id) if not named.isdisjoint(each.zones)),
        slots=slots_naming(session, now, commune_id, named),
        bulletins=bulletins_naming(session, now, commune_id, named),
        emergencies=tuple(warned_in(session, commune_id, now, named)),
    )


def change_zone(
    session: Session, clock: Clock, actor: Actor, zone_id: ZoneId, *, name: str, parent_id: ZoneId | None, tag: Tag
) -> Zone:
    """Rename a zone, or let it lie in another. Raises what `relocate` raises, and `ZonesShareSlotError`."""
    before = zone(session, actor.commune_id, zone_id)
    change = relocate(session, actor.commune_id, zone_id, name=name, parent_id=parent_id, tag=tag)
    found = zone(session, actor.commune_id, zone_id)
    record_act(session, clock.now(), actor, "edit_zone", subject="zone", subject_id=zone_id, path=found.path, before=before.path)
    _follow(session, clock, actor, change)
    return found


def merge_zone(
    session: Session, clock: Clock, actor: Actor, zone_id: ZoneId, *, into: ZoneId, may_reopen: bool
) -> tuple[Zone, list[VersionKey]]:
    """Merge a zone into another; returns that one, and the drafts of the bulletins that were taken back.

    may_reopen: whether the officer agreed to that. An emergency for the zone that is not over keeps it: whoever raised it chose
    where it is heard. Raises what `dissolve` raises, `ZoneWarnedError`, `ZoneBulletinsError`, `ZonesShareSlotError`.
    """
    now, before = clock.now(), zone(session, actor.commune_id, zone_id)
    if warned := warned_in(session, actor.commune_id, now, [zone_id]):
        raise ZoneWarnedError(title=warned[0].title)
    tree = zone_tree(session, actor.commune_id)
    change = dissolve(session, now, actor.commune_id, zone_id, into=into)
    found = zone(session, actor.commune_id, into)
    facts = {"path": before.path, "into": found.path}
    record_act(session, now, actor, "merge_zone", subject="zone", subject_id=zone_id, **facts)
    named = bulletins_naming(session, now, actor.commune_id, [zone_id])
    waiting = [each for each in named if not _is_for(each, into, zone_id, tree.within) and each.summary.state is not State.DRAFT]
    if waiting and not may_reopen:
        raise ZoneBulletinsError(count=len(waiting), title=waiting[0].summary.title)
    drafts = _take_back(session, clock, actor, waiting, sentence("zone_merged", facts).detail)
    _follow(session, clock, actor, change)
    return found, drafts


def remove_zone(session: Session, clock: Clock, actor: Actor, zone_id: ZoneId) -> None:
    """Take a zone away with all that lies in it: what is for nothing else never sounds again, emergencies among it.

    Raises `NotFoundError`, `RootZoneError`.
    """
    now, before = clock.now(), zone(session, actor.commune_id, zone_id)
    named = zones_gone_with(session, actor.commune_id, zone_id)
    reason = sentence("zone_removed", {"path": before.path}).detail
    for each in warned_only_in(session, clock, actor.commune_id, named):
        end(session, clock, actor, each.id, reason=reason)
    change = abolish(session, now, actor.commune_id, zone_id)
    record_act(session, now, actor, "remove_zone", subject="zone", subject_id=zone_id, path=before.path, zones=len(change.gone))
    waiting = [
        each
        for each in bulletins_naming(session, now, actor.commune_id, change.gone)
        if each.is_only and each.summary.state is not State.DRAFT
    ]
    _take_back(session, clock, actor, waiting, reason)
    _follow(session, clock, actor, change)


def warned_only_in(session: Session, clock: Clock, commune_id: CommuneId, zone_ids: Collection[ZoneId]) -> list[Emergency]:
    """Emergencies that are not over and for nothing but `zone_ids`."""
    return [each for each in warned_in(session, commune_id, clock.now(), zone_ids) if set(each.zone_ids) <= set(zone_ids)]


def silent_with(session: Session, clock: Clock, commune_id: CommuneId, zone_id: ZoneId) -> tuple[UUID, ...]:
    """What is silent once the zone is taken away, besides it.

    The zones that lie in it, those that were merged into one of them, and emergencies for them alone.

    Raises `NotFoundError`, `RootZoneError`.
    """
    gone = zones_gone_with(session, commune_id, zone_id)
    named = merged_zones(session, commune_id).named(gone) - {zone_id}
    return (*named, *(each.id for each in warned_only_in(session, clock, commune_id, gone)))


def _is_for(
    found: BulletinNaming, into: ZoneId, zone_id: ZoneId, within: Callable[[Iterable[ZoneId]], frozenset[ZoneId]]
) -> bool:
    """Whether a bulletin was for all of `into` without naming `zone_id`."""
    return into in within(ref.id for ref in found.summary.zones if ref.id != zone_id)


def _take_back(session: Session, clock: Clock, actor: Actor, waiting: Iterable[BulletinNaming], reason: str) -> list[VersionKey]:
    drafts = (reopen(session, clock, actor, each.summary.bulletin_id, each.summary.number, reason=reason) for each in waiting)
    return [draft for draft in drafts if draft is not None]


def _follow(session: Session, clock: Clock, actor: Actor, change: Rezoning) -> None:
    slots_follow(session, clock, actor, change)
    bulletins_follow(session, clock.now(), actor.commune_id, change)
    corrections_follow(session, actor.commune_id, change)
