"""What an output plays, measured on the very samples that are handed to it."""

import math
from collections import deque
from dataclasses import dataclass

from app.playout.mixing.source import RATE
from app.playout.ports import SILENT_DB, Level


@dataclass
class Tally:
    """Sum of a stretch. peak: largest absolute sample, full scale 1; squares: sum of the squared samples."""

    frames: int = 0
    peak: float = 0.0
    squares: float = 0.0

    def add(self, frames: int, peak: float, squares: float) -> None:
        """Take `frames` more into account."""
        self.frames += frames
        self.peak = max(self.peak, peak)
        self.squares += squares

    @property
    def level(self) -> Level | None:
        """Of all of it; None of nothing."""
        if not self.frames:
            return None
        return Level(_db(self.peak), _db(math.sqrt(self.squares / self.frames)))


class Meter:
    """The last second, and how long nothing came out though something was meant to."""

    def __init__(self) -> None:
        """Nothing heard yet."""
        self._last: deque[Tally] = deque()
        self._frames = 0
        self._silent = 0

    def hear(self, block: Tally, *, is_meant: bool, is_idle: bool) -> None:
        """Take in what goes out. is_meant: sound belongs in it; is_idle: nothing is playing at all."""
        self._last.append(block)
        self._frames += block.frames
        while self._frames - self._last[0].frames >= RATE:
            self._frames -= self._last.popleft().frames
        if is_idle or block.peak > 0:
            self._silent = 0
        elif is_meant:
            self._silent += block.frames

    @property
    def level(self) -> Level | None:
        """Of the last second."""
        sum_ = Tally()
        for block in tuple(self._last):
            sum_.add(block.frames, block.peak, block.squares)
        return sum_.level

    @property
    def silent_s(self) -> float:
        """Seconds of digital silence where there should have been sound."""
        return self._silent / RATE


def _db(share: float) -> float:
    return max(SILENT_DB, 20 * math.log10(share)) if share > 0 else SILENT_DB
