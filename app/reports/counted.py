"""What counts for a plan: each bulletin that a station said it sounded to its end, once for each airing, by the as-run log.

An airing that zones hear apart is one. Its seconds are those of the output where it was longest, in even shares for each.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from sqlalchemy.orm import Session

from app.airlog import began, sounded_whole
from app.bulletins import Theme, version_themes
from app.timetable import carried_between, day_of
from app.units import CommuneId, VersionId, ZoneId


class Counted(NamedTuple):
    """One bulletin in one airing. key: of the occurrence, as the database has it; month: 1 for the first that was asked for."""

    key: object
    version_id: VersionId
    theme: Theme
    month: int
    seconds: float
    zones: frozenset[ZoneId]


class Airing(NamedTuple):
    """The same to be shown. at: when it began to sound; occurrence_id: of the lines of the log."""

    occurrence_id: UUID
    version_id: VersionId
    theme: Theme
    at: datetime
    seconds: float


def counted(session: Session, commune_id: CommuneId, months: Sequence[date]) -> list[Counted]:
    """What was heard in `months` (their first days, one after the other)."""
    edges = _edges(months)
    themes = version_themes(session, commune_id)
    carried = carried_between(session, commune_id, edges)
    told = {each: [(key, themes[key]) for key in each if key in themes] for each in {one.version_ids for one in carried.values()}}
    found: dict[tuple[object, object], list[Counted]] = {}
    for key, seconds in sounded_whole(session, commune_id, edges[0], edges[-1]).items():
        thing = carried.get(key)
        versions = told[thing.version_ids] if thing is not None else ()
        if thing is None or not versions:
            continue
        share = seconds / len(versions)
        new = [Counted(key, version, theme, thing.month, share, thing.zone_ids) for version, theme in versions]
        airing = (thing.slot, thing.start)
        found[airing] = _joined(found[airing], new) if airing in found else new
    return [each for one in found.values() for each in one]


def airings(session: Session, commune_id: CommuneId, months: Sequence[date]) -> list[Airing]:
    """The same with when each began, by time."""
    edges = _edges(months)
    at = began(session, commune_id, edges[0], edges[-1])
    heard = counted(session, commune_id, months)
    keys = {each.key: UUID(str(each.key)) for each in heard}
    found = [Airing(keys[each.key], each.version_id, each.theme, at[keys[each.key]], each.seconds) for each in heard]
    return sorted(found, key=lambda each: (each.at, each.version_id))


def after(month: date) -> date:
    """The first day of the month after the one that begins on `month`."""
    return (month + timedelta(days=31)).replace(day=1)


def _edges(months: Sequence[date]) -> list[datetime]:
    return [day_of(each)[0] for each in (*months, after(months[-1]))]


def _joined(before: list[Counted], new: list[Counted]) -> list[Counted]:
    """What zones heard apart in one airing: each bulletin once."""
    known = {each.version_id: each for each in before}
    for each in new:
        same = known.get(each.version_id)
        longest = max(each.seconds, same.seconds if same else 0.0)
        known[each.version_id] = each if same is None else same._replace(seconds=longest, zones=same.zones | each.zones)
    return list(known.values())
