"""What the station must not forget about emergencies: the orders it obeys, and how often each has sounded."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from app.playout import AsRunKind, BlockedReason, OccurrenceState, Sounded
from app.station.channel import EmergencyEvent
from app.station.database import Database
from app.station.log_lines import append_line, new_line
from app.wire.orders import EmergencyOrder

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
        with self._database.transaction() as connection:
            row = connection.execute("SELECT value FROM meta WHERE key = 'orders'").fetchone()
        return bytes(row["value"]) if row is not None else None

    def keep_orders(self, signed: bytes) -> None:
        """Remember orders that were found trustworthy, before they are obeyed."""
        with self._database.transaction() as connection:
            connection.execute("INSERT OR REPLACE INTO meta (key, value) VALUES ('orders', ?)", (signed,))

    def sounded(self, emergency_id: UUID) -> Sounded:
        """How often it was heard here."""
        with self._database.transaction() as connection:
            row = connection.execute("SELECT times, ended_us FROM alarm WHERE id = ?", (str(emergency_id),)).fetchone()
        return Sounded() if row is None else Sounded(row["times"], _EPOCH + row["ended_us"] * _MICROSECOND)

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
