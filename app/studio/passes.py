"""The two passes over a mix: measuring each hop after the equaliser, and making the finished samples."""

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

import numpy as np

from app.studio.dynamics import Curve
from app.studio.fourier import backward, forward
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


class _Desk:
    """The arrays one block is worked on in. They are used again and again: making them anew costs more than the filters."""

    def __init__(self) -> None:
        self.window = np.zeros(WINDOW, np.float32)
        self.spectrum = np.empty(WINDOW // 2 + 1, np.complex64)
        self.doubled = np.empty(2 * WINDOW, np.float32)
        self.weighted = np.empty(WINDOW, np.float32)


class Passes:
    """A mix through the equaliser of a profile. NumPy's transforms leave the interpreter free, so blocks run on two threads."""

    def __init__(self, mix: Mix, shape: Shape) -> None:
        """Prepare the filters."""
        self._mix = mix
        self._equaliser = 2 * equaliser(shape, WINDOW)  # twice as many samples come out of the transform
        self._weighting = k_weighting(WINDOW, RATE) / 2

    def measure(self, step: Step) -> tuple[Curve, Curve]:
        """K-weighted mean square, and greatest magnitude at twice the rate, of every whole hop."""
        hops = self._mix.frames // HOP
        power, peaks = np.empty(hops, np.float32), np.empty(hops, np.float32)
        for start, (block_power, block_peaks) in enumerate(self._ahead(self._analyse)):
            place = slice(start * HOPS, min((start + 1) * HOPS, hops))
            power[place] = block_power[: place.stop - place.start]
            peaks[place] = block_peaks[: place.stop - place.start]
            step()
        return power, peaks

    def render(self, gains: Curve) -> Iterator[Samples]:
        """The finished samples at twice the working rate, as float, a block at a time. gains: see `dynamics.settle`.

        A yielded array is used again for a later block.
        """
        left = 2 * self._mix.frames
        curve = np.empty((HOPS, OUT_HOP), np.float32)
        for start, samples in enumerate(self._ahead(self._double)):
            nodes = gains[start * HOPS : (start + 1) * HOPS + 1]
            hops = samples[: len(nodes) * OUT_HOP - OUT_HOP].reshape(-1, OUT_HOP)
            slope = np.multiply(np.diff(nodes)[:, None], _RAMP, out=curve[: len(hops)])
            slope += nodes[:-1, None]
            hops *= slope
            samples[hops.size :] *= nodes[-1]
            yield samples[: min(left, 2 * BLOCK)]
            left -= 2 * BLOCK

    def _ahead(self, work: Callable[[_Desk], Result]) -> Iterator[Result]:
        """`work` on overlapping windows, each BLOCK further on, in order, a few windows ahead of the reader.

        The block begins BEHIND samples into its window. A result counts until the next is asked for.
        """
        window = np.zeros(WINDOW, np.float32)
        free = [_Desk() for _ in range(_THREADS + 1)]
        busy: deque[tuple[_Desk, Future[Result]]] = deque()
        with ThreadPoolExecutor(_THREADS, thread_name_prefix="studio") as pool:
            for index, block in enumerate(self._mix.blocks(AHEAD - BLOCK, 1 - (-self._mix.frames // BLOCK))):
                window[:-BLOCK] = window[BLOCK:]
                window[-BLOCK:] = block
                if not index:  # the first one only fills the window
                    continue
                if not free:
                    desk, result = busy.popleft()
                    yield result.result()
                    free.append(desk)
                desk = free.pop()
                desk.window[:] = window
                busy.append((desk, pool.submit(work, desk)))
            for _, result in busy:
                yield result.result()

    def _double(self, desk: _Desk) -> Samples:
        """The block through the equaliser at twice its rate: the half-band filter is the spectrum's own end."""
        forward(desk.window, desk.spectrum)
        desk.spectrum *= self._equaliser
        backward(desk.spectrum, desk.doubled)
        return desk.doubled[_OUT]

    def _analyse(self, desk: _Desk) -> tuple[Curve, Curve]:
        doubled = self._double(desk).reshape(-1, OUT_HOP)
        peaks = np.maximum(doubled.max(axis=1), -doubled.min(axis=1))
        desk.spectrum *= self._weighting
        backward(desk.spectrum, desk.weighted)
        weighted = desk.weighted[BEHIND : BEHIND + BLOCK].reshape(-1, HOP)
        return np.einsum("ij,ij->i", weighted, weighted) * np.float32(1 / HOP), peaks
