"""A line of the station's log, appended in the transaction of what it tells.

A line is written within the bounds that the server holds it to (`app.wire.protocol`): what a clock gone wrong or a strange
device would put outside of them is kept at the bound, since a line that is never taken would hold up all later ones.
"""

import math
from datetime import UTC, datetime, timedelta
from sqlite3 import Connection

from app.units import new_id
from app.wire.protocol import (
    EARLIEST,
    FAINTEST_DBFS,
    LATEST,
    LONGEST_NAMES,
    LONGEST_TITLE,
    LOUDEST_DBFS,
    MOST_ERROR_MS,
    MOST_S,
    AsRunEntry,
)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_RANGES = {
    "start_error_ms": (-MOST_ERROR_MS, MOST_ERROR_MS),
    "seconds": (0, MOST_S),
    "peak_dbfs": (FAINTEST_DBFS, LOUDEST_DBFS),
}
_LENGTHS = {"title": LONGEST_TITLE, "approved_by": LONGEST_NAMES}


def new_line(**facts: object) -> AsRunEntry:
    """A line of its own id, with the facts of `AsRunEntry` but for id and sequence."""
    bounded = {name: _bounded(name, fact) for name, fact in facts.items()}
    return AsRunEntry.model_validate(bounded | {"id": new_id(), "sequence": 1})


def append_line(connection: Connection, entry: AsRunEntry) -> None:
    """Append it; its sequence is given by the database and read back with it."""
    at_us = (entry.at - _EPOCH) // _MICROSECOND
    connection.execute("INSERT INTO as_run (id, at_us, body) VALUES (?, ?, ?)", (str(entry.id), at_us, entry.model_dump_json()))


def within_clock(instant: datetime) -> datetime:
    """The instant, or the nearest one that a station may say."""
    return min(max(instant, EARLIEST), LATEST - _MICROSECOND)


def _bounded(name: str, fact: object) -> object:
    if isinstance(fact, datetime):
        return within_clock(fact)
    if isinstance(fact, str) and name in _LENGTHS:
        return fact[: _LENGTHS[name]].replace("\x00", "").encode(errors="replace").decode()
    if isinstance(fact, int | float) and name in _RANGES:
        lowest, highest = _RANGES[name]
        return None if math.isnan(fact) else min(max(fact, lowest), highest)
    return fact
