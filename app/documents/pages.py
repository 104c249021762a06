"""The text of a PDF, page by page (pypdf); a scan has none."""

from io import BytesIO
from typing import Any

from app.documents.errors import UnreadableError
from app.documents.model import Document, LeftOut, Line, lines_of, one_blank

_MOST_PAGES = 300
_WORDS_OF_A_PAGE = 8
"""Fewer words a page than these are the stamp on a scan."""


def read_pages(data: bytes) -> Document:
    """Raises `UnreadableError`."""
    from pypdf import PdfReader  # noqa: PLC0415  # light start
    from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError  # noqa: PLC0415  # light start

    try:
        reader = PdfReader(BytesIO(data))  # one that forbids changes alone opens with the empty password
        pages = list(reader.pages[: _MOST_PAGES + 1])
        if len(pages) > _MOST_PAGES:
            raise UnreadableError("too_heavy")
        texts = [page.extract_text() for page in pages]
        pictures = sum(_pictures(page.get("/Resources")) for page in pages)
    except (DependencyError, FileNotDecryptedError) as exc:
        raise UnreadableError("protected") from exc
    except (PyPdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError, AssertionError) as exc:
        raise UnreadableError("broken") from exc
    if sum(len(text.split()) for text in texts) < _WORDS_OF_A_PAGE * len(texts) and pictures:
        raise UnreadableError("scan")
    lines = one_blank(line for text in texts for line in (*lines_of(text), Line("")))
    return Document("pdf", lines, (LeftOut("pictures", pictures),) if pictures else ())


def _pictures(resources: Any) -> int:  # noqa: ANN401  # whatever stands in the file
    objects = resources.get_object().get("/XObject") if resources is not None else None
    objects = objects.get_object() if objects is not None else {}
    return sum(each.get_object().get("/Subtype") == "/Image" for each in objects.values())
