"""What on the timetable cannot both be heard, and to which hour the later one could be moved: that day, or for good."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from sqlalchemy.orm import Session

from app.clock import COMMUNE_ZONE, Clock, local
from app.tags import Tag
from app.timetable.conflicts import Conflict, conflicts, nearest_free, places
from app.timetable.occurrences import day_of
from app.timetable.outlook import airings_between
from app.timetable.regulation import regulation
from app.units import CommuneId, SlotId
from app.values import frozen

MENDED = 20
"""So many clashes of a span get an hour; who has more has another trouble."""
_LONGEST = timedelta(hours=4)
_FOR_GOOD = timedelta(days=28)
"""So far ahead an hour must be free to be proposed for a slot as a whole: what is heard monthly shows by then."""

_Key = tuple[SlotId, date]


@frozen
class Clash:
    """Two airings that meet. free_at: where the later one would meet nothing, the nearest instant of its day; None: nowhere."""

    conflict: Conflict
    free_at: datetime | None

    @property
    def keys(self) -> frozenset[_Key]:
        """Both, as slot and day."""
        return frozenset((each.airing.slot.id, each.airing.day) for each in (self.conflict.first, self.conflict.second))


def clashes(session: Session, clock: Clock, commune_id: CommuneId, since: datetime, until: datetime) -> list[Clash]:
    """The clashes of which the later airing begins from `since` up to, not including, `until`, and is to come; by its start.

    Two airings whose zones hear several contents clash once.
    """
    now = clock.now()
    if until <= now:
        return []
    known = airings_between(session, commune_id, max(since, now) - _LONGEST, until)
    where, quiet = places(session, commune_id), regulation(session, commune_id).quiet_hours
    met: dict[frozenset[_Key], Conflict] = {}
    for each in conflicts(known, where):
        if each.second.airing.starts_at >= max(since, now):
            met.setdefault(Clash(each, None).keys, each)
    found = []
    for number, each in enumerate(met.values()):
        late = each.second.airing
        own = [one for one in known if (one.slot.id, one.day) == (late.slot.id, late.day)]
        others = [one for one in known if (one.slot.id, one.day) != (late.slot.id, late.day)]
        hour = nearest_free(own, others, where, quiet, after=now) if number < MENDED else None
        day = local(late.starts_at).date()
        found.append(Clash(each, datetime.combine(day, hour, COMMUNE_ZONE) if hour is not None else None))
    return found


def free_moment(session: Session, clock: Clock, commune_id: CommuneId, slot_id: SlotId, day: date) -> tuple[datetime, Tag] | None:
    """Where an airing that cannot sound at its hour would meet nothing: the nearest instant of its day, and the tag of its slot.

    None where it is no longer on the timetable, or no hour of that day is free.
    """
    now, (since, until) = clock.now(), day_of(day)
    known = airings_between(session, commune_id, since - _LONGEST, until)
    own = [one for one in known if (one.slot.id, one.day) == (slot_id, day)]
    others = [one for one in known if (one.slot.id, one.day) != (slot_id, day)]
    where, quiet = places(session, commune_id), regulation(session, commune_id).quiet_hours
    hour = nearest_free(own, others, where, quiet, after=now)
    return None if hour is None else (datetime.combine(local(own[0].starts_at).date(), hour, COMMUNE_ZONE), own[0].slot.tag)


def free_hours(session: Session, clock: Clock, commune_id: CommuneId, found: Iterable[Clash]) -> dict[_Key, time]:
    """By the later airing of each clash: the hour at which it and all that follow of its slot would meet nothing for four weeks.

    None is named where no airing follows, where that one was moved for a day, and where no hour is free.
    """
    late = [each.conflict.second.airing for each in found]
    if not late:
        return {}
    now, until = clock.now(), max(each.starts_at for each in late) + _FOR_GOOD
    known = airings_between(session, commune_id, now - _LONGEST, until)
    where, quiet = places(session, commune_id), regulation(session, commune_id).quiet_hours
    hours = {}
    for slot_id, day in {(each.slot.id, each.day) for each in late}:
        own = [one for one in known if one.slot.id == slot_id and one.day >= day and (one.edit is None or not one.edit.moved_to)]
        others = [one for one in known if one.slot.id != slot_id]
        if len({one.day for one in own}) > 1 and own[0].day == day:
            hour = nearest_free(own, others, where, quiet, after=now)
            if hour is not None:
                hours[slot_id, day] = hour
    return hours
