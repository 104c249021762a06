"""Engines for SQLite and PostgreSQL, set up so that what was committed survives a power cut.

SQLite: write-ahead log, `synchronous=FULL`, foreign keys on. The driver's own idea of transactions is switched off: writers begin
with `BEGIN IMMEDIATE`, so that two of them queue up instead of failing half-way; readers begin deferred, see one snapshot, never
wait for a writer, and are refused when they try to write.
"""

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.pool import ConnectionPoolEntry

READ_ONLY = {"loalang_read_only": True}
"""Execution options of a connection that only reads."""

BUSY_TIMEOUT_S = 15
_POOL_SIZE = 20
_OVERFLOW = 44


def make_engine(address: str) -> Engine:
    """An engine for `sqlite:///path` or `postgresql://…`.

    The folder of an SQLite file is made when needed. There are more connections than web threads, so no request waits for one.
    """
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


def _sqlite(url: URL) -> Engine:
    if url.database:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(
        url.set(drivername="sqlite"),
        pool_size=_POOL_SIZE,
        max_overflow=_OVERFLOW,
        connect_args={"timeout": BUSY_TIMEOUT_S},
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: Any, _entry: ConnectionPoolEntry) -> None:  # noqa: ANN401  # the driver's connection
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={BUSY_TIMEOUT_S * 1000}"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    reads = bool(connection.get_execution_options().get("loalang_read_only"))
    connection.exec_driver_sql(f"PRAGMA query_only={int(reads)}")
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")
