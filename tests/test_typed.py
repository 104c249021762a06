"""Days and hours are taken as people type them, and what may mean two things is refused."""

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.typed import typed_day, typed_hour, typed_moment, typed_telephones

DAY = date(2026, 11, 4)


@pytest.mark.parametrize(
    "text",
    [
        "4/11/2026",
        "04/11/2026",
        "4-11-2026",
        "04.11.2026",
        " 4 / 11 / 2026 ",
        "ngày 4/11/2026",
        "Ngày 04/11/2026",
        "2026-11-04",
        "20261104",
    ],
)
def test_a_day(text: str) -> None:
    assert typed_day(text) == DAY
    assert typed_moment(text) == DAY


@pytest.mark.parametrize(
    "text",
    ["", "4/11", "4/11/26", "31/2/2026", "11/13/2026", "4/11-2026", "mai", "0/1/2026", "4/11/20266", "4/11/0026", "9999-12-31"],
)
def test_what_is_no_day_or_more_than_one_is_refused(text: str) -> None:
    for read in (typed_day, typed_moment):
        with pytest.raises(ValueError):  # noqa: PT011  # whichever of the library's
            read(text)


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("5:30", time(5, 30)),
        ("05:30", time(5, 30)),
        ("05:30:15", time(5, 30, 15)),
        ("5h30", time(5, 30)),
        ("5H30", time(5, 30)),
        ("05h", time(5)),
        ("17 giờ", time(17)),
        ("17 giờ 05", time(17, 5)),
        ("17 giờ 5 phút", time(17, 5)),
        ("5g30", time(5, 30)),
        ("6h5'", time(6, 5)),
        ("0:00", time()),
        ("23h59", time(23, 59)),
    ],
)
def test_an_hour(text: str, hour: time) -> None:
    assert typed_hour(text) == hour


@pytest.mark.parametrize("text", ["", "5", "530", "24:00", "5:60", "5:", "5h75", "17:30:61", "sáng", "5:30+07:00"])
def test_what_is_no_hour_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # whichever of the library's
        typed_hour(text)


@pytest.mark.parametrize(
    "text",
    [
        "06:00 4/11/2026",
        "4/11/2026 6:00",
        "6h 4/11/2026",
        "4/11/2026, 6h00",
        "lúc 6h ngày 4/11/2026",
        "2026-11-04T06:00",
        "2026-11-04 06:00",
    ],
)
def test_a_day_and_its_hour(text: str) -> None:
    assert typed_moment(text) == datetime(2026, 11, 4, 6)  # noqa: DTZ001  # local, as it is typed


def test_an_offset_is_taken_where_it_is_said() -> None:
    assert typed_moment("2026-11-04T06:00+07:00") == datetime(2026, 11, 4, 6, tzinfo=timezone(timedelta(hours=7)))
    assert typed_moment("2026-11-03T23:00Z") == datetime(2026, 11, 3, 23, tzinfo=UTC)


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)), st.times().map(lambda each: each.replace(microsecond=0, second=0)))
def test_what_is_shown_is_taken_again(day: date, hour: time) -> None:
    assert typed_day(f"{day:%d/%m/}{day.year:04}") == day
    assert typed_hour(f"{hour:%H:%M}") == hour
    assert typed_moment(f"{hour:%H:%M} {day:%d/%m/}{day.year:04}") == datetime.combine(day, hour)


@given(st.text(max_size=30))
def test_no_text_makes_it_fall_over(text: str) -> None:
    for read in (typed_day, typed_hour, typed_moment):
        try:
            read(text)
        except ValueError:
            continue


@pytest.mark.parametrize(
    "text",
    [
        "0912 345 678",
        "0912.345.678",
        "0912-345-678",
        "0912345678",
        "0226 3850 123",
        "(0226) 3850 123",
        "(0226)3850123",
        "02263.850.123",
        "+84 912 345 678",
        "84912345678",
        "1900 1234",
        "1800 599 920",
        "111",
        "3850 123",
        "0912 345 678, 0987 654 321",
        "0912 345 678 - 0226 3850 123",
        "0912345678/0987654321",
        "0912 345 678 (chị Thu); 0987 654 321 (anh Nam)",
        "0912 345 678 hoặc 111",
    ],
)
def test_telephone_numbers(text: str) -> None:
    assert typed_telephones(f" {text} ") == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "chị Thu",
        "0912",
        "0912 345 67",
        "0912 345 678 999",
        "gặp chị Thu",
        "0912 345 678,",
        "12",
        "0000",
        "0912 345 678 0987",
        "...-...",
    ],
)
def test_what_nobody_can_dial_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # it is ours, and says nothing more
        typed_telephones(text)
