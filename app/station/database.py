"""The station's SQLite file: used by one process, one transaction at a time, and never waited for by sound.

A transaction is safe from the end of this process when it ends, and from a power cut once `settle` has brought SQLite's log to
the disk. That is done beside it and holds up no other transaction: a disk that is busy takes seconds for it.
"""

import contextlib
import itertools
import os
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from app import storage
from app.station.errors import FolderInUseError, StoreFailedError
from app.wire.protocol import AsRunEntry, ManifestItem

_WAIT_FOR_LAST_S = 3.0
"""So long a station that is just ending has to let go of its folder: sooner than to fail and be started again."""
_TABLES = ("meta", "item", "as_run", "alarm")
_SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value ANY) STRICT;
CREATE TABLE IF NOT EXISTS item (
  occurrence_id TEXT NOT NULL,
  output TEXT NOT NULL,
  planned_us INTEGER NOT NULL,
  state TEXT NOT NULL,
  body TEXT NOT NULL,
  token TEXT,
  local_day TEXT,
  seconds REAL,
  begun_us INTEGER,
  tries INTEGER NOT NULL DEFAULT 0,
  again_us INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (occurrence_id, output)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS item_due ON item (state, planned_us);
CREATE INDEX IF NOT EXISTS item_day ON item (output, local_day);
CREATE TABLE IF NOT EXISTS as_run (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  at_us INTEGER NOT NULL,
  body TEXT NOT NULL,
  stored INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE IF NOT EXISTS alarm (id TEXT PRIMARY KEY, times INTEGER NOT NULL, ended_us INTEGER NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS as_run_unsent ON as_run (sequence) WHERE stored = 0;
"""
_LATER = {"begun_us": "INTEGER", "tries": "INTEGER NOT NULL DEFAULT 0", "again_us": "INTEGER NOT NULL DEFAULT 0"}
"""Columns that a memory of an earlier release lacks."""


class Database:
    """One connection for all threads of the process, and the lock that keeps a second process out.

    replaced: whether the file was found damaged, set aside as `station.sqlite.damaged…` and begun anew.
    """

    def __init__(self, folder: Path) -> None:
        """Open or make `folder/station.sqlite`.

        Raises FolderInUseError, FileTroubleError, StoreFailedError.
        """
        self._lock, self._settling = threading.RLock(), threading.Lock()
        self._path = folder / "station.sqlite"
        self._written = self._settled = 0
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._owner = _own(folder)
            with contextlib.ExitStack() as undoing:
                undoing.callback(self._owner.close)
                self.replaced = _set_aside_if_damaged(self._path)
                self._connection = undoing.enter_context(contextlib.closing(_open(self._path)))
                storage.sync_folder(folder)
                undoing.pop_all()
        except sqlite3.OperationalError as exc:
            if exc.sqlite_errorcode == sqlite3.SQLITE_CANTOPEN:
                raise storage.FileTroubleError.at(self._path) from exc
            raise StoreFailedError(str(exc)) from exc
        except (OSError, sqlite3.Error) as exc:
            trouble = storage.FileTroubleError.of(exc) if isinstance(exc, OSError) else None
            raise trouble or StoreFailedError(str(exc)) from exc

    def close(self) -> None:
        """Close the file, all of it on the disk, and let another process have it."""
        with self._settling, self._lock:
            self._connection.close()  # all of its log goes into the file, durably
            self._settled = self._written
            self._owner.close()

    @contextlib.contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """One transaction; kept when the block ends, undone when it raises.

        Raises StoreFailedError.
        """
        with self._lock:
            try:
                self._connection.execute("BEGIN IMMEDIATE")
                try:
                    yield self._connection
                except BaseException:
                    self._connection.execute("ROLLBACK")
                    raise
                self._connection.execute("COMMIT")
                self._written += 1
            except sqlite3.Error as exc:
                if self._connection.in_transaction:
                    with contextlib.suppress(sqlite3.Error):
                        self._connection.execute("ROLLBACK")
                raise StoreFailedError(str(exc)) from exc

    def settle(self) -> None:
        """Have everything written until now on the disk, when this returns.

        Raises StoreFailedError.
        """
        with self._settling:
            written = self._written
            if written == self._settled:
                return
            try:
                with Path(f"{self._path}-wal").open("r+b", buffering=0) as log:
                    os.fsync(log.fileno())
            except OSError as exc:
                raise StoreFailedError(str(exc)) from exc
            self._settled = written

    def tidy(self) -> None:
        """Move what the log holds into the file, beside whoever reads and writes.

        Raises StoreFailedError.
        """
        try:
            with contextlib.closing(sqlite3.connect(self._path)) as connection:
                connection.execute("PRAGMA wal_checkpoint(PASSIVE)")
        except sqlite3.Error as exc:
            raise StoreFailedError(str(exc)) from exc

    def rows(self, query: str, *values: str | float | None) -> list[sqlite3.Row]:
        """Read. Raises StoreFailedError."""
        with self._lock:
            try:
                return self._connection.execute(query, values).fetchall()
            except sqlite3.Error as exc:
                raise StoreFailedError(str(exc)) from exc


def _own(folder: Path) -> sqlite3.Connection:
    try:
        return storage.locked(folder / "station.lock", timeout_s=_WAIT_FOR_LAST_S)
    except storage.FolderInUseError as exc:
        raise FolderInUseError from exc


def _set_aside_if_damaged(path: Path) -> bool:
    """A PC with nobody present must go on without its memory rather than not at all; people get the damaged one."""
    if not path.exists() or _is_sound(path):
        return False
    free = next(number for number in itertools.count(1) if not path.with_name(f"{path.name}.damaged{number}").exists())
    for suffix in ("", "-wal", "-shm"):
        part = path.with_name(path.name + suffix)
        if part.exists():
            part.replace(path.with_name(f"{path.name}.damaged{free}{suffix}"))
    return True


def _is_sound(path: Path) -> bool:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.text_factory = bytes.decode  # else a text with a changed bit looks like a lock or a full disk
        try:
            is_whole = [tuple(row) for row in connection.execute("PRAGMA quick_check")] == [("ok",)]
            return is_whole and _has_our_tables(connection) and _has_our_rows(connection)
        except sqlite3.DatabaseError as exc:
            if isinstance(exc, sqlite3.OperationalError):  # locked, no room, no right: not damage
                raise
            return False


def _has_our_tables(connection: sqlite3.Connection) -> bool:
    """Whether every table of ours that is there has our columns."""
    with contextlib.closing(sqlite3.connect(":memory:")) as model:
        model.executescript(_SCHEMA)
        wanted = {table: _columns(model, table) for table in _TABLES}
    return all(not (found := _columns(connection, table)) or wanted[table] <= found for table in _TABLES)


def _has_our_rows(connection: sqlite3.Connection) -> bool:
    """Whether what waits, what sounds and what is to be handed in can still be read, also by another release."""
    try:
        if _columns(connection, "item"):
            for body, *_ in connection.execute("SELECT body, * FROM item WHERE state IN ('planned', 'on_air')"):
                ManifestItem.model_validate_json(body)
        if _columns(connection, "as_run"):
            for body, *_ in connection.execute("SELECT body, * FROM as_run WHERE stored = 0"):
                AsRunEntry.model_validate_json(body)
    except (ValidationError, UnicodeDecodeError):
        return False
    return True


def _columns(connection: sqlite3.Connection, table: str) -> set[str]:
    return {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}


def _open(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=5)
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")  # the rest is `settle`
    connection.execute("PRAGMA wal_autocheckpoint=0")  # `tidy`
    connection.executescript(_SCHEMA)
    known = {row["name"] for row in connection.execute("PRAGMA table_info(item)")}
    for name, kind in _LATER.items():
        if name not in known:
            connection.execute(f"ALTER TABLE item ADD COLUMN {name} {kind}")
    return connection
