"""One row that is there from now on, whoever makes it first."""

from sqlalchemy.dialects import sqlite
from sqlalchemy.orm import Session

from app.db.base import Base


def make_once(session: Session, table: type[Base], **values: object) -> None:
    """Insert a row unless one with its key is there."""
    if session.get_bind().dialect.name == "postgresql":
        from sqlalchemy.dialects import postgresql  # noqa: PLC0415  # light start

        session.execute(postgresql.insert(table).values(values).on_conflict_do_nothing())
    else:
        session.execute(sqlite.insert(table).values(values).on_conflict_do_nothing())
