"""What counts for a plan: each bulletin that a station said it sounded to its end, once for each airing, by the as-run log.

An airing that zones hear apart is one. Its seconds are those of the output where it was longest, in even shares for each.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.airlog import Whole, sounded_whole
from app.bulletins import Theme, version_themes
from app.clock import local
from app.timetable import Carried, carried_between, day_of
from app.units import CommuneId, SlotId, VersionId, ZoneId


@dataclass(frozen=True, slots=True)
class Counted:
    """One bulletin in one airing. at: when it began; zones: where it was to be heard; occurrence_id: of the line in the log."""

    occurrence_id: UUID
    version_id: VersionId
    theme: Theme
    at: datetime
    seconds: float
    zones: frozenset[ZoneId]

    @property
    def month(self) -> date:
        """The first day of its local month."""
        return local(self.at).date().replace(day=1)


def counted(session: Session, commune_id: CommuneId, first: date, last: date) -> list[Counted]:
    """What was heard from one local day to another, both included; by time."""
    since, until = day_of(first)[0], day_of(last)[1]
    themes = version_themes(session, commune_id)
    carried = carried_between(session, commune_id, since, until)
    found: dict[tuple[SlotId, datetime, VersionId], Counted] = {}
    for whole in sounded_whole(session, commune_id, since, until):
        thing = carried.get(whole.occurrence_id)
        for each in _of(whole, thing, themes) if thing is not None else ():
            key = (thing.slot_id, thing.starts_at, each.version_id) if thing is not None else None
            if key is not None:
                found[key] = _joined(found.get(key), each)
    return sorted(found.values(), key=lambda each: (each.at, each.version_id))


def _of(whole: Whole, thing: Carried, themes: dict[VersionId, Theme]) -> Iterator[Counted]:
    told = [each for each in thing.version_ids if each in themes]
    for each in told:
        yield Counted(whole.occurrence_id, each, themes[each], whole.at, whole.seconds / len(told), thing.zone_ids)


def _joined(before: Counted | None, each: Counted) -> Counted:
    if before is None:
        return each
    longest = max(before.seconds, each.seconds)
    return replace(before, at=min(before.at, each.at), seconds=longest, zones=before.zones | each.zones)
