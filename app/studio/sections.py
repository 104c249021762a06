"""LAME over sections of a programme that were cut in digital silence, so that two threads can encode at once.

A frame of silence carries no main data. So inside a silence the frames of one encoder can be followed by those of the next:
nothing the next one's sound needs lies in a frame of the one before, and a decoder's filters are at rest. For the same reason
the middle of a long silence is not encoded at all: its frames are copies of one beside it. What is joined or copied is looked
at: a frame there that is not silent is an error.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

import lameenc
import numpy as np
from numpy.typing import NDArray

from app.studio.errors import MasteringFailedError
from app.studio.grid import OUT_RATE
from app.studio.pipe import Pipe

KILOBITS = 128
FRAME = 1_152
"""Samples in a frame."""
_BEFORE, _AFTER = 2, 6
"""Frames of silence on both sides of a cut: the filters of encoder and decoder remember two, the encoder looks two ahead."""
_OVERLAP = 2
"""Frames after a cut that are still the earlier section's: its sound has died away in them."""
_QUALITY = 7
_WAITING = 14
"""Blocks that may wait for an encoder: more than a section, so that the next one can begin."""
_SIZE = 144_000 * KILOBITS // OUT_RATE
_GRANULES = (18, 77)
"""Bits into a mono frame's side information where the lengths of its two main data stand. Source: ISO/IEC 11172-3, 2.4.1.7."""


@dataclass
class Section:
    """One stretch of a programme on its way through its own encoder.

    is_first: it begins the programme. length: samples put in, a whole number of frames when another section follows;
    is_last: none does. Both are set before the end of `pcm` is. rests: before which frame of the encoder how many frames of
    silence belong that it was not given.
    """

    is_first: bool
    length: int = 0
    is_last: bool = True
    pcm: Pipe = field(default_factory=lambda: Pipe(_WAITING))
    mp3: Pipe = field(default_factory=lambda: Pipe(0))
    rests: deque[tuple[int, int]] = field(default_factory=deque)
    _given: int = 0

    def put(self, samples: NDArray[np.int16]) -> None:
        """The next samples. Raises `MasteringFailedError` when the encoder is gone."""
        parts, at = [], 0
        for first, last in silences(samples, self.length):
            parts.append(samples[at:first])
            self._given += first - at
            self.rests.append((self._given // FRAME, (last - first) // FRAME))
            at = last
        parts.append(samples[at:])
        self._given += len(samples) - at
        self.length += len(samples)
        self.pcm.put(b"".join(part.astype("<i2", copy=False).tobytes() for part in parts))

    def encode(self) -> None:
        """Encode `pcm` into the frames of this section in `mp3`; runs in a thread. Raises `MasteringFailedError`."""
        lame = _lame()
        split = _Splitter()
        try:
            for samples in self.pcm:
                self._hand_over(split(bytes(lame.encode(samples))))
            silence = b"" if self.is_last else bytes(2 * FRAME * _AFTER)
            self._hand_over(split(bytes(lame.encode(silence)) + bytes(lame.flush())))
        except RuntimeError as exc:
            raise MasteringFailedError(reason=f"lame: {exc}") from exc
        finally:
            self.pcm.close()
            self.mp3.put(None)

    def _hand_over(self, frames: Iterator[tuple[int, bytes]]) -> None:
        """Put on what belongs to this section. Frames after its length come only when its length is known."""
        cut = None if self.is_last else self._given // FRAME
        kept = []
        for number, frame in frames:
            is_head = not self.is_first and number < 2 * _OVERLAP
            is_tail = cut is not None and number >= cut
            is_rest = bool(self.rests) and self.rests[0][0] == number
            if (is_head or is_tail or is_rest) and not _is_silent(frame):
                raise MasteringFailedError(reason="a seam that is not silent")
            if is_rest:
                kept.append(frame * self.rests.popleft()[1])
            if not (is_head and number < _OVERLAP) and not (cut is not None and number >= cut + _OVERLAP):
                kept.append(frame)
        self.mp3.put(b"".join(kept))


class _Splitter:
    """Cuts a stream into numbered frames."""

    def __init__(self) -> None:
        self._held = b""
        self._number = 0

    def __call__(self, data: bytes) -> Iterator[tuple[int, bytes]]:
        held, at = self._held + data, 0
        while len(held) - at > 4 and len(held) - at >= (size := _SIZE + (held[at + 2] >> 1 & 1)):  # noqa: PLR2004  # a header
            if held[at] != 0xFF:  # noqa: PLR2004  # the sync
                raise MasteringFailedError(reason="no frame where one should begin")
            yield self._number, held[at : at + size]
            self._number += 1
            at += size
        self._held = held[at:]


def silences(samples: NDArray[np.int16], length: int) -> Iterator[tuple[int, int]]:
    """The stretches of `samples` that an encoder need not be given, which follow the `length` samples of its section so far.

    They are whole frames of silence, and so is what lies on both sides of them, for as long as filters remember.
    """
    first = -length % FRAME
    whole = max(0, len(samples) - first) // FRAME
    sounds = samples[first : first + whole * FRAME].reshape(-1, FRAME).any(axis=1)
    sounding = [-1, *np.flatnonzero(sounds).tolist(), whole]
    for before, after in pairwise(sounding):
        if after - before > _BEFORE + _AFTER + 1:
            yield first + (before + 1 + _BEFORE) * FRAME, first + (after - _AFTER) * FRAME


def _is_silent(frame: bytes) -> bool:
    """Whether neither granule of a mono frame has main data."""
    side = int.from_bytes(frame[4:21], "big")
    return all(side >> (17 * 8 - at - 12) & 0xFFF == 0 for at in _GRANULES)


def _lame() -> lameenc.Encoder:
    encoder = lameenc.Encoder()
    encoder.set_bit_rate(KILOBITS)
    encoder.set_in_sample_rate(OUT_RATE)
    encoder.set_channels(1)
    encoder.set_quality(_QUALITY)
    encoder.silence()
    return encoder
