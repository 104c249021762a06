"""One output's sound, made frame by frame: a programme, an emergency over it, or silence.

`render` is called from the sound callback: it takes no lock, opens nothing and allocates only its block. The threads that play
change it by single assignments.
"""

import threading
from enum import Enum, auto

import numpy as np
from numpy.typing import NDArray

from app.playout.mixing.meter import Meter, Tally
from app.playout.mixing.source import RATE, Source

FADE = RATE // 50
"""Frames of a fade: 20 ms."""


class _State(Enum):
    WAITING = auto()
    SOUNDING = auto()
    HELD = auto()
    ENDED = auto()


class Voice:
    """One source on its way through a mixer.

    start: the frame of the output on which its first frame is to fall. began: where it did. frames: how many of its own were
    heard. tally: of what went out while it sounded. is_held: it keeps its place until `go_on`.
    """

    def __init__(self, source: Source, start: int, *, fade_in: bool = False, is_held: bool = False) -> None:
        self.source = source
        self.start = start
        self.began: int | None = None
        self.frames = 0
        self.tally = Tally()
        self.is_held = is_held
        self._state = _State.WAITING
        self._leaves = False
        self._gain = 0.0 if fade_in else 1.0
        self.is_meant = False

    @property
    def has_ended(self) -> bool:
        """Whether it will never be heard again."""
        return self._state is _State.ENDED

    def leave(self) -> None:
        """Fade out and end."""
        self._leaves = True
        if self._state in {_State.WAITING, _State.HELD}:
            self._state = _State.ENDED

    def freeze(self) -> bool:
        """Hold it without a fade, when nobody asks for frames any more. Returns False when it was held, or over."""
        if self.is_held or self.has_ended:
            return False
        self.is_held = True
        if self._state is _State.SOUNDING:
            self._state = _State.HELD
        return True

    def go_on(self, source: Source) -> None:
        """Sound again, from `source`, with a fade, after it was held."""
        self.source = source
        self._gain = 0.0
        self.is_held = False
        if self._state is _State.HELD:
            self._state = _State.SOUNDING

    def mix_into(self, mix: NDArray[np.float32], first: int) -> bool:
        """Add what is heard of it in the block that begins at the output's frame `first`. mix: full scale 1.

        Returns whether it took part.
        """
        at = self._enter(len(mix), first)
        if at is None:
            return False
        self.is_meant = False
        while at < len(mix) and self._state is _State.SOUNDING:
            fades_out = self._leaves or self.is_held
            left = len(mix) - at
            block = self.source.take(min(left, max(1, round(self._gain * FADE))) if fades_out else left)
            if not len(block.samples):
                self.is_meant = not self.source.has_ended  # not fed in time: a silence nobody meant
                break
            self._add(mix[at : at + len(block.samples)], block.samples, step=-1 if fades_out else 1)
            self.is_meant = self.is_meant or block.is_meant
            at += len(block.samples)
            if fades_out and self._gain <= 0:
                self._state = _State.ENDED if self._leaves else _State.HELD
        if self.source.has_ended:
            self._state = _State.ENDED
        return True

    def _enter(self, frames: int, first: int) -> int | None:
        """Where in the block it comes in; None: it does not."""
        if self._state is _State.SOUNDING:
            return 0
        if self._state is not _State.WAITING or self.is_held or self.start >= first + frames:
            return None
        at = max(0, self.start - first)
        self.began = first + at
        self._state = _State.SOUNDING
        return at

    def _add(self, mix: NDArray[np.float32], samples: NDArray[np.int16], *, step: int) -> None:
        sound = samples.astype(np.float32)
        if step < 0 or self._gain < 1:
            ramp = self._gain + np.arange(1, len(sound) + 1, dtype=np.float32) * (step / FADE)
            np.clip(ramp, 0, 1, out=ramp)
            sound *= ramp
            self._gain = float(ramp[-1]) if ramp[-1] > 1 / (2 * FADE) else 0.0
        sound /= 32768
        mix += sound
        self.frames += len(sound)


class Mixer:
    """The voices of one output. frame: how many were rendered, which is the index of the next."""

    def __init__(self, level_db: float = 0.0) -> None:
        """level_db: of everything it plays; below full scale, sums that go beyond are clipped."""
        self._level = np.float32(10 ** (level_db / 20))
        self._changing = threading.Lock()
        self._voices: tuple[Voice, ...] = ()
        self.frame = 0
        self.meter = Meter()

    def add(self, voice: Voice) -> None:
        """Let it be heard from its start on."""
        with self._changing:
            self._voices = (*self._voices, voice)

    def remove(self, voice: Voice) -> None:
        """It is over."""
        with self._changing:
            self._voices = tuple(each for each in self._voices if each is not voice)

    def render(self, frames: int) -> NDArray[np.int16]:
        """The next `frames` of the output."""
        mix = np.zeros(frames, np.float32)
        heard = [voice for voice in self._voices if voice.mix_into(mix, self.frame)]
        mix *= self._level
        np.clip(mix, -1, 32767 / 32768, out=mix)
        out = np.rint(mix * 32768).astype(np.int16)
        peak = max(-int(out.min()), int(out.max())) / 32768
        squares = float(np.vdot(mix, mix)) if peak else 0.0
        for voice in heard:
            voice.tally.add(frames, peak, squares)
        self.meter.hear(Tally(frames, peak, squares), is_meant=any(voice.is_meant for voice in heard), is_idle=not heard)
        self.frame += frames
        return out
