"""What every REST resource shares of its forms.

A form or an answer is worked out by its first use (`defer_build`), not all of them at every start (docs/decisions/0219).
"""

import re
from collections.abc import Hashable
from datetime import UTC, date, datetime, time
from functools import cache
from types import NoneType
from typing import Annotated, Any, get_args, get_origin

from fastapi import Query
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from app.bulletins import parse_moment
from app.typed import YEARS

_OWN_CHECK = {"script", "text"}
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069]")
"""Controls but tab and the end of a line, and what Unicode turns lines around or ends them by (UTR 36, Trojan Source)."""


class Form(BaseModel):
    """What comes in: frozen, and nothing unknown is taken."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_max_length=100_000, defer_build=True)

    @field_validator("*", mode="before")
    @classmethod
    def _as_described(cls, value: object, info: ValidationInfo) -> object:
        """What JSON has a word for is not guessed from another: 0 is neither `false` nor a day of 1970, "1" is no number."""
        annotation: Any = cls.model_fields[info.field_name or ""].annotation
        kinds = _kinds(annotation)
        if isinstance(value, bool):
            is_other = bool not in kinds and bool(kinds & _COUNTED)
        elif isinstance(value, int | float):
            is_other = not kinds & _COUNTED and bool(kinds)
        else:
            is_other = isinstance(value, str) and (bool(kinds & {bool, *_COUNTED}) or (bool(kinds) and _is_number(value)))
        if is_other:
            raise PydanticCustomError("other_kind", "a value of another kind")
        return value

    @field_validator("*", mode="after")
    @classmethod
    def _storable(cls, value: object, info: ValidationInfo) -> object:
        """No half of a character, and none that nobody sees and that turns a line around, ends it or commands a terminal.

        PostgreSQL cannot keep a NUL at all. A script and a text to read name the place themselves.
        """
        texts = value if isinstance(value, list) else [*value, *value.values()] if isinstance(value, dict) else [value]
        if any(isinstance(text, str) and not _is_whole(text) for text in texts):
            raise PydanticCustomError("string_unicode", "half a surrogate pair")
        if info.field_name not in _OWN_CHECK and any(isinstance(text, str) and _UNSEEN.search(text) for text in texts):
            raise PydanticCustomError("unseen_character", "a control character, or one that turns the line around")
        return value


_COUNTED = frozenset({int, float})
_GUESSED = frozenset({bool, date, datetime, time}) | _COUNTED
"""What Pydantic would make out of more than the description says."""


@cache
def _kinds(annotation: Hashable) -> frozenset[object]:
    """The kinds among those that are guessed which a field may have; nothing where it may be a text or a form of its own."""
    given = get_args(annotation) or (annotation,)
    parts = frozenset(get_args(each)[0] if get_origin(each) is Annotated else each for each in given) - {NoneType}
    return parts if parts <= _GUESSED else frozenset()


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _is_whole(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


class Answer(BaseModel):
    """What goes out; made from the domain's own values."""

    model_config = ConfigDict(frozen=True, from_attributes=True, defer_build=True)


def _near(value: date) -> date:
    if value.year not in YEARS:
        raise PydanticCustomError("far_date", "a date of another age")
    return value


def _written(value: object) -> object:
    """A number of seconds since 1970 is none of our ways to write a day or a moment."""
    if isinstance(value, int | float) or (isinstance(value, str) and _is_number(value)):
        raise PydanticCustomError("date_parsing", "a number")
    return value


LocalDate = Annotated[date, BeforeValidator(_written), AfterValidator(_near)]
"""A local day, far enough from the ends of the calendar that its hours can be counted from and to UTC."""


def _instant(value: datetime) -> datetime:
    if value.tzinfo is None:
        raise PydanticCustomError("timezone_aware", "an instant has an offset")
    _near(value.date())
    return value.astimezone(UTC)


Instant = Annotated[datetime, BeforeValidator(_written), AfterValidator(_instant)]
"""A moment with its offset, in UTC."""


def _beginning(value: object) -> object:
    return _moment(value, is_end=False)


def _end(value: object) -> object:
    return _moment(value, is_end=True)


def _moment(value: object, *, is_end: bool) -> object:
    if not isinstance(value, str):
        return _written(value)
    try:
        return parse_moment(value, is_end=is_end)
    except ValueError:
        raise PydanticCustomError("bad_moment", "not a date or a time") from None


Beginning = Annotated[datetime, BeforeValidator(_beginning, json_schema_input_type=str)]
"""A date or a time; a date is its first instant. Local time unless it says otherwise."""
End = Annotated[datetime, BeforeValidator(_end, json_schema_input_type=str)]
"""A date or a time; a date is the first instant after it, since both ends are included."""

Cursor = Annotated[str | None, Query(max_length=100, description="`cursor` của trang trước; để trống là trang đầu.")]
"""Of a list in pages."""

NEXT = '</api/v1/timetable/next>; rel="related"; title="next-24-hours"'
"""The `Link` header of every answer to a change: what will sound in the next 24 hours."""
