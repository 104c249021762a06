"""The days of an RFC 5545 recurrence rule of whole days, and nothing of hours.

Any span of days costs what the span is long, however far it lies from the first day: a period (day, week, month or year) is
reached by counting intervals, and a rule that never falls is found out at a horizon. `dateutil` walks from the first day, and
looks for the next one until the year 9999; in the tests it is the oracle.
"""

import calendar
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from app.calendar.errors import BadRuleError
from app.values import frozen

LONGEST_RULE = 300
HORIZON = date(2200, 1, 1)
"""No rule is followed further than this."""
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_PARTS = frozenset({"FREQ", "INTERVAL", "COUNT", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "WKST"})
_SINGLE = ("INTERVAL", "COUNT", "WKST")
_RANGES = {"INTERVAL": (1, 366), "COUNT": (1, 10_000), "BYMONTHDAY": (-31, 31), "BYMONTH": (1, 12), "BYSETPOS": (-366, 366)}
_ONE_DAY, _WEEK, _YEAR = timedelta(days=1), 7, 12
_NEAR = timedelta(days=92)
"""Of no longer span the days are remembered."""


@frozen
class DayRule:
    """A rule that was read. weekdays: pairs of weekday (Monday is 0) and its place in the month or year, 0 for each of them."""

    frequency: str
    interval: int = 1
    count: int | None = None
    weekdays: tuple[tuple[int, int], ...] = ()
    month_days: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    places: tuple[int, ...] = ()
    week_start: int = 0

    def days(self, first: date, since: date, until: date) -> list[date]:
        """The days from `since` to `until`, both included, of the series that begins on or after `first`; sorted."""
        find = _found_lately if until - since <= _NEAR else _found
        return list(find(self, first, since, until))

    def with_count(self, count: int | None) -> "DayRule":
        """The same rule with another COUNT, or none."""
        return replace(self, count=count)

    def days_from(self, first: date, since: date) -> Iterator[date]:
        """Days of the series from the period of `since` on, without regard to COUNT."""
        rule = self._complete(first)
        number = max(0, rule._number(first, since))  # noqa: SLF001  # the same class
        while (begin := rule._begin(first, number)) is not None:  # noqa: SLF001
            for day in rule._set(first, begin):  # noqa: SLF001
                if day >= first:
                    yield day
            number += 1

    def _complete(self, first: date) -> "DayRule":
        """What the rule leaves out is that of the first day (RFC 5545, 3.3.10)."""
        if self.weekdays or self.month_days or self.frequency == "DAILY":
            return self
        if self.frequency == "WEEKLY":
            return replace(self, weekdays=((first.weekday(), 0),))
        months = self.months or ((first.month,) if self.frequency == "YEARLY" else ())
        return replace(self, months=months, month_days=(first.day,))

    def _number(self, first: date, since: date) -> int:
        """Which period, counted in intervals from that of `first`, `since` lies in or after. Days are looked at by the month."""
        match self.frequency:
            case "DAILY":
                return _month_of(since) - _month_of(first)
            case "WEEKLY":
                return (since - self._week_of(first)).days // (_WEEK * self.interval)
            case "MONTHLY":
                return (_month_of(since) - _month_of(first)) // self.interval
            case _:
                return (since.year - first.year) // self.interval

    def _begin(self, first: date, number: int) -> date | None:
        """The first day of a period; None after the horizon."""
        steps = number if self.frequency == "DAILY" else number * self.interval
        match self.frequency:
            case "WEEKLY":
                ordinal = self._week_of(first).toordinal() + steps * _WEEK
                return date.fromordinal(ordinal) if ordinal < HORIZON.toordinal() else None
            case "YEARLY":
                return date(first.year + steps, 1, 1) if first.year + steps < HORIZON.year else None
            case _:
                year, month = divmod(_month_of(first) + steps, _YEAR)
                return date(year, month + 1, 1) if year < HORIZON.year else None

    def _set(self, first: date, begin: date) -> list[date]:
        """The days of one period, after BYSETPOS; of a daily rule, those of a month, each a set of its own."""
        if self.frequency == "DAILY":
            if self.places and not {1, -1} & set(self.places):
                return []
            return [day for day in self._candidates(begin) if (day - first).days % self.interval == 0 and self._falls(day)]
        found = [day for day in self._candidates(begin) if self._falls(day)]
        if not self.places:
            return found
        wanted = {place - 1 if place > 0 else len(found) + place for place in self.places}
        return [day for number, day in enumerate(found) if number in wanted]

    def _candidates(self, begin: date) -> list[date]:
        match self.frequency:
            case "WEEKLY":
                return [begin + number * _ONE_DAY for number in range(_WEEK)]
            case "YEARLY":
                months = sorted(self.months) or range(1, _YEAR + 1)
                return [day for month in months for day in _days_of_month(begin.year, month)]
            case _:
                return [] if self.months and begin.month not in self.months else _days_of_month(begin.year, begin.month)

    def _falls(self, day: date) -> bool:
        if self.months and day.month not in self.months:
            return False
        if self.month_days and day.day not in self.month_days:
            length = calendar.monthrange(day.year, day.month)[1]
            if day.day - length - 1 not in self.month_days:
                return False
        return not self.weekdays or any(weekday == day.weekday() and self._is_place(day, nth) for weekday, nth in self.weekdays)

    def _is_place(self, day: date, nth: int) -> bool:
        """Whether it is the nth of its weekday: in the month, or of a yearly rule without months in the year."""
        if nth == 0 or self.frequency in {"DAILY", "WEEKLY"}:
            return True
        if self.frequency == "YEARLY" and not self.months:
            number, length = day.timetuple().tm_yday, 366 if calendar.isleap(day.year) else 365
        else:
            number, length = day.day, calendar.monthrange(day.year, day.month)[1]
        return nth == (number - 1) // _WEEK + 1 if nth > 0 else -nth == (length - number) // _WEEK + 1

    def _week_of(self, day: date) -> date:
        return day - ((day.weekday() - self.week_start) % _WEEK) * _ONE_DAY


