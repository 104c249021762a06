"""`stop_under_readings_ms`, `stop_under_half_headers_ms`: from the call to silence, while somebody keeps the server busy.

Fifty texts of 59,000 characters to be read with one token; 1,150 connections with half a header each, for a server that may open
1,024 files. The worst of several stops during each, the call over a new connection as a command makes it; and how long everything
else takes to be answered after the end.
"""

import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from figures import Figure, at_most
from onair_emergency import Village, village_of

from tests.support.attacks import half_headers, readings

OPEN_FILES = 1024
BEGUN_S = 1.0


def measure(*, quick: bool) -> list[Figure]:
    """Stop again and again under each attack."""
    turns = 3 if quick else 10
    with tempfile.TemporaryDirectory() as name, village_of(Path(name), open_files=OPEN_FILES) as village:
        under_readings = _under(village, lambda: readings(village.address, village.token), turns, "readings")
        under_headers = _under(village, lambda: half_headers(village.address), turns, "headers")
    return [
        at_most("stop_under_readings_ms", under_readings[0], "ms", 1000),
        at_most("answers_after_readings_s", under_readings[1], "s", 5),
        at_most("stop_under_half_headers_ms", under_headers[0], "ms", 1000),
        at_most("answers_after_half_headers_s", under_headers[1], "s", 5),
    ]


def _under(village: Village, attack: Callable[[], AbstractContextManager[object]], turns: int, name: str) -> tuple[float, float]:
    """The slowest stop, ms, each under a new attack; and the slowest first answer to others after one, s."""
    slowest, after = 0.0, 0.0
    for turn in range(turns):
        raised = village.sounding(key=f"{name}-{turn}")
        with attack():
            threading.Event().wait(BEGUN_S)
            slowest = max(slowest, village.silence(raised))
        ended = time.monotonic()
        village.read()
        after = max(after, time.monotonic() - ended)
        village.lift(raised)
    return slowest, after
