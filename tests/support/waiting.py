"""Waiting for a condition, with a deadline."""

import threading
from collections.abc import Callable

from app.clock import SystemClock


def until(reached: Callable[[], bool], seconds: float) -> bool:
    """Look until it is so, or `seconds` have passed."""
    clock, never = SystemClock(), threading.Event()
    end = clock.monotonic() + seconds
    while not reached() and clock.monotonic() < end:
        never.wait(0.01)
    return reached()
