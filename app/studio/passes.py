"""The two passes over a mix: measuring each hop after the equaliser, and making the finished samples."""

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from app.studio.dynamics import Curve
from app.studio.grid import AHEAD, BEHIND, BLOCK, HOP, HOPS, OUT_HOP, RATE, WINDOW
from app.studio.mix import Mix
from app.studio.profiles import Shape
from app.studio.response import equaliser, k_weighting
from app.studio.source import Samples

_THREADS = 2
_OUT = slice(2 * BEHIND, 2 * (BEHIND + BLOCK))
_RAMP = ((np.arange(OUT_HOP, dtype=np.float32) + 0.5) / OUT_HOP).astype(np.float32)

Result = TypeVar("Result")

Step = Callable[[], None]
"""Called after each block."""


class Passes:
    """A mix through the equaliser of a profile. NumPy's transforms leave the interpreter free, so blocks run on two threads."""

    def __init__(self, mix: Mix, shape: Shape) -> None:
        """Prepare the filters."""
        self._mix = mix
        self._equaliser = equaliser(shape, WINDOW)
        self._weighting = k_weighting(WINDOW, RATE)

    def measure(self, step: Step) -> tuple[Curve, Curve]:
        """K-weighted mean square, and greatest magnitude at twice the rate, of every whole hop."""
        hops = self._mix.frames // HOP
        power, peaks = np.empty(hops, np.float32), np.empty(hops, np.float32)
        for start, (block_power, block_peaks) in enumerate(_ahead(self._analyse, self._windows())):
            place = slice(start * HOPS, min((start + 1) * HOPS, hops))
            power[place] = block_power[: place.stop - place.start]
            peaks[place] = block_peaks[: place.stop - place.start]
            step()
        return power, peaks

    def render(self, gains: Curve) -> Iterator[Samples]:
        """The finished samples at twice the working rate, as float, a block at a time. gains: see `dynamics.settle`."""
        left = 2 * self._mix.frames
        for start, samples in enumerate(_ahead(self._doubled, self._windows())):
            nodes = gains[start * HOPS : (start + 1) * HOPS + 1]
            hops = samples[: len(nodes) * OUT_HOP - OUT_HOP].reshape(-1, OUT_HOP)
            curve = np.diff(nodes)[:, None] * _RAMP
            curve += nodes[:-1, None]
            hops *= curve
            samples[hops.size :] *= nodes[-1]
            yield samples[: min(left, 2 * BLOCK)]
            left -= 2 * BLOCK

    def _windows(self) -> Iterator[Samples]:
        """Overlapping windows, each BLOCK further on; the block begins BEHIND samples into it."""
        window = np.zeros(WINDOW, np.float32)
        count = -(-self._mix.frames // BLOCK)
        for index, block in enumerate(self._mix.blocks(AHEAD - BLOCK, count + 1)):
            window[:-BLOCK] = window[BLOCK:]
            window[-BLOCK:] = block
            if index:  # the first one only fills the window
                yield window.copy()

    def _doubled(self, window: Samples) -> Samples:
        return _double(self._shaped(window))

    def _analyse(self, window: Samples) -> tuple[Curve, Curve]:
        spectrum = self._shaped(window)
        doubled = _double(spectrum).reshape(-1, OUT_HOP)
        peaks = np.maximum(doubled.max(axis=1), -doubled.min(axis=1))
        spectrum *= self._weighting
        weighted = np.fft.irfft(spectrum)[BEHIND : BEHIND + BLOCK].reshape(-1, HOP)
        return np.einsum("ij,ij->i", weighted, weighted) * np.float32(1 / HOP), peaks

    def _shaped(self, window: Samples) -> NDArray[np.complex64]:
        spectrum = np.fft.rfft(window).astype(np.complex64, copy=False)
        spectrum *= self._equaliser
        return spectrum


def _double(spectrum: NDArray[np.complex64]) -> Samples:
    """The block inside a window, at twice its rate: the half-band filter is the spectrum's own end."""
    samples = np.fft.irfft(spectrum, 2 * WINDOW)[_OUT].astype(np.float32, copy=False)
    samples *= 2
    return samples


def _ahead(function: Callable[[Samples], Result], windows: Iterator[Samples]) -> Iterator[Result]:
    """`function` of each window, in order, a few windows ahead of the reader."""
    with ThreadPoolExecutor(_THREADS, thread_name_prefix="studio") as pool:
        waiting: deque[Future[Result]] = deque()
        for window in windows:
            waiting.append(pool.submit(function, window))
            if len(waiting) > _THREADS:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
