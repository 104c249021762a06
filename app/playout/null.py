"""An output nobody hears, for trials and machines without a loudspeaker."""

import threading
from collections.abc import Callable, Collection
from datetime import timedelta
from typing import Literal

from app.airing import AudioFormat
from app.clock import Clock
from app.playout.ports import Alarm, Cue, Cut, Level, Played
from app.units import Sha256

_STEP = timedelta(seconds=1)


class NullOutput:
    """Lasts as long as the sound would, by the Clock's monotonic side.

    It stands for a loudspeaker, so it must be busy, be interrupted and be caught by a power cut like one; an output that returned
    at once would hide exactly those faults. On a ManualClock it costs no time.
    """

    kind: Literal["null"] = "null"
    lead = prelude = timedelta(0)
    fault: str | None = None
    level: Level | None = None

    def __init__(self, clock: Clock, name: str, *, formats: tuple[AudioFormat, ...] = ("mp3",)) -> None:
        """Pretend to play."""
        self._clock = clock
        self.name = name
        self.formats = formats
        self._held = self._alarming = False
        self._second: float | None = None
        self._return_s = 0.0

    def prepare(self, cue: Cue) -> None:
        """See `Output.prepare`."""

    def is_ready(self, cue: Cue) -> bool:  # noqa: ARG002  # there is nothing to make ready
        """See `Output.is_ready`."""
        return True

    def keep_only(self, hashes: Collection[Sha256]) -> None:
        """See `Output.keep_only`."""

    def play(self, cue: Cue, interrupt: threading.Event) -> Played:
        """See `Output.play`. The emergency holds it to the step of the clock."""
        started_at, passed = self._clock.now(), 0.0
        self._second = cue.from_s
        while not interrupt.is_set() and (left := cue.length.total_seconds() - self._second) > 0:
            step = self._wait(min(_STEP, timedelta(seconds=left)), interrupt)
            if not self._held:
                passed += min(left, step)
                self._second += step
                self._return_s = cue.return_s(self._second)
        finished = self._second >= cue.length.total_seconds()
        self._second, self._held = None, self._alarming
        return Played(started_at, seconds=passed, finished=finished)

    def cut_in(self, alarm: Alarm, interrupt: threading.Event, on_sound: Callable[[Cut], None]) -> Played:
        """See `Output.cut_in`."""
        self._held = self._alarming = True
        started_at, passed, length = self._clock.now(), 0.0, alarm.message.length.total_seconds()
        on_sound(Cut(started_at, self._second))
        while not interrupt.is_set() and (alarm.every is not None or passed < length):
            left = length - passed if alarm.every is None else _STEP.total_seconds()
            passed += self._wait(min(_STEP, timedelta(seconds=left)), interrupt)
        self._alarming, self._held = False, self._second is not None
        return Played(started_at, seconds=passed, finished=not interrupt.is_set())

    def go_on(self) -> None:
        """See `Output.go_on`."""
        if self._second is not None:
            self._second = self._return_s
        self._held = False

    def close(self) -> None:
        """See `Output.close`."""

    def _wait(self, step: timedelta, interrupt: threading.Event) -> float:
        """Let `step` pass; returns the seconds that did."""
        begin = self._clock.monotonic()
        self._clock.wait(self._clock.now() + step, interrupt)
        return self._clock.monotonic() - begin
