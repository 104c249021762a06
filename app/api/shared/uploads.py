"""A file that comes with a form of its own: read once the right was asked for."""

from collections.abc import AsyncIterator, Callable
from typing import Any

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from starlette.datastructures import UploadFile

from app.accounts import Right
from app.desk.recordings import Upload
from app.edge import SignedIn


def one_file(right: Right) -> Callable[[Request, SignedIn], AsyncIterator[Upload]]:
    """A dependency: the field `file` of a form that has nothing else, for who has `right`."""

    async def file(request: Request, actor: SignedIn) -> AsyncIterator[Upload]:
        actor.must(right)
        async with request.form(max_files=1, max_fields=1) as form:
            found = form.get("file")
            if not isinstance(found, UploadFile):
                raise RequestValidationError([{"type": "missing", "loc": ("body", "file"), "msg": "no file", "input": None}])
            yield Upload(found.file, found.filename or "")

    return file


def described(what: str, example: str) -> dict[str, Any]:
    """How the description of the API tells that form. what: the file may be; example: a name of one."""
    field = {"type": "string", "format": "binary", "description": what}
    schema = {"type": "object", "required": ["file"], "properties": {"file": field}}
    content = {"multipart/form-data": {"schema": schema, "example": {"file": f"(tệp) {example}"}}}
    return {"requestBody": {"required": True, "content": content}}
