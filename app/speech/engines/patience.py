"""How an online engine deals with a service that is slow, busy or down: a few tries with jitter, then a rest.

Silence is not tried again: whoever waited once for nothing falls back to a voice that answers. Ours, because it is small
and runs on the product's `Clock`; the libraries that do it bring their own time.
"""

import random
import threading
from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar

from app.clock import Clock
from app.values import frozen

T = TypeVar("T")


class TryAgainError(Exception):
    """One try failed in a way that another may not. after_s: what the service asked for (`Retry-After`)."""

    def __init__(self, reason: str, after_s: float | None = None) -> None:
        super().__init__(reason)
        self.after_s = after_s


class GiveUpError(Exception):
    """It failed and trying again would not help now."""


@frozen
class Patience:
    """tries: a sentence; first_wait_s: doubled each time, times 0.5 to 1.5; longest_wait_s: a service that asks for more is down.

    failures: sentences failed in a row that open the circuit; rest_s: how long nothing is asked then.
    """

    tries: int = 3
    first_wait_s: float = 0.5
    longest_wait_s: float = 10.0
    failures: int = 2
    rest_s: float = 60.0


class Circuit:
    """Tries calls with patience; open after several failed in a row, it refuses at once until it has rested. Thread-safe."""

    def __init__(self, patience: Patience, clock: Clock) -> None:
        self._patience = patience
        self._clock = clock
        self._lock = threading.Lock()
        self._failed = 0
        self._closed_until = 0.0
        self._stopping = threading.Event()
        self._dice = random.Random()  # noqa: S311  # jitter is no secret

    def call(self, once: Callable[[], T]) -> T:
        """The result of `once`, which raises `TryAgainError` or `GiveUpError`.

        Raises `GiveUpError` when the tries are used up or the circuit is open. After a rest, one failure opens it again.
        """
        with self._lock:
            if self._clock.monotonic() < self._closed_until:
                raise GiveUpError("resting after failures")
        try:
            result = self._tries(once)
        except GiveUpError:
            self._note_failure()
            raise
        with self._lock:
            self._failed = 0
        return result

    def stop(self) -> None:
        """End waits; calls from now on fail after their first try."""
        self._stopping.set()

    def _tries(self, once: Callable[[], T]) -> T:
        wait_s = self._patience.first_wait_s
        for left in reversed(range(self._patience.tries)):
            try:
                return once()
            except TryAgainError as exc:
                pause_s = max(wait_s * self._dice.uniform(0.5, 1.5), exc.after_s or 0.0)
                if not left or pause_s > self._patience.longest_wait_s or self._pause(pause_s):
                    raise GiveUpError(str(exc)) from exc
                wait_s *= 2
        raise GiveUpError("no tries allowed")

    def _pause(self, seconds: float) -> bool:
        return self._clock.wait(self._clock.now() + timedelta(seconds=seconds), self._stopping)

    def _note_failure(self) -> None:
        with self._lock:
            self._failed += 1
            if self._failed >= self._patience.failures:
                self._closed_until = self._clock.monotonic() + self._patience.rest_s
