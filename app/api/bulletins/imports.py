"""Documents brought in: their text proposed as a script, and what of them was left out; nothing is kept."""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.exceptions import RequestValidationError
from starlette.datastructures import UploadFile

from app.accounts import Right
from app.api.shared.forms import Answer
from app.desk import documents as acts
from app.documents import Document, Part, as_script
from app.edge import AskedFirst, SignedIn
from app.words import word

router = APIRouter(prefix="/imports", tags=["bulletins"], route_class=AskedFirst)

_FORM = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {
                        "file": {
                            "type": "string",
                            "format": "binary",
                            "description": ".docx, .odt, .pdf, .html, .txt, tối đa 20 MB.",
                        }
                    },
                },
                "example": {"file": "(tệp) thong-bao.docx"},
            }
        },
    }
}


async def _upload(request: Request, actor: SignedIn) -> AsyncIterator[tuple[bytes, str]]:
    """The file and its name. It is read once the right was asked for."""
    actor.must(Right.WRITE)
    async with request.form(max_files=1, max_fields=1, max_part_size=1000) as form:
        file = form.get("file")
        if not isinstance(file, UploadFile):
            raise RequestValidationError([{"type": "missing", "loc": ("body", "file"), "msg": "no file", "input": None}])
        yield await file.read(), file.filename or ""


Uploaded = Annotated[tuple[bytes, str], Depends(_upload)]


class ImportedLineAnswer(Answer):
    """A line. level: of a heading, 0 none; cells: of the row of a table; part: where in the document it stands."""

    text: str
    level: int
    cells: list[str]
    part: Part


class NotTakenAnswer(Answer):
    """What of the document is not among its lines, and how often."""

    what: str
    what_word: str
    count: int


class ImportedAnswer(Answer):
    """A document. script: its text as a script may have it; letters: the old code page or font it was written in, or empty."""

    kind: str
    letters: str
    script: str
    lines: list[ImportedLineAnswer]
    left_out: list[NotTakenAnswer]

    @classmethod
    def of(cls, found: Document) -> "ImportedAnswer":
        """The answer for a document."""
        return cls(
            kind=found.kind,
            letters=found.letters,
            script=as_script(found),
            lines=[ImportedLineAnswer.model_validate(each) for each in found.lines],
            left_out=[
                NotTakenAnswer(what=each.what, what_word=word("left_out_part", each.what), count=each.count)
                for each in found.left_out
            ],
        )


@router.post("", openapi_extra=_FORM)
def post_import(actor: SignedIn, upload: Uploaded) -> ImportedAnswer:
    """Read a Word, OpenDocument or PDF file, a page, or a text in any code page of Vietnamese."""
    data, name = upload
    return ImportedAnswer.of(acts.bring(actor, data, name))
