"""What upkeep asks of PostgreSQL past SQLAlchemy: COPY out and in, a schema made empty, a question of its own.

Imported only where the database is one: its driver takes memory and time that a service on SQLite has no use for.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, LiteralString

import psycopg
from psycopg import sql
from sqlalchemy import Connection
from sqlalchemy.engine import URL

from app.db import DatabaseFailedError

_PATIENCE_S = 5


def version(url: URL) -> int:
    """The server's major version. Raises DatabaseFailedError."""
    try:
        with psycopg.connect(_libpq(url), connect_timeout=_PATIENCE_S) as connection:
            return connection.info.server_version // 10000
    except psycopg.Error as exc:
        raise DatabaseFailedError(str(exc).splitlines()[0]) from exc


def value(url: URL, query: LiteralString) -> Any:  # noqa: ANN401  # one value, as the driver gives it
    """The one value of a query. Raises DatabaseFailedError."""
    try:
        with psycopg.connect(_libpq(url), connect_timeout=_PATIENCE_S) as connection:
            row = connection.execute(query).fetchone()
    except psycopg.Error as exc:
        raise DatabaseFailedError(str(exc).splitlines()[0]) from exc
    return row[0] if row else None


def has_committed(url: URL, restore_id: str) -> bool:
    """Whether a restore got as far as its commit."""
    with psycopg.connect(_libpq(url)) as connection:
        if "audit_events" not in _tables(connection):
            return False
        query = "SELECT 1 FROM audit_events WHERE act = 'restore' AND subject_id = %s"
        return connection.execute(query, (restore_id,)).fetchone() is not None


@contextmanager
def copied_out(url: URL, folder: Path) -> Iterator[tuple[str | None, list[Path]]]:
    """The Alembic revision and every table as a file in `folder`, of one instant. Raises DatabaseFailedError."""
    try:
        connection = psycopg.connect(_libpq(url))
    except psycopg.OperationalError as exc:
        raise DatabaseFailedError(str(exc).partition("\n")[0]) from exc
    with connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        yield _revision(connection), _copy_tables(connection, folder)


def is_empty(connection: Connection) -> bool:
    """Whether the present schema has no table."""
    return not _tables(_driver(connection))


def clear(connection: Connection) -> None:
    """Take away the tables and functions of the present schema, in the caller's transaction."""
    driver = _driver(connection)
    for table in _tables(driver):
        driver.execute(sql.SQL("DROP TABLE {} CASCADE").format(sql.Identifier(table)))
    names = driver.execute("SELECT proname FROM pg_proc WHERE pronamespace = current_schema()::regnamespace").fetchall()
    for (name,) in names:
        driver.execute(sql.SQL("DROP FUNCTION {} CASCADE").format(sql.Identifier(name)))


def fill(connection: Connection, folder: Path) -> None:
    """Put every table back from its file in `folder`, and remove the file; in the caller's transaction."""
    driver = _driver(connection)
    for table in _parents_first(driver):
        path = folder / f"{table}.copy"
        columns = sql.SQL(", ").join(map(sql.Identifier, _columns(driver, table)))
        driver.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(table)))
        query = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), columns)
        with driver.cursor() as cursor, cursor.copy(query) as rows:
            rows.write(path.read_bytes())
        path.unlink()


def _libpq(url: URL) -> str:
    """The SQLAlchemy address as libpq takes it."""
    return url.set(drivername="postgresql").render_as_string(hide_password=False)


def _driver(connection: Connection) -> psycopg.Connection:
    driver = connection.connection.driver_connection
    if not isinstance(driver, psycopg.Connection):
        raise TypeError(driver)
    return driver


def _tables(connection: psycopg.Connection) -> list[str]:
    rows = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename")
    return [name for (name,) in rows]


def _columns(connection: psycopg.Connection, table: str) -> list[str]:
    """In the order they were made."""
    rows = connection.execute(
        "SELECT column_name FROM information_schema.columns"
        " WHERE table_schema = current_schema() AND table_name = %s ORDER BY ordinal_position",
        (table,),
    )
    return [name for (name,) in rows]


def _revision(connection: psycopg.Connection) -> str | None:
    if "alembic_version" not in _tables(connection):
        return None
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return row[0] if row else None


def _copy_tables(connection: psycopg.Connection, folder: Path) -> list[Path]:
    paths = []
    for table in _tables(connection):
        path = folder / f"{table}.copy"
        columns = sql.SQL(", ").join(map(sql.Identifier, _columns(connection, table)))
        query = sql.SQL("COPY {} ({}) TO STDOUT").format(sql.Identifier(table), columns)
        with path.open("wb") as file, connection.cursor() as cursor, cursor.copy(query) as rows:
            for chunk in rows:
                file.write(chunk)
        paths.append(path)
    return paths


def _parents_first(connection: psycopg.Connection) -> list[str]:
    """Tables so that each stands behind those its foreign keys name."""
    rows = connection.execute(
        "SELECT conrelid::regclass::text, confrelid::regclass::text FROM pg_constraint"
        " WHERE contype = 'f' AND connamespace = current_schema()::regnamespace AND conrelid <> confrelid"
    ).fetchall()
    waiting = {table: {parent for child, parent in rows if child == table} for table in _tables(connection)}
    order: list[str] = []
    while waiting:
        free = sorted(table for table, parents in waiting.items() if not parents - set(order))
        order += free
        for table in free:
            del waiting[table]
        if not free:
            order += sorted(waiting)
            break
    return order
