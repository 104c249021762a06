"""Loudness and true peak of finished audio. Source: ITU-R BS.1770-4, Annexes 1 and 2."""

import math

import numpy as np
from numpy.typing import NDArray

from app.studio.fourier import backward, forward
from app.studio.grid import BLOCK, OUT_RATE, RATE, STEP_HOPS, WINDOW
from app.studio.response import k_weighting
from app.units import Dbtp, Lufs

SILENCE = Lufs(-math.inf)
_BLOCK_STEPS = 4
_OFFSET = -0.691
_ABSOLUTE_GATE = 10 ** ((-70 - _OFFSET) / 10)
_RELATIVE_GATE = 0.1

_NEW = 2 * BLOCK
_KEPT = WINDOW - BLOCK
_PEAK_HOP = 126
"""Samples that are looked at together for true peak; BLOCK is made of whole ones."""
_PEAK_WINDOW = 256
_SIDE = (_PEAK_WINDOW - _PEAK_HOP) // 2
_FINER = 4
_STEP = OUT_RATE // 10
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

    It must have been made by the studio: nothing in it above `highest_hz`. That lets loudness be measured on every second
    sample, and says how far a peak between two samples can rise above both, so that only hops near the top are looked into.
    """

    def __init__(self, highest_hz: float = RATE / 2) -> None:
        """Start with silence behind. highest_hz: at most a quarter of the rate."""
        self._weighting = k_weighting(WINDOW, RATE)
        self._near = math.cos(math.pi * min(highest_hz, RATE / 2) / OUT_RATE)
        self._window = np.zeros(WINDOW, np.float32)
        self._spectrum = np.empty(WINDOW // 2 + 1, np.complex64)
        self._weighted = np.empty(WINDOW, np.float32)
        self._samples = np.zeros(_PEAK_HOP + _NEW + _PEAK_HOP, np.int16)
        self._filled = 0
        self._frames = 0
        self._power: list[NDArray[np.float32]] = []
        self._peak = 0.0

    def feed(self, samples: NDArray[np.int16]) -> None:
        """Take the next samples."""
        self._frames += len(samples)
        while len(samples):
            taken = min(len(samples), _NEW - self._filled)
            at = 2 * _PEAK_HOP + self._filled
            self._samples[at : at + taken] = samples[:taken]
            self._filled += taken
            samples = samples[taken:]
            if self._filled == _NEW:
                self._measure()

    def finish(self) -> tuple[Lufs, Dbtp]:
        """Loudness and true peak of everything that was fed; both -inf for silence."""
        self._samples[2 * _PEAK_HOP + self._filled :] = 0
        self._measure()
        power = np.concatenate(self._power)[: self._frames // _STEP]
        return integrated(power), Dbtp(20 * math.log10(self._peak / _FULL_SCALE) if self._peak > 0 else -math.inf)

    def _measure(self) -> None:
        """Measure the block that is full and move on."""
        self._window[:_KEPT] = self._window[-_KEPT:]
        np.multiply(self._samples[2 * _PEAK_HOP :: 2], np.float32(1 / _FULL_SCALE), out=self._window[_KEPT:], casting="unsafe")
        forward(self._window, self._spectrum)
        self._spectrum *= self._weighting
        backward(self._spectrum, self._weighted)
        weighted = self._weighted[_KEPT:].reshape(-1, _STEP // 2)
        self._power.append(np.einsum("ij,ij->i", weighted, weighted) * np.float32(1 / weighted.shape[1]))
        self._look_between()
        self._samples[: 2 * _PEAK_HOP] = self._samples[-2 * _PEAK_HOP :]
        self._filled = 0

    def _look_between(self) -> None:
        """Raise the peak by what lies between the samples, one hop late so that both sides are known."""
        hops = self._samples[_PEAK_HOP:-_PEAK_HOP].reshape(-1, _PEAK_HOP)
        tops = np.maximum(hops.max(axis=1).astype(np.float32), -hops.min(axis=1).astype(np.float32))
        top = float(tops.max())
        if top <= 0:
            return
        near = np.flatnonzero(tops >= self._near * max(top, self._peak))
        starts = _PEAK_HOP - _SIDE + near * _PEAK_HOP
        rows = self._samples[starts[:, None] + np.arange(_PEAK_WINDOW)] * _TAPER
        finer = np.fft.irfft(np.fft.rfft(rows), _FINER * _PEAK_WINDOW) * _FINER
        inner = finer[:, _FINER * _SIDE : -_FINER * _SIDE]
        self._peak = max(self._peak, top, float(np.abs(inner).max(initial=0.0)))


def _taper() -> NDArray[np.float32]:
    """1 over the hop, down to 0 at the far ends of its surroundings."""
    taper = np.ones(_PEAK_WINDOW, np.float32)
    slope = (0.5 - 0.5 * np.cos(np.pi * (np.arange(_SIDE // 2) + 0.5) / (_SIDE // 2))).astype(np.float32)
    taper[: len(slope)] = slope
    taper[-len(slope) :] = slope[::-1]
    return taper


_TAPER = _taper()
