"""Whether the PC's clock may be believed, and noticing when it jumps.

A PC without a working battery starts in 1970; a person or NTP may set the clock in either direction at any time. The server's
time, when it was heard lately, decides; without it the clock must not show less than what the station knows to be past.
"""

import threading
from datetime import datetime, timedelta

from app.clock import Clock

TOLERANCE = timedelta(seconds=120)
"""A skew beyond this holds everything."""
_HEARD_LATELY_S = 3600.0
_JUMP_S = 2.0


def is_trusted(now: datetime, *, server_now: datetime | None, last_seen: datetime | None, issued_at: datetime) -> bool:
    """Judge the clock that shows `now`.

    server_now: what the server's clock shows, None when it was not heard lately. last_seen: the latest instant the station
    remembers. issued_at: when the accepted manifest was made.
    """
    if server_now is not None:
        return abs(now - server_now) <= TOLERANCE
    known = issued_at if last_seen is None else max(issued_at, last_seen)
    return now >= known - TOLERANCE


class ServerTime:
    """The server's time as last heard, carried on by the monotonic clock, which no jump touches."""

    def __init__(self, clock: Clock) -> None:
        """Nothing heard yet."""
        self._clock = clock
        self._lock = threading.Lock()
        self._heard: tuple[datetime, float] | None = None

    def hear(self, server_time: datetime, *, asked_at: float) -> None:
        """The server answered `server_time` to a question put at `asked_at` on the monotonic clock."""
        with self._lock:
            self._heard = (server_time, (asked_at + self._clock.monotonic()) / 2)

    def now(self) -> datetime | None:
        """What the server's clock shows now; None when it was last heard over an hour ago (a PC that slept counts no seconds)."""
        with self._lock:
            if self._heard is None:
                return None
            server_time, at = self._heard
        passed = self._clock.monotonic() - at
        return server_time + timedelta(seconds=passed) if passed <= _HEARD_LATELY_S else None

    def offset_s(self) -> float | None:
        """Server's clock less ours."""
        server_now = self.now()
        return None if server_now is None else (server_now - self._clock.now()).total_seconds()


class JumpWatch:
    """Tells that the wall clock moved otherwise than the monotonic one since the last look."""

    def __init__(self, clock: Clock) -> None:
        """Begin to watch."""
        self._clock = clock
        self._last = clock.now(), clock.monotonic()

    def jumped(self) -> bool:
        """Look, and say whether there was a jump of more than two seconds."""
        wall, monotonic = self._clock.now(), self._clock.monotonic()
        moved = (wall - self._last[0]).total_seconds() - (monotonic - self._last[1])
        self._last = wall, monotonic
        return abs(moved) > _JUMP_S
