"""A slot before it is saved: on which days it falls, what it would meet, and which hour near by is free."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from sqlalchemy.orm import Session

from app.accounts import Actor
from app.bulletins import VersionFacts, deciding_versions
from app.calendar.working_days import WorkingDays
from app.clock import Clock, local
from app.playout import BlockedReason
from app.programmes import sound_ends
from app.timetable.airings import airings
from app.timetable.assessment import cells, zones_below, zones_of
from app.timetable.conflicts import Conflict, conflicts, nearest_free, places
from app.timetable.holidays import working_days
from app.timetable.model import Slot
from app.timetable.outlook import airings_between
from app.timetable.regulation import regulation
from app.timetable.slots import Wanted, unsaved_slot
from app.units import BulletinId, CommuneId, SlotId
from app.values import frozen
from app.zones import zones

AHEAD = timedelta(days=62)
"""How far ahead conflicts are looked for; a rule that repeats shows them by then."""


@frozen
class HeardApart:
    """What some zones hear of a slot. zones: paths of the highest ones; bulletins: id and title, in order."""

    zones: tuple[str, ...]
    bulletins: tuple[tuple[BulletinId, str], ...]


@frozen
class Lapse:
    """A bulletin that a slot names and some of its airings would go without.

    reason: it, or a recording that is heard in it, ends before the slot does; or the slot begins before it is valid.
    at: the first airing without it.
    """

    bulletin_id: BulletinId
    title: str
    reason: BlockedReason
    at: datetime


@frozen
class Preview:
    """What a slot would come to in the next two months.

    starts: of its airings. conflicts: those in which it takes part, itself as the second. suggestion: the nearest hour without
    any, None when there is no conflict or no such hour. heard: what each zone hears, the widest content first. lapses: however
    far away.
    """

    starts: tuple[datetime, ...]
    conflicts: tuple[Conflict, ...]
    suggestion: time | None
    heard: tuple[HeardApart, ...]
    lapses: tuple[Lapse, ...]


def preview(
    session: Session, clock: Clock, actor: Actor, wanted: Wanted, *, instead_of: SlotId | None = None, of_day: date | None = None
) -> Preview:
    """Work a slot out without saving it.

    instead_of: the slot it would replace; of_day: on that day of it alone. Raises what `add_slot` raises.
    """
    now = clock.now()
    slot = unsaved_slot(session, clock, actor, wanted)
    until = max(now, slot.recurrence.on(slot.recurrence.first_date)) + AHEAD
    working = working_days(session, actor.commune_id)
    own = airings(slot, {}, now, until, working)
    others = [
        each
        for each in airings_between(session, actor.commune_id, now - timedelta(days=1), until)
        if each.slot.id != instead_of or of_day not in {None, each.day}
    ]
    where = places(session, actor.commune_id)
    met = tuple(
        each if each.second.airing.slot.id == slot.id else replace(each, first=each.second, second=each.first)
        for each in conflicts([*own, *others], where)
        if slot.id in {each.first.airing.slot.id, each.second.airing.slot.id}
    )
    quiet = regulation(session, actor.commune_id).quiet_hours
    suggestion = nearest_free(own, others, where, quiet, after=now) if met else None
    starts = tuple(dict.fromkeys(each.starts_at for each in own))
    versions = deciding_versions(session, actor.commune_id, {key for part in slot.parts() for key in part.bulletins})
    lapses = _lapses(session, slot, versions, now, working)
    return Preview(starts, met, suggestion, _heard(session, actor.commune_id, slot, versions), lapses)


def _lapses(
    session: Session, slot: Slot, versions: Mapping[BulletinId, VersionFacts], now: datetime, working: WorkingDays
) -> tuple[Lapse, ...]:
    """What the slot begins before, and what it outlasts; in the order of the slot."""
    sounds = sound_ends(session, slot.commune_id, {each.version_id for each in versions.values()})
    found = []
    named = dict.fromkeys(key for part in slot.parts() for key in part.bulletins)
    for each in (versions[key] for key in named if key in versions):
        first = _first_from(slot, now, working)
        if first is not None and each.valid_from is not None and first < each.valid_from:
            found.append(Lapse(each.bulletin_id, each.title, BlockedReason.NOT_YET_VALID, first))
        ends = [(each.valid_to, BlockedReason.EXPIRED), (sounds.get(each.version_id), BlockedReason.RECORDING_ENDED)]
        end, reason = min(((at, why) for at, why in ends if at is not None), default=(None, None))
        without = _first_from(slot, max(end, now), working) if end is not None else None
        if reason is not None and without is not None:
            found.append(Lapse(each.bulletin_id, each.title, reason, without))
    return tuple(found)


def _first_from(slot: Slot, instant: datetime, working: WorkingDays) -> datetime | None:
    """Its first airing at or after an instant."""
    day = local(instant).date()
    found = slot.recurrence.first_from(day, working)
    if found is not None and slot.recurrence.on(found) < instant:
        found = slot.recurrence.first_from(found + timedelta(days=1), working)
    return slot.recurrence.on(found) if found is not None else None


def _heard(
    session: Session, commune_id: CommuneId, slot: Slot, versions: Mapping[BulletinId, VersionFacts]
) -> tuple[HeardApart, ...]:
    tree = {zone.id: zone for zone in zones(session, commune_id)}
    below = zones_below(tree.values())
    found = []
    for content in (cell for part in slot.parts() for cell in cells(part, versions, below)):
        where = zones_of(content, below)
        highest = tuple(tree[key].path for key in tree if key in where and tree[key].parent_id not in where)
        named = tuple((key, versions[key].title if key in versions else "") for key in content.bulletins)
        found.append(HeardApart(highest, named))
    return tuple(found)
