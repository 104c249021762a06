"""Days and hours as people read them, in the commune's own time."""

import re
from datetime import date, datetime, time, timedelta

from app.clock import local

WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
"""From Monday on."""
WEEKDAYS_IN_SHORT = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")
"""The same where there is no room."""
_HOUR = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


def weekday(day: date) -> str:
    """`thứ Ba`."""
    return WEEKDAYS[day.weekday()]


def hour(instant: datetime) -> str:
    """`05:30`, for programs; people read `hour_said`."""
    return f"{local(instant):%H:%M}"


def hour_said(when: datetime | time) -> str:
    """`5h30`. when: an instant, or an hour of the day."""
    at = local(when) if isinstance(when, datetime) else when
    return f"{at.hour}h{at:%M}"


def hour_in_words(text: str) -> str:
    """`5h30` of `05:30`, as facts are kept; what is no hour stays as it is."""
    return hour_said(time.fromisoformat(text)) if _HOUR.fullmatch(text) else text


def second_said(instant: datetime) -> str:
    """`5h30 phút 10 giây`."""
    return f"{hour_said(instant)} phút {local(instant):%S} giây"


def day_of_year(day: date) -> str:
    """`04/11/2025`."""
    return f"{day:%d/%m/%Y}"


def moment(instant: datetime) -> str:
    """`5h30 04/11/2025`."""
    return f"{hour_said(instant)} {local(instant):%d/%m/%Y}"


def heading(title: str, *, is_drill: bool) -> str:
    """What an emergency is called: a drill says so before anything else."""
    return f"Diễn tập: {title}" if is_drill else title


def days_in_words(first: date, last: date) -> str:
    """A month or a year that two days are the ends of, else both: `tháng 11/2025`, `năm 2025`, `từ 03/11/2025 đến 09/11/2025`."""
    after = last + timedelta(days=1)
    if first.day == after.day == 1:
        if (last.year, last.month) == (first.year, first.month):
            return f"tháng {first.month}/{first.year}"
        if (first.month, after.month, after.year) == (1, 1, first.year + 1):
            return f"năm {first.year}"
    return f"từ {day_of_year(first)} đến {day_of_year(last)}"
