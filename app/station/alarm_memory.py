"""What the station must not forget about emergencies: the orders it obeys, and how often each has sounded."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from sqlite3 import Connection
from uuid import UUID

from pydantic import ValidationError

from app.playout import AsRunKind, BlockedReason, OccurrenceState, Sounded
from app.station.channel import EmergencyEvent
from app.station.database import Database
from app.station.log_lines import append_line, new_line
from app.station.store import STATION_RESTARTED
from app.wire.orders import EmergencyOrder
from app.wire.protocol import AsRunEntry

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class AlarmMemory:
    """A part of the station's store; raises StoreFailedError."""

    def __init__(self, database: Database) -> None:
        """Keep it in the station's own file."""
        self._database = database

    @property
    def orders(self) -> bytes | None:
        """The signed bytes of the last orders obeyed."""
        rows = self._database.rows("SELECT value FROM meta WHERE key = 'orders'")
        return bytes(rows[0]["value"]) if rows else None

    def keep_orders(self, signed: bytes) -> None:
        """Remember orders that were found trustworthy, before they are obeyed."""
        with self._database.transaction() as connection:
            connection.execute("INSERT OR REPLACE INTO meta (key, value) VALUES ('orders', ?)", (signed,))

    def sounded(self, emergency_id: UUID) -> Sounded:
        """How often it was heard here."""
        rows = self._database.rows("SELECT times, ended_us FROM alarm WHERE id = ?", str(emergency_id))
        return Sounded(rows[0]["times"], _EPOCH + rows[0]["ended_us"] * _MICROSECOND) if rows else Sounded()

    def recover(self, now: datetime) -> dict[UUID, int]:
        """After a boot: what sounded was broken off, and the log says so.

        Returns how often each emergency was broken off by such an end since it was last heard to its own.
        """
        with self._database.transaction() as connection:
            lines: dict[tuple[UUID, str], list[AsRunEntry]] = {}
            for entry in _of_emergencies(connection):
                lines.setdefault((entry.occurrence_id, entry.output), []).append(entry)
            broken: dict[UUID, int] = {}
            for (emergency_id, _), known in lines.items():
                if known[-1].state is OccurrenceState.ON_AIR:
                    ended = {"at": now, "state": OccurrenceState.INTERRUPTED, "fault": STATION_RESTARTED}
                    known.append(new_line(**known[-1].model_dump(exclude={"id", "sequence"}) | ended))
                    append_line(connection, known[-1])
                states = [entry.state for entry in known]
                heard = len(states) - states[::-1].index(OccurrenceState.AIRED) if OccurrenceState.AIRED in states else 0
                times = sum(entry.fault == STATION_RESTARTED for entry in known[heard:])
                broken[emergency_id] = max(times, broken.get(emergency_id, 0))
        return broken

    def log(self, order: EmergencyOrder, event: EmergencyEvent, reason: BlockedReason | None = None) -> None:
        """Keep a line of the log, with the reason when a rule ended it.

        The first sounding was planned for when it was ordered, a repeat for when it came.
        """
        played, first = event.played, self.sounded(order.id).times == 0
        started_at = played.started_at if played else None
        entry = new_line(
            kind=AsRunKind.EMERGENCY,
            occurrence_id=order.id,
            title=order.heading,
            approved_by=order.started_by,
            output=event.output,
            state=OccurrenceState(event.state),
            at=event.at,
            planned_at=order.began_at if first else started_at or event.at,
            started_at=started_at,
            start_error_ms=round((started_at - order.began_at) / timedelta(milliseconds=1)) if started_at and first else None,
            seconds=played.seconds if played else None,
            fault=event.fault,
            reason=reason,
            peak_dbfs=played.level.peak_dbfs if played and played.level else None,
            audio_sha256=order.audio[0].sha256,
            content_hash=order.content_hash,
        )
        with self._database.transaction() as connection:
            append_line(connection, entry)

    def count(self, emergency_id: UUID, ended_at: datetime) -> None:
        """It was heard to its end once more."""
        with self._database.transaction() as connection:
            connection.execute(
                "INSERT INTO alarm (id, times, ended_us) VALUES (?, 1, ?)"
                " ON CONFLICT (id) DO UPDATE SET times = times + 1, ended_us = excluded.ended_us",
                (str(emergency_id), (ended_at - _EPOCH) // _MICROSECOND),
            )


def _of_emergencies(connection: Connection) -> Iterator[AsRunEntry]:
    """The lines about emergencies that are kept, the oldest first."""
    query = "SELECT body FROM as_run WHERE json_valid(body) AND json_extract(body, '$.kind') = ? ORDER BY sequence"
    for row in connection.execute(query, (AsRunKind.EMERGENCY,)).fetchall():
        with suppress(ValidationError):  # of a release of before: it is set aside where the log is handed in
            yield AsRunEntry.model_validate_json(row["body"])
