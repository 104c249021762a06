"""Errors of reports."""

from dataclasses import dataclass
from typing import ClassVar

from app.errors import InvalidError


@dataclass(eq=False)
class PeriodError(InvalidError):
    """The last day lies before the first, or there are too many between. days: the most there may be."""

    code: ClassVar[str] = "bad_period"
    days: int
