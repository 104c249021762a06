"""Loudness and true peak of finished audio. Source: ITU-R BS.1770-4, Annexes 1 and 2."""

import math

import numpy as np
from numpy.typing import NDArray

from app.studio.grid import BLOCK, OUT_HOP, OUT_RATE, STEP_HOPS, WINDOW
from app.studio.response import k_weighting
from app.units import Dbtp, Lufs

SILENCE = Lufs(-math.inf)
_BLOCK_STEPS = 4
_OFFSET = -0.691
_ABSOLUTE_GATE = 10 ** ((-70 - _OFFSET) / 10)
_RELATIVE_GATE = 0.1

_NEW = 2 * BLOCK
_SIZE = 2 * WINDOW
_KEPT = _SIZE - _NEW
_NEAR = 2**-0.5
"""Between samples, a signal whose band ends at half of Nyquist rises at most 3 dB above them: only such hops are looked into."""
_PEAK_WINDOW = 256
_SIDE = (_PEAK_WINDOW - OUT_HOP) // 2
_FINER = 8


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
    """Measures 44.1 kHz mono 16-bit audio while it passes by, in pieces of any length."""

    def __init__(self) -> None:
        """Start with silence behind."""
        self._weighting = k_weighting(_SIZE, OUT_RATE)[: WINDOW + 1] / 2
        self._window = np.zeros(_SIZE, np.float32)
        self._filled = 0
        self._frames = 0
        self._power: list[NDArray[np.float32]] = []
        self._peak = 0.0

    def feed(self, samples: NDArray[np.int16]) -> None:
        """Take the next samples."""
        self._frames += len(samples)
        while len(samples):
            taken = min(len(samples), _NEW - self._filled)
            at = _KEPT + self._filled
            np.multiply(samples[:taken], np.float32(1 / 32768), out=self._window[at : at + taken], casting="unsafe")
            self._filled += taken
            samples = samples[taken:]
            if self._filled == _NEW:
                self._measure()

    def finish(self) -> tuple[Lufs, Dbtp]:
        """Loudness and true peak of everything that was fed; both -inf for silence."""
        steps = self._frames // (OUT_HOP * STEP_HOPS)
        self._window[_KEPT + self._filled :] = 0
        self._measure()
        power = np.concatenate(self._power)[:steps]
        return integrated(power), Dbtp(20 * math.log10(self._peak) if self._peak > 0 else -math.inf)

    def _measure(self) -> None:
        """Measure the full window and move it on by a block."""
        spectrum = np.fft.rfft(self._window)[: WINDOW + 1]  # everything of ours lies below half of Nyquist
        spectrum *= self._weighting
        weighted = np.fft.irfft(spectrum, WINDOW)[_KEPT // 2 :].reshape(-1, OUT_HOP // 2 * STEP_HOPS)
        self._power.append(np.einsum("ij,ij->i", weighted, weighted) * np.float32(1 / weighted.shape[1]))
        self._look_between()
        self._window[:_KEPT] = self._window[-_KEPT:]
        self._filled = 0

    def _look_between(self) -> None:
        """Raise the peak by what lies between the samples, one hop late so that both sides are known."""
        first = _KEPT - OUT_HOP
        hops = self._window[first : first + _NEW].reshape(-1, OUT_HOP)
        tops = np.maximum(hops.max(axis=1), -hops.min(axis=1))
        top = float(tops.max())
        if top <= 0:
            return
        near = np.flatnonzero(tops >= _NEAR * max(top, self._peak))
        starts = first - _SIDE + near * OUT_HOP
        rows = self._window[starts[:, None] + np.arange(_PEAK_WINDOW)] * _TAPER
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
