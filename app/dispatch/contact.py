"""Whether stations are heard: one that is not for a minute is a fault, shown well within the 100 s of EN 54-16."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from app.clock import Clock
from app.db import Sessions
from app.dispatch.tables import HeartbeatRow
from app.faults import begin_fault, is_open
from app.tasks import alone
from app.units import CommuneId, StationId
from app.zones import stations

STATION_UNREACHED = "station_unreached"
SILENT_S = 60.0
"""Three heartbeats; together with one look of the watch it stays under 100 s."""


class ContactWatch:
    """Remembers since when each station's last heartbeat has been the last, by the monotonic clock: no jump raises an alarm.

    It knows nothing of before its own start, so after a restart of the server every station has its minute again.
    """

    def __init__(self, sessions: Sessions, clock: Clock) -> None:
        """Begin to watch."""
        self._sessions = sessions
        self._clock = clock
        self._seen: dict[UUID, tuple[datetime, float]] = {}

    def look(self) -> None:
        """Begin a fault for every station that fell silent; its next heartbeat ends it."""

        def begin(found: tuple[CommuneId, StationId, datetime]) -> None:
            commune_id, station_id, last = found
            with self._sessions.begin() as session:
                row = session.get(HeartbeatRow, station_id, with_for_update=True)
                if row is not None and row.received_at == last:  # else it has just been heard
                    begin_fault(session, self._clock.now(), commune_id, station_id, output="", code=STATION_UNREACHED, since=last)

        alone(self._silent(), begin, job="contact")

    def _silent(self) -> list[tuple[CommuneId, StationId, datetime]]:
        now, silent = self._clock.monotonic(), []
        with self._sessions.read() as session:
            for row in session.execute(select(HeartbeatRow.station_id, HeartbeatRow.commune_id, HeartbeatRow.received_at)):
                last, since = self._seen.get(row.station_id, (None, now))
                if last != row.received_at:
                    self._seen[row.station_id] = (row.received_at, now)
                elif now - since >= SILENT_S:
                    silent.append((CommuneId(row.commune_id), StationId(row.station_id), row.received_at))
            present = {key: {each.id for each in stations(session, key)} for key in {key for key, _, _ in silent}}
            known = [each for each in silent if each[1] in present[each[0]]]
            return [each for each in known if not is_open(session, each[1], output="", code=STATION_UNREACHED)]
