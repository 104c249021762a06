"""Write down what all revisions of the schema make of an empty SQLite file: `alembic/newest.sql`. Run it after adding a revision.

A first start copies that instead of walking the revisions, which take half a second and Alembic.
"""

import sqlite3
import tempfile
from pathlib import Path

from sqlalchemy import Engine

from app.db import make_engine
from app.db.migrations import NEWEST, head_revision, migrate


def schema() -> str:
    """The statements, as walking makes them."""
    with tempfile.TemporaryDirectory() as folder:
        engine = make_engine(f"sqlite:///{Path(folder) / 'walked.sqlite3'}")
        migrate(engine, head_revision())
        written = dump(engine)
        engine.dispose()
    return written


def dump(engine: Engine) -> str:
    """All there is in an SQLite file, schema and rows, as statements; what walking leaves in no order is sorted."""
    connection = engine.raw_connection()
    try:
        driver = connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)  # noqa: S101  # nothing else is dumped
        _begin, *statements, _commit = driver.iterdump()
    finally:
        connection.close()
    indexes = sorted(filter(_is_index, statements))
    others = (_in_order(statement) for statement in statements if not _is_index(statement))
    return "".join(f"{statement}\n" for statement in (*others, *indexes))


def _is_index(statement: str) -> bool:
    return statement.startswith(("CREATE INDEX", "CREATE UNIQUE INDEX"))


def _in_order(statement: str) -> str:
    head, *parts = statement.splitlines()
    if not parts:
        return statement
    last = parts.pop()
    parts = sorted((part.rstrip(", ") for part in parts), key=lambda part: part if part.startswith("\tCONSTRAINT") else "")
    return "\n".join((head, ",\n".join(parts), last))


if __name__ == "__main__":
    NEWEST.write_text(schema(), encoding="utf-8", newline="\n")
