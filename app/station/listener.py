"""The open line on which the server says that something is new. Without it the station hears the same at its next poll."""

import logging
import random
import threading
from collections.abc import Callable
from datetime import timedelta

from app.clock import Clock
from app.errors import AppError
from app.station.client import Client

_log = logging.getLogger(__name__)
_FIRST = timedelta(seconds=1)
_LONGEST = timedelta(seconds=60)


class Listener:
    """Listens until it is told to end; calls again when the line breaks, after a wait that doubles and differs by station."""

    def __init__(self, clock: Clock, client: Client, on_news: Callable[[], None]) -> None:
        """on_news: something may be new; must return at once."""
        self._clock = clock
        self._client = client
        self._on_news = on_news

    def start(self, stop: threading.Event) -> None:
        """Listen in a thread of its own; a daemon, since a line may hang for as long as its timeout."""
        threading.Thread(target=self._run, args=(stop,), name="listener", daemon=True).start()

    def _run(self, stop: threading.Event) -> None:
        wait = _FIRST
        while not stop.is_set():
            try:
                for _ in self._client.news():
                    wait = _FIRST
                    self._on_news()
            except AppError as error:
                _log.debug("the line of events: %s", error)
            except Exception:  # noqa: BLE001  # the worker loop: it calls again
                _log.exception("the line of events failed")
            spread = random.uniform(0.5, 1.5)  # noqa: S311  # so that five hundred stations do not call at one second
            self._clock.wait(self._clock.now() + wait * spread, stop)
            wait = min(wait * 2, _LONGEST)
