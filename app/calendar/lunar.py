"""Days of the lunar calendar as Vietnam keeps it (UTC+7). `lunar-vn` converts; which days matter is decided here."""

from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

import lunar_vn

from app.values import frozen

FIRST, LAST = date(1900, 2, 1), date(2100, 12, 30)
"""What can be converted, with a day to spare on both sides."""
LAST_OF_MONTH = -1
LONGEST_MONTH = 30


class LeapMonths(StrEnum):
    """What a lunar day is in the months that a leap year has twice ("tháng 6 nhuận")."""

    SKIP = "skip"
    ALSO = "also"
    ONLY = "only"


@frozen
class LunarDate:
    """A day of the lunar calendar. is_leap: of a leap month; is_last: the last day of its month, the 29th or the 30th."""

    year: int
    month: int
    day: int
    is_leap: bool
    is_last: bool


@frozen
class LunarDay:
    """A day that comes round by the moon: `day` of every month, or of one month a year. day: 1 to 30, or -1, the last.

    A month of 29 days has no 30th, so nothing falls there; -1 is the 30th of a long month and the 29th of a short one.
    """

    day: int
    month: int | None = None
    leap: LeapMonths = LeapMonths.SKIP

    def falls(self, found: LunarDate) -> bool:
        """Whether `found` is such a day."""
        if self.month is not None and self.month != found.month:
            return False
        if self.leap is not LeapMonths.ALSO and found.is_leap is not (self.leap is LeapMonths.ONLY):
            return False
        return found.is_last if self.day == LAST_OF_MONTH else self.day == found.day


@lru_cache(maxsize=8192)
def lunar_date(day: date) -> LunarDate:
    """The lunar date of a day. Raises ValueError outside of `FIRST` to `LAST`."""
    found, following = lunar_vn.solar_to_lunar(day), lunar_vn.solar_to_lunar(day + timedelta(days=1))
    return LunarDate(found.year, found.month, found.day, is_leap=found.leap, is_last=following.day == 1)


def lunar_words(day: date) -> str:
    """The lunar date as it is written: `15/9`, in a leap month `1/6 nhuận`; empty where none can be told."""
    if not FIRST <= day <= LAST:
        return ""
    found = lunar_date(day)
    return f"{found.day}/{found.month}" + (" nhuận" if found.is_leap else "")


def lunar_days(wanted: tuple[LunarDay, ...], since: date, until: date) -> list[date]:
    """The days from `since` to `until`, both included, that are one of `wanted`; none outside of what can be converted."""
    begin, end = max(since, FIRST), min(until, LAST)
    days = (begin + timedelta(days=number) for number in range((end - begin).days + 1)) if wanted else ()
    return [day for day in days if any(each.falls(lunar_date(day)) for each in wanted)]
