"""The queue inside one process: a pool of threads for nudges, APScheduler for what comes round, nothing on disk.

Apart, so that a long rendering never holds up the periodic jobs, which are short. APScheduler counts in wall-clock time: after
the clock is set back by an hour its periodic jobs would stand still for that hour. A watchdog compares wall and monotonic clock
and arms them anew after a jump.
"""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from types import TracebackType
from typing import Self, TypeVar

import structlog
from apscheduler.executors.pool import ThreadPoolExecutor as ClockExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.base import BaseTrigger

from app.clock import Clock

_log = structlog.get_logger(__name__)

WATCH_EVERY = timedelta(seconds=1)
JUMP = timedelta(seconds=2)
"""A difference between the two clocks that no slewing NTP makes within one look."""
_AT_ONCE = datetime(1970, 1, 1, tzinfo=UTC)
"""Due on every clock, however wrong."""
_Pair = tuple[str, str]
_Result = TypeVar("_Result")


class _Every(BaseTrigger):  # type: ignore[misc]  # APScheduler 3 ships no types
    """Due again one interval after it was looked at: times slept through are one, also after a leap of a year."""

    def __init__(self, interval: timedelta) -> None:
        self._interval = interval

    def get_next_fire_time(self, previous_fire_time: datetime | None, now: datetime) -> datetime:
        return _AT_ONCE if previous_fire_time is None else now + self._interval


class EmbeddedQueue:
    """See `app.tasks.Runner`. Nudges that come before it starts wait for it."""

    def __init__(self, clock: Clock, *, workers: int = 1) -> None:
        """workers: how many nudged tasks run at once; one on the two cores of an office PC."""
        self._clock = clock
        self._tasks: dict[str, Callable[[str], timedelta | None]] = {}
        self._waiting: dict[_Pair, None] = {}
        self._resting: dict[_Pair, threading.Timer] = {}
        self._running: set[_Pair] = set()
        self._lock = threading.Lock()
        self._is_started = False
        self._ending = threading.Event()
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="work")
        self._watchdog = threading.Thread(target=self._watch, name="queue-watchdog", daemon=True)
        self._scheduler = BackgroundScheduler(
            timezone=UTC,
            executors={"default": ClockExecutor(1)},
            job_defaults={"coalesce": True, "misfire_grace_time": None, "max_instances": 1},
        )

    def task(self, name: str, run: Callable[[str], timedelta | None]) -> None:
        """See `Runner.task`."""
        self._tasks[name] = run

    def every(self, name: str, interval: timedelta, run: Callable[[], None]) -> None:
        """See `Runner.every`."""
        self._scheduler.add_job(self._guarded, _Every(interval), args=(name, run), id=name)

    def nudge(self, task: str, key: str) -> None:
        """See `Queue.nudge`."""
        pair = task, key
        with self._lock:
            if pair in self._waiting or self._ending.is_set():
                return
            self._waiting[pair] = None
            if self._is_started and pair not in self._running and pair not in self._resting:
                self._pool.submit(self._run, pair)

    @property
    def ending(self) -> threading.Event:
        """See `Runner.ending`."""
        return self._ending

    def start(self) -> None:
        """Begin to run."""
        with self._lock:
            self._is_started = True
            for pair in self._waiting:
                self._pool.submit(self._run, pair)
        self._scheduler.start()
        self._watchdog.start()

    def close(self) -> None:
        """Begin nothing more, and wait for what is running. May be called before `start`, and twice."""
        with self._lock:
            self._ending.set()
            for timer in self._resting.values():
                timer.cancel()
        if self._scheduler.running:
            self._scheduler.shutdown(wait=True)
            self._watchdog.join()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def _run(self, pair: _Pair) -> None:
        task, key = pair
        with self._lock:
            del self._waiting[pair]
            self._running.add(pair)
        rest = self._guarded(task, lambda: self._tasks[task](key))
        with self._lock:
            self._running.remove(pair)
            if rest is None:
                self._run_again(pair)
            elif not self._ending.is_set():
                self._resting[pair] = timer = threading.Timer(rest.total_seconds(), self._end_rest, (pair,))
                timer.daemon = True
                timer.start()

    def _end_rest(self, pair: _Pair) -> None:
        with self._lock:
            del self._resting[pair]
            self._run_again(pair)

    def _run_again(self, pair: _Pair) -> None:
        """Under the lock: where it was nudged while it ran or rested."""
        if pair in self._waiting and not self._ending.is_set():
            self._pool.submit(self._run, pair)

    def _guarded(self, name: str, run: Callable[[], _Result]) -> _Result | None:
        """What it returns; None also for one that fails, or that begins no more."""
        if self._ending.is_set():
            return None
        try:
            return run()
        except Exception:  # noqa: BLE001  # the worker loop logs and goes on
            _log.exception("task.failed", task=name)
            return None

    def _watch(self) -> None:
        apart = self._apart()
        while not self._clock.wait(self._clock.now() + WATCH_EVERY, self._ending):
            seen, apart = apart, self._apart()
            if abs(apart - seen) >= JUMP:
                _log.warning("clock.jumped", seconds=round((apart - seen).total_seconds(), 1))
                for job in self._scheduler.get_jobs():
                    job.modify(next_run_time=_AT_ONCE)

    def _apart(self) -> timedelta:
        """How far the wall clock is from the monotonic one; the same for ever, unless somebody sets the clock."""
        return self._clock.now() - _AT_ONCE - timedelta(seconds=self._clock.monotonic())
