"""A station's log as it comes in: kept, and looked over for lines that are missing."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from app.clock import Clock
from app.faults import LOG_GAP, begin_fault, is_open
from app.station.protocol import AsRunEntry
from app.timetable import misses_lines, take_as_run
from app.zones import Station


def take_log(session: Session, clock: Clock, station: Station, entries: Sequence[AsRunEntry]) -> tuple[UUID, ...]:
    """Keep a batch of lines and return their ids; a hole before one of them is a fault until a person has seen it.

    A station hands in its lines in order and keeps each until it is acknowledged, so what is missing was lost: the server was
    restored from an older backup, or somebody took lines out of the station's file.
    """
    stored = take_as_run(session, clock, station, entries)
    if misses_lines(session, station.id, entries) and not is_open(session, station.id, output="", code=LOG_GAP):
        begin_fault(session, clock.now(), station.commune_id, station.id, output="", code=LOG_GAP, since=clock.now())
    return stored
