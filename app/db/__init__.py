"""The database: engine, sessions and columns. Features bring their tables, this folder knows none of them.

`app.db.migrations` is imported by itself: Alembic is 10 MB that only a start needs.
"""

from app.db.base import Base
from app.db.columns import JsonValue, UtcDateTime, Within
from app.db.counting import count_rows
from app.db.engine import make_engine
from app.db.errors import (
    BadCursorError,
    DatabaseFailedError,
    NewerSchemaError,
    NoSchemaError,
    RowUnreadableError,
    is_disk_full,
)
from app.db.made import make_once
from app.db.once import read_once
from app.db.owned import of_commune, owned, present, shown
from app.db.pages import Page, key_in, newest_first, page_of
from app.db.readable import Unreadable, readable, readable_one, readable_page, readable_whole
from app.db.sessions import Sessions, after_commit, commit

__all__ = [
    "BadCursorError",
    "Base",
    "DatabaseFailedError",
    "JsonValue",
    "NewerSchemaError",
    "NoSchemaError",
    "Page",
    "RowUnreadableError",
    "Sessions",
    "Unreadable",
    "UtcDateTime",
    "Within",
    "after_commit",
    "commit",
    "count_rows",
    "is_disk_full",
    "key_in",
    "make_engine",
    "make_once",
    "newest_first",
    "of_commune",
    "owned",
    "page_of",
    "present",
    "read_once",
    "readable",
    "readable_one",
    "readable_page",
    "readable_whole",
    "shown",
]
