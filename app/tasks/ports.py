"""What the product asks of a job queue, and of bells."""

import threading
from collections.abc import AsyncIterator, Callable, Hashable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Protocol


class Queue(Protocol):
    """Rings a bell for work that stands in a row of the database.

    The row is the truth and a job only a nudge: one that is lost costs time, never work, since a sweep looks for rows that wait.
    """

    def nudge(self, task: str, key: str) -> None:
        """Run `task` for `key` soon. Nudges for the same pair that have not begun yet are one; never blocks, never raises.

        A nudge that comes while its pair is running makes it run once more.
        """
        ...


class Runner(Queue, AbstractContextManager["Runner"], Protocol):
    """A queue whose tasks run in this process, and its periodic jobs; they are named before it is entered."""

    def task(self, name: str, run: Callable[[str], timedelta | None]) -> None:
        """Name what `nudge(name, key)` runs.

        What it returns is its rest: nudges for the same pair that come before it is over are gathered, and run once after it.
        """
        ...

    def every(self, name: str, interval: timedelta, run: Callable[[], None]) -> None:
        """Run `run` at the start and every `interval` from then on; never twice at once, and once for all times slept through."""
        ...

    @property
    def ending(self) -> threading.Event:
        """Set when the process ends: long work looks at it and leaves the rest to the next start."""
        ...


class Bells(Protocol):
    """Bells by key between whoever changes something and the open event streams that tell of it.

    A ring is a hint and carries nothing: who hears it asks for the truth, and who missed it asks again soon by itself.
    """

    def ring(self, key: Hashable) -> None:
        """Let everybody who listens at `key` know; from any thread."""
        ...

    def hang_up(self) -> None:
        """End all listening of this process, so that open streams do not hold up its end; who calls again is heard again."""
        ...

    def listen(self, key: Hashable) -> AsyncIterator[None]:
        """One item at once, so that nothing of before is missed, then one for each time it rang; rings in a row are one."""
        ...
