"""A slot before it is saved: on which days it falls, what it would meet, and which hour near by is free."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from sqlalchemy.orm import Session

from app.accounts import Actor
from app.clock import Clock
from app.timetable.airings import airings
from app.timetable.conflicts import Conflict, conflicts, nearest_free, places
from app.timetable.holidays import working_days
from app.timetable.outlook import airings_between
from app.timetable.regulation import regulation
from app.timetable.slots import Wanted, unsaved_slot
from app.units import SlotId

AHEAD = timedelta(days=62)
"""How far ahead conflicts are looked for; a rule that repeats shows them by then."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What a slot would come to in the next two months.

    starts: of its airings. conflicts: those in which it takes part, itself as the second. suggestion: the nearest hour without
    any, None when there is no conflict or no such hour.
    """

    starts: tuple[datetime, ...]
    conflicts: tuple[Conflict, ...]
    suggestion: time | None


def preview(
    session: Session, clock: Clock, actor: Actor, wanted: Wanted, *, instead_of: SlotId | None = None, of_day: date | None = None
) -> Preview:
    """Work a slot out without saving it.

    instead_of: the slot it would replace; of_day: on that day of it alone. Raises what `add_slot` raises.
    """
    now = clock.now()
    slot = unsaved_slot(session, clock, actor, wanted)
    until = max(now, slot.recurrence.on(slot.recurrence.first_date)) + AHEAD
    own = airings(slot, {}, now, until, working_days(session, actor.commune_id))
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
    suggestion = nearest_free(own, others, where, quiet) if met else None
    return Preview(tuple(dict.fromkeys(each.starts_at for each in own)), met, suggestion)
