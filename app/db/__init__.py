"""The database: engine, sessions, columns and migrations. Features bring their tables, this folder knows none of them."""

from app.db.base import Base
from app.db.columns import JsonValue, UtcDateTime
from app.db.engine import make_engine
from app.db.migrations import head_revision, migrate, present_revision
from app.db.sessions import Sessions

__all__ = ["Base", "JsonValue", "Sessions", "UtcDateTime", "head_revision", "make_engine", "migrate", "present_revision"]
