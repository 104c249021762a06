"""Migrations, run by the program itself: nobody has to know Alembic to start the service.

Alembic is loaded where a schema moves. A server that finds the newest schema, as nearly every start does, has no use for it. Nor
has a first start on SQLite: `alembic/newest.sql` is what all revisions make of an empty file, as `scripts/make_schema.py` found.
"""

import contextlib
import functools
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.exc import DBAPIError

from app.db.errors import DatabaseFailedError, NewerSchemaError, NoSchemaError

_SCRIPTS = Path(__file__).resolve().parents[2] / "alembic"
NEWEST = _SCRIPTS / "newest.sql"
"""The statements that make the newest schema in an empty SQLite file."""


def migrate(engine: Engine, revision: str = "head") -> None:
    """Bring the schema to `revision`: the newest at once (`head`), or walking to any other, up or down (`base`: nothing left).

    SQLite changes a table by making it anew, which its foreign keys would take for a deletion: they are off meanwhile, which must
    be said before the transaction begins, and checked before it ends (https://www.sqlite.org/lang_altertable.html, section 7).
    """
    with engine.connect() as connection, _foreign_keys_off(connection):
        if revision == "head" and _is_empty_sqlite(connection):
            for statement in _statements(NEWEST.read_text(encoding="utf-8")):
                connection.exec_driver_sql(statement)
        if revision != "head" or _revision(connection) != head_revision():
            move_schema(connection, revision)
        if connection.dialect.name == "sqlite" and connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
            raise ValueError(f"the migration to {revision} leaves rows that point nowhere")
        connection.commit()


def move_schema(connection: Connection, revision: str) -> None:
    """The same inside a transaction of the caller's, on a database that can (PostgreSQL)."""
    from alembic import command  # noqa: PLC0415  # light start
    from alembic.config import Config  # noqa: PLC0415  # light start

    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    if _is_downward(connection, revision):
        command.downgrade(config, revision)
    else:
        command.upgrade(config, revision)


@contextlib.contextmanager
def _foreign_keys_off(connection: Connection) -> Iterator[None]:
    if connection.dialect.name != "sqlite":
        yield
        return
    driver = connection.connection.cursor()
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        connection.rollback()
        driver.execute("PRAGMA foreign_keys=ON")
        driver.close()


def present_revision(engine: Engine) -> str | None:
    """The revision the database stands at; None for an empty one. Raises DatabaseFailedError, NewerSchemaError."""
    try:
        with engine.connect() as connection:
            present = _revision(connection)
    except DBAPIError as exc:
        raise DatabaseFailedError(str(exc.orig).partition("\n")[0]) from exc
    if present is not None and present not in revisions():
        raise NewerSchemaError(present)
    return present


def require_newest(engine: Engine) -> None:
    """Refuse to work on a schema that is not this program's. Raises as `present_revision`, and NoSchemaError."""
    if present_revision(engine) != head_revision():
        raise NoSchemaError


def head_revision() -> str:
    """The newest revision this program knows."""
    return revisions()[-1]


@functools.cache
def revisions() -> tuple[str, ...]:
    """All revisions, oldest first, as their files are numbered."""
    files = sorted((_SCRIPTS / "versions").glob("[0-9]*.py"))
    found = [re.search(r'^revision = "(.+)"$', file.read_text(encoding="utf-8"), re.MULTILINE) for file in files]
    return tuple(match[1] for match in found if match is not None)


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found


def _is_empty_sqlite(connection: Connection) -> bool:
    return connection.dialect.name == "sqlite" and not inspect(connection).get_table_names()


def _statements(script: str) -> Iterator[str]:
    """One by one: the driver's own way to run a script commits first."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _is_downward(connection: Connection, revision: str) -> bool:
    order = revisions()
    present = _revision(connection)
    if revision == "base":
        return present is not None
    return revision in order and present in order and order.index(revision) < order.index(present)
