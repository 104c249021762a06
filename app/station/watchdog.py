"""Ends the process when its due loop stands still, so that whoever supervises it starts it again (EN 50849: a watchdog).

A turn of the loop takes milliseconds; one that a dying disk holds up for half a minute will not come back, and a process that
hangs would miss every item until somebody looks. What was on air is interrupted at the next start, like after a power cut.
"""

import faulthandler
import logging
import os
import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from app.clock import Clock

_log = logging.getLogger(__name__)
_LOOK_EVERY = timedelta(seconds=1)
_LOOKS = 30
_EXIT_CODE = 75  # EX_TEMPFAIL: try again


class Watchdog:
    """Counts its own looks since the loop last turned, so that a PC that slept for a night bites nobody."""

    def __init__(self, clock: Clock, turns: Callable[[], int], mark: Path, *, bite: Callable[[], None] | None = None) -> None:
        """turns: how often the loop has turned. mark: a file that tells the next start. bite: ends the process; a test's own."""
        self._clock = clock
        self._turns = turns
        self._mark = mark
        self._bite = bite or (lambda: os._exit(_EXIT_CODE))

    def start(self, stop: threading.Event) -> None:
        """Watch in a thread of its own, until `stop` is set."""
        threading.Thread(target=self._run, args=(stop,), name="watchdog", daemon=True).start()

    def _run(self, stop: threading.Event) -> None:
        seen, looks = self._turns(), 0
        while not self._clock.wait(self._clock.now() + _LOOK_EVERY, stop):
            turns = self._turns()
            seen, looks = turns, 0 if turns != seen else looks + 1
            if looks >= _LOOKS:
                _log.critical("the due loop has not turned for %d s; the process ends", _LOOKS)
                faulthandler.dump_traceback()
                try:
                    self._mark.touch()
                finally:
                    self._bite()
                return
