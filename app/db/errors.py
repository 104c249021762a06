"""What goes wrong with the database as a whole."""

import sqlite3
from typing import ClassVar

from sqlalchemy.exc import DBAPIError

from app.errors import InvalidError, UnavailableError


class DatabaseFailedError(UnavailableError):
    """The database cannot be opened, or is not one. reason: in the words of its driver."""

    code: ClassVar[str] = "database_failed"
    reason: str


class RowUnreadableError(UnavailableError):
    """A row that must not be left out cannot be read: it was asked for, or may forbid something. output: table and key."""

    code: ClassVar[str] = "row_unreadable"
    output: str


class NoSchemaError(UnavailableError):
    """Nothing was ever kept here, or by an older program: `loalang serve` makes the tables and brings them up to date."""

    code: ClassVar[str] = "no_schema"


class NewerSchemaError(UnavailableError):
    """A newer program than this one has changed the database; going on would harm it."""

    code: ClassVar[str] = "newer_schema"
    revision: str


class BadCursorError(InvalidError):
    """A cursor that no list gave out."""

    code: ClassVar[str] = "bad_cursor"
    field: ClassVar[str] = "cursor"


def is_disk_full(error: DBAPIError) -> bool:
    """Whether the database refused because there is no room left (PostgreSQL: Appendix A, class 53)."""
    of_postgres, of_sqlite = (getattr(error.orig, name, None) for name in ("sqlstate", "sqlite_errorcode"))
    return of_postgres == "53100" or of_sqlite == sqlite3.SQLITE_FULL
