"""A line of the station's log, appended in the transaction of what it tells."""

from datetime import UTC, datetime, timedelta
from sqlite3 import Connection

from app.station.protocol import AsRunEntry

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def append_line(connection: Connection, entry: AsRunEntry) -> None:
    """Append it; its sequence is given by the database and read back with it."""
    at_us = (entry.at - _EPOCH) // _MICROSECOND
    connection.execute("INSERT INTO as_run (id, at_us, body) VALUES (?, ?, ?)", (str(entry.id), at_us, entry.model_dump_json()))
