"""What a commune allows: quiet hours, minutes, mourning, stop.

Filled by the timetable, carried by the manifest, kept by the guard.
"""

from datetime import datetime, time, timedelta

from app.clock import local
from app.units import ZoneId
from app.values import frozen


@frozen
class QuietHours:
    """Hours of every day in which nothing sounds, in the commune's zone.

    start is quiet, end is not. An end before the start lies on the next day: 21:00–05:00. Equal ends mean the whole day,
    which is the safe reading of a doubtful entry.
    """

    start: time
    end: time

    def touch(self, begin: datetime, length: timedelta) -> bool:
        """Whether sound that begins at the instant `begin` and lasts `length` would be heard in these hours."""
        first, last = local(begin), local(begin + length)
        day = first.date() - timedelta(days=1)
        while day <= last.date():
            opens = datetime.combine(day, self.start, first.tzinfo)
            closes = datetime.combine(day, self.end, first.tzinfo)
            if self.end <= self.start:
                closes += timedelta(days=1)
            if first < closes and (opens < last or opens <= first):
                return True
            day += timedelta(days=1)
        return False


DEFAULT_QUIET_HOURS = QuietHours(time(21), time(5))
"""In force where a commune's regulation names none."""


@frozen
class Period:
    """From the instant `start` up to, not including, `end`."""

    start: datetime
    end: datetime

    def touches(self, begin: datetime, length: timedelta) -> bool:
        """Whether sound that begins at `begin` and lasts `length` falls into it."""
        return begin < self.end and (self.start < begin + length or self.start <= begin)


@frozen
class Rules:
    """What holds where and when something wants to sound.

    daily_minutes, slot_minutes: None is no limit. mourning: periods without cheerful items. zones: those served here; None is
    all of them (the server plans for every station). stopped: a person said stop and nobody has lifted it.
    clock_trusted: whether the machine that would play knows the time.
    """

    quiet_hours: tuple[QuietHours, ...] = (DEFAULT_QUIET_HOURS,)
    daily_minutes: int | None = None
    slot_minutes: int | None = None
    mourning: tuple[Period, ...] = ()
    zones: frozenset[ZoneId] | None = None
    stopped: bool = False
    clock_trusted: bool = True
