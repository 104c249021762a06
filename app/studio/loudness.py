"""Loudness and true peak of finished audio. Source: ITU-R BS.1770-4, Annexes 1 and 2."""

import math

import numpy as np
from numpy.typing import NDArray

from app.studio.fourier import ROWS, backward, forward
from app.studio.grid import OUT_RATE, RATE, STEP_HOPS, WINDOW
from app.studio.response import k_weighting
from app.units import Dbtp, Lufs

SILENCE = Lufs(-math.inf)
_BLOCK_STEPS = 4
_OFFSET = -0.691
_ABSOLUTE_GATE = 10 ** ((-70 - _OFFSET) / 10)
_RELATIVE_GATE = 0.1

_TAIL_S = 0.043
"""Seconds the weighting rings on; a window reaches back that far at least."""
_SIDE = 16
"""Samples on each side of a place between two that its value is made of."""
_FINER = 4
"""Places looked at for each sample."""
_FULL_SCALE = 32768


def integrated(power: NDArray[np.floating]) -> Lufs:
    """Gated loudness. power: (steps,) K-weighted mean square of each 100 ms.

    Returns -inf when everything is below the absolute gate or there is no whole block of 400 ms.
    """
    if len(power) < _BLOCK_STEPS:
        return SILENCE
    total = np.concatenate(([0.0], np.cumsum(power, dtype=np.float64)))
    blocks = (total[_BLOCK_STEPS:] - total[:-_BLOCK_STEPS]) / _BLOCK_STEPS
    blocks = blocks[blocks > _ABSOLUTE_GATE]
    if not len(blocks):
        return SILENCE
    blocks = blocks[blocks > blocks.mean() * _RELATIVE_GATE]
    return Lufs(_OFFSET + 10 * math.log10(blocks.mean()))


def steps_of(hops: NDArray[np.floating]) -> NDArray[np.floating]:
    """Mean square of each whole 100 ms from the mean squares of hops."""
    whole = len(hops) // STEP_HOPS * STEP_HOPS
    steps: NDArray[np.floating] = hops[:whole].reshape(-1, STEP_HOPS).mean(axis=1)
    return steps


class Meter:
    """Measures 44.1 kHz mono 16-bit audio while it passes by, in pieces of any length.

    It must have been made by the studio: nothing in it above `highest_hz`. That lets loudness be measured on every second or
    third sample, and says how far a peak between two samples can rise above the nearer, so that few places are looked into.
    """

    def __init__(self, highest_hz: float = RATE / 2) -> None:
        """Start with silence behind. highest_hz: at most a quarter of the rate."""
        self._every = 3 if 6 * highest_hz <= OUT_RATE else 2
        rate = OUT_RATE // self._every
        self._step = rate // 10
        stride = (WINDOW - round(_TAIL_S * rate)) // self._step * self._step
        self._kept = WINDOW - stride
        self._weighting = k_weighting(WINDOW, rate)
        self._near = math.cos(math.pi * min(highest_hz, RATE / 2) / OUT_RATE)
        self._thinned = np.zeros(self._kept + ROWS * stride, np.float32)
        self._windows = np.lib.stride_tricks.sliding_window_view(self._thinned, WINDOW)[::stride]
        self._spectra = np.empty((ROWS, WINDOW // 2 + 1), np.complex64)
        self._weighted = np.empty((ROWS, WINDOW), np.float32)
        self._samples = np.zeros(2 * _SIDE + self._every * ROWS * stride, np.int16)
        self._heights = np.empty_like(self._samples)
        self._around = np.lib.stride_tricks.sliding_window_view(self._samples, 2 * _SIDE + 1)
        self._filled = 2 * _SIDE
        self._frames = 0
        self._power: list[NDArray[np.float32]] = []
        self._peak = 0.0

    def feed(self, samples: NDArray[np.int16]) -> None:
        """Take the next samples."""
        self._frames += len(samples)
        while len(samples):
            taken = min(len(samples), len(self._samples) - self._filled)
            self._samples[self._filled : self._filled + taken] = samples[:taken]
            self._filled += taken
            samples = samples[taken:]
            if self._filled == len(self._samples):
                self._measure()

    def finish(self) -> tuple[Lufs, Dbtp]:
        """Loudness and true peak of everything that was fed; both -inf for silence."""
        self._samples[self._filled :] = 0
        self._measure()
        power = np.concatenate(self._power)[: self._frames // (self._every * self._step)]
        return integrated(power), Dbtp(20 * math.log10(self._peak / _FULL_SCALE) if self._peak > 0 else -math.inf)

    def _measure(self) -> None:
        """Measure the block that is full and move on."""
        self._thinned[: self._kept] = self._thinned[-self._kept :]
        new = self._samples[2 * _SIDE :: self._every]
        np.multiply(new, np.float32(1 / _FULL_SCALE), out=self._thinned[self._kept :], casting="unsafe")
        forward(self._windows, self._spectra)
        self._spectra *= self._weighting
        backward(self._spectra, self._weighted)
        steps = self._weighted[:, self._kept :].reshape(ROWS, -1, self._step)
        self._power.append(np.einsum("ijk,ijk->ij", steps, steps).reshape(-1) * np.float32(1 / self._step))
        self._look_between()
        self._samples[: 2 * _SIDE] = self._samples[-2 * _SIDE :]
        self._filled = 2 * _SIDE

    def _look_between(self) -> None:
        """Raise the peak by what lies between the samples, a little late so that both sides are known."""
        np.invert(self._samples, out=self._heights)  # a negative one counts 1 less: -32768 has no opposite
        np.maximum(self._samples, self._heights, out=self._heights)
        heights = self._heights[_SIDE - 1 : 1 - _SIDE]
        self._peak = max(self._peak, float(heights.max()))
        if not self._peak:
            return
        near = np.flatnonzero(heights[1:-1] >= np.int16(min(self._near * self._peak, _FULL_SCALE - 1)))
        near = near[(heights[near + 1] >= heights[near]) & (heights[near + 1] >= heights[near + 2])]
        around = self._around[near].astype(np.float32)
        self._peak = max(self._peak, float(np.abs(np.einsum("ij,kj->ik", around, _BETWEEN)).max(initial=0.0)))


def _between() -> NDArray[np.float32]:
    """The weights that give the places up to half a sample before and after the middle one: a windowed sinc."""
    places = np.arange(-_FINER // 2, _FINER // 2 + 1) / _FINER
    distance = np.arange(-_SIDE, _SIDE + 1) - places[:, None]
    weights: NDArray[np.float64] = np.sinc(distance) * np.cos(np.pi / 2 * distance / (_SIDE + 1)) ** 2
    return weights.astype(np.float32)


_BETWEEN = _between()
