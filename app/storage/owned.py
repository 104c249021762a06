"""A folder that one process at a time may work in."""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from app.storage.errors import FileTroubleError, FolderInUseError


@contextlib.contextmanager
def owned(folder: Path) -> Iterator[None]:
    """Have `folder` (made when needed) to oneself. Raises FolderInUseError, FileTroubleError."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with contextlib.closing(locked(folder / "in-use.lock")):
        yield


def locked(path: Path, *, timeout_s: float = 0.0) -> sqlite3.Connection:
    """The exclusive lock on `path`, until it is closed; the system lets go with the process, however it dies.

    SQLite knows how to lock a file on every platform. There is nothing in the file: a damaged one is made anew.
    Raises FolderInUseError, FileTroubleError.
    """
    try:
        return _begun(path, timeout_s)
    except sqlite3.OperationalError as exc:
        if exc.sqlite_errorcode == sqlite3.SQLITE_BUSY:
            raise FolderInUseError(str(path.parent)) from exc
        raise FileTroubleError.at(path) from exc
    except sqlite3.DatabaseError:
        path.unlink()
        return locked(path, timeout_s=timeout_s)


def _begun(path: Path, timeout_s: float) -> sqlite3.Connection:
    owner = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=timeout_s)
    try:
        owner.execute("BEGIN EXCLUSIVE")
    except sqlite3.DatabaseError:
        owner.close()
        raise
    return owner
