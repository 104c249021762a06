"""Days of validity, and spans of them, as people read and type them: both ends included."""

from datetime import datetime, timedelta

from app.clock import local
from app.words import day_of_year, hour_said


def first_day(at: datetime | None) -> str:
    """The first day on which something is valid, with its hour where it begins within a day; empty for none."""
    return _shown(at, timedelta(0))


def last_day(at: datetime | None) -> str:
    """The last one. at: the first instant at which it is no longer valid."""
    return _shown(at, timedelta(days=1))


def span(valid_from: datetime | None, valid_to: datetime | None) -> str:
    """From the first to the last day, a common year said once: `04/11 – 06/11/2025`."""
    first, last = first_day(valid_from), last_day(valid_to)
    if not last:
        return f"từ {first}" if first else "chưa ghi"
    if first[-5:] == last[-5:] and first[-5] == "/":
        first = first[:-5]
    return f"{first} – {last}" if first else f"đến {last}"


def _shown(at: datetime | None, back: timedelta) -> str:
    if at is None:
        return ""
    found = local(at)
    if found.hour or found.minute:
        return f"{hour_said(found)} {day_of_year(found)}"
    return day_of_year(found - back)
