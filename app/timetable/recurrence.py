"""On which days a slot falls: an RFC 5545 rule of whole days, a local time of day, a first and a last date.

The text is kept as it was given and read by `dateutil`. What a rule may have is a list, so that no rule begins in the quiet hours
by a part that was overlooked, and none is walked through for ever in search of a 31 April.
"""

import calendar
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import product

from dateutil.rrule import rrule, rrulestr

from app.clock import COMMUNE_ZONE
from app.timetable.errors import BadRuleError, NoOccurrenceError

LONGEST_RULE = 300
_FREQUENCIES = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
_PARTS = frozenset({"FREQ", "INTERVAL", "COUNT", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "WKST"})
_WEEKDAYS = frozenset({"MO", "TU", "WE", "TH", "FR", "SA", "SU"})
_RANGES = {"INTERVAL": (1, 366), "COUNT": (1, 10_000), "BYMONTHDAY": (-31, 31), "BYMONTH": (1, 12), "BYSETPOS": (-31, 31)}
_LEAP_YEAR = 2024


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A rule that was checked. rule: `FREQ=WEEKLY;BYDAY=MO,WE`; at: local time; last_date: the last day, included, or open."""

    rule: str
    at: time
    first_date: date
    last_date: date | None = None

    def between(self, since: datetime, until: datetime) -> list[datetime]:
        """The instants (UTC) from `since` up to, not including, `until`; sorted, each once."""
        first = since.astimezone(COMMUNE_ZONE).replace(tzinfo=None)
        end = until.astimezone(COMMUNE_ZONE).replace(tzinfo=None)
        if self.last_date is not None:
            end = min(end, datetime.combine(self.last_date + timedelta(days=1), time()))
        if end <= first:
            return []
        found = self._rule().between(first, end, inc=True)
        return [moment.replace(tzinfo=COMMUNE_ZONE).astimezone(UTC) for moment in found if moment < end]

    def _rule(self) -> rrule:
        parsed = rrulestr(self.rule, dtstart=datetime.combine(self.first_date, self.at))
        assert isinstance(parsed, rrule)  # noqa: S101  # one RRULE line is no set of rules
        return parsed

    def _first(self) -> datetime | None:
        return next(iter(self._rule()), None)


def recurrence(rule: str, at: time, first_date: date, last_date: date | None = None) -> Recurrence:
    """Check a rule.

    rule: with or without the leading `RRULE:`. at: naive local time, whole seconds.
    Raises `BadRuleError`, or `NoOccurrenceError` when it gives no day between the dates.
    """
    text = rule.strip().upper().removeprefix("RRULE:")
    parts = _parts(text)
    if not _has_days(parts):
        raise NoOccurrenceError
    made = Recurrence(text, at.replace(microsecond=0, tzinfo=None), first_date, last_date)
    try:
        first = made._first()  # noqa: SLF001  # the same module
    except (ValueError, TypeError, IndexError) as exc:
        raise BadRuleError(part=text[:LONGEST_RULE]) from exc
    if first is None or (last_date is not None and first.date() > last_date):
        raise NoOccurrenceError
    return made


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
    if len(parts.get("FREQ", [])) != 1 or any(len(parts.get(name, [""])) != 1 for name in ("INTERVAL", "COUNT", "WKST")):
        raise BadRuleError(part=text[:40])
    return parts


def _is_good(name: str, value: str) -> bool:
    if name == "FREQ":
        return value in _FREQUENCIES
    if name == "WKST":
        return value in _WEEKDAYS
    if name == "BYDAY":
        order, day = value[:-2], value[-2:]
        return day in _WEEKDAYS and (not order or _is_number(order, -53, 53))
    return _is_number(value, *_RANGES[name])


def _is_number(value: str, least: int, most: int) -> bool:
    digits = value.removeprefix("-").removeprefix("+")
    return digits.isascii() and digits.isdigit() and len(digits) <= 5 and least <= int(value) <= most and int(value) != 0  # noqa: PLR2004  # 10000 has five


def _has_days(parts: dict[str, list[str]]) -> bool:
    """Whether some month has some of the days of the month that are asked for."""
    months = [int(month) for month in parts.get("BYMONTH", [str(number) for number in range(1, 13)])]
    days = [int(day) for day in parts.get("BYMONTHDAY", ["1"])]
    return any(abs(day) <= calendar.monthrange(_LEAP_YEAR, month)[1] for month, day in product(months, days))
