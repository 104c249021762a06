"""Which orders of a station are the newest, for all servers of an installation: they give the same version for the same words.

The row is written behind the answer and waited for by nobody: until it is there, the version that the station says it obeys is
floor enough.
"""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from uuid import UUID

import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from app.db import Sessions
from app.dispatch.recalls import confirm_recalls
from app.dispatch.tables import OrdersRow
from app.units import CommuneId, Sha256, StationId
from app.values import frozen

_log = structlog.get_logger(__name__)


@frozen
class Issued:
    """Orders that were given. content: hash of what they say, without version and time."""

    version: int
    content: Sha256
    issued_at: datetime


def newest_orders(session: Session, station_id: StationId) -> Issued | None:
    """Of any server; None: none were given."""
    row = session.get(OrdersRow, station_id)
    return None if row is None else Issued(row.version, Sha256(row.content), row.issued_at)


class OrderVersions:
    """Lets the other servers know what this one gave; from any thread, by one of its own, all that waits in one transaction."""

    def __init__(self, sessions: Sessions) -> None:
        """Nothing waits."""
        self._sessions = sessions
        self._waiting: dict[StationId, tuple[CommuneId, Issued]] = {}
        self._recalls: list[tuple[CommuneId, StationId, tuple[UUID, ...], datetime]] = []
        self._lock = threading.Lock()
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="order-versions")
        self._is_closed = False

    def note(self, station_id: StationId, commune_id: CommuneId, issued: Issued) -> None:
        """Soon; what cannot be written now is noted again by whoever finds the row behind."""
        with self._lock:
            is_first = not self._waiting
            self._waiting[station_id] = commune_id, issued
            if is_first and not self._is_closed:
                self._writer.submit(self._write)

    def confirm(self, station_id: StationId, commune_id: CommuneId, ids: tuple[UUID, ...], at: datetime) -> None:
        """Soon: the station obeys orders that say these are silenced. What cannot be written now its manifest tells later."""
        with self._lock:
            self._recalls.append((commune_id, station_id, ids, at))
            if not self._is_closed:
                self._writer.submit(self._write)

    def close(self) -> None:
        """Write nothing more."""
        with self._lock:
            self._is_closed = True
        self._writer.shutdown(wait=True, cancel_futures=True)

    def _write(self) -> None:
        with self._lock:
            waiting, self._waiting = self._waiting, {}
            recalls, self._recalls = self._recalls, []
        try:
            with self._sessions.begin() as session:
                for station_id, (commune_id, issued) in sorted(waiting.items()):
                    _put(session, station_id, commune_id, issued)
                for commune_id, station_id, ids, at in recalls:
                    confirm_recalls(session, commune_id, station_id, ids, at)
        except (SQLAlchemyError, OSError) as error:
            _log.info("orders.not_noted", cause=type(error).__name__)


def _put(session: Session, station_id: StationId, commune_id: CommuneId, issued: Issued) -> None:
    row = session.get(OrdersRow, station_id, with_for_update=True)
    if row is None:
        row = OrdersRow(station_id=station_id, commune_id=commune_id, version=0)
        session.add(row)
    if row.version < issued.version:
        row.version, row.content, row.issued_at = issued.version, issued.content, issued.issued_at
