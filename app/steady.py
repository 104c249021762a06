"""The server's clock, which believes a jump only when something else agrees with it.

Days are given up, bulletins expire, emergencies end and packs are made by what the clock shows, and none of it can be taken
back. So while the machine's clock has jumped and nothing confirms it, time goes on as it did before, by the monotonic clock: by
that time things are decided, and that stations are told. A jump is confirmed by NTP, by the clocks of stations on other machines,
or by standing for a quarter of an hour; when the clock goes back to where it was, nothing has happened.
See docs/decisions/0080 (and 0051 for the stations).
"""

import ctypes
import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import ClassVar

from app.clock import Clock

TOLERANCE = timedelta(seconds=120)
"""What NTP may correct, and a person may set, without anybody wondering; the stations' own bound."""
STANDS = timedelta(minutes=15)
"""So long after a jump the new time is taken for right, whatever nobody says."""
SETTLES = timedelta(minutes=3)
"""So long after a start nothing final is done by a clock that nothing confirms: a wrong one is set right in these minutes."""
_HEARD_LATELY_S = 90.0


class SteadyClock:
    """A `Clock` over another one."""

    def __init__(self, clock: Clock, *, ntp: Callable[[], datetime | None] | None = None) -> None:
        """Begin with what `clock` shows. ntp: the time as NTP keeps it on this machine, None when it does not."""
        self._clock = clock
        self._ntp = ntp or kernel_time
        self._lock = threading.Lock()
        self._known = clock.now(), clock.monotonic()
        self._began_s = self._known[1]
        self._jumped: tuple[timedelta, float] | None = None
        self._is_confirmed = False
        self._stations: dict[object, tuple[datetime, float]] = {}

    def now(self) -> datetime:
        """See `Clock.now`: the machine's time, or after a jump that nothing confirms the time that goes on from before it."""
        with self._lock:
            wall, monotonic = self._clock.now(), self._clock.monotonic()
            steady = self._known[0] + timedelta(seconds=monotonic - self._known[1])
            apart = wall - steady
            if abs(apart) <= TOLERANCE:
                self._jumped = None
            elif not self._believes(wall, apart, monotonic):
                return steady
            self._known = wall, monotonic
            return wall

    @property
    def jumped(self) -> timedelta | None:
        """How far the machine's clock is from the time that is gone by; None while it is believed."""
        self.now()
        with self._lock:
            return self._jumped[0] if self._jumped is not None else None

    @property
    def is_sure(self) -> bool:
        """Whether what cannot be taken back may be done: no jump waits to be confirmed, and the start is some minutes ago."""
        now = self.now()
        with self._lock:
            if self._jumped is not None:
                return False
            monotonic = self._clock.monotonic()
            self._is_confirmed = (
                self._is_confirmed or monotonic - self._began_s >= SETTLES.total_seconds() or self._agreed(now, monotonic)
            )
            return self._is_confirmed

    def hear(self, station: object, at: datetime) -> None:
        """A station on another machine said that it is `at` now."""
        with self._lock:
            self._stations[station] = at, self._clock.monotonic()

    def monotonic(self) -> float:
        """See `Clock.monotonic`."""
        return self._clock.monotonic()

    def wait(self, until: datetime, interrupt: threading.Event) -> bool:
        """See `Clock.wait`."""
        return self._clock.wait(self._clock.now() + (until - self.now()), interrupt)

    def _believes(self, wall: datetime, apart: timedelta, monotonic: float) -> bool:
        """A jump that changes into another one is a new one."""
        if self._jumped is None or abs(self._jumped[0] - apart) > TOLERANCE:
            self._jumped = apart, monotonic
        if monotonic - self._jumped[1] < STANDS.total_seconds() and not self._agreed(wall, monotonic):
            return False
        self._jumped = None
        return True

    def _agreed(self, wall: datetime, monotonic: float) -> bool:
        """Whether NTP, or most of the stations that were heard lately, show this time."""
        ntp = self._ntp()
        if ntp is not None and abs(ntp - wall) <= TOLERANCE:
            return True
        lately = [(at, heard) for at, heard in self._stations.values() if monotonic - heard <= _HEARD_LATELY_S]
        agreeing = [abs(at + timedelta(seconds=monotonic - heard) - wall) <= TOLERANCE for at, heard in lately]
        return sum(agreeing) * 2 > len(agreeing)


class _Timex(ctypes.Structure):
    """`struct timex` of adjtimex(2), as far as it is needed; the rest is room."""

    _fields_: ClassVar = [
        ("modes", ctypes.c_uint),
        *((name, ctypes.c_long) for name in ("offset", "freq", "maxerror", "esterror")),
        ("status", ctypes.c_int),
        *((name, ctypes.c_long) for name in ("constant", "precision", "tolerance", "seconds", "fraction")),
        ("rest", ctypes.c_long * 32),
    ]


_TIME_ERROR = 5
"""adjtimex(2): the clock is not synchronised to a reliable server."""


def kernel_time() -> datetime | None:
    """The kernel's time while NTP keeps it (adjtimex, Linux); None where it does not, or nobody can say."""
    if sys.platform != "linux":
        return None
    try:
        found = _Timex()
        state = ctypes.CDLL(None).adjtimex(ctypes.byref(found))
    except (OSError, AttributeError):
        return None
    return datetime.fromtimestamp(found.seconds, UTC) if 0 <= state < _TIME_ERROR else None
