"""The embedded queue, from outside: real threads and APScheduler, a hand-moved clock for the watchdog."""

import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from app.clock import ManualClock
from app.tasks import Queue
from app.tasks.embedded import EmbeddedQueue

DEADLINE_S = 10


class Calls:
    """Counts calls; waits for the n-th."""

    def __init__(self) -> None:
        self.keys: list[str] = []
        self._came = threading.Condition()

    def add(self, key: str = "") -> None:
        with self._came:
            self.keys.append(key)
            self._came.notify_all()

    def came(self, count: int, within_s: float) -> bool:
        with self._came:
            return self._came.wait_for(lambda: len(self.keys) >= count, within_s)

    def wait_for(self, count: int) -> list[str]:
        assert self.came(count, DEADLINE_S), self.keys
        return list(self.keys)


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(datetime(2025, 11, 4, tzinfo=UTC))


@pytest.fixture
def queue(clock: ManualClock) -> Iterator[EmbeddedQueue]:
    queue = EmbeddedQueue(clock)
    yield queue
    queue.close()


def test_nudge_runs_its_task_with_its_key(queue: EmbeddedQueue) -> None:
    calls = Calls()
    queue.task("render", calls.add)
    port: Queue = queue
    port.nudge("render", "before the start")
    queue.start()
    calls.wait_for(1)
    port.nudge("render", "after it")
    assert calls.wait_for(2) == ["before the start", "after it"]


def test_nudges_that_have_not_begun_are_one_and_one_during_the_run_is_kept(queue: EmbeddedQueue) -> None:
    calls, running, go_on = Calls(), threading.Event(), threading.Event()

    def render(key: str) -> None:
        running.set()
        assert go_on.wait(DEADLINE_S)
        calls.add(key)

    queue.task("render", render)
    queue.start()
    queue.nudge("render", "a")
    assert running.wait(DEADLINE_S)
    for _ in range(5):
        queue.nudge("render", "a")
    go_on.set()
    calls.wait_for(2)
    queue.nudge("render", "last")
    assert calls.wait_for(3) == ["a", "a", "last"]


def test_what_comes_while_a_task_rests_is_gathered_and_runs_once_after_it(queue: EmbeddedQueue) -> None:
    calls, began = Calls(), list[float]()

    def plan(key: str) -> timedelta | None:
        began.append(time.monotonic())
        if len(began) == 1:
            queue.nudge("plan", "a")  # while it runs
        calls.add(key)
        return timedelta(seconds=0.5) if key == "a" else None

    queue.task("plan", plan)
    queue.start()
    queue.nudge("plan", "a")
    calls.wait_for(1)
    for _ in range(5):
        queue.nudge("plan", "a")
    queue.nudge("plan", "b")
    assert calls.wait_for(2) == ["a", "b"], "another key does not wait"
    assert calls.wait_for(3) == ["a", "b", "a"]
    assert began[2] - began[0] >= 0.5
    queue.nudge("plan", "b")
    assert calls.wait_for(4)[3] == "b", "and the rest was not run again for each"


def test_what_is_gathered_at_the_end_is_left_to_the_next_start(clock: ManualClock) -> None:
    queue, calls = EmbeddedQueue(clock), Calls()

    def plan(key: str) -> timedelta:
        calls.add(key)
        return timedelta(hours=1)

    queue.task("plan", plan)
    with queue:
        queue.nudge("plan", "a")
        calls.wait_for(1)
        queue.nudge("plan", "a")
    assert calls.keys == ["a"]


def test_a_failing_task_stops_nothing(queue: EmbeddedQueue) -> None:
    calls = Calls()

    def render(key: str) -> None:
        calls.add(key)
        if key == "bad":
            raise RuntimeError

    queue.task("render", render)
    queue.start()
    queue.nudge("render", "bad")
    queue.nudge("render", "good")
    assert calls.wait_for(2) == ["bad", "good"]


def test_long_work_does_not_hold_up_the_clock(queue: EmbeddedQueue) -> None:
    go_on, ticks = threading.Event(), Calls()

    def render(_key: str) -> None:
        go_on.wait(DEADLINE_S)

    queue.task("render", render)
    queue.every("tick", timedelta(milliseconds=20), ticks.add)
    queue.start()
    queue.nudge("render", "long")
    ticks.wait_for(3)
    go_on.set()


def test_periodic_jobs_run_at_the_start_and_again_after_the_clock_jumped(queue: EmbeddedQueue, clock: ManualClock) -> None:
    calls = Calls()
    queue.every("hourly", timedelta(hours=1), calls.add)
    queue.start()
    calls.wait_for(1)
    for runs, jump in ((2, timedelta(hours=-1)), (3, timedelta(days=365))):
        clock.jump(clock.now() + jump)
        _let_the_watchdog_look(clock, calls, runs)


def test_time_that_merely_passes_is_no_jump(queue: EmbeddedQueue, clock: ManualClock) -> None:
    hourly, seen = Calls(), Calls()
    queue.every("hourly", timedelta(hours=1), hourly.add)
    queue.every("often", timedelta(milliseconds=20), seen.add)
    queue.start()
    clock.advance(timedelta(minutes=30))
    seen.wait_for(10)
    assert len(hourly.wait_for(1)) == 1


def test_close_waits_for_what_runs_and_begins_nothing_more(clock: ManualClock) -> None:
    queue, calls, running, go_on = EmbeddedQueue(clock), Calls(), threading.Event(), threading.Event()

    def render(key: str) -> None:
        running.set()
        queue.ending.wait(DEADLINE_S)
        assert go_on.wait(DEADLINE_S)
        calls.add(key)

    queue.task("render", render)
    with queue:
        queue.nudge("render", "first")
        assert running.wait(DEADLINE_S)
        queue.nudge("render", "second")
        threading.Timer(0.05, go_on.set).start()
    assert calls.keys == ["first"]
    queue.nudge("render", "third")
    assert calls.keys == ["first"]


def _let_the_watchdog_look(clock: ManualClock, calls: Calls, runs: int) -> None:
    """The watchdog counts its second from when it begins to wait, which no test can see: let seconds pass until it has looked."""
    for _ in range(DEADLINE_S * 50):
        clock.advance(timedelta(seconds=1))
        if calls.came(runs, within_s=0.02):
            return
    calls.wait_for(runs)
