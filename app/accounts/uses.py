"""When sign-ins and tokens were last used: kept in memory, and written down each minute, so that no request that reads writes."""

import threading
from datetime import datetime
from uuid import UUID

from sqlalchemy import update

from app.accounts.tables import ApiTokenRow, SignInRow
from app.db import Sessions


class Uses:
    """By the id of the sign-in or token; any thread may ask and tell. What a power cut loses of it is a minute."""

    def __init__(self) -> None:
        """None."""
        self._seen: dict[UUID, datetime] = {}
        self._lock = threading.Lock()

    def note(self, key: UUID, now: datetime) -> None:
        """It was used."""
        with self._lock:
            self._seen[key] = now

    def of(self, key: UUID) -> datetime | None:
        """When it was last used, as far as that is not written down."""
        with self._lock:
            return self._seen.get(key)

    def write_down(self, sessions: Sessions) -> None:
        """Keep what was used since the last time; what could not be written is kept for the next."""
        with self._lock:
            seen = dict(self._seen)
        if not seen:
            return
        with sessions.begin() as session:
            for key, at in seen.items():
                for table in (SignInRow, ApiTokenRow):
                    session.execute(update(table).where(table.id == key).values(used_at=at))
        with self._lock:
            for key, at in seen.items():
                if self._seen.get(key) == at:
                    del self._seen[key]
