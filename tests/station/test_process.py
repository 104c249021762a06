"""The running station: its jobs, their bells, and a wall clock that goes back."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.clock import ManualClock, SystemClock
from app.station import OutputConfig, Rhythm, Station, StationConfig
from app.station.worker import Worker
from app.units import ZoneId
from tests.support.station_server import StationServer, config_of, far_from_now
from tests.support.waiting import until

HOUR = timedelta(hours=1)
RARELY = Rhythm(HOUR, HOUR, HOUR, HOUR, HOUR, HOUR)


class SetClock(SystemClock):
    """The machine's clock, with a wall clock somebody sets."""

    offset = timedelta(0)

    def now(self) -> datetime:
        return super().now() + self.offset


@contextmanager
def running(station: Station) -> Iterator[None]:
    stop = threading.Event()
    thread = threading.Thread(target=station.run, args=(stop,))
    thread.start()
    try:
        yield
    finally:
        stop.set()
        station.player.wake.set()
        thread.join(10)
        station.close()
        assert not thread.is_alive()


def test_after_the_wall_clock_went_back_every_job_is_rung_again(tmp_path: Path) -> None:
    clock = SetClock()
    server = StationServer(clock)
    config = replace(config_of(server, tmp_path / "station"), rhythm=RARELY)
    with running(Station(config, clock, transport=server.transport())):
        assert until(lambda: bool(server.heartbeats and server.issued), 10)  # the manifest waits for the server's time
        before = len(server.heartbeats)
        clock.offset = -HOUR
        assert until(lambda: len(server.heartbeats) > before, 10)


@pytest.mark.parametrize("begin", [datetime(1970, 1, 1, tzinfo=UTC), datetime(2025, 11, 4, tzinfo=UTC)])
def test_a_job_goes_on_at_its_pace_whatever_the_wall_clock_does(begin: datetime) -> None:
    """Also over the 56 years that a PC without a battery gains at once: an interval trigger once counted them all, for hours."""
    clock, runs = ManualClock(begin), threading.Semaphore(0)
    worker = Worker("test", runs.release, clock=clock, every=timedelta(seconds=5))
    worker.start()
    assert runs.acquire(timeout=10), "at the start"
    for to in (datetime(2026, 11, 25, tzinfo=UTC), datetime(1970, 1, 1, tzinfo=UTC)):
        clock.jump(to)
        clock.advance(timedelta(seconds=5))
        assert runs.acquire(timeout=10)
    assert not runs.acquire(blocking=False), "once each"
    worker.end(10)


def test_a_stop_and_its_lifting_are_reported_at_once_and_not_with_the_next_heartbeat(tmp_path: Path) -> None:
    """Whoever stopped everything looks at a page that waits for the station's own word."""
    clock = SetClock()
    server = StationServer(clock)
    rhythm = replace(RARELY, orders=timedelta(seconds=0.05))
    station = Station(replace(config_of(server, tmp_path / "station"), rhythm=rhythm), clock, transport=server.transport())
    with running(station):
        assert until(lambda: bool(server.heartbeats and server.issued), 10)
        for stopped in (True, False, True, False):  # one of those at the start may come during the first
            before = len(server.heartbeats)
            server.order(stopped=stopped)
            assert until(lambda stopped=stopped: station.player.is_stopped is stopped, 10)  # type: ignore[misc]  # bound now
            assert until(lambda before=before: len(server.heartbeats) > before, 10)  # type: ignore[misc]  # bound now


def test_a_newer_version_in_the_reply_to_a_heartbeat_is_fetched_at_once(tmp_path: Path) -> None:
    clock = SystemClock()
    server = StationServer(clock)
    server.add(clock.now() + HOUR)
    config = replace(config_of(server, tmp_path / "station"), rhythm=replace(RARELY, heartbeat=timedelta(seconds=0.05)))
    with running(Station(config, clock, transport=server.transport())):
        assert until(lambda: bool(server.heartbeats) and server.heartbeats[-1].manifest_version == 2, 10)
        server.add(clock.now() + HOUR)
        assert until(lambda: server.heartbeats[-1].manifest_version == 3, 10)


def test_a_ring_while_it_works_is_not_lost_and_nothing_runs_twice_at_a_time() -> None:
    working, go_on = threading.Semaphore(0), threading.Semaphore(0)
    runs: list[int] = []

    def work() -> None:
        runs.append(len(runs))
        working.release()
        assert go_on.acquire(timeout=10)

    worker = Worker("test", work, clock=SystemClock(), every=HOUR)
    worker.start()
    assert working.acquire(timeout=10)
    worker.ring()
    worker.ring()
    go_on.release()
    assert working.acquire(timeout=10)
    go_on.release()
    worker.end(10)
    assert runs == [0, 1]


NULL = OutputConfig("a", "null")
FOLDER = OutputConfig("b", "folder", folder=Path("x"))


@pytest.mark.parametrize(
    "outputs",
    [
        (),
        (NULL, NULL),
        (OutputConfig("a", "folder"),),
        (FOLDER, replace(FOLDER, name="c")),
        (replace(NULL, formats=()),),
        (replace(NULL, formats=("mp3", "mp3")),),
    ],
)
def test_outputs_that_would_get_in_each_others_way_are_refused(outputs: tuple[OutputConfig, ...]) -> None:
    with pytest.raises(ValueError, match="output"):
        StationConfig("http://x", "loalang1", Path("x"), outputs)


def test_two_outputs_play_their_own_zones_and_the_fault_of_one_is_not_the_others(tmp_path: Path) -> None:
    clock = SystemClock()
    server = StationServer(clock)
    server.rules = server.rules.model_copy(update={"quiet_hours": (far_from_now(),)})
    item = server.add(clock.now() + timedelta(seconds=0.5), seconds=0.1)
    [zone] = item.zones
    outputs = (
        OutputConfig("lost", "folder", folder=tmp_path / "no drive"),
        OutputConfig("well", "null", zones=frozenset({ZoneId(zone)})),
        OutputConfig("elsewhere", "null", zones=frozenset({ZoneId(item.occurrence_id)})),
    )
    config = replace(config_of(server, tmp_path / "station"), outputs=outputs)

    def ended() -> dict[str, str]:
        return {line.output: line.fault or line.state.value for line in server.log.values() if line.state != "on_air"}

    with running(Station(config, clock, transport=server.transport())):
        until(lambda: len(ended()) == 2, 10)
    assert ended() == {"lost": "output_lost", "well": "aired"}
