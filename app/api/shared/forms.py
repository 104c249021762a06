"""What every REST resource shares of its forms."""

from datetime import UTC, date, datetime
from typing import Annotated

from fastapi import Query
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from app.bulletins import parse_moment

_YEARS = range(1900, 2200)
_OWN_CHECK = {"script", "text"}


class Form(BaseModel):
    """What comes in: frozen, and nothing unknown is taken."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_max_length=100_000)

    @field_validator("*", mode="after")
    @classmethod
    def _storable(cls, value: object, info: ValidationInfo) -> object:
        """No NUL, which PostgreSQL cannot keep; a script and a text to read name the place themselves. No half of a character."""
        texts = value if isinstance(value, list) else [*value, *value.values()] if isinstance(value, dict) else [value]
        if any(isinstance(text, str) and not _is_whole(text) for text in texts):
            raise PydanticCustomError("string_unicode", "half a surrogate pair")
        if info.field_name not in _OWN_CHECK and any(isinstance(text, str) and "\x00" in text for text in texts):
            raise PydanticCustomError("nul_character", "a NUL character")
        return value


def _is_whole(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


class Answer(BaseModel):
    """What goes out; made from the domain's own values."""

    model_config = ConfigDict(frozen=True, from_attributes=True)


def _near(value: date) -> date:
    if value.year not in _YEARS:
        raise PydanticCustomError("far_date", "a date of another age")
    return value


LocalDate = Annotated[date, AfterValidator(_near)]
"""A local day, far enough from the ends of the calendar that its hours can be counted from and to UTC."""


def _instant(value: datetime) -> datetime:
    if value.tzinfo is None:
        raise PydanticCustomError("timezone_aware", "an instant has an offset")
    _near(value.date())
    return value.astimezone(UTC)


Instant = Annotated[datetime, AfterValidator(_instant)]
"""A moment with its offset, in UTC."""


def _beginning(value: object) -> object:
    return _moment(value, is_end=False)


def _end(value: object) -> object:
    return _moment(value, is_end=True)


def _moment(value: object, *, is_end: bool) -> object:
    if not isinstance(value, str):
        return value
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

_LATER = {"Retry-After": {"description": "Sau bao nhiêu giây thì gửi lại.", "schema": {"type": "integer"}}}

PROBLEMS: dict[int | str, dict[str, object]] = {
    408: {"description": "Yêu cầu không đến đủ trong 10 giây (phần đầu) hoặc 20 giây (phần thân).", "headers": _LATER},
    429: {"description": "Mã này hoặc địa chỉ này đang có quá nhiều yêu cầu chưa xong.", "headers": _LATER},
    503: {"description": "Máy chủ đang có quá nhiều kết nối, hoặc cơ sở dữ liệu chưa trả lời.", "headers": _LATER},
    "default": {
        "description": "Lỗi, theo RFC 9457; `code` không đổi giữa các bản phát hành.",
        "content": {
            "application/problem+json": {
                "schema": {
                    "type": "object",
                    "required": ["type", "status", "code", "title", "detail"],
                    "properties": {
                        "type": {"type": "string"},
                        "status": {"type": "integer"},
                        "code": {"type": "string"},
                        "title": {"type": "string"},
                        "detail": {"type": "string"},
                        "field": {"type": "string"},
                        "line": {"type": "integer"},
                        "column": {"type": "integer"},
                    },
                },
                "example": {
                    "type": "about:blank",
                    "status": 422,
                    "code": "unknown_cue",
                    "title": "Dấu hiệu không rõ",
                    "detail": "«[nghi 3s]» ở dòng 2, cột 1 không phải dấu hiệu. Được dùng: [nghỉ 3s], [nhạc: TÊN], [hiệu lệnh].",
                    "field": "script",
                    "line": 2,
                    "column": 1,
                },
            },
        },
    },
}
"""How every resource answers an error."""
