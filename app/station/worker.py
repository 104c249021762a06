"""A thread for one job, woken by a bell.

Ringing while it works makes it work once more afterwards, so no ring is lost and nothing runs twice at a time. The thread is a
daemon: a server that hangs does not keep the station from ending.
"""

import threading
from collections.abc import Callable


class Worker:
    """Runs `work` once for each time the bell was found rung."""

    def __init__(self, name: str, work: Callable[[], None]) -> None:
        """work: must not raise."""
        self._work = work
        self._bell = threading.Event()
        self._rung = False
        self._ended = False
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        """Begin to listen."""
        self._thread.start()

    def ring(self) -> None:
        """Have the job done soon."""
        self._rung = True
        self._bell.set()

    def end(self, timeout_s: float) -> None:
        """Stop listening; wait for what was rung for, but not longer than `timeout_s`."""
        self._ended = True
        self._bell.set()
        self._thread.join(timeout_s)

    def _run(self) -> None:
        while True:
            self._bell.wait()
            self._bell.clear()
            if self._rung:
                self._rung = False
                self._work()
            if self._ended and not self._rung:
                return
