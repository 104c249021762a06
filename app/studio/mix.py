"""Lays the pieces one after the other and the bed under the speech; gives the mix block by block."""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from app.studio.grid import BLOCK, OUT_RATE, RATE
from app.studio.model import Piece, Role, Timeline, Timing
from app.studio.source import BED_LEVEL, LEVELS, Reader, Samples, Source

_DUCKED = 10 ** (-16 / 20)
"""The bed under speech, as a share of its level between the sentences."""
_LONG_GAP_S = 1.2
"""In shorter pauses the bed stays down: pumping in every full stop would tire the listener."""
_FADE_S = 0.4


class Mix:
    """The mixed programme at the working rate. Threads may take its `blocks` at once; what one learns of levels is kept."""

    def __init__(self, timeline: Timeline) -> None:
        """Lay out the pieces; no clip is loaded."""
        self._pieces = timeline.pieces
        self._sources = [Source(piece.clip, LEVELS[piece.role]) for piece in timeline.pieces]
        self._starts: list[int] = []
        at = 0
        for piece, source in zip(self._pieces, self._sources, strict=True):
            self._starts.append(at)
            at += source.frames + round(piece.pause_s * RATE)
        self.frames = at
        self._bed = None if timeline.bed is None else Source(timeline.bed, BED_LEVEL)
        self._bed_gains = _bed_gains(self._pieces, self._spans())

    def timings(self) -> tuple[Timing, ...]:
        """Where each piece lies in the finished audio."""
        return tuple(
            Timing(2 * start / OUT_RATE, 2 * stop / OUT_RATE, piece.role, piece.text, piece.item)
            for piece, (start, stop) in zip(self._pieces, self._spans(), strict=True)
        )

    def blocks(self, begin: int, count: int) -> Iterator[Samples]:
        """`count` times BLOCK samples of the mix from `begin` on; silence before its beginning and after its end.

        A yielded array is used again for the next block. Raises OSError or ValueError, as `Clip.load`.
        """
        block = np.empty(BLOCK, np.float32)
        spans = self._spans()
        bed = None if self._bed is None else Reader(self._bed)
        current = 0
        reader = Reader(self._sources[0])
        for start in range(begin, begin + count * BLOCK, BLOCK):
            stop = start + BLOCK
            block[:] = 0
            while current < len(spans) and spans[current][0] < stop:
                first, last = spans[current]
                low, high = max(first, start), min(last, stop)
                if low < high:
                    block[low - start : high - start] += reader.read(low - first, high - first)
                if last > stop:
                    break
                current += 1
                if current < len(spans):
                    reader = Reader(self._sources[current])
            if bed is not None:
                self._lay_bed(bed, block, start)
            yield block

    def _spans(self) -> list[tuple[int, int]]:
        return [(start, start + source.frames) for start, source in zip(self._starts, self._sources, strict=True)]

    def _lay_bed(self, bed: Reader, block: Samples, start: int) -> None:
        places, gains = self._bed_gains
        if not bed.frames or not len(places):
            return
        gain = np.interp(np.arange(start, start + BLOCK), places, gains, left=0, right=0).astype(np.float32)
        if not gain.any():
            return
        at = 0
        while at < BLOCK:
            begin = (start + at) % bed.frames
            length = min(BLOCK - at, bed.frames - begin)
            block[at : at + length] += bed.read(begin, begin + length) * gain[at : at + length]
            at += length


def _bed_gains(pieces: tuple[Piece, ...], spans: list[tuple[int, int]]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Corner points of the bed's gain: full in long gaps of a run of speech, ducked under speech, silent elsewhere."""
    fade = _FADE_S * RATE
    corners: list[tuple[float, float]] = []
    for run in _runs_of_speech(pieces, spans):
        corners += [(run[0][0] - 2 * fade, 0.0), (run[0][0] - fade, 1.0), (run[0][0], _DUCKED)]
        for (_, before), (after, _) in pairwise(run):
            if after - before > _LONG_GAP_S * RATE:
                corners += [(before, _DUCKED), (before + fade, 1.0), (after - fade, 1.0), (after, _DUCKED)]
        corners += [(run[-1][1], _DUCKED), (run[-1][1] + fade, 1.0), (run[-1][1] + 3 * fade, 0.0)]
    places = np.maximum.accumulate(np.array([max(place, 0) for place, _ in corners])) if corners else np.empty(0)
    return places, np.array([gain for _, gain in corners])


def _runs_of_speech(pieces: tuple[Piece, ...], spans: list[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """Spans of speech that follow each other with nothing else in between."""
    runs: list[list[tuple[int, int]]] = []
    going = False
    for piece, span in zip(pieces, spans, strict=True):
        is_speech = piece.role is Role.SPEECH
        if is_speech and going:
            runs[-1].append(span)
        elif is_speech:
            runs.append([span])
        going = is_speech
    return runs
