"""Errors of reports."""

from typing import ClassVar

from app.errors import ConflictError, InvalidError


class PeriodError(InvalidError):
    """The last day lies before the first, or there are too many between. days: the most there may be."""

    code: ClassVar[str] = "bad_period"
    days: int


class NoPdfError(ConflictError):
    """The extra that makes PDF is not installed on this service."""

    code: ClassVar[str] = "no_pdf"


class NothingSubmittedError(ConflictError):
    """A draft has no sheet: what it says may change with every edit."""

    code: ClassVar[str] = "nothing_submitted"
    title: str
