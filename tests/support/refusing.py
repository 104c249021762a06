"""A database that takes nothing, in this process; what that is like on real disks is tried in tests/flows/test_silence.py."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from app.db import Sessions

LOCKED, FULL, READ_ONLY = "database is locked", "database or disk is full", "attempt to write a readonly database"


@contextmanager
def refusing(sessions: Sessions, why: str = LOCKED) -> Iterator[None]:
    """Whoever wants to write is refused at once; reading goes on where it has connections of its own."""

    def refuse(_connection: object, _record: object, _proxy: object) -> None:
        raise OperationalError("BEGIN", {}, sqlite3.OperationalError(why))

    event.listen(sessions.engine, "checkout", refuse)
    try:
        yield
    finally:
        event.remove(sessions.engine, "checkout", refuse)
