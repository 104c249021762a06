"""Files of half a gigabyte that people bring: a form with a file, and a name beside it."""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends, Request
from fastapi.exceptions import RequestValidationError
from starlette.datastructures import UploadFile

from app.accounts import Right
from app.desk.recordings import Upload
from app.edge import SignedIn


async def _upload(request: Request, actor: SignedIn) -> AsyncIterator[tuple[Upload, str]]:
    """The file and the name beside it. It is read once the right was asked for: not just anybody sends half a gigabyte."""
    actor.must(Right.WRITE)
    async with request.form(max_files=1, max_fields=1, max_part_size=1000) as form:
        file, name = form.get("file"), form.get("name", "")
        if not isinstance(file, UploadFile):
            raise RequestValidationError([{"type": "missing", "loc": ("body", "file"), "msg": "no file", "input": None}])
        yield Upload(file.file, file.filename or ""), name if isinstance(name, str) else ""


Uploaded = Annotated[tuple[Upload, str], Depends(_upload)]
"""The file, and the field `name` beside it, empty where there is none."""
