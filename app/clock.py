"""The one source of time.

Everything takes a `Clock`; nothing else in the product asks the machine for the time. Instants are aware UTC.
"""

import threading
import time
from datetime import UTC, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

COMMUNE_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
"""Times are stored in UTC and shown in this zone."""


class Clock(Protocol):
    """Wall clock, monotonic clock and an interruptible wait."""

    def now(self) -> datetime:
        """The present instant, aware, UTC."""
        ...

    def monotonic(self) -> float:
        """Seconds that only go forward; for durations."""
        ...

    def wait(self, until: datetime, interrupt: threading.Event) -> bool:
        """Sleep until the instant `until`, by the monotonic clock, or until `interrupt` is set.

        The length is fixed at the call, so a wall clock that jumps meanwhile neither prolongs nor cuts the wait:
        callers wait in short steps and look again. Returns whether `interrupt` ended it.
        """
        ...


class SystemClock:
    """The machine's clocks."""

    def now(self) -> datetime:
        """See `Clock.now`."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """See `Clock.monotonic`."""
        return time.monotonic()

    def wait(self, until: datetime, interrupt: threading.Event) -> bool:
        """See `Clock.wait`."""
        return interrupt.wait(max(0.0, (until - self.now()).total_seconds()))


class ManualClock:
    """A clock that a test or a simulation moves by hand."""

    def __init__(self, start: datetime) -> None:
        """Start at `start` (aware)."""
        self._now = start.astimezone(UTC)
        self._monotonic = 0.0
        self._moved = threading.Condition()

    def now(self) -> datetime:
        """See `Clock.now`."""
        with self._moved:
            return self._now

    def monotonic(self) -> float:
        """See `Clock.monotonic`."""
        with self._moved:
            return self._monotonic

    def advance(self, step: timedelta) -> None:
        """Let `step` pass on both clocks."""
        with self._moved:
            self._now += step
            self._monotonic += step.total_seconds()
            self._moved.notify_all()

    def jump(self, to: datetime) -> None:
        """Set the wall clock alone, as a person or NTP does; the monotonic clock stands."""
        with self._moved:
            self._now = to.astimezone(UTC)
            self._moved.notify_all()

    def wait(self, until: datetime, interrupt: threading.Event) -> bool:
        """See `Clock.wait`; real time passes only in short steps that look at `interrupt`."""
        with self._moved:
            end = self._monotonic + (until - self._now).total_seconds()
            while self._monotonic < end and not interrupt.is_set():
                self._moved.wait(0.01)
            return interrupt.is_set()


def local(instant: datetime) -> datetime:
    """`instant` in the commune's zone."""
    return instant.astimezone(COMMUNE_ZONE)
