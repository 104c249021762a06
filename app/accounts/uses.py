"""When sign-ins and tokens were last used: kept in memory, and written down each minute, so that no request that reads writes."""

import threading
from datetime import datetime
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.orm import Session

from app.accounts.actor import Actor
from app.accounts.acts import record_act
from app.accounts.tables import ApiTokenRow, SignInRow
from app.db import Sessions


def write_end(session: Session, now: datetime, actor: Actor, sign_in_id: UUID) -> None:
    """End a sign-in in the database, unless it is over there already."""
    query = update(SignInRow).where(SignInRow.id == sign_in_id, SignInRow.ended_at.is_(None)).values(ended_at=now)
    if session.scalars(query.returning(SignInRow.id)).one_or_none() is not None:
        record_act(session, now, actor, "sign_out", subject="sign_in", subject_id=sign_in_id)


class Uses:
    """By the id of the sign-in or token; any thread may ask and tell. What a power cut loses of it is a minute."""

    def __init__(self) -> None:
        """None."""
        self._seen: dict[UUID, datetime] = {}
        self._ended: dict[UUID, tuple[Actor, datetime]] = {}
        self._lock = threading.Lock()

    def note(self, key: UUID, now: datetime) -> None:
        """It was used."""
        with self._lock:
            self._seen[key] = now

    def of(self, key: UUID) -> datetime | None:
        """When it was last used, as far as that is not written down."""
        with self._lock:
            return self._seen.get(key)

    def end(self, key: UUID, actor: Actor, now: datetime) -> None:
        """`actor` signed out, and there is no room to write it down."""
        with self._lock:
            self._ended[key] = actor, now

    def has_ended(self, key: UUID) -> bool:
        """Whether it was ended, and that is not written down yet."""
        with self._lock:
            return key in self._ended

    def write_down(self, sessions: Sessions) -> None:
        """Keep what was used since the last time; what could not be written is kept for the next."""
        with self._lock:
            seen, ended = dict(self._seen), dict(self._ended)
        if not (seen or ended):
            return
        with sessions.begin() as session:
            for key, (actor, at) in ended.items():
                write_end(session, at, actor, key)
            for key, at in seen.items():
                for table in (SignInRow, ApiTokenRow):
                    session.execute(update(table).where(table.id == key).values(used_at=at))
        with self._lock:
            for key, at in seen.items():
                if self._seen.get(key) == at:
                    del self._seen[key]
            for key in ended:
                del self._ended[key]
