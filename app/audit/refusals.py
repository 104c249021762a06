"""What was refused, kept in the chain too: each kind at once, and then as a count, so that nobody fills the disk by asking.

A refusal undoes its transaction, and one of an unknown token has none; so they are counted in memory and written every few
seconds. The first of a kind has a row of its own; while more come, there is one row for each `WINDOW`, with how many they were.
What nobody can be named for is told to every commune of the server. A crash loses what was not written yet: seconds of the
first, a window of the count.
"""

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from app.audit.chain import Happening, record
from app.clock import Clock
from app.db import Sessions
from app.units import CommuneId
from app.values import frozen

WINDOW = timedelta(minutes=10)
WINDOW_OF_NOBODY = timedelta(hours=1)
_log = structlog.get_logger(__name__)


@frozen
class Refusal:
    """What is counted as one: who asked, and what for. commune_id: None for nobody known; code: of the error; what: missing."""

    commune_id: CommuneId | None
    actor_kind: str
    actor_id: UUID | None
    actor_name: str
    code: str
    what: str = ""


@dataclass
class _Count:
    since: datetime
    waiting: int = 0
    written_at: datetime | None = None


class Refusals:
    """Counts refusals, and writes them when asked to."""

    def __init__(self) -> None:
        """Nothing was refused yet."""
        self._counts: dict[Refusal, _Count] = {}
        self._lock = threading.Lock()

    def note(self, refusal: Refusal, now: datetime) -> None:
        """Count one more."""
        with self._lock:
            count = self._counts.setdefault(refusal, _Count(now))
            if not count.waiting:
                count.since = now
            count.waiting += 1

    def write(self, sessions: Sessions, clock: Clock, communes: Callable[[Session], Iterable[CommuneId]]) -> None:
        """Write what is due. Where the database does not answer it stays counted."""
        now = clock.now()
        for refusal, count in self._due(now).items():
            try:
                with sessions.begin() as session:
                    named = [refusal.commune_id] if refusal.commune_id is not None else list(communes(session))
                    for commune_id in named:
                        record(session, commune_id, _happening(refusal, count, now))
            except (SQLAlchemyError, OSError) as error:
                _log.warning("audit.refusal_waits", cause=type(error).__name__)
                return
            self._written(refusal, count, now)

    def _due(self, now: datetime) -> dict[Refusal, _Count]:
        with self._lock:
            for refusal, count in list(self._counts.items()):
                if not count.waiting and not _is_within(refusal, count, now):
                    del self._counts[refusal]
            return {
                refusal: _Count(count.since, count.waiting)
                for refusal, count in self._counts.items()
                if count.waiting and not _is_within(refusal, count, now)
            }

    def _written(self, refusal: Refusal, written: _Count, now: datetime) -> None:
        with self._lock:
            count = self._counts[refusal]
            count.waiting -= written.waiting
            count.written_at = now


def _is_within(refusal: Refusal, count: _Count, now: datetime) -> bool:
    """Whether its row was written so short a while ago that the next one waits; a clock that went back has no say in it."""
    window = WINDOW_OF_NOBODY if refusal.commune_id is None else WINDOW
    return count.written_at is not None and timedelta(0) <= now - count.written_at < window


def _happening(refusal: Refusal, count: _Count, now: datetime) -> Happening:
    return Happening(
        at=now,
        actor_kind=refusal.actor_kind,
        actor_id=refusal.actor_id,
        actor_name=refusal.actor_name,
        act="refuse",
        subject="refusal",
        subject_id=refusal.code,
        facts={"what": refusal.what, "count": count.waiting, "since": count.since.isoformat()},
    )
