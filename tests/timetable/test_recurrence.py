"""On which days a slot falls: examples, refusals, and properties against a walk over the days."""

import calendar
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.clock import COMMUNE_ZONE
from app.timetable import BadRuleError, NoOccurrenceError, Recurrence, recurrence

TUESDAY = date(2025, 11, 4)
AT = time(5, 30)
CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def local_days(found: Recurrence, days: int = 31) -> list[date]:
    begin = datetime.combine(found.first_date, time(), COMMUNE_ZONE)
    return [moment.astimezone(COMMUNE_ZONE).date() for moment in found.between(begin, begin + timedelta(days=days))]


def test_each_day_at_the_local_hour_in_utc() -> None:
    found = recurrence("FREQ=DAILY", AT, TUESDAY).between(
        datetime(2025, 11, 3, 17, tzinfo=UTC), datetime(2025, 11, 5, 17, tzinfo=UTC)
    )
    assert found == [datetime(2025, 11, 3, 22, 30, tzinfo=UTC), datetime(2025, 11, 4, 22, 30, tzinfo=UTC)]


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        ("RRULE:FREQ=WEEKLY;BYDAY=MO,WE", [5, 10, 12, 17, 19, 24, 26]),
        ("FREQ=MONTHLY;BYMONTHDAY=15,-1", [15, 30]),
        ("FREQ=MONTHLY;BYDAY=2FR", [14]),
        ("FREQ=DAILY;INTERVAL=10", [4, 14, 24]),
        ("freq=daily;count=3", [4, 5, 6]),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", [28]),
    ],
)
def test_rules_of_days(rule: str, days: list[int]) -> None:
    assert local_days(recurrence(rule, AT, TUESDAY, date(2025, 11, 30))) == [date(2025, 11, day) for day in days]


def test_the_last_date_is_included_and_the_first_too() -> None:
    assert local_days(recurrence("FREQ=DAILY", AT, TUESDAY, TUESDAY)) == [TUESDAY]


def test_the_span_includes_its_beginning_and_not_its_end() -> None:
    found = recurrence("FREQ=DAILY", AT, TUESDAY)
    begin = datetime.combine(TUESDAY, AT, COMMUNE_ZONE)
    assert found.between(begin, begin + timedelta(days=1)) == [begin]


@pytest.mark.parametrize(
    "rule",
    [
        "",
        "DAILY",
        "FREQ=HOURLY",
        "FREQ=DAILY;BYHOUR=3",
        "FREQ=DAILY;BYMINUTE=1",
        "FREQ=DAILY;UNTIL=20251130",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;INTERVAL=-1",
        "FREQ=DAILY;INTERVAL=99999999999999999999",
        "FREQ=DAILY;COUNT=0",
        "FREQ=DAILY;FREQ=WEEKLY",
        "FREQ=DAILY,WEEKLY",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=WEEKLY;BYDAY=",
        "FREQ=MONTHLY;BYMONTHDAY=32",
        "FREQ=MONTHLY;BYMONTHDAY=٣",
        "FREQ=DAILY\nEXDATE:20251104T053000",
        "FREQ=DAILY;" + "BYDAY=MO," * 100,
    ],
)
def test_what_is_no_rule_of_days_is_refused(rule: str) -> None:
    with pytest.raises(BadRuleError):
        recurrence(rule, AT, TUESDAY)


@pytest.mark.parametrize(
    ("rule", "last"),
    [
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", None),
        ("FREQ=YEARLY;BYMONTH=4,6;BYMONTHDAY=31", None),
        ("FREQ=WEEKLY;BYDAY=MO", date(2025, 11, 9)),
        ("FREQ=DAILY", date(2025, 11, 3)),
    ],
)
def test_a_rule_that_never_falls_is_refused_at_once(rule: str, last: date | None) -> None:
    with pytest.raises(NoOccurrenceError):
        recurrence(rule, AT, TUESDAY, last)


dates = st.dates(date(2024, 1, 1), date(2027, 12, 31))
times = st.times().map(lambda at: at.replace(microsecond=0))


@st.composite
def recurrences(draw: st.DrawFn) -> Recurrence:
    first = draw(dates)
    last = draw(st.none() | st.integers(0, 400).map(lambda days: first + timedelta(days=days)))
    rule = draw(
        st.one_of(
            st.integers(1, 40).map(lambda step: f"FREQ=DAILY;INTERVAL={step}"),
            st.sets(st.sampled_from(CODES), min_size=1).map(lambda days: f"FREQ=WEEKLY;BYDAY={','.join(sorted(days))}"),
            st.sets(st.integers(1, 28), min_size=1).map(lambda days: f"FREQ=MONTHLY;BYMONTHDAY={','.join(map(str, days))}"),
        ),
    )
    return Recurrence(rule, draw(times), first, last)


@given(recurrences(), dates, st.integers(0, 60))
def test_sorted_once_inside_its_dates_at_its_hour(found: Recurrence, start: date, days: int) -> None:
    since = datetime.combine(start, time(), COMMUNE_ZONE)
    until = since + timedelta(days=days)
    moments = found.between(since, until)
    assert moments == sorted(set(moments))
    for moment in moments:
        here = moment.astimezone(COMMUNE_ZONE)
        assert since <= moment < until
        assert here.time() == found.at
        assert found.first_date <= here.date()
        assert found.last_date is None or here.date() <= found.last_date


@given(recurrences(), dates, st.integers(0, 40), st.integers(0, 40))
def test_two_spans_give_what_the_whole_gives(found: Recurrence, start: date, first: int, second: int) -> None:
    since = datetime.combine(start, time(), COMMUNE_ZONE)
    middle, until = since + timedelta(days=first), since + timedelta(days=first + second)
    assert found.between(since, middle) + found.between(middle, until) == found.between(since, until)


@given(recurrences(), dates)
def test_a_walk_over_the_days_finds_the_same(found: Recurrence, start: date) -> None:
    since = datetime.combine(start, time(), COMMUNE_ZONE)
    walked = [
        datetime.combine(day, found.at, COMMUNE_ZONE)
        for day in (start + timedelta(days=number) for number in range(50))
        if day >= found.first_date and (found.last_date is None or day <= found.last_date) and _falls(found, day)
    ]
    assert found.between(since, since + timedelta(days=50)) == walked


def _falls(found: Recurrence, day: date) -> bool:
    parts = dict(part.split("=") for part in found.rule.split(";"))
    match parts["FREQ"]:
        case "DAILY":
            return (day - found.first_date).days % int(parts["INTERVAL"]) == 0
        case "WEEKLY":
            return CODES[calendar.weekday(day.year, day.month, day.day)] in parts["BYDAY"].split(",")
        case _:
            return str(day.day) in parts["BYMONTHDAY"].split(",")
