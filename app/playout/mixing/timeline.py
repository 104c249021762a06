"""Which frame of an endless stream is due at which instant, learnt from when the frames were asked for."""

from collections import deque

_WINDOW_S = 1.5
"""Long enough for one question in time on a busy machine; short, because a device that ran dry lies elsewhere afterwards."""


class Timeline:
    """A straight line from the monotonic clock to frames.

    A device asks for frames when it has room for them; the system may make that question late, never early. So the earliest
    question of the last seconds, compared by the frames asked for until then, is the least delayed one, and it follows a device
    whose clock runs a little faster or slower than ours.
    """

    def __init__(self, rate: int) -> None:
        """rate: frames a second."""
        self._rate = rate
        self._lows: deque[tuple[float, float]] = deque()
        self._zero: float | None = None

    @property
    def is_known(self) -> bool:
        """Whether it has been observed at all."""
        return self._zero is not None

    def observe(self, frame: int, at_s: float) -> None:
        """The frame `frame`, counted from the first ever, was the next one asked for, at `at_s` on the monotonic clock."""
        zero = at_s - frame / self._rate
        while self._lows and (self._lows[-1][1] >= zero):
            self._lows.pop()
        self._lows.append((at_s, zero))
        while self._lows[0][0] < at_s - _WINDOW_S:
            self._lows.popleft()
        self._zero = self._lows[0][1]

    def forget(self) -> None:
        """The stream was broken; what comes next lies elsewhere."""
        self._lows.clear()
        self._zero = None

    def frame_at(self, at_s: float) -> int:
        """The frame due at `at_s`. Only when it is known."""
        return round((at_s - (self._zero or 0.0)) * self._rate)

    def at_s(self, frame: int) -> float:
        """When `frame` is due, on the monotonic clock."""
        return (self._zero or 0.0) + frame / self._rate
