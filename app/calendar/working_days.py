"""Holidays and working days, from a commune's table: yearly ones by either calendar, and those of one year by decision.

Nghị định and thông báo move days about each year: a day may be off for one year only, or be worked in its place ("làm bù"). So
the table has rows of both kinds, and a row that says "worked" wins over all that say "off".
"""

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from app.calendar.lunar import FIRST, LAST, LeapMonths, LunarDay, lunar_date
from app.values import frozen

LONGEST_HOLIDAY = 31
_SATURDAY = 5


class DayChoice(StrEnum):
    """Which of the days of its rule a slot takes."""

    EVERY = "every"
    NOT_HOLIDAYS = "not_holidays"
    WORKING_DAYS = "working_days"


class CalendarKind(StrEnum):
    """By which calendar a holiday's month and day are meant."""

    SOLAR = "solar"
    LUNAR = "lunar"


@frozen
class HolidayRule:
    """Some days off in a row. day: of the month, -1 its last; days: how many; year: that one only, None each year.

    is_worked: the opposite, days that are worked though they would be off.
    """

    calendar: CalendarKind
    month: int
    day: int
    days: int = 1
    year: int | None = None
    is_worked: bool = False

    def begins(self, day: date) -> bool:
        """Whether its first day is `day`."""
        if self.year is not None and self.year != day.year:
            return False
        if self.calendar is CalendarKind.SOLAR:
            last = self.day < 0 and (day + timedelta(days=1)).day == 1
            return day.month == self.month and (last or day.day == self.day)
        return FIRST <= day <= LAST and LunarDay(self.day, self.month, LeapMonths.SKIP).falls(lunar_date(day))


@frozen
class WorkingDays:
    """What is off and what is worked in one commune."""

    holidays: tuple[HolidayRule, ...] = ()

    def is_holiday(self, day: date) -> bool:
        """Whether it is a holiday; a Sunday by itself is none."""
        return day in _off(self.holidays, day.year)[0]

    def is_working(self, day: date) -> bool:
        """Whether it is a working day: from Monday to Friday and no holiday, or one that is worked instead."""
        off, worked = _off(self.holidays, day.year)
        return day in worked or (day.weekday() < _SATURDAY and day not in off)

    def chosen(self, days: Iterable[date], choice: DayChoice) -> list[date]:
        """Those of `days` that a slot of this choice takes."""
        match choice:
            case DayChoice.EVERY:
                return list(days)
            case DayChoice.NOT_HOLIDAYS:
                return [day for day in days if not self.is_holiday(day)]
            case DayChoice.WORKING_DAYS:
                return [day for day in days if self.is_working(day)]


NO_HOLIDAYS = WorkingDays()


@lru_cache(maxsize=512)
def _off(holidays: tuple[HolidayRule, ...], year: int) -> tuple[frozenset[date], frozenset[date]]:
    """The days off of a year, and those worked instead."""
    off: set[date] = set()
    worked: set[date] = set()
    begin = date(year, 1, 1) - timedelta(days=LONGEST_HOLIDAY)
    for day in (begin + timedelta(days=number) for number in range(366 + LONGEST_HOLIDAY)):
        for each in holidays:
            if each.begins(day):
                (worked if each.is_worked else off).update(day + timedelta(days=number) for number in range(each.days))
    return frozenset(off - worked), frozenset(worked)
