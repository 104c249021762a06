"""PCM that one thread reads ahead and the sound callback takes, without a lock, a disk or a decoder between them."""

from collections import deque
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from app.sound import WavClip
from app.values import frozen

RATE = 44_100
"""Frames a second everywhere here; finished audio has it already."""
_BLOCK = RATE // 2
_AHEAD = 10 * RATE
_NOTHING = np.zeros(0, np.int16)


@frozen
class Block:
    """A stretch of sound. samples: (frames,) int16; is_meant: whether it ought to be heard, which a pause is not."""

    samples: NDArray[np.int16]
    is_meant: bool = True


class Source:
    """Blocks in order. `feed` belongs to the thread that plays, `take` to the callback."""

    def __init__(self, blocks: Iterator[Block]) -> None:
        """Nothing is read yet."""
        self._coming = blocks
        self._ahead: deque[Block] = deque()
        self._is_complete = False
        self._fed = 0
        self._now = Block(_NOTHING)
        self._at = 0
        self.taken = 0

    def feed(self) -> None:
        """Read until ten seconds are ahead. Raises what reading raises: OSError, ValueError."""
        while not self._is_complete and self._fed - self.taken < _AHEAD:
            block = next(self._coming, None)
            if block is None:
                self._is_complete = True
            else:
                self._ahead.append(block)
                self._fed += len(block.samples)

    def take(self, frames: int) -> Block:
        """The next `frames`; fewer where a block ends, none when it has ended or was not fed in time."""
        while self._at == len(self._now.samples) and self._ahead:
            self._now, self._at = self._ahead.popleft(), 0
        samples = self._now.samples[self._at : self._at + frames]
        self._at += len(samples)
        self.taken += len(samples)
        return Block(samples, self._now.is_meant)

    @property
    def has_ended(self) -> bool:
        """Whether all of it has been taken."""
        return self._is_complete and self._fed == self.taken


def clip_blocks(clip: WavClip, start: int = 0) -> Iterator[Block]:
    """A file from frame `start` on. Raises OSError, ValueError."""
    for first in range(start, clip.frames, _BLOCK):
        yield Block(clip.read(first, min(first + _BLOCK, clip.frames)).samples)


def pause_blocks(frames: int) -> Iterator[Block]:
    """Silence that is meant to be silent."""
    for first in range(0, frames, _BLOCK):
        yield Block(np.zeros(min(_BLOCK, frames - first), np.int16), is_meant=False)
