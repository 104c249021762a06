"""The lease of a rendering that is being made. It is renewed beside the work: a slow voice may take longer for one sentence."""

import threading
from types import TracebackType
from typing import Self

import structlog

from app.clock import Clock
from app.db import Sessions
from app.programmes.renderings import LEASE, Claim, renew

_log = structlog.get_logger(__name__)
RENEW_EVERY = LEASE / 5


class Lease:
    """Keeps one claim for as long as the block runs. share: of the work that is done, 0 to 1, as others are shown it."""

    def __init__(self, sessions: Sessions, clock: Clock, mine: Claim) -> None:
        """Renewed from the block's begin on."""
        self.share = 0.0
        self.is_lost = False
        self._sessions = sessions
        self._clock = clock
        self._mine = mine
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._renew, name="lease", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._done.set()
        self._thread.join()

    def _renew(self) -> None:
        while not self._clock.wait(self._clock.now() + RENEW_EVERY, self._done):
            try:
                with self._sessions.begin() as session:
                    self.is_lost = not renew(session, self._clock, self._mine, self.share)
            except Exception:  # noqa: BLE001  # a database that is locked or full now may not be so the next time
                _log.exception("rendering.not_renewed", rendering=str(self._mine.id))
            if self.is_lost:
                return
