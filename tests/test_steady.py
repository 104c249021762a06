"""The server's clock: a jump is believed when something agrees with it or when it stands; until then time goes on as before."""

import threading
from datetime import datetime, timedelta

import pytest

from app.clock import ManualClock
from app.steady import SETTLES, STANDS, SteadyClock, kernel_time
from tests.support.database import NOW
from tests.support.waiting import until

DAY, MINUTE, SECOND = timedelta(days=1), timedelta(minutes=1), timedelta(seconds=1)


class Machine:
    """A machine whose clock somebody sets, and the NTP on it."""

    def __init__(self) -> None:
        self.wall = ManualClock(NOW)
        self.ntp: datetime | None = None
        self.clock = SteadyClock(self.wall, ntp=lambda: self.ntp)

    def jump(self, by: timedelta) -> None:
        self.wall.jump(self.wall.now() + by)


@pytest.fixture
def machine() -> Machine:
    return Machine()


@pytest.mark.parametrize("by", [DAY, -DAY, 3 * MINUTE, timedelta(days=365 * 40), datetime(1970, 1, 1, tzinfo=NOW.tzinfo) - NOW])
def test_a_jump_that_is_taken_back_was_none(machine: Machine, by: timedelta) -> None:
    machine.wall.advance(SETTLES)
    assert machine.clock.is_sure
    machine.jump(by)
    machine.wall.advance(75 * SECOND)
    assert machine.clock.now() == NOW + SETTLES + 75 * SECOND
    assert (machine.clock.jumped, machine.clock.is_sure) == (by, False)
    machine.jump(-by)
    assert machine.clock.now() == NOW + SETTLES + 75 * SECOND == machine.wall.now()
    assert (machine.clock.jumped, machine.clock.is_sure) == (None, True)


@pytest.mark.parametrize("by", [DAY, -DAY])
def test_a_jump_that_stands_is_believed_in_the_end(machine: Machine, by: timedelta) -> None:
    machine.wall.advance(SETTLES)
    machine.jump(by)
    assert machine.clock.now() == NOW + SETTLES
    machine.wall.advance(STANDS - SECOND)
    assert machine.clock.now() == NOW + SETTLES + STANDS - SECOND
    machine.wall.advance(SECOND)
    assert machine.clock.now() == machine.wall.now()
    assert machine.clock.is_sure


def test_a_clock_that_jumps_again_and_again_is_never_believed(machine: Machine) -> None:
    for _ in range(5):
        machine.jump(DAY)
        machine.clock.now()
        machine.wall.advance(STANDS * 2 / 3)
        machine.clock.now()
    assert machine.clock.now() == NOW + 5 * STANDS * 2 / 3


def test_ntp_confirms_at_once_and_only_its_own_time(machine: Machine) -> None:
    machine.jump(DAY)
    for other in (NOW, NOW - DAY):
        machine.ntp = other
        assert machine.clock.now() == NOW
    machine.ntp = NOW + DAY
    assert machine.clock.now() == NOW + DAY


def test_most_of_the_stations_heard_lately_confirm(machine: Machine) -> None:
    machine.clock.hear("một", NOW)
    machine.jump(DAY)
    machine.clock.hear("hai", NOW + DAY)
    assert machine.clock.now() == NOW, "one against one is nothing"
    machine.clock.hear("ba", NOW + DAY)
    assert machine.clock.now() == NOW + DAY

    machine.jump(-DAY)
    machine.wall.advance(2 * MINUTE)
    assert machine.clock.now() == NOW + DAY + 2 * MINUTE, "what was heard two minutes ago says nothing any more"


def test_small_corrections_are_nobody_s_business(machine: Machine) -> None:
    for _ in range(50):
        machine.jump(MINUTE)
        assert machine.clock.now() == machine.wall.now()
        machine.wall.advance(SECOND)
    assert machine.clock.now() == NOW + 50 * (MINUTE + SECOND)


def test_after_a_start_nothing_final_is_done_until_the_clock_settles(machine: Machine) -> None:
    before = machine.clock.is_sure
    machine.wall.advance(SETTLES)
    assert (before, machine.clock.is_sure) == (False, True)
    started = SteadyClock(machine.wall, ntp=machine.wall.now)
    assert started.is_sure


def test_waiting_goes_by_the_steady_time(machine: Machine) -> None:
    machine.jump(DAY)
    ended: list[bool] = []
    waiting = threading.Thread(target=lambda: ended.append(machine.clock.wait(machine.clock.now() + MINUTE, threading.Event())))
    waiting.start()

    def has_ended() -> bool:
        machine.wall.advance(SECOND)
        return bool(ended)

    assert until(has_ended, 10)
    waiting.join()
    assert ended == [False]
    assert machine.wall.monotonic() < STANDS.total_seconds()


def test_the_kernel_says_its_time_or_nothing() -> None:
    found = kernel_time()
    assert found is None or found > NOW
