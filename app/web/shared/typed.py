"""What was typed into a field for a day or an hour, and is none."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from app.errors import InvalidError
from app.typed import typed_day

BLANK = "(để trống)"
"""What is said to stand in a field in which nothing stands."""


@dataclass(eq=False)
class TypedDayError(InvalidError):
    """What stands in a field for a day is none. name: of the field."""

    code: ClassVar[str] = "typed_day"
    typed: str
    name: str


@dataclass(eq=False)
class TypedHourError(InvalidError):
    """What stands in the field for the hour is none."""

    code: ClassVar[str] = "typed_hour"
    field: ClassVar[str] = "at"
    typed: str


def day_in(text: str, name: str) -> date | None:
    """The day that stands in a field, None for an empty one. Raises `TypedDayError`."""
    if not text.strip():
        return None
    try:
        return typed_day(text)
    except ValueError:
        raise TypedDayError(typed=text, name=name) from None
