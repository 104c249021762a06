"""Pieces as float samples at the working rate, levelled to their role, loaded only while they sound."""

import math
import threading
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from app.sound import Clip, Sound, WavClip
from app.studio.grid import RATE
from app.studio.model import Role
from app.studio.resample import Resampler, output_frames

Samples = NDArray[np.float32]

LEVELS = {Role.SPEECH: -24.0, Role.MUSIC: -25.0, Role.CHIME: -26.0, Role.ATTENTION: -22.0}
"""Level each role is brought to before mastering, dB (gated root mean square): engines, phones and music differ by 20 dB."""
BED_LEVEL = -27.0
_MOST_GAIN_DB = 24.0
_STEP_S = 0.1
_ABSOLUTE_GATE = 10 ** (-60 / 10)
_RELATIVE_GATE = 0.1
_LONG_S = 60
"""A WAV file longer than this is read in parts."""
_PART_S = 20


class Source:
    """One clip, at the working rate and at a role's level. Threads may read it at once."""

    def __init__(self, clip: Clip, level_db: float) -> None:
        """clip: is not loaded before `stretch` is called. level_db: see `LEVELS`."""
        self.frames = output_frames(clip.frames, clip.rate)
        self._clip = clip
        self._level_db = level_db
        self._lock = threading.Lock()
        self._gain: float | None = None
        self._resampler = None if clip.rate == RATE else Resampler(clip.rate)

    def stretch(self, start: int, stop: int) -> tuple[int, Samples]:
        """Frames at the working rate that hold `start` to `stop`, and which is the first of them.

        All of a short clip, part of a long file. Raises OSError or ValueError, as `Clip.load`.
        """
        if not isinstance(self._clip, WavClip) or self._clip.frames < _LONG_S * self._clip.rate:
            sound = self._clip.load()
            self._learn((sound,))
            return 0, self._converted(sound.samples, 0, self.frames)[1][: self.frames]
        self._learn(_parts(self._clip))
        return self._converted(None, start, min(self.frames, max(stop, start + _PART_S * RATE)))

    def _learn(self, sounds: Iterator[Sound] | tuple[Sound, ...]) -> None:
        """Find the gain, once."""
        with self._lock:
            if self._gain is None:
                self._gain = gain_to(self._level_db, sounds)

    def _converted(self, samples: NDArray[np.int16] | None, start: int, stop: int) -> tuple[int, Samples]:
        """From `samples`, or from the file when there are none: the first frame and the frames, at least `start` to `stop`."""
        gain = np.float32((self._gain or 0.0) / 32768)
        if self._resampler is None:
            return start, self._cut(samples, start, stop) * gain
        first_in, last_in, first = self._resampler.span(start, stop)
        side = self._resampler.side
        return first, self._resampler.convert(self._cut(samples, first_in - side, last_in + side) * gain)

    def _cut(self, samples: NDArray[np.int16] | None, start: int, stop: int) -> NDArray[np.int16]:
        """Input frames, with silence where the clip has none."""
        low, high = max(start, 0), max(0, min(stop, self._clip.frames))
        if samples is None and isinstance(self._clip, WavClip):
            found = self._clip.read(low, high).samples
        else:
            found = np.empty(0, np.int16) if samples is None else samples[low:high]
        if len(found) == stop - start:
            return found
        padded = np.zeros(stop - start, np.int16)
        padded[low - start : low - start + len(found)] = found
        return padded


class Reader:
    """Reads one source from its beginning to its end; what was loaded is held until something else is needed."""

    def __init__(self, source: Source) -> None:
        """Nothing is loaded before `read` is called."""
        self.frames = source.frames
        self._source = source
        self._first = 0
        self._samples = np.empty(0, np.float32)

    def read(self, start: int, stop: int) -> Samples:
        """Frames `start` to `stop`. Raises OSError or ValueError, as `Clip.load`."""
        if not self._first <= start <= stop <= self._first + len(self._samples):
            self._first, self._samples = self._source.stretch(start, stop)
        return self._samples[start - self._first : stop - self._first]


def gain_to(level_db: float, sounds: Iterator[Sound] | tuple[Sound, ...]) -> float:
    """The linear gain that brings the sounding parts of one clip to `level_db`; 0 for silence."""
    powers = []
    for sound in sounds:
        step = max(1, min(round(_STEP_S * sound.rate), len(sound.samples)))
        whole = len(sound.samples) // step * step
        steps = sound.samples[:whole].astype(np.float32).reshape(-1, step)
        powers.append(np.einsum("ij,ij->i", steps, steps) / np.float32(step * 32768.0**2))
    power = np.concatenate(powers) if powers else np.empty(0, np.float32)
    power = power[power > _ABSOLUTE_GATE]
    if not len(power):
        return 0.0
    level = 10 * math.log10(power[power > power.mean() * _RELATIVE_GATE].mean())
    return float(10 ** (min(level_db - level, _MOST_GAIN_DB) / 20))


def _parts(clip: WavClip) -> Iterator[Sound]:
    for start in range(0, clip.frames, _PART_S * clip.rate):
        yield clip.read(start, min(clip.frames, start + _PART_S * clip.rate))
