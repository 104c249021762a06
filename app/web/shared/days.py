"""Days of validity as people read and type them: both ends included."""

from datetime import datetime, timedelta

from app.clock import local
from app.words import day_of_year


def first_day(at: datetime | None) -> str:
    """The first day on which something is valid, with its hour where it begins within a day; empty for none."""
    return _shown(at, timedelta(0))


def last_day(at: datetime | None) -> str:
    """The last one. at: the first instant at which it is no longer valid."""
    return _shown(at, timedelta(days=1))


def _shown(at: datetime | None, back: timedelta) -> str:
    if at is None:
        return ""
    found = local(at)
    if found.hour or found.minute:
        return f"{found:%H:%M} {day_of_year(found)}"
    return day_of_year(found - back)
