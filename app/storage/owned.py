"""A folder that one process at a time may work in."""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from app.storage.errors import FileTroubleError, FolderInUseError


@contextlib.contextmanager
def owned(folder: Path) -> Iterator[None]:
    """Have `folder` (made when needed) to oneself; the system lets go with the process, however it dies.

    SQLite knows how to lock a file on every platform. Raises FolderInUseError, FileTroubleError.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with contextlib.closing(sqlite3.connect(folder / "in-use.lock", isolation_level=None, timeout=0)) as owner:
        try:
            owner.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as exc:
            if exc.sqlite_errorcode == sqlite3.SQLITE_BUSY:
                raise FolderInUseError(str(folder)) from exc
            raise FileTroubleError(str(folder), "no_right") from exc
        yield
