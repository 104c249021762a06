"""A WAV file of what would have been heard, on the project's Clock: the exact measure of when things begin."""

import wave
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from app.clock import Clock
from app.playout.mixing.mixer import Mixer
from app.playout.mixing.pump import Pump
from app.playout.mixing.source import RATE

_STEP = timedelta(milliseconds=20)


class WavFile:
    """A stream into `path`, from frame 0, which is due at `zero`, until it is closed."""

    kind: Literal["wav"] = "wav"
    is_lost = False

    def __init__(self, clock: Clock, path: Path, *, level_db: float = 0.0) -> None:
        """Begin the file."""
        self.mixer = Mixer(level_db)
        self._wav = wave.open(str(path), "wb")  # noqa: SIM115  # until close
        self._wav.setparams((1, 2, RATE, 0, "NONE", ""))
        self._pump = Pump(clock, self.mixer, self._write, step=_STEP)
        self.timeline = self._pump.timeline
        self.zero: datetime = clock.now()
        self._pump.start()

    def close(self) -> None:
        """End the file."""
        self._pump.close()
        self._wav.close()

    def _write(self, block: NDArray[np.int16]) -> None:
        self._wav.writeframesraw(block.astype("<i2", copy=False).tobytes())
