"""The log of what sounded, kept until the server has it."""

import logging
from collections.abc import Iterable
from uuid import UUID

from pydantic import ValidationError

from app.station.database import Database
from app.wire.protocol import AsRunEntry

_logger = logging.getLogger(__name__)
_SET_ASIDE = 2


class Outbox:
    """A part of the station's memory; all methods may be called from any thread, and raise StoreFailedError."""

    def __init__(self, database: Database) -> None:
        """The lines that stand in the station's own file."""
        self._database = database

    def oldest(self, limit: int) -> list[AsRunEntry]:
        """The oldest lines the server has not confirmed; what is no line, as of a release of before, is set aside."""
        self._database.settle()  # or, after a power cut, a number could be given twice
        entries = []
        for row in self._database.rows("SELECT id, sequence, body FROM as_run WHERE stored = 0 ORDER BY sequence LIMIT ?", limit):
            try:
                entry = AsRunEntry.model_validate_json(row["body"])
            except ValidationError as error:
                _logger.error("line %d of the log is none: %s", row["sequence"], error)  # noqa: TRY400  # said whole
                self.set_aside(UUID(row["id"]))
            else:
                entries.append(entry.model_copy(update={"sequence": row["sequence"]}))
        return entries

    def count(self) -> int:
        """How many lines the server has not confirmed."""
        [row] = self._database.rows("SELECT count(*) AS count FROM as_run WHERE stored = 0")
        return int(row["count"])

    def confirm(self, ids: Iterable[UUID]) -> None:
        """The server has stored these lines durably."""
        with self._database.transaction() as connection:
            connection.executemany("UPDATE as_run SET stored = 1 WHERE id = ? AND stored = 0", [(str(id_),) for id_ in ids])

    def set_aside(self, id_: UUID) -> None:
        """The server will never take this line: keep it, and do not hand it in again."""
        with self._database.transaction() as connection:
            connection.execute("UPDATE as_run SET stored = ? WHERE id = ?", (_SET_ASIDE, str(id_)))
            connection.execute("INSERT OR REPLACE INTO meta (key, value) VALUES ('line_refused', 1)")

    @property
    def is_refusal_untold(self) -> bool:
        """Whether a line was set aside, and the server does not know."""
        return any(row["value"] for row in self._database.rows("SELECT value FROM meta WHERE key = 'line_refused'"))

    def told_of_refusal(self) -> None:
        """The server knows."""
        with self._database.transaction() as connection:
            connection.execute("INSERT OR REPLACE INTO meta (key, value) VALUES ('line_refused', 0)")
