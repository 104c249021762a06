"""The two passes over a mix: measuring each hop after the equaliser, and making the finished samples."""

import math
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from app.studio.dynamics import Curve
from app.studio.fourier import ROWS, backward, forward
from app.studio.grid import AHEAD, BEHIND, BLOCK, HOP, HOPS, OUT_HOP, RATE, STRIDE, WINDOW, WINDOW_HOPS
from app.studio.mix import Mix
from app.studio.profiles import Shape
from app.studio.response import equaliser, k_weighting
from app.studio.source import Samples

_NEW = slice(BEHIND, BEHIND + STRIDE)
_OUT_NEW = slice(2 * BEHIND, 2 * (BEHIND + STRIDE))
_RAMP = ((np.arange(OUT_HOP, dtype=np.float32) + 0.5) / OUT_HOP).astype(np.float32)

Step = Callable[[], None]
"""Called after each block."""


class _Desk:
    """The arrays one block is worked on in. They are used again and again: making them anew costs more than the filters."""

    def __init__(self) -> None:
        self.samples = np.empty(BEHIND + BLOCK + AHEAD, np.float32)
        self.windows = np.lib.stride_tricks.sliding_window_view(self.samples, WINDOW)[::STRIDE]
        self.wide = np.zeros((ROWS, WINDOW + 1), np.complex64)
        self.spectra = self.wide[:, : WINDOW // 2 + 1]
        self.doubled = np.empty((ROWS, 2 * WINDOW), np.float32)
        self.weighted = self.doubled.reshape(2, ROWS, WINDOW)[0]  # over the doubled ones: their peaks are known by then


class Passes:
    """A mix through the equaliser of a profile."""

    def __init__(self, mix: Mix, shape: Shape) -> None:
        """Prepare the filters."""
        self._mix = mix
        louder = np.float32(math.sqrt(2))  # twice as many samples come out of the transform
        self._equaliser = equaliser(shape, WINDOW) * louder
        self._weighting = k_weighting(WINDOW, RATE) / louder

    def measure(self, step: Step) -> tuple[Curve, Curve]:
        """K-weighted mean square, and greatest magnitude at twice the rate, of every whole hop.

        NumPy's transforms leave the interpreter free: another thread measures the second half meanwhile.
        """
        hops = self._mix.frames // HOP
        curves = np.empty(hops, np.float32), np.empty(hops, np.float32)
        blocks = range(-(-self._mix.frames // BLOCK))
        half = (len(blocks) + 1) // 2
        ending = threading.Event()

        def measure_later() -> None:
            for _ in self._measured(blocks[half:], *curves):
                if ending.is_set():
                    return

        with ThreadPoolExecutor(1, thread_name_prefix="studio") as pool:
            later = pool.submit(measure_later)
            try:
                for block in self._measured(blocks[:half], *curves):
                    step()
                    if half + block in blocks:
                        step()
            except BaseException:
                ending.set()
                raise
            later.result()
        return curves

    def render(self, gains: Curve) -> Iterator[Samples]:
        """The finished samples at twice the working rate, as float, a block at a time. gains: see `dynamics.settle`.

        A yielded array is used again for the next block. On this thread alone: the encoders want the other ones.
        """
        desk = _Desk()
        curve = np.empty((HOPS, OUT_HOP), np.float32)
        left = 2 * self._mix.frames
        blocks = range(-(-self._mix.frames // BLOCK))
        for block in self._placed(blocks, desk.samples):
            hops = self._doubled(desk)
            nodes = gains[block * HOPS : (block + 1) * HOPS + 1]
            if len(nodes) <= HOPS:  # the programme ends
                nodes = np.pad(nodes, (0, HOPS + 1 - len(nodes)), mode="edge")
            np.multiply(np.diff(nodes)[:, None], _RAMP, out=curve)
            curve += nodes[:-1, None]
            np.multiply(hops, curve.reshape(hops.shape), out=curve.reshape(hops.shape))
            yield curve.reshape(-1)[:left]
            left -= 2 * BLOCK

    def _measured(self, blocks: range, power: Curve, peaks: Curve) -> Iterator[int]:
        """Fill in what `_analyse` gives of `blocks`; each block when it is done."""
        desk = _Desk()
        for block in self._placed(blocks, desk.samples):
            hops = slice(block * HOPS, min((block + 1) * HOPS, len(power)))
            block_power, block_peaks = self._analyse(desk)
            power[hops] = block_power[: hops.stop - hops.start]
            peaks[hops] = block_peaks[: hops.stop - hops.start]
            yield block

    def _placed(self, blocks: range, samples: Samples) -> Iterator[int]:
        """Put each of `blocks` into `samples`, with what lies BEHIND and AHEAD of it; the block when it is there."""
        samples[:] = 0
        before = 2  # the two that hold what lies around the first one's beginning
        coming = self._mix.blocks((blocks.start - before) * BLOCK + AHEAD, before + len(blocks))
        for number, block in enumerate(coming, blocks.start - before):
            samples[:-BLOCK] = samples[BLOCK:]
            samples[-BLOCK:] = block
            if number in blocks:
                yield number

    def _analyse(self, desk: _Desk) -> tuple[Curve, Curve]:
        doubled = self._doubled(desk)
        peaks = np.maximum(doubled.max(axis=-1), -doubled.min(axis=-1)).reshape(-1)
        desk.spectra *= self._weighting
        backward(desk.spectra, desk.weighted)
        weighted = desk.weighted[:, _NEW].reshape(ROWS, WINDOW_HOPS, HOP)
        return np.einsum("ijk,ijk->ij", weighted, weighted).reshape(-1) * np.float32(1 / HOP), peaks

    def _doubled(self, desk: _Desk) -> Samples:
        """The block through the equaliser at twice its rate, as (ROWS, WINDOW_HOPS, OUT_HOP).

        The half-band filter is the spectrum's own end: above it the wide one stays zero.
        """
        forward(desk.windows, desk.spectra)
        desk.spectra *= self._equaliser
        backward(desk.wide, desk.doubled)
        return desk.doubled[:, _OUT_NEW].reshape(ROWS, WINDOW_HOPS, OUT_HOP)
