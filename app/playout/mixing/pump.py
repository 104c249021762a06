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
    """A thread that renders what is due."""

    def __init__(
        self,
        clock: Clock,
        mixer: Mixer,
        sink: Callable[[NDArray[np.int16]], None],
        *,
        step: timedelta,
        is_open: Callable[[], bool] = lambda: True,
    ) -> None:
        """step: how often it looks; nothing is rendered ahead of its time, so this is also how late a change may come.

        is_open: while it says no nothing is rendered, and what fell due then is not made up for.
        """
        self._clock = clock
        self._mixer = mixer
        self._sink = sink
        self._step = step
        self._is_open = is_open
        self._was_open = False
        self._closing = threading.Event()
        self.timeline = Timeline(RATE)
        self._thread = threading.Thread(target=self._run, name="pump", daemon=True)

    def start(self) -> None:
        """Begin; the next frame is due now, or as soon as it is open."""
        self._note_whether_open()
        self._thread.start()

    def close(self) -> None:
        """End the thread."""
        self._closing.set()
        self._thread.join(5)

    def _run(self) -> None:
        while not self._closing.is_set():
            next_look = self._clock.now() + self._step  # from the beginning of this one, however long it takes
            try:
                self._pump()
            except Exception:  # noqa: BLE001  # the playout loop of this output: it goes on whatever one look met
                _log.exception("a stream failed")
            self._clock.wait(next_look, self._closing)

    def _pump(self) -> None:
        if not self._note_whether_open():
            return
        due = self.timeline.frame_at(self._clock.monotonic())
        while self._mixer.frame < due and not self._closing.is_set():
            self._sink(self._mixer.render(min(_BLOCK, due - self._mixer.frame)))

    def _note_whether_open(self) -> bool:
        is_open = self._is_open()
        if is_open and not self._was_open:
            self.timeline.forget()
            self.timeline.observe(self._mixer.frame, self._clock.monotonic())
        self._was_open = is_open
        return is_open