@lru_cache(maxsize=1024)
def day_rule(text: str) -> DayRule:
    """Read a rule: `FREQ=WEEKLY;BYDAY=MO,WE`, in capitals, without `RRULE:`. Raises `BadRuleError` naming the part at fault."""
    parts = _parts(text)
    frequency = parts["FREQ"][0]
    return DayRule(
        frequency=frequency,
        interval=int(parts.get("INTERVAL", ["1"])[0]),
        count=int(parts["COUNT"][0]) if "COUNT" in parts else None,
        weekdays=tuple((WEEKDAYS.index(value[-2:]), int(value[:-2] or 0)) for value in parts.get("BYDAY", [])),
        month_days=_numbers(parts, "BYMONTHDAY"),
        months=_numbers(parts, "BYMONTH"),
        places=_numbers(parts, "BYSETPOS"),
        week_start=WEEKDAYS.index(parts.get("WKST", ["MO"])[0]),
    )


def _found(rule: DayRule, first: date, since: date, until: date) -> tuple[date, ...]:
    last = min(until, HORIZON if rule.count is None else _last_counted(rule, first))
    found = (day for day in rule.days_from(first, max(first, since)) if day >= since)
    return tuple(_up_to(found, last)) if since <= last else ()


_found_lately = lru_cache(maxsize=1024)(_found)
"""Most slots of a commune share a rule, and every page asks for the same weeks."""


@lru_cache(maxsize=1024)
def _last_counted(rule: DayRule, first: date) -> date:
    """The day on which COUNT is used up."""
    last = first - _ONE_DAY
    for number, day in enumerate(rule.with_count(None).days_from(first, first), start=1):
        last = day
        if number == rule.count:
            break
    return last


def _up_to(days: Iterator[date], last: date) -> Iterator[date]:
    for day in days:
        if day > last:
            return
        yield day


def _month_of(day: date) -> int:
    return day.year * _YEAR + day.month - 1


def _days_of_month(year: int, month: int) -> list[date]:
    return [date(year, month, day) for day in range(1, calendar.monthrange(year, month)[1] + 1)]


def _numbers(parts: dict[str, list[str]], name: str) -> tuple[int, ...]:
    return tuple(int(value) for value in parts.get(name, []))


def _parts(text: str) -> dict[str, list[str]]:
    if len(text) > LONGEST_RULE:
        raise BadRuleError(part=text[:40])
    parts: dict[str, list[str]] = {}
    for part in text.split(";"):
        name, equals, value = part.partition("=")
        if not equals or name not in _PARTS or name in parts or not value:
            raise BadRuleError(part=part[:40])
        parts[name] = value.split(",")
        if not all(_is_good(name, each) for each in parts[name]):
            raise BadRuleError(part=part[:40])
    if len(parts.get("FREQ", [])) != 1 or any(len(parts.get(name, [""])) != 1 for name in _SINGLE):
        raise BadRuleError(part=text[:40])
    return parts


def _is_good(name: str, value: str) -> bool:
    if name == "FREQ":
        return value in _FREQUENCIES
    if name == "WKST":
        return value in WEEKDAYS
    if name == "BYDAY":
        return value[-2:] in WEEKDAYS and (not value[:-2] or _is_number(value[:-2], -53, 53))
    return _is_number(value, *_RANGES[name])


def _is_number(value: str, least: int, most: int) -> bool:
    digits = value.removeprefix("-").removeprefix("+")
    return digits.isascii() and digits.isdigit() and len(digits) <= 5 and least <= int(value) <= most and int(value) != 0  # noqa: PLR2004  # 10000 has five
