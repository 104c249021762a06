"""On which days a slot falls: examples and refusals. Random rules against oracles: `test_recurrence_oracles`."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from app.calendar import BadRuleError, NoOccurrenceError, Recurrence, recurrence
from app.calendar.lunar import LeapMonths, LunarDay, lunar_date
from app.calendar.working_days import CalendarKind, DayChoice, HolidayRule, WorkingDays
from app.clock import COMMUNE_ZONE

TUESDAY = date(2025, 11, 4)
AT = time(5, 30)


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
        ("FREQ=DAILY;BYSETPOS=2", None),
        ("FREQ=DAILY;INTERVAL=7;BYDAY=MO", None),
        ("FREQ=MONTHLY;BYDAY=6MO", None),
        ("FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29", None),
        ("FREQ=WEEKLY;BYDAY=MO;BYSETPOS=2", None),
        ("FREQ=WEEKLY;BYDAY=MO", date(2025, 11, 9)),
        ("FREQ=DAILY", date(2025, 11, 3)),
    ],
)
def test_a_rule_that_never_falls_is_refused_at_once(rule: str, last: date | None) -> None:
    with pytest.raises(NoOccurrenceError):
        recurrence(rule, AT, TUESDAY, last)


# --- dates beside the rule


def test_an_exception_wins_over_the_rule_and_over_an_extra_date() -> None:
    sunday, monday = date(2025, 11, 9), date(2025, 11, 10)
    found = recurrence(
        "FREQ=WEEKLY;BYDAY=MO",
        AT,
        TUESDAY,
        date(2025, 11, 30),
        extra=frozenset({sunday, TUESDAY}),
        except_=frozenset({monday, TUESDAY}),
    )
    assert local_days(found) == [sunday, date(2025, 11, 17), date(2025, 11, 24)]


def test_count_counts_the_days_of_the_rule_and_no_others() -> None:
    found = recurrence("FREQ=DAILY;COUNT=3", AT, TUESDAY, except_=frozenset({TUESDAY}), extra=frozenset({date(2025, 11, 20)}))
    assert local_days(found) == [date(2025, 11, 5), date(2025, 11, 6), date(2025, 11, 20)]


def test_extra_dates_alone_are_a_slot_of_their_own() -> None:
    days = frozenset({date(2025, 11, 8), date(2025, 11, 6)})
    assert local_days(recurrence("", AT, TUESDAY, extra=days)) == sorted(days)
    with pytest.raises(BadRuleError):
        recurrence("", AT, TUESDAY)
    with pytest.raises(NoOccurrenceError):
        recurrence("", AT, TUESDAY, extra=days, except_=days)


# --- by the moon; the dates are those of the printed calendars


@pytest.mark.parametrize(
    ("day", "lunar"),
    [
        (date(2025, 1, 29), (1, 1, False)),
        (date(2026, 2, 17), (1, 1, False)),
        (date(2027, 2, 6), (1, 1, False)),
        (date(2007, 2, 17), (1, 1, False)),  # a day before the Chinese new year
        (date(2025, 4, 7), (10, 3, False)),
        (date(2026, 4, 26), (10, 3, False)),
        (date(2025, 7, 25), (1, 6, True)),  # leap June of 2025
        (date(2025, 8, 22), (29, 6, True)),
    ],
)
def test_lunar_dates(day: date, lunar: tuple[int, int, bool]) -> None:
    found = lunar_date(day)
    assert (found.day, found.month, found.is_leap) == lunar


def test_the_first_and_the_fifteenth_of_every_moon_also_of_a_leap_one() -> None:
    days = (LunarDay(1, leap=LeapMonths.ALSO), LunarDay(15, leap=LeapMonths.ALSO))
    found = recurrence("", AT, date(2025, 7, 1), date(2025, 8, 31), lunar=days)
    assert local_days(found, 62) == [date(2025, 7, 9), date(2025, 7, 25), date(2025, 8, 8), date(2025, 8, 23)]


@pytest.mark.parametrize(
    ("leap", "days"),
    [
        (LeapMonths.SKIP, [date(2025, 7, 9)]),
        (LeapMonths.ONLY, [date(2025, 8, 8)]),
        (LeapMonths.ALSO, [date(2025, 7, 9), date(2025, 8, 8)]),
    ],
)
def test_a_day_of_a_month_that_comes_twice(leap: LeapMonths, days: list[date]) -> None:
    found = recurrence("", AT, date(2025, 1, 1), date(2025, 12, 31), lunar=(LunarDay(15, 6, leap),))
    assert local_days(found, 365) == days


def test_the_last_day_of_the_year_is_the_29th_or_the_30th() -> None:
    found = recurrence("", AT, date(2024, 1, 1), date(2027, 12, 31), lunar=(LunarDay(-1, 12),))
    eves = local_days(found, 4 * 366)
    assert eves == [date(2024, 2, 9), date(2025, 1, 28), date(2026, 2, 16), date(2027, 2, 5)]
    assert [lunar_date(day).day for day in eves] == [30, 29, 29, 29]
    thirtieth = recurrence("", AT, date(2024, 1, 1), date(2027, 12, 31), lunar=(LunarDay(30, 12),))
    assert set(local_days(thirtieth, 4 * 366)) < set(eves)


def test_a_rule_and_a_moon_are_two_slots() -> None:
    with pytest.raises(BadRuleError):
        recurrence("FREQ=DAILY", AT, TUESDAY, lunar=(LunarDay(1),))
    for day in (LunarDay(0), LunarDay(31), LunarDay(1, 13), LunarDay(-2)):
        with pytest.raises(BadRuleError):
            recurrence("", AT, TUESDAY, lunar=(day,))
    with pytest.raises(NoOccurrenceError):
        recurrence("", AT, date(2101, 1, 1), lunar=(LunarDay(1),))


# --- working days and holidays

TET = HolidayRule(CalendarKind.LUNAR, 12, -1, days=5)
NATIONAL = HolidayRule(CalendarKind.SOLAR, 9, 2, days=1)


def test_tet_moves_and_is_five_days() -> None:
    table = WorkingDays((TET,))
    assert [day for day in _days(date(2026, 1, 1), 90) if table.is_holiday(day)] == _days(date(2026, 2, 16), 5)
    assert [day for day in _days(date(2050, 1, 1), 90) if table.is_holiday(day)] == _days(date(2050, 1, 22), 5)


def test_a_slot_passes_over_holidays_and_takes_working_days_only() -> None:
    table = WorkingDays(
        (
            NATIONAL,
            HolidayRule(CalendarKind.SOLAR, 9, 1, year=2026),
            HolidayRule(CalendarKind.SOLAR, 9, 5, year=2026, is_worked=True),
        )
    )
    week = date(2026, 8, 31)
    every = recurrence("FREQ=DAILY", AT, week, date(2026, 9, 6))
    assert len(every.days(week, date(2026, 9, 6), table)) == 7
    not_holidays = recurrence("FREQ=DAILY", AT, week, date(2026, 9, 6), choice=DayChoice.NOT_HOLIDAYS)
    assert [day.day for day in not_holidays.days(week, date(2026, 9, 6), table)] == [31, 3, 4, 5, 6]
    working = recurrence("FREQ=DAILY", AT, week, date(2026, 9, 6), choice=DayChoice.WORKING_DAYS)
    assert [day.day for day in working.days(week, date(2026, 9, 6), table)] == [31, 3, 4, 5]
    on_the_day = recurrence("FREQ=DAILY", AT, week, choice=DayChoice.WORKING_DAYS, extra=frozenset({date(2026, 9, 2)}))
    assert date(2026, 9, 2) in on_the_day.days(week, date(2026, 9, 6), table), "a person named this day"


def test_what_is_worked_wins_over_what_is_off() -> None:
    table = WorkingDays((NATIONAL, HolidayRule(CalendarKind.SOLAR, 9, 2, year=2026, is_worked=True)))
    assert table.is_working(date(2026, 9, 2))
    assert not table.is_holiday(date(2026, 9, 2))
    assert table.is_holiday(date(2027, 9, 2))


def _days(first: date, number: int) -> list[date]:
    return [first + timedelta(days=count) for count in range(number)]
