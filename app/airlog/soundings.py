"""How far each occurrence got on each output of each station, as their logs tell; its own state follows from all of them.

One output may have ended what another still sounds, or has yet to begin. So what a station may still have to break off is asked
of the soundings, never of the occurrence.
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.airing import BlockedReason, OccurrenceState
from app.airlog.tables import SoundingRow
from app.units import OccurrenceId, StationId
from app.values import frozen
from app.wire.protocol import AsRunEntry
from app.zones import Station

_BY_A_PERSON = frozenset(
    {
        BlockedReason.WITHDRAWN,
        BlockedReason.CANCELLED,
        BlockedReason.STOPPED,
        BlockedReason.NOT_LISTED,
        BlockedReason.STATION_DISMISSED,
    }
)
_AFTER_ALL = (OccurrenceState.AIRED, OccurrenceState.INTERRUPTED, OccurrenceState.BLOCKED, OccurrenceState.MISSED)


@frozen
class Sounding:
    """One occurrence on one output. at, state, reason, seconds: of the last line about it."""

    station_id: StationId
    output: str
    state: OccurrenceState
    at: datetime
    reason: BlockedReason | None
    fault: str | None
    seconds: float | None


def take_line(session: Session, station: Station, entry: AsRunEntry) -> bool:
    """Keep what a line of a log says of its sounding; False when a later line was here before."""
    key = {"occurrence_id": entry.occurrence_id, "station_id": station.id, "output": entry.output}
    row = session.get(SoundingRow, key, with_for_update=True)
    if row is None:
        row = SoundingRow(**key, commune_id=station.commune_id)
        session.add(row)
    elif entry.sequence <= row.sequence and entry.at <= row.at:  # a new PC counts from one again
        return False
    row.sequence, row.state, row.at = entry.sequence, entry.state, entry.at
    row.reason, row.fault, row.seconds = entry.reason, entry.fault, entry.seconds
    session.flush()
    return True


def soundings_of(session: Session, occurrence_id: OccurrenceId) -> list[Sounding]:
    """The soundings of one occurrence."""
    return [_sounding(row) for row in session.scalars(select(SoundingRow).where(SoundingRow.occurrence_id == occurrence_id))]


def soundings_by_thing(session: Session, ids: Iterable[UUID]) -> dict[OccurrenceId, tuple[Sounding, ...]]:
    """The soundings of some occurrences; one that never sounded is not there."""
    found: dict[OccurrenceId, tuple[Sounding, ...]] = {}
    for row in session.scalars(select(SoundingRow).where(SoundingRow.occurrence_id.in_(list(ids)))):
        key = OccurrenceId(row.occurrence_id)
        found[key] = (*found.get(key, ()), _sounding(row))
    return found


def deciding(soundings: Iterable[Sounding]) -> Sounding | None:
    """The sounding whose state is the occurrence's own; None of none.

    It is on air while it is anywhere; after that, what a person broke off goes before what was heard whole, and what was heard
    before what was not.
    """
    found = sorted(soundings, key=lambda each: each.at)
    on_air = [each for each in found if each.state is OccurrenceState.ON_AIR]
    broken_off = [each for each in found if each.state is OccurrenceState.INTERRUPTED and each.reason in _BY_A_PERSON]
    rest = [each for state in _AFTER_ALL for each in found if each.state is state]
    return next(iter([*on_air, *broken_off, *rest]), None)


def _sounding(row: SoundingRow) -> Sounding:
    return Sounding(StationId(row.station_id), row.output, row.state, row.at, row.reason, row.fault, row.seconds)
