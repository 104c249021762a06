"""What the database said last, for doors that must answer also while it says nothing."""

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import CancelledError, ThreadPoolExecutor
from concurrent.futures import TimeoutError as LateError
from typing import Generic, TypeVar

from app.errors import AppError
from app.silence.errors import NothingKnownError

_log = logging.getLogger(__name__)
_Value = TypeVar("_Value")
_THREADS = 4
"""Of its own: none of them is one the web server answers with, and those that hang hold up nobody else."""
_MOST = 1000
_LONG_S = 10.0


class LastKnown(Generic[_Value]):
    """Answers by key. Any thread may ask."""

    def __init__(self, name: str) -> None:
        """name: of its threads."""
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix=name)
        self._known: OrderedDict[Hashable, _Value] = OrderedDict()
        self._lock = threading.Lock()

    def ask(self, key: Hashable, work: Callable[[], _Value], *, patience_s: float, unknown_s: float = _LONG_S) -> _Value:
        """What `work` says now; what it said last when it breaks, or is not done in `patience_s`.

        unknown_s: so long is waited where nothing is known yet.
        What it refuses on purpose (any AppError) is raised, and nothing is known any more. Raises NothingKnownError.
        """
        asked = self._threads.submit(self._remember, key, work)
        with self._lock:
            is_known = key in self._known
        try:
            return asked.result(patience_s if is_known else unknown_s)
        except AppError:
            with self._lock:
                self._known.pop(key, None)
            raise
        except (LateError, CancelledError):
            asked.cancel()
            _log.warning("the database is late; going by what it said last")
        except Exception:  # noqa: BLE001  # whatever it is that broke, what was silenced must be told
            _log.exception("the database failed; going by what it said last")
        with self._lock:
            if key not in self._known:
                raise NothingKnownError
            return self._known[key]

    def peek(self, key: Hashable) -> _Value | None:
        """What was said last, without asking."""
        with self._lock:
            return self._known.get(key)

    def forget(self, key: Hashable) -> None:
        """Go by nothing that was said before: it is another now."""
        with self._lock:
            self._known.pop(key, None)

    def close(self) -> None:
        """Ask no more."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _remember(self, key: Hashable, work: Callable[[], _Value]) -> _Value:
        value = work()
        with self._lock:  # also when nobody waits for it any more: it is newer than what was known
            self._known[key] = value
            self._known.move_to_end(key)
            if len(self._known) > _MOST:
                self._known.popitem(last=False)
        return value
