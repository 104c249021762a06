"""Hundreds of random rules against two oracles: `recurring-ical-events`, which goes by `dateutil`, and a walk over the days."""

import calendar
import random
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from functools import cache

import icalendar
import pytest
import recurring_ical_events
from hypothesis import given, settings
from hypothesis import strategies as st

from app.calendar import NoOccurrenceError, Recurrence, recurrence
from app.clock import COMMUNE_ZONE

CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
SPAN = timedelta(days=2 * 366)
DAY = timedelta(days=1)


def random_rule(chance: random.Random) -> str:
    """Any rule a slot takes, dense or sparse, sensible or not."""
    frequency = chance.choice(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"])
    parts = [f"FREQ={frequency}"]
    if chance.random() < 0.5:
        parts.append(f"INTERVAL={chance.choice([1, 2, 3, 4, 5, 10])}")
    if chance.random() < 0.3:
        parts.append(f"COUNT={chance.randint(1, 40)}")
    if chance.random() < 0.3:
        parts.append("BYMONTH=" + _some(chance, [str(month) for month in range(1, 13)], 5))
    if frequency != "WEEKLY" and chance.random() < 0.3:
        parts.append("BYMONTHDAY=" + _some(chance, [str(day) for day in (1, 2, 13, 15, 28, 29, 30, 31, -1, -2, -31)], 4))
    if chance.random() < 0.4:
        in_order = frequency in {"MONTHLY", "YEARLY"} and chance.random() < 0.5
        places = ["1", "2", "-1", "5", "-5"] if in_order else [""]  # dateutil takes `MO,2TU` for both at once
        parts.append("BYDAY=" + _some(chance, [chance.choice(places) + code for code in CODES], 4))
    if frequency in {"MONTHLY", "YEARLY"} and chance.random() < 0.3:
        parts.append("BYSETPOS=" + _some(chance, ["1", "2", "3", "-1", "-2"], 2))
    if chance.random() < 0.2:
        parts.append(f"WKST={chance.choice(CODES)}")
    chance.shuffle(parts)
    return ";".join(parts)


def random_recurrence(chance: random.Random) -> Recurrence | None:
    """A recurrence with dates beside its rule; None for one that gives no day."""
    first = date(2024, 1, 1) + chance.randint(0, 800) * DAY
    last = first + chance.randint(0, 900) * DAY if chance.random() < 0.3 else None
    beside = [first + chance.randint(0, 400) * DAY for _ in range(chance.choice([0, 0, 1, 5]))]
    except_ = [first + chance.randint(0, 60) * DAY for _ in range(chance.choice([0, 0, 1, 20]))]
    at = time(chance.randint(0, 23), chance.randint(0, 59))
    try:
        return recurrence(random_rule(chance), at, first, last, extra=frozenset(beside), except_=frozenset(except_))
    except NoOccurrenceError:
        return None


def _some(chance: random.Random, of: list[str], most: int) -> str:
    return ",".join(chance.sample(of, chance.randint(1, most)))


# --- the walk


def walked(found: Recurrence, until: date) -> list[date]:
    """Each day from the first date on is asked whether the rule has it: slow, and hard to get wrong."""
    parts = dict(part.split("=") for part in found.rule.split(";"))
    fits = cache(lambda day: _fits(parts, found.first_date, day))
    left = int(parts.get("COUNT", 1_000_000))
    last = min(until, found.last_date or until)
    days = set(found.extra)
    day = found.first_date
    while day <= last and left:
        if _falls(parts, found.first_date, day, fits):
            left -= 1
            days.add(day)
        day += DAY
    return sorted(day for day in days - found.except_ if day <= until)


def _falls(parts: dict[str, str], first: date, day: date, fits: Callable[[date], bool]) -> bool:
    frequency, interval = parts["FREQ"], int(parts.get("INTERVAL", 1))
    start = CODES.index(parts.get("WKST", "MO"))
    match frequency:
        case "DAILY":
            away, period = (day - first).days, [day]
        case "WEEKLY":
            begin, own = day - (day.weekday() - start) % 7 * DAY, first - (first.weekday() - start) % 7 * DAY
            away, period = (begin - own).days // 7, [begin + number * DAY for number in range(7)]
        case "MONTHLY":
            away, period = (day.year - first.year) * 12 + day.month - first.month, _month(day.year, day.month)
        case _:
            away, period = day.year - first.year, _year(day.year)
    if away % interval:
        return False
    if not fits(day):
        return False
    fitting = [each for each in period if fits(each)] if "BYSETPOS" in parts else [day]
    if "BYSETPOS" in parts:
        places = [int(place) for place in parts["BYSETPOS"].split(",")]
        fitting = [each for number, each in enumerate(fitting) if number + 1 in places or number - len(fitting) in places]
    return day in fitting


def _fits(parts: dict[str, str], first: date, day: date) -> bool:
    frequency = parts["FREQ"]
    months = parts.get("BYMONTH", "").split(",") if "BYMONTH" in parts else None
    month_days = parts.get("BYMONTHDAY", "").split(",") if "BYMONTHDAY" in parts else None
    weekdays = parts.get("BYDAY", "").split(",") if "BYDAY" in parts else None
    if weekdays is None and month_days is None:
        if frequency == "WEEKLY":
            weekdays = [CODES[first.weekday()]]
        elif frequency in {"MONTHLY", "YEARLY"}:
            month_days = [str(first.day)]
            if frequency == "YEARLY" and months is None:
                months = [str(first.month)]
    if months is not None and str(day.month) not in months:
        return False
    if month_days is not None:
        back = day.day - calendar.monthrange(day.year, day.month)[1] - 1
        if not {str(day.day), str(back)} & set(month_days):
            return False
    if weekdays is None:
        return True
    whole = _year(day.year) if frequency == "YEARLY" and "BYMONTH" not in parts else _month(day.year, day.month)
    same = [each for each in whole if each.weekday() == day.weekday()]
    code, place = CODES[day.weekday()], same.index(day)
    return bool({code, f"{place + 1}{code}", f"{place - len(same)}{code}"} & set(weekdays))


@cache
def _month(year: int, month: int) -> list[date]:
    return [date(year, month, day) for day in range(1, calendar.monthrange(year, month)[1] + 1)]


@cache
def _year(year: int) -> list[date]:
    return [day for month in range(1, 13) for day in _month(year, month)]


# --- the library


def by_library(found: Recurrence, since: date, until: date) -> list[date]:
    """The same as a calendar file, read by `recurring-ical-events`. Its DTSTART is the rule's own first day, as RFC 5545 asks."""
    own = (
        found.regular_days(found.first_date, date(2199, 1, 1))
        if "COUNT" in found.rule
        else found.regular_days(found.first_date, until)
    )
    days: set[date] = {day for day in found.extra if since <= day <= until}
    if own:
        event = icalendar.Event()
        event.add("uid", "1")
        event.add("dtstart", datetime.combine(own[0], found.at, COMMUNE_ZONE))
        event.add("duration", timedelta(seconds=1))
        rule = icalendar.vRecur.from_ical(found.rule)
        if found.last_date is not None and "COUNT" not in found.rule:
            rule["UNTIL"] = [datetime.combine(found.last_date, time(23, 59, 59), COMMUNE_ZONE).astimezone(UTC)]
        event.add("rrule", rule)
        file = icalendar.Calendar()
        file.add_component(event)
        begin = datetime.combine(since, time(), COMMUNE_ZONE)
        end = datetime.combine(until + DAY, time(), COMMUNE_ZONE)
        moments = [each["DTSTART"].dt for each in recurring_ical_events.of(file).between(begin, end)]
        days |= {
            moment.astimezone(COMMUNE_ZONE).date()
            for moment in moments
            if found.last_date is None or moment.date() <= found.last_date
        }
    return sorted(days - found.except_)


def check(seed: int) -> bool:
    chance = random.Random(seed)  # noqa: S311  # a seed makes it repeatable
    found = random_recurrence(chance)
    if found is None:
        return False
    until = found.first_date + SPAN
    ours = found.days(found.first_date, until)
    assert ours == walked(found, until), f"seed {seed}: {found}"
    assert ours == by_library(found, found.first_date, until), f"seed {seed}: {found}"
    late = found.first_date + chance.randint(0, 900) * DAY
    assert found.days(late, until) == [day for day in ours if day >= late], f"seed {seed}: from {late}"
    return True


def test_random_rules_fall_where_two_oracles_say() -> None:
    assert sum(check(seed) for seed in range(150)) > 100


@pytest.mark.slow(10)
def test_many_more_random_rules() -> None:
    assert sum(check(seed) for seed in range(1000, 1800)) > 600


def test_the_first_monday_and_every_sunday_are_either_not_both() -> None:
    found = recurrence("FREQ=MONTHLY;BYDAY=1MO,SU", time(5), date(2025, 11, 1), date(2025, 11, 30))
    days = found.days(found.first_date, date(2025, 12, 31))
    assert [day.day for day in days] == [2, 3, 9, 16, 23, 30]
    assert days == walked(found, date(2025, 12, 31))


seeds = st.integers(0, 1_000_000)


@settings(deadline=None)
@given(seeds, st.integers(0, 700), st.integers(0, 40), st.integers(0, 40))
def test_two_spans_give_what_the_whole_gives(seed: int, start: int, first: int, second: int) -> None:
    found = random_recurrence(random.Random(seed))  # noqa: S311  # as above
    if found is None:
        return
    since = datetime.combine(found.first_date + start * DAY, time(), COMMUNE_ZONE)
    middle, until = since + timedelta(days=first), since + timedelta(days=first + second)
    assert found.between(since, middle) + found.between(middle, until) == found.between(since, until)
    for moment in found.between(since, until):
        assert moment.astimezone(COMMUNE_ZONE).time() == found.at


@settings(deadline=None)
@given(seeds, st.integers(0, 300))
def test_a_series_cut_in_two_is_the_series(seed: int, number: int) -> None:
    """What "this and following" rests on: intervals, COUNT and dates beside go on as they were."""
    found = random_recurrence(random.Random(seed))  # noqa: S311  # as above
    if found is None:
        return
    end = found.first_date + SPAN
    cut = found.first_date + number * DAY
    whole = found.days(found.first_date, end)
    assert found.until(cut).days(found.first_date, end) == [day for day in whole if day < cut]
    assert found.since(cut).days(found.first_date, end) == [day for day in whole if day >= cut]
