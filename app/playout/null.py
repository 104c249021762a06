"""An output nobody hears, for trials and machines without a loudspeaker."""

import threading
from datetime import timedelta
from typing import Literal

from app.clock import Clock
from app.playout.ports import AudioFormat, Cue, Played

_STEP = timedelta(seconds=1)


class NullOutput:
    """Lasts as long as the sound would, by the Clock's monotonic side.

    It stands for a loudspeaker, so it must be busy, be interrupted and be caught by a power cut like one; an output that returned
    at once would hide exactly those faults. On a ManualClock it costs no time.
    """

    kind: Literal["null"] = "null"

    def __init__(self, clock: Clock, name: str, *, formats: tuple[AudioFormat, ...] = ("mp3",)) -> None:
        """Pretend to play."""
        self._clock = clock
        self.name = name
        self.formats = formats

    def play(self, cue: Cue, interrupt: threading.Event) -> Played:
        """See `Output.play`."""
        started_at, begin, length = self._clock.now(), self._clock.monotonic(), cue.length.total_seconds()
        while not interrupt.is_set() and (left := length - (self._clock.monotonic() - begin)) > 0:
            self._clock.wait(self._clock.now() + min(_STEP, timedelta(seconds=left)), interrupt)
        seconds = min(length, self._clock.monotonic() - begin)
        return Played(started_at, seconds=seconds, finished=seconds >= length)
