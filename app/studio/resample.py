"""Any rate to the working rate, by FFT over stretches that overlap."""

import math

import numpy as np
from numpy.typing import NDArray

from app.studio.fourier import backward, forward
from app.studio.grid import RATE

_SIDE_S = 0.05
"""Surroundings of a stretch on each side; they fade out, so that cutting them off is not heard."""
_EDGE = 0.06
"""Width of the low-pass edge below the lower Nyquist frequency, as a share of it."""


def output_frames(frames: int, rate: int) -> int:
    """Length at the working rate of `frames` at `rate`."""
    return -(-frames * RATE // rate)


class Resampler:
    """Exact ratio `RATE / rate`, cut into grains of `grain_in` input and `grain_out` output samples."""

    def __init__(self, rate: int) -> None:
        """rate: of the input, Hz."""
        common = math.gcd(RATE, rate)
        self._units = (rate // common, RATE // common)
        self._grains = max(1, math.ceil(_SIDE_S * rate / self._units[0]))
        self._half = min(rate, RATE) / 2

    @property
    def side(self) -> int:
        """Input samples a stretch needs on each side."""
        return self._grains * self._units[0]

    def span(self, start: int, stop: int) -> tuple[int, int, int]:
        """Input range, sides left out, that holds the output range, and the output index of its first sample."""
        step_in, step_out = self._units
        first, last = start // step_out, -(-stop // step_out)
        return first * step_in, last * step_in, first * step_out

    def convert(self, samples: NDArray[np.float32]) -> NDArray[np.float32]:
        """Resample a stretch with its sides; the result has no sides. samples: a whole number of input units."""
        step_in, step_out = self._units
        side = self.side
        fade = (0.5 - 0.5 * np.cos(np.pi * (np.arange(side) + 0.5) / side)).astype(np.float32)
        units = _smooth(len(samples) // step_in)
        size_in, size_out = units * step_in, units * step_out
        padded = np.zeros(size_in, np.float32)
        padded[: len(samples)] = samples
        padded[:side] *= fade
        padded[len(samples) - side : len(samples)] *= fade[::-1]
        spectrum = np.empty(size_in // 2 + 1, np.complex64)
        forward(padded, spectrum)
        hz = np.arange(len(spectrum)) * (step_in * RATE / step_out / size_in)
        edge = np.clip((self._half - hz) / (_EDGE * self._half), 0, 1)
        spectrum *= (0.5 - 0.5 * np.cos(np.pi * edge)).astype(np.float32) * np.float32(math.sqrt(size_out / size_in))
        resampled = np.empty(size_out, np.float32)
        backward(spectrum[: size_out // 2 + 1], resampled)
        return resampled[self._grains * step_out : (len(samples) // step_in - self._grains) * step_out]


def _smooth(least: int) -> int:
    """The next number made of twos, threes and fives alone: FFTs of such sizes are fast."""
    number = least
    while True:
        rest = number
        for prime in (2, 3, 5):
            while rest % prime == 0:
                rest //= prime
        if rest == 1:
            return number
        number += 1
