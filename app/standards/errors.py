"""Why a poverty standard is refused.

InvalidError
  StandardPeriodError
"""

from typing import ClassVar

from app.errors import InvalidError


class StandardPeriodError(InvalidError):
    """A standard that ends before it begins."""

    code: ClassVar[str] = "standard_period"
    field: ClassVar[str] = "valid_to"
