"""How a process hears that it is to end.

Python runs a signal's handler in the main thread, between any two of its steps: also where it holds the lock of an event that it
is about to wait for. A handler that sets this event would wait for that lock for ever, and the process would never end. So the
handler only puts a word into a queue, which takes no lock, and another thread does the rest.
"""

import signal
import threading
from collections.abc import Callable
from queue import SimpleQueue
from types import FrameType


def when_told_to_end(act: Callable[[], None]) -> None:
    """From now on SIGTERM and SIGINT call `act`, each time, in a thread of its own. To be called from the main thread."""
    told: SimpleQueue[int] = SimpleQueue()

    def tell(number: int, _frame: FrameType | None) -> None:
        told.put(number)

    def listen() -> None:
        while True:
            told.get()
            act()

    threading.Thread(target=listen, name="ending", daemon=True).start()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, tell)
