"""An act of silence, as it is kept until it is over."""

from datetime import UTC, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from app.units import CommuneId, PersonId
from app.values import frozen

TOLD_FOR = timedelta(days=32)
"""So long stations may have to be told of an act that is no stop: no manifest lasts longer."""
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


class Act(StrEnum):
    """What was silenced. The values are the verbs of the audit log."""

    STOP = "stop_all"
    END = "end_emergency"
    WITHDRAW = "withdraw"
    CANCEL = "cancel_occurrence"
    REMOVE_STATION = "remove_station"
    REMOVE_ZONE = "remove_zone"


@frozen
class Silence:
    """One act of a person.

    subject: the commune, emergency, version of a bulletin, occurrence, station or zone. also: what is silent with it, as the
    other zones of an airing, or those that lie in a zone. at: when it was said, UTC. kept_at: when the database had it; None
    while it has not.
    """

    id: UUID
    commune_id: CommuneId
    act: Act
    subject: UUID
    at: datetime
    by: str
    by_id: PersonId | None
    reason: str = ""
    also: tuple[UUID, ...] = ()
    kept_at: datetime | None = None


@frozen
class Hush:
    """What is silent in a commune.

    stopped: everything. ids: of emergencies, versions of bulletins, occurrences, stations, zones.
    """

    stopped: bool = False
    ids: frozenset[UUID] = frozenset()

    def stops(self, station_id: UUID) -> bool:
        """Whether nothing at all sounds at a station: everything was stopped, or the station was taken away."""
        return self.stopped or station_id in self.ids


def unknown_stop(commune_id: CommuneId) -> Silence:
    """Stands for a stop that may have been in the journal that was damaged: silence is the safe side."""
    return Silence(UUID(int=0), commune_id, Act.STOP, commune_id, _LONG_AGO, "", None, kept_at=_LONG_AGO)
