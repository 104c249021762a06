"""When an emergency sounds: a pure rule over what is ordered and what has sounded, asked by the station at every look.

The first sounding is due at once, at any hour: only an emergency passes quiet hours. Repeats follow, each so long after the end
of the one before, within the hours the commune set for repeats, until the end.

The rule of turns: one sounds at a time. What has not been heard yet goes first, the newest of them before the others, and cuts an
older one off, once. Everything else waits until what sounds is over; repeats come in the order in which they fell due.

A drill is never heard while a real one stands, be it newer, or in its pause.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime, time, timedelta
from uuid import UUID

from app.clock import local
from app.values import frozen


@frozen
class Standing:
    """An emergency that is ordered. times: how often it sounds at most. repeat_from, repeat_to: local hours; None: any hour.

    is_drill: it gives way to every real one.
    """

    id: UUID
    began_at: datetime
    ends_at: datetime
    repeat_every: timedelta
    times: int | None = None
    repeat_from: time | None = None
    repeat_to: time | None = None
    is_drill: bool = False


@frozen
class Sounded:
    """How often it was heard to its end here, and when it last ended; a sounding that was broken off counts as none."""

    times: int = 0
    ended_at: datetime | None = None


@frozen
class Turn:
    """What is to sound now, if anything, and when to look again; None: not before something new is ordered."""

    sound: UUID | None
    look_at: datetime | None


def audible(standing: Sequence[Standing], sounded: Mapping[UUID, Sounded], now: datetime) -> list[Standing]:
    """Those that may be heard at all at the instant `now`, in their order: while a real one stands, no drill."""

    def stands(each: Standing) -> bool:
        is_left = each.times is None or sounded.get(each.id, Sounded()).times < each.times
        return not each.is_drill and each.began_at <= now < each.ends_at and is_left

    is_real = any(stands(each) for each in standing)
    return [each for each in standing if now < each.ends_at and not (is_real and each.is_drill)]


def alarm_turn(
    standing: Sequence[Standing],
    sounded: Mapping[UUID, Sounded],
    now: datetime,
    *,
    on_air: UUID | None,
    begun: Collection[UUID] = (),
) -> Turn:
    """Decide at the instant `now`.

    standing: the newest first. on_air: the emergency that sounds. begun: those that began to sound here before, to their end or
    not: each takes over from another once at most, so none can be cut off without end.
    """
    looks, ready = [], []
    takes_over = on_air is not None
    for each in standing:
        heard = sounded.get(each.id, Sounded())
        if now >= each.ends_at:
            continue
        looks.append(each.ends_at)
        if each.id == on_air:
            takes_over = False
            continue
        if on_air is not None and (not takes_over or each.id in begun or heard.times):
            continue  # it is looked at again when what sounds is over
        due = _due(each, heard, now)
        if due is not None and due > now:
            looks.append(due)
        elif due is not None:
            ready.append((each, heard))
    first = min(ready, key=lambda found: _waits_since(*found), default=None)  # of equals the newest, as they stand
    return Turn(None, min(looks, default=None)) if first is None else Turn(first[0].id, None)


def _waits_since(each: Standing, heard: Sounded) -> tuple[bool, datetime]:
    """By this the turns go round: what was never heard before all else."""
    if heard.ended_at is None:
        return False, datetime.min.replace(tzinfo=UTC)
    return True, heard.ended_at + each.repeat_every


def _due(each: Standing, heard: Sounded, now: datetime) -> datetime | None:
    """When it is to sound next, not before `now`; None: no more."""
    if each.times is not None and heard.times >= each.times:
        return None
    if heard.ended_at is None:
        return max(each.began_at, now)
    due = max(heard.ended_at + each.repeat_every, now)
    return due if each.repeat_from is None or each.repeat_to is None else _within(due, each.repeat_from, each.repeat_to)


def _within(due: datetime, opens: time, closes: time) -> datetime:
    """The first instant from `due` on in the local hours from `opens` up to `closes`, which may lie on the next day."""
    here = local(due)
    for days in (-1, 0, 1):
        day = here.date() + timedelta(days=days)
        first = datetime.combine(day, opens, here.tzinfo)
        last = datetime.combine(day + timedelta(days=closes <= opens), closes, here.tzinfo)
        if here < last:
            return max(here, first)
    raise AssertionError  # tomorrow's hours end after today
