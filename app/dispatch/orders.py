"""The orders of a station: what is to sound at once, and what is silent; signed with the commune's key.

They need neither a file nor a database that answers: what the database said last is kept in memory, and what was silenced comes
from the journal. A version rises when they say something else. The station tells which one it obeys, so the next is higher also
after a restart, a restored backup or a clock that was set back. What no clock of ours could have made counts for that
answer alone: else whoever has the token could raise the versions to where none is left, and the station would be deaf.
"""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from app.accounts import hash_secret
from app.canonical import canonical_hash
from app.clock import Clock
from app.db import Sessions
from app.dispatch.order_versions import Issued, OrderVersions, newest_orders
from app.emergencies import ORDERED, files_of, is_sealed, live, order_of
from app.silence import LastKnown, NothingKnownError, Stops
from app.tasks import Troubles
from app.units import CommuneId, EmergencyId, StationId
from app.values import frozen
from app.wire.orders import EmergencyOrder, Orders, sign_orders
from app.wire.protocol import AudioFile
from app.wire.trust import Signer
from app.zones import Signers, Station, ZoneTree, merged_zones, public_key, station_of_token, zones

_URGENT_S = 0.25
"""So long the database is waited for while something was silenced that the station has not been told."""
_PATIENCE_S = 5.0
_FARTHEST = timedelta(days=366)
_NONE = 1


@frozen
class _Said:
    """What the database says of one station.

    issued: the newest orders of any server. asked_at: by the monotonic clock. was_stopped: it was asked while everything was
    stopped, so it may not know what a lift ended. ahead: audio to have, by the emergency it is of.
    """

    station: Station
    signer: Signer
    issued: Issued | None
    asked_at: float
    was_stopped: bool
    emergencies: tuple[EmergencyOrder, ...]
    ahead: tuple[tuple[EmergencyId, tuple[AudioFile, ...]], ...]


class EmbeddedOrderDesk:
    """See `app.dispatch.OrderDesk`; it remembers in this process."""

    def __init__(
        self,
        sessions: Sessions,
        clock: Clock,
        signers: Signers,
        stops: Stops,
        *,
        troubles: Troubles,
        on_heard: Callable[[CommuneId], None],
    ) -> None:
        """troubles: where an emergency is shown that cannot be ordered. on_heard: another server has changed what is silent."""
        self._sessions = sessions
        self._clock = clock
        self._signers = signers
        self._stops = stops
        self._troubles = troubles
        self._on_heard = on_heard
        self._known: LastKnown[_Said] = LastKnown("orders")
        self._versions = OrderVersions(sessions)
        self._issued: dict[StationId, Issued] = {}
        self._told: dict[StationId, tuple[bool, tuple[UUID, ...]]] = {}
        self._confirmed: dict[StationId, frozenset[UUID]] = {}
        self._lock = threading.Lock()

    def signed(self, secret: str, *, obeyed: int = 0, planned_at: datetime | None = None) -> bytes:
        """See `OrderDesk.signed`."""
        token, asked_at = hash_secret(secret), self._clock.monotonic()
        said = self._known.ask(token, lambda: self._ask(secret), patience_s=self._patience_s(token, planned_at))
        if self._is_behind(said, obeyed, asked_at):
            if all(each.commune_id != said.station.commune_id for each in self._stops.open()):
                raise NothingKnownError  # it keeps to what the other server told it
            said = replace(said, was_stopped=True)  # both are to hold: what is silenced here, and what may have been there
        return sign_orders(self._orders(said, obeyed, planned_at), said.signer)

    def close(self) -> None:
        """See `OrderDesk.close`."""
        self._known.close()
        self._versions.close()

    def _patience_s(self, token: str, planned_at: datetime | None) -> float:
        known = self._known.peek(token)
        if known is None:
            return _PATIENCE_S
        is_told = self._told.get(known.station.id) == self._silence(known.station, planned_at)
        return _PATIENCE_S if is_told else _URGENT_S

    def _silence(self, station: Station, planned_at: datetime | None) -> tuple[bool, tuple[UUID, ...]]:
        untold = self._stops.untold(station.commune_id, planned_at, self._clock.now())
        return self._stops.hush_of(station.commune_id).stops(station.id), tuple(sorted(untold))

    def _ask(self, secret: str) -> _Said:
        lifts = self._stops.lifts
        with self._sessions.read() as session:
            asked_at = self._clock.monotonic()
            station = station_of_token(session, secret)
            for commune_id in self._stops.hear(session, self._clock.now(), station.commune_id):
                self._on_heard(commune_id)
            was_stopped = self._stops.stop_of(station.commune_id) is not None or self._stops.lifts != lifts
            key = public_key(session, station.commune_id)
            known = [each for each in live(session, station.commune_id, self._clock.now()) if is_sealed(key, each)]
            gone = self._stops.hush_of(station.commune_id).ids
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
            signer, issued = self._signers.of(session, station.commune_id), newest_orders(session, station.id)
            return _Said(station, signer, issued, asked_at, was_stopped, tuple(orders), ahead)

    def _orders(self, said: _Said, obeyed: int, planned_at: datetime | None) -> Orders:
        now, station = self._clock.now(), said.station
        stopped, silenced = self._silence(station, planned_at)
        ended = self._stops.hush_of(station.commune_id).ids
        ahead = {file.sha256: file for key, files in said.ahead if key not in ended for file in files}
        orders = Orders(
            station_id=station.id,
            version=_NONE,
            issued_at=now,
            stopped=stopped or said.was_stopped,
            emergencies=tuple(each for each in said.emergencies if each.id not in ended and each.ends_at > now),
            ahead=tuple(ahead.values()),
            silenced=silenced,
        )
        if obeyed > int((now + _FARTHEST).timestamp() * 1000):
            return orders.model_copy(update={"version": obeyed + 1})
        content = canonical_hash(orders.model_dump(mode="json", exclude={"version", "issued_at"}))
        with self._lock:
            self._confirm(station, obeyed, now)
            newest = self._newest(said)
            if newest is not None and newest.content == content and newest.version >= obeyed:
                issued = newest
            else:
                version = max(int(now.timestamp() * 1000), obeyed + 1, newest.version + 1 if newest is not None else 1)
                issued = Issued(version, content, now)
            self._issued[station.id], self._told[station.id] = issued, (stopped, silenced)
        if issued != said.issued:
            self._versions.note(station.id, station.commune_id, issued)
        return orders.model_copy(update={"version": issued.version, "issued_at": issued.issued_at})

    def _confirm(self, station: Station, obeyed: int, now: datetime) -> None:
        """Note what the station knows to be silenced, as it obeys the orders that said so."""
        issued, told = self._issued.get(station.id), frozenset(self._told.get(station.id, (False, ()))[1])
        if issued is not None and obeyed >= issued.version and (new := told - self._confirmed.get(station.id, frozenset())):
            self._confirmed[station.id] = told
            self._versions.confirm(station.id, station.commune_id, tuple(new), now)

    def _newest(self, said: _Said) -> Issued | None:
        """Of what this server gave and what the database said of all of them."""
        known = [each for each in (self._issued.get(said.station.id), said.issued) if each is not None]
        return max(known, key=lambda each: each.version, default=None)

    def _is_behind(self, said: _Said, obeyed: int, asked_at: float) -> bool:
        """Whether the station goes by newer orders of another server, while the database does not say what that one knew."""
        with self._lock:
            newest = self._newest(said)
        return said.asked_at < asked_at and obeyed > (newest.version if newest is not None else 0)
