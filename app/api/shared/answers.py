"""What each door may answer besides its success, as the description of this API names it: said here, once, for all doors.

Which problems a door may answer follows from what it is: whether it asks who is there, takes a body, changes something, names a
thing in its address, wants the tag of what was seen. What cannot be told from that, a route says itself: `responses=also(401)`.
"""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI

from app.edge import PROBLEM
from app.values import frozen

Json = dict[str, Any]

_FORMS = frozenset({"application/json", "multipart/form-data"})
_LOCAL_HOUR = r"^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,6})?)?$"
"""An hour of the commune's own day has no offset, which the format `time` asks for (RFC 3339)."""
_OF_FASTAPI = ("HTTPValidationError", "ValidationError")
"""Forms of errors that our doors never answer."""


@frozen
class _Door:
    """A route, as the description has it."""

    path: str
    method: str
    operation: Mapping[str, Any]

    @property
    def changes(self) -> bool:
        return self.method != "get"

    @property
    def has_body(self) -> bool:
        return "requestBody" in self.operation

    @property
    def takes_text(self) -> bool:
        """Whether its body may be a text of some kind, which the door itself looks at."""
        return bool(set(self.operation.get("requestBody", {}).get("content", {})) - _FORMS)

    @property
    def asks(self) -> bool:
        return "security" in self.operation

    @property
    def is_for_people(self) -> bool:
        return self.asks and "station" not in self.operation.get("tags", ())

    @property
    def takes_tag(self) -> bool:
        return any(each["name"] == "If-Match" for each in self.operation.get("parameters", ()))


@frozen
class _Answer:
    """When a status is answered: in words, and by which doors unless one says so itself."""

    words: str
    by: Callable[[_Door], bool]
    comes_again: bool = False


def _any(_door: _Door) -> bool:
    return True


def _none(_door: _Door) -> bool:
    return False


_ANSWERS: dict[int, _Answer] = {
    304: _Answer("Không đổi so với bản mà `If-None-Match` nêu.", _none),
    400: _Answer("Phần thân không đọc được: không đúng dạng đã khai trong `Content-Type`.", lambda door: door.has_body),
    401: _Answer("Chưa đăng nhập, hoặc mã truy cập không còn hiệu lực.", lambda door: door.asks),
    403: _Answer("Người này hoặc mã này không được làm việc ấy, hoặc một quy định không cho.", lambda door: door.is_for_people),
    404: _Answer("Không có mục ấy trong xã của người hỏi.", lambda door: "{" in door.path or door.changes),
    408: _Answer("Yêu cầu không đến đủ trong 10 giây (phần đầu) hoặc 20 giây (phần thân).", _any, comes_again=True),
    409: _Answer("Không hợp với trạng thái hiện có; tải lại rồi làm tiếp.", lambda door: door.changes),
    412: _Answer("Đã có người sửa trước: `If-Match` không phải dấu của bản hiện có.", lambda door: door.takes_tag),
    413: _Answer("Phần thân lớn quá mức cho phép.", _any),
    415: _Answer("Kiểu dữ liệu trong `Content-Type` không được nhận.", lambda door: door.takes_text),
    416: _Answer("Đoạn mà `Range` xin nằm ngoài tệp.", _none),
    421: _Answer("Tên trong `Host` không phải của máy chủ này.", _any),
    422: _Answer(
        "Yêu cầu có chỗ chưa đúng; `field` hoặc `faults` chỉ chỗ.",
        lambda door: door.has_body or bool(door.operation.get("parameters")),
    ),
    428: _Answer("Thiếu `If-Match`.", lambda door: door.takes_tag),
    429: _Answer(
        "Mã này hoặc địa chỉ này đang có quá nhiều yêu cầu chưa xong, hoặc đã thử sai nhiều lần.", _any, comes_again=True
    ),
    500: _Answer("Lỗi ngoài dự kiến; `incident` là mã để tìm trong nhật ký.", _any),
    503: _Answer(
        "Máy chủ đang có quá nhiều kết nối, hoặc cơ sở dữ liệu hay một phần bên ngoài chưa trả lời.", _any, comes_again=True
    ),
    507: _Answer("Ổ đĩa đã đầy.", lambda door: door.changes),
}
_WITHOUT_BODY = frozenset({304})
_LATER = {"Retry-After": {"description": "Sau bao nhiêu giây thì gửi lại.", "schema": {"type": "integer"}}}
_PROBLEM: Json = {
    "title": "Problem",
    "description": "Lỗi, theo RFC 9457; `code` không đổi giữa các bản phát hành.",
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
}


def also(*statuses: int) -> dict[int | str, Json]:
    """What a route answers besides what every door of its kind does: `responses=also(401)`."""
    return {status: {"description": _ANSWERS[status].words} for status in statuses}


_OBJECT: Json = {"type": "object"}
_BYTES: Json = {"type": "string", "format": "binary"}


def file_of(*kinds: str, in_ranges: bool = False, **headers: str) -> dict[int | str, Json]:
    """A route whose success is a file of one of these media types. in_ranges: parts of it may be asked for (`Range`)."""
    content: Json = {kind: {"schema": _OBJECT if kind == "application/json" else _BYTES} for kind in kinds}
    named: Json = {
        name.replace("_", "-"): {"description": words, "schema": {"type": "string"}} for name, words in headers.items()
    }
    whole: dict[int | str, Json] = {200: {"content": content} | ({"headers": named} if named else {})}
    if not in_ranges:
        return whole
    parts = content | {"multipart/byteranges": {"schema": {"type": "string", "format": "binary"}}}
    return whole | {206: {"description": "Các đoạn mà `Range` xin.", "content": parts}} | also(416)


def description_of(app: FastAPI) -> Json:
    """The description of the whole API (OpenAPI) with every problem that each door may answer."""
    found = app.openapi()
    for path, methods in found["paths"].items():
        for method, operation in methods.items():
            operation["responses"] = _answers(_Door(path, method, operation))
    parts = found["components"]
    _say_local_hours(found)
    for name in _OF_FASTAPI:
        parts["schemas"].pop(name, None)
    parts["schemas"]["Problem"] = _PROBLEM
    parts["responses"] = {_name(status): _described(status) for status in _ANSWERS}
    return found


def _say_local_hours(node: object) -> None:
    """Describe hours as they are written, wherever a form or a parameter has one."""
    if isinstance(node, dict):
        if node.get("format") == "time":
            del node["format"]
            node["pattern"] = _LOCAL_HOUR
        for each in node.values():
            _say_local_hours(each)
    elif isinstance(node, list):
        for each in node:
            _say_local_hours(each)


def _answers(door: _Door) -> Json:
    said = door.operation["responses"]
    own = {status: answer for status, answer in said.items() if int(status) not in _ANSWERS}
    due = [status for status, answer in _ANSWERS.items() if answer.by(door) or _is_own(said, status)]
    return own | {str(status): {"$ref": f"#/components/responses/{_name(status)}"} for status in due}


def _is_own(said: Json, status: int) -> bool:
    """Whether the route itself said so: what FastAPI adds by itself (422) names a form of its own."""
    return str(status) in said and "HTTPValidationError" not in str(said[str(status)])


def _name(status: int) -> str:
    return HTTPStatus(status).phrase.title().replace(" ", "").replace("'", "").replace("-", "")


def _described(status: int) -> Json:
    answer = _ANSWERS[status]
    found: Json = {"description": answer.words}
    if answer.comes_again:
        found["headers"] = _LATER
    if status not in _WITHOUT_BODY:
        found["content"] = {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return found
