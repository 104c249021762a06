"""Whether what may sound was asked about lately enough to begin.

A station that was off, or asleep, remembers what it was allowed to play; meanwhile a person may have taken that back. So after a
start, and after a jump of the clock, nothing begins until the server has said both what holds at once (orders) and what is
planned (the manifest), or until it has kept silent for so long that nobody can be waited for.
"""

import threading
from datetime import timedelta
from typing import Literal

from app.clock import Clock

Question = Literal["orders", "manifest"]
_QUESTIONS = frozenset[Question]({"orders", "manifest"})


class Permission:
    """What the server has yet to answer, and how long that is waited for.

    asked_s: since when, on the monotonic clock.
    """

    def __init__(self, clock: Clock, patience: timedelta) -> None:
        """Ask first. patience: how long the server is waited for."""
        self._clock = clock
        self._patience_s = patience.total_seconds()
        self._changing = threading.Lock()
        self.ask_anew()

    def ask_anew(self) -> None:
        """What was answered before may be old by now."""
        with self._changing:
            self._open = set(_QUESTIONS)
            self.asked_s = self._clock.monotonic()
            self._until_s = self.asked_s + self._patience_s

    def answered(self, question: Question) -> None:
        """The server said what holds now."""
        with self._changing:
            self._open.discard(question)

    def is_known(self, question: Question) -> bool:
        """Whether that much is known, or waited for long enough."""
        return question not in self._open or self._clock.monotonic() >= self._until_s

    @property
    def is_fresh(self) -> bool:
        """Whether something planned may begin."""
        return all(self.is_known(question) for question in _QUESTIONS)
