"""Bells between the threads that change something and the open event streams that tell of it.

A ring is a hint and carries nothing: who hears it asks for the truth, and who missed it asks again soon by itself. Bells
reach the streams of this process; a stream of another process of the same installation hears nothing and its station polls.
"""

import asyncio
import contextlib
import threading
from collections import defaultdict
from collections.abc import AsyncIterator, Hashable


class Bells:
    """Bells by key; any thread rings, event loops listen."""

    def __init__(self) -> None:
        """Nobody listens yet."""
        self._lock = threading.Lock()
        self._ears: defaultdict[Hashable, set[_Ear]] = defaultdict(set)

    def ring(self, key: Hashable) -> None:
        """Let everybody who listens at `key` know."""
        for ear in self._of(key):
            ear.tell(ended=False)

    def hang_up(self) -> None:
        """End all listening, so that open streams do not hold up the end of their server; who calls again is heard again."""
        with self._lock:
            ears = [ear for each in self._ears.values() for ear in each]
        for ear in ears:
            ear.tell(ended=True)

    async def listen(self, key: Hashable) -> AsyncIterator[None]:
        """One item at once, so that nothing of before is missed, then one for each time it rang; rings in a row are one."""
        ear = _Ear(asyncio.get_running_loop())
        with self._lock:
            self._ears[key].add(ear)
        try:
            while not ear.ended:
                yield
                await ear.rung.wait()
                ear.rung.clear()
        finally:
            with self._lock:
                self._ears[key].discard(ear)
                if not self._ears[key]:
                    del self._ears[key]

    def _of(self, key: Hashable) -> list["_Ear"]:
        with self._lock:
            return list(self._ears.get(key, ()))


class _Ear:
    """One listener, on its own event loop."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self.rung = asyncio.Event()
        self.ended = False

    def tell(self, *, ended: bool) -> None:
        self.ended = self.ended or ended
        with contextlib.suppress(RuntimeError):  # its loop has ended, and so has the stream
            self._loop.call_soon_threadsafe(self.rung.set)
