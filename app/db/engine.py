"""Engines for SQLite and PostgreSQL, set up so that what was committed survives a power cut.

SQLite: write-ahead log, `synchronous=FULL`, foreign keys on. The driver's own idea of transactions is switched off. SQLite lets
one writer in at a time, and its own way of waiting, to ask again and again, has no order. So the engine that writes has one
connection, for which the writers of this process stand in line; it begins with `BEGIN IMMEDIATE`, so that the writer of another
process is waited for at the beginning and nothing fails half-way. Readers have connections of their own: they begin deferred, see
one snapshot, never wait for a writer, and are refused when they try to write.
"""

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.pool import ConnectionPoolEntry

from app.privacy import tighten

BUSY_TIMEOUT_S = 15
_POOL_SIZE = 20
_OVERFLOW = 44
_PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={BUSY_TIMEOUT_S * 1000}")


def make_engine(address: str) -> Engine:
    """The engine that writes, for `sqlite:///path` or `postgresql://…`. The folder of an SQLite file is made when needed."""
    url = make_url(address)
    if url.get_backend_name() == "sqlite":
        return _sqlite(url)
    return create_engine(
        url.set(drivername="postgresql+psycopg"),
        pool_size=_POOL_SIZE,
        max_overflow=_OVERFLOW,
        pool_pre_ping=True,
        connect_args={"options": "-c timezone=UTC"},
    )


def reading_engine(engine: Engine) -> Engine:
    """The engine that only reads, of the same database: its own connections on SQLite, the same pool on PostgreSQL.

    There are more connections than web threads, so no request waits for one.
    """
    if engine.dialect.name != "sqlite":
        return engine.execution_options(postgresql_readonly=True)
    reading = create_engine(engine.url, pool_size=_POOL_SIZE, max_overflow=_OVERFLOW, connect_args={"timeout": BUSY_TIMEOUT_S})
    event.listen(reading, "connect", _prepare_reader)
    event.listen(reading, "begin", _begin_reading)
    return reading


def _sqlite(url: URL) -> Engine:
    if url.database:
        path = Path(url.database)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)  # it holds the key that signs what may be aired
        for each in (path, Path(f"{path}-wal"), Path(f"{path}-shm")):
            tighten(each)
    engine = create_engine(
        url.set(drivername="sqlite"),
        pool_size=1,
        max_overflow=0,
        pool_timeout=BUSY_TIMEOUT_S,
        connect_args={"timeout": BUSY_TIMEOUT_S},
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin_writing)
    return engine


def _prepare(connection: Any, _entry: ConnectionPoolEntry, *more: str) -> None:  # noqa: ANN401  # the driver's connection
    connection.isolation_level = None
    connection.text_factory = bytes.decode  # of a text with a changed bit the driver says that the database failed, not the row
    cursor = connection.cursor()
    for pragma in (*_PRAGMAS, *more):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _prepare_reader(connection: Any, entry: ConnectionPoolEntry) -> None:  # noqa: ANN401  # the driver's connection
    _prepare(connection, entry, "query_only=ON")


def _begin_writing(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin_reading(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")
