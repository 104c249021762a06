"""A plain text in any code page of Vietnamese."""

from app.documents.errors import UnreadableError
from app.documents.legacy import decode
from app.documents.model import Document, lines_of, one_blank


def read_plain(data: bytes) -> Document:
    """Raises `UnreadableError`."""
    try:
        text, page = decode(data)
    except UnicodeError as exc:
        raise UnreadableError("unknown_letters") from exc
    if "\0" in text:
        raise UnreadableError("unknown_kind")
    return Document("text", one_blank(lines_of(text)), letters="" if page == "UTF-8" else page)
