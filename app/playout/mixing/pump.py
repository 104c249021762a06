"""A stream that the Clock paces instead of a device: frames are made as they fall due, and handed to a sink."""

import logging
import threading
from collections.abc import Callable
from datetime import timedelta

import numpy as np
from numpy.typing import NDArray

from app.clock import Clock
from app.playout.mixing.mixer import Mixer
from app.playout.mixing.source import RATE
from app.playout.mixing.timeline import Timeline

_log = logging.getLogger(__name__)
_BLOCK = RATE // 50


class Pump:
    """A thread that renders what is due. `sink` may raise OSError: the frames of a broken sink are lost, as on air."""

    def __init__(self, clock: Clock, mixer: Mixer, sink: Callable[[NDArray[np.int16]], None], *, step: timedelta) -> None:
        """step: how often it looks; nothing is rendered ahead of its time, so this is also how late a change may come."""
        self._clock = clock
        self._mixer = mixer
        self._sink = sink
        self._step = step
        self._closing = threading.Event()
        self.timeline = Timeline(RATE)
        self._thread = threading.Thread(target=self._run, name="pump", daemon=True)

    def start(self) -> None:
        """Frame 0 is due now."""
        self.timeline.observe(self._mixer.frame, self._clock.monotonic())
        self._thread.start()

    def restart(self) -> None:
        """The next frame is due now; what fell due in between is not made up for."""
        self.timeline.forget()
        self.timeline.observe(self._mixer.frame, self._clock.monotonic())

    def close(self) -> None:
        """End the thread."""
        self._closing.set()
        self._thread.join(5)

    def _run(self) -> None:
        while not self._closing.is_set():
            try:
                self._pump()
            except Exception:  # noqa: BLE001  # the playout loop of this output: it goes on whatever one look met
                _log.exception("a stream failed")
            self._clock.wait(self._clock.now() + self._step, self._closing)

    def _pump(self) -> None:
        due = self.timeline.frame_at(self._clock.monotonic())
        while self._mixer.frame < due and not self._closing.is_set():
            self._sink(self._mixer.render(min(_BLOCK, due - self._mixer.frame)))
