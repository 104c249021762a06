"""What must be looked at every few seconds, whatever else is busy: silent stations, the clock, and alarms that wait to be sent.

Each has a thread of its own, so that a mail server that hangs keeps back nothing.
"""

import threading
from collections.abc import Callable, Collection
from datetime import timedelta
from types import TracebackType
from typing import Self

import structlog

from app.dispatch import ContactWatch
from app.faults import CHANNEL_FAULTS, ROW_FAULTS, ROW_UNREADABLE, observe, send_alarms
from app.units import CommuneId
from app.wiring import Services, fault_channels
from app.zones import communes

_log = structlog.get_logger(__name__)
_CLOCK_UNSURE = "server_clock_unsure"
LOOK_EVERY = timedelta(seconds=10)


class Watch:
    """Runs while the service runs."""

    def __init__(self, services: Services) -> None:
        """Nothing runs yet. Raises BadWebhookError for an address that may not be called."""
        self._services = services
        self._channels = fault_channels(services.settings.alarm)
        self._contact = ContactWatch(services.sessions, services.clock)
        self._wrong: dict[CommuneId, frozenset[tuple[str, str]]] | None = None
        self._was_unsure: bool | None = None
        self._ending = threading.Event()

    def __enter__(self) -> Self:
        for work in (self._contact.look, self._send, self._look_at_clock):
            threading.Thread(target=self._repeat, args=(work,), name="watch", daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._ending.set()

    def _send(self) -> None:
        services = self._services
        unsent = send_alarms(services.sessions, services.clock, self._channels, address=services.settings.sign_in.address)
        with services.sessions.read() as session:
            wrong = {each.id: self._wrong_of(each.id, unsent) for each in communes(session)}
        if wrong == self._wrong:
            return
        now = services.clock.now()
        with services.sessions.begin() as session:
            for commune_id, found in wrong.items():
                present = dict.fromkeys(found, now)
                observe(session, now, commune_id, None, present, among=CHANNEL_FAULTS | ROW_FAULTS)
        self._wrong = wrong

    def _wrong_of(self, commune_id: CommuneId, unsent: Collection[str]) -> frozenset[tuple[str, str]]:
        """What is shown of the server, each with its place where it has one: the row that lists leave out."""
        codes = self._services.troubles.codes(commune_id).union(unsent)
        rows = self._services.sessions.unreadable.of(commune_id)
        return frozenset({*(("", code) for code in codes), *((name, ROW_UNREADABLE) for name in rows)})

    def _look_at_clock(self) -> None:
        """A jump of the clock that nothing confirms is shown while it lasts."""
        is_unsure, clock = self._services.clock.jumped is not None, self._services.clock
        if is_unsure == self._was_unsure:
            return
        self._was_unsure = is_unsure
        present = {("", _CLOCK_UNSURE): clock.now()} if is_unsure else {}
        with self._services.sessions.begin() as session:
            for commune in communes(session):
                observe(session, clock.now(), commune.id, None, present, among={_CLOCK_UNSURE})

    def _repeat(self, work: Callable[[], None]) -> None:
        clock = self._services.clock
        while not self._ending.is_set():
            try:
                work()
            except Exception:  # noqa: BLE001  # the worker loop: it looks again soon
                _log.exception("watch.failed")
            clock.wait(clock.now() + LOOK_EVERY, self._ending)
