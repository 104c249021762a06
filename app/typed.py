"""Days, hours and telephone numbers as people type them: the Vietnamese ways beside ISO 8601, which programs write.

A day is `4/11/2026`, `04-11-2026`, `4.11.2026`, `ngày 4/11/2026` or `2026-11-04`; an hour is `5:30`, `05:30:00`, `5h30`, `5h`,
`5 giờ 30` or `5g30`. Everything is local time. What has more than one meaning (a day without its year, a year of two figures) is
refused, and so is a day of another age (`YEARS`), as a browser sends it while the year is half typed.

Telephone numbers are several where commas, semicolons, slashes, `hoặc`, `và` or a dash with room around stand between them; in
brackets behind one may stand whose it is.
"""

import re
from datetime import date, datetime, time
from typing import TypeVar

_Day = TypeVar("_Day", bound=date)
_DAY = re.compile(r"(?:ngày\s+)?(\d{1,2})\s*([/.-])\s*(\d{1,2})\s*\2\s*(\d{4})", re.IGNORECASE)
_HOUR = re.compile(r"(\d{1,2})\s*(?::|h|g|giờ)\s*(?:(\d{1,2})(?::(\d{2})|\s*(?:'|p|ph|phút))?)?", re.IGNORECASE)

_BETWEEN_NUMBERS = re.compile(r"\s*[,;/]\s*|\s+(?:hoặc|và|[-–])\s+", re.IGNORECASE)
YEARS = range(1900, 2200)
"""Years in which a day may be: far enough from the ends of the calendar that its hours can be counted from and to UTC."""
_WHOSE = re.compile(r"\s*\([^()\d]*\)$")
_TELEPHONE = re.compile(r"\+?(?:\(\+?[0-9]{1,5}\)[ .-]?)?[0-9]+(?:[ .-]{1,3}[0-9]+)*")
_CALLED = re.compile(
    r"0[0-9]{9,10}"  # a mobile, or a line with its area
    r"|\+?84[0-9]{9,10}|\+[1-9][0-9]{7,14}"  # with the country
    r"|1[89]00[0-9]{4,6}|1[0-9]{2}"  # a service, an emergency
    r"|[2-9][0-9]{5,7}"  # a line of the same area
)


def typed_day(text: str) -> date:
    """The day. `4/11/2026` => 4 November 2026. Raises ValueError for what is no day, or one of another age."""
    text = text.strip()
    found = _DAY.fullmatch(text)
    return _near(date(int(found[4]), int(found[3]), int(found[1])) if found is not None else date.fromisoformat(text))


def typed_telephones(text: str) -> str:
    """One number or several, as they were typed but for room to spare. Raises ValueError for what nobody can dial."""
    text = " ".join(text.split())
    for part in _BETWEEN_NUMBERS.split(text):
        number = _WHOSE.sub("", part)
        if _TELEPHONE.fullmatch(number) is None or _CALLED.fullmatch(re.sub(r"[^0-9+]", "", number)) is None:
            raise ValueError(text)
    return text


def looks_like_a_day(text: str) -> bool:
    """Whether it is written as a day is, though there may be none: `31/11/2026`."""
    return _DAY.fullmatch(text.strip()) is not None


def typed_hour(text: str) -> time:
    """The hour of the day. `5h30` => 05:30. Raises ValueError for what is no hour."""
    found = _HOUR.fullmatch(text.strip())
    if found is None or text.strip().endswith(":"):
        raise ValueError(text)
    return time(int(found[1]), int(found[2] or 0), int(found[3] or 0))


def typed_moment(text: str) -> date | datetime:
    """A day, or a day and an hour in either order, local; with an offset only in ISO 8601. Raises ValueError."""
    text = " ".join(text.split())
    try:
        return typed_day(text)
    except ValueError:
        pass
    day = _DAY.search(text)
    if day is None:
        return _near(datetime.fromisoformat(text))
    hour = f"{text[: day.start()]} {text[day.end() :]}".strip(" ,-–").removeprefix("lúc ")
    return datetime.combine(typed_day(day[0]), typed_hour(hour))  # local, as all that is typed


def _near(found: _Day) -> _Day:
    if found.year not in YEARS:
        raise ValueError(found)
    return found
