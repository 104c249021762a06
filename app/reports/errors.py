"""Errors of reports."""

from datetime import date
from typing import ClassVar

from app.errors import ConflictError, InvalidError

_LONGEST_DAYS = 366


class PeriodError(InvalidError):
    """The last day lies before the first, or there are too many between. days: the most there may be."""

    code: ClassVar[str] = "bad_period"
    days: int


def refuse_bad_period(first: date, last: date) -> None:
    """Raises `PeriodError` for more than a year, both days included, or for less than a day."""
    if not 0 <= (last - first).days < _LONGEST_DAYS:
        raise PeriodError(days=_LONGEST_DAYS)


class NoPdfError(ConflictError):
    """The extra that makes PDF is not installed on this service."""

    code: ClassVar[str] = "no_pdf"


class NothingSubmittedError(ConflictError):
    """A draft has no sheet: what it says may change with every edit."""

    code: ClassVar[str] = "nothing_submitted"
    title: str
