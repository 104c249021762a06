"""The orders of a station: what is to sound at once, and what is silent; signed with the commune's key.

They need neither a file nor a database that answers: what the database said last is kept in memory, and what was silenced comes
from the journal. A version rises when they say something else. The station tells which one it obeys, so the next is higher also
after a restart, a restored backup or a clock that was set back. What no clock of ours could have made counts for that
answer alone: else whoever has the token could raise the versions to where none is left, and the station would be deaf.
"""

import threading
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from app.accounts import hash_secret
from app.clock import Clock
from app.db import Sessions
from app.emergencies import ORDERED, files_of, live, order_of
from app.silence import LastKnown, Stops
from app.tasks import Troubles
from app.units import EmergencyId, StationId
from app.wire.orders import EmergencyOrder, Orders, sign_orders
from app.wire.protocol import AudioFile
from app.wire.trust import Signer
from app.zones import Signers, Station, ZoneTree, merged_zones, station_of_token, zones

_URGENT_S = 0.25
"""So long the database is waited for while something was silenced that the station has not been told."""
_PATIENCE_S = 5.0
_FARTHEST = timedelta(days=366)
_NONE = 1
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class _Said:
    """What the database says of one station. ahead: audio to have, by the emergency it is of."""

    station: Station
    signer: Signer
    emergencies: tuple[EmergencyOrder, ...]
    ahead: tuple[tuple[EmergencyId, tuple[AudioFile, ...]], ...]


class EmbeddedOrderDesk:
    """See `app.dispatch.OrderDesk`; it remembers in this process."""

    def __init__(self, sessions: Sessions, clock: Clock, signers: Signers, journal: Stops, troubles: Troubles) -> None:
        """troubles: where an emergency is shown that cannot be ordered."""
        self._sessions = sessions
        self._clock = clock
        self._signers = signers
        self._journal = journal
        self._troubles = troubles
        self._known: LastKnown[_Said] = LastKnown("orders")
        self._last: dict[StationId, Orders] = {}
        self._lock = threading.Lock()

    def signed(self, secret: str, *, obeyed: int = 0, planned_at: datetime | None = None) -> bytes:
        """See `OrderDesk.signed`."""
        token = hash_secret(secret)
        said = self._known.ask(token, lambda: self._ask(secret), patience_s=self._patience_s(token, planned_at))
        return sign_orders(self._orders(said, obeyed, planned_at), said.signer)

    def close(self) -> None:
        """See `OrderDesk.close`."""
        self._known.close()

    def _patience_s(self, token: str, planned_at: datetime | None) -> float:
        known = self._known.peek(token)
        if known is None:
            return _PATIENCE_S
        last = self._last.get(known.station.id)
        is_told = last is not None and (last.stopped, last.silenced) == self._silence(known.station, planned_at)
        return _PATIENCE_S if is_told else _URGENT_S

    def _silence(self, station: Station, planned_at: datetime | None) -> tuple[bool, tuple[UUID, ...]]:
        untold = self._journal.untold(station.commune_id, planned_at, self._clock.now())
        return self._journal.hush_of(station.commune_id).stops(station.id), tuple(sorted(untold))

    def _ask(self, secret: str) -> _Said:
        with self._sessions.read() as session:
            station = station_of_token(session, secret)
            known = live(session, station.commune_id, self._clock.now())
            gone = self._journal.hush_of(station.commune_id).ids
            tree = ZoneTree(each for each in zones(session, station.commune_id) if each.id not in gone)
            merged = merged_zones(session, station.commune_id)
            heard = {each.id: tuple(sorted(merged.named(tree.warned(station.zones, each.zone_ids)))) for each in known}
            mine = [each for each in known if heard[each.id]]
            orders: list[EmergencyOrder] = []
            self._troubles.each(
                f"orders of {station.id}",
                (each for each in mine if each.state in ORDERED),
                lambda each: orders.append(order_of(each, heard[each.id])),
                commune=station.commune_id,
                code="emergency_not_ordered",
            )
            ahead = tuple((each.id, files_of(each)) for each in mine)
            return _Said(station, self._signers.of(session, station.commune_id), tuple(orders), ahead)

    def _orders(self, said: _Said, obeyed: int, planned_at: datetime | None) -> Orders:
        now, station = self._clock.now(), said.station
        stopped, silenced = self._silence(station, planned_at)
        ended = self._journal.hush_of(station.commune_id).ids
        ahead = {file.sha256: file for key, files in said.ahead if key not in ended for file in files}
        orders = Orders(
            station_id=station.id,
            version=_NONE,
            issued_at=now,
            stopped=stopped,
            emergencies=tuple(each for each in said.emergencies if each.id not in ended and each.ends_at > now),
            ahead=tuple(ahead.values()),
            silenced=silenced,
        )
        if obeyed > int((now + _FARTHEST).timestamp() * 1000):
            return orders.model_copy(update={"version": obeyed + 1})
        with self._lock:
            last = self._last.get(station.id)
            if last is not None and last.version >= obeyed and _content(last) == _content(orders):
                return last
            version = max(int(now.timestamp() * 1000), obeyed + 1, last.version + 1 if last is not None else 1)
            made = self._last[station.id] = orders.model_copy(update={"version": version})
            return made


def _content(orders: Orders) -> Orders:
    """What they say, without version and time."""
    return orders.model_copy(update={"version": _NONE, "issued_at": _LONG_AGO})
