"""A thread for one job, which it does at its start, every so often, and whenever its bell is rung.

It waits by the monotonic clock, so no jump of the wall clock makes it stand still or work off the years of a PC that began in
1970. Ringing while it works makes it work once more afterwards: no ring is lost, and nothing runs twice at a time. The thread is
a daemon, so a server that hangs does not keep the station from ending.
"""

import threading
from collections.abc import Callable
from datetime import timedelta

from app.clock import Clock


class Worker:
    """Runs `work` at the start, then `every` so often, and once for each time the bell was found rung."""

    def __init__(self, name: str, work: Callable[[], None], *, clock: Clock, every: timedelta) -> None:
        """work: must not raise."""
        self._work = work
        self._clock = clock
        self._every = every
        self._bell = threading.Event()
        self._rung = False
        self._ended = False
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def ring(self) -> None:
        """Have the job done soon."""
        self._rung = True
        self._bell.set()

    def end(self, timeout_s: float) -> None:
        """End; wait for what was rung for, but not longer than `timeout_s`."""
        self._ended = True
        self._bell.set()
        self._thread.join(timeout_s)

    def _run(self) -> None:
        while True:
            self._rung = False
            self._work()
            self._clock.wait(self._clock.now() + self._every, self._bell)
            self._bell.clear()
            if self._ended and not self._rung:
                return
