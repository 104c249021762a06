"""What was typed into a field for a day, an hour, a number or a line, and what is told where it is none."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from typing import Annotated, ClassVar

from pydantic import BeforeValidator

from app.bulletins import parse_moment
from app.errors import InvalidError
from app.names import tidy
from app.typed import typed_day, typed_hour

BLANK = ""
"""What stands in a field in which nothing stands: what is told of it then is how to fill it in."""
AddressDay = Annotated[date, BeforeValidator(typed_day)]
"""A day in the address of a page; at one that is no day, or of another age, there is no page."""


class TypedError(InvalidError):
    """What was typed into one field is wrong. name: of the field; row: what the field's row is about, where there are several."""

    code: ClassVar[str] = "typed"
    typed: str
    name: str

    def __post_init__(self) -> None:
        """Of no row, until `in_row` says of which."""
        self.row = ""


class TypedDayError(TypedError):
    """It is no day."""

    code: ClassVar[str] = "typed_day"


class TypedMomentError(TypedError):
    """It is no day, nor an hour of one."""

    code: ClassVar[str] = "typed_moment"


class TypedHourError(TypedError):
    """It is no hour."""

    code: ClassVar[str] = "typed_hour"
    field: ClassVar[str] = "at"
    name: str = "at"


class TypedNumberError(TypedError):
    """It is no whole number from `least` to `most`."""

    code: ClassVar[str] = "typed_number"
    least: int
    most: int


class TypedLineError(TypedError):
    """It is nothing, or holds what no line can hold."""

    code: ClassVar[str] = "typed_line"


class TypedMinutesError(InvalidError):
    """What stands in the field for a length is none, or none that a slot may have."""

    code: ClassVar[str] = "typed_minutes"
    field: ClassVar[str] = "minutes"
    typed: str


@contextmanager
def in_row(said: str, name: str) -> Iterator[None]:
    """Lets what is wrong within tell of which row it is. name: of the place to go to."""
    try:
        yield
    except TypedError as error:
        error.row, error.name = said, name
        raise


def day_in(text: str, name: str) -> date | None:
    """The day that stands in a field, None for an empty one. Raises `TypedDayError`."""
    if not text.strip():
        return None
    try:
        return typed_day(text)
    except ValueError:
        raise TypedDayError(typed=text, name=name) from None


def needed_day_in(text: str, name: str) -> date:
    """The day that must stand in a field. Raises `TypedDayError`, for an empty field too."""
    found = day_in(text, name)
    if found is None:
        raise TypedDayError(typed=BLANK, name=name)
    return found


def needed_moment_in(text: str, name: str, *, is_end: bool) -> datetime:
    """The instant, UTC, that must stand in a field; a day alone is its beginning or its end. Raises `TypedMomentError`."""
    try:
        return parse_moment(text, is_end=is_end)
    except ValueError:
        raise TypedMomentError(typed=text or BLANK, name=name) from None


def hour_in(text: str, name: str) -> time | None:
    """The hour that stands in a field, None for an empty one. Raises `TypedHourError`."""
    if not text.strip():
        return None
    try:
        return typed_hour(text)
    except ValueError:
        raise TypedHourError(typed=text, name=name) from None


def needed_hour_in(text: str, name: str) -> time:
    """The hour that must stand in a field. Raises `TypedHourError`, for an empty field too."""
    found = hour_in(text, name)
    if found is None:
        raise TypedHourError(typed=BLANK, name=name)
    return found


def number_in(text: str, name: str, *, least: int, most: int) -> int | None:
    """The whole number that stands in a field, None for an empty one. Raises `TypedNumberError`."""
    if not text.strip():
        return None
    try:
        found = int(text)
    except ValueError:
        found = least - 1
    if not least <= found <= most:
        raise TypedNumberError(typed=text, name=name, least=least, most=most)
    return found


def needed_number_in(text: str, name: str, *, least: int, most: int) -> int:
    """The whole number that must stand in a field. Raises `TypedNumberError`, for an empty field too."""
    found = number_in(text, name, least=least, most=most)
    if found is None:
        raise TypedNumberError(typed=BLANK, name=name, least=least, most=most)
    return found


def line_in(text: str, name: str, *, may_be_empty: bool = False) -> str:
    """The line that stands in a field, with single spaces. Raises `TypedLineError`."""
    found = tidy(text)
    if not found.isprintable() or not (found or may_be_empty):
        raise TypedLineError(typed=found if found.isprintable() else "", name=name)
    return found
