"""Errors of documents that people bring."""

from typing import ClassVar

from app.errors import InvalidError


class BadDocumentError(InvalidError):
    """A file that was not read.

    reason: `empty`, `too_large`, `too_heavy` (reading it passed the limits of time, memory or unpacked size), `too_long`,
    `old_word`, `rich_text`, `sheet`, `slides`, `macros`, `protected`, `scan` (pages without text), `no_text`, `broken`,
    `unknown_letters` (a code page nobody knows), `fetches` (a template that names what is elsewhere), `repeats` (one that says
    too much for each row) or `unknown_kind`. limit: the limit passed, in bytes, seconds or characters.
    """

    code: ClassVar[str] = "bad_document"
    field: ClassVar[str] = "file"
    file: str
    reason: str
    limit: int | None = None


class UnreadableError(Exception):
    """Raised by readers, in the child. reason: as of `BadDocumentError`."""

    def __init__(self, reason: str) -> None:
        """What is wrong."""
        super().__init__(reason)
        self.reason = reason


class TemplatePlaceError(InvalidError):
    """A place of a template that cannot be filled. said: the name or the word that is not known; place: the text around it."""

    code: ClassVar[str] = "template_place"
    field: ClassVar[str] = "file"
    said: str
    place: str
