"""Bells inside one process: they reach its own streams; a stream of another process hears nothing, and its station polls."""

import asyncio
import contextlib
import threading
from collections import defaultdict
from collections.abc import AsyncIterator, Hashable


class EmbeddedBells:
    """See `app.tasks.Bells`; any thread rings, event loops listen."""

    def __init__(self) -> None:
        """Nobody listens yet."""
        self._lock = threading.Lock()
        self._ears: defaultdict[Hashable, set[_Ear]] = defaultdict(set)

    def ring(self, key: Hashable) -> None:
        """See `Bells.ring`."""
        for ear in self._of(key):
            ear.tell(ended=False)

    def hang_up(self) -> None:
        """See `Bells.hang_up`."""
        with self._lock:
            ears = [ear for each in self._ears.values() for ear in each]
        for ear in ears:
            ear.tell(ended=True)

    async def listen(self, key: Hashable) -> AsyncIterator[None]:
        """See `Bells.listen`."""
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
