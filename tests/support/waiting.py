"""Waiting for a condition, with a deadline."""

import threading
from collections.abc import Callable

from app.clock import SystemClock

_SHORTEST_S, _LONGEST_S = 0.01, 0.25


def until(reached: Callable[[], bool], seconds: float) -> bool:
    """Look until it is so, or `seconds` have passed.

    The longer it takes, the rarer: to look is often to ask a server, and a hundred times a second was half a core for minutes.
    """
    clock, never = SystemClock(), threading.Event()
    begun = clock.monotonic()
    while not reached() and (waited := clock.monotonic() - begun) < seconds:
        never.wait(min(max(_SHORTEST_S, waited / 20), _LONGEST_S))
    return reached()
