"""A bounded line of bytes between two threads."""

import contextlib
import queue
import threading
from collections.abc import Iterator

from app.studio.errors import MasteringFailedError

_PATIENCE_S = 0.2


class Pipe:
    """Pieces of bytes in order; who writes waits for who reads, but never for a reader that is gone."""

    def __init__(self, pieces: int) -> None:
        """pieces: how many may wait; 0: any number."""
        self._queue: queue.Queue[bytes | None] = queue.Queue(pieces)
        self._gone = threading.Event()

    def put(self, data: bytes | None) -> None:
        """Hand over `data`; None is the end. Raises `MasteringFailedError` when the reader is gone."""
        while not self._gone.is_set():
            with contextlib.suppress(queue.Full):
                self._queue.put(data, timeout=_PATIENCE_S)
                return
        raise MasteringFailedError(reason="the thread behind is gone")

    def __iter__(self) -> Iterator[bytes]:
        """Until the end."""
        while (data := self._queue.get()) is not None:
            yield data

    def close(self) -> None:
        """The reader is gone."""
        self._gone.set()
