"""Documents that people bring, as lines for a script; nothing of them is kept."""

import threading

from app.accounts import Actor, Right
from app.documents import Document, read_document

_READERS = threading.BoundedSemaphore(2)
"""A child may take most of a gigabyte, and an office PC has two cores."""


def bring(actor: Actor, data: bytes, name: str) -> Document:
    """What a file says. name: what it was called where it came from. Raises `BadDocumentError`."""
    actor.must(Right.WRITE)
    with _READERS:
        return read_document(data, name=name)
