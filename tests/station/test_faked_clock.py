"""A station process whose wall clock somebody sets while it runs: forward, back, to 1970. Nothing twice, nothing at a wrong hour.

libfaketime puts another time under the process; the monotonic clock stays true, as it does on a PC whose clock is set.
"""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.clock import SystemClock
from app.wire.protocol import AsRunEntry, ManifestItem
from tests.station.test_kill import Process
from tests.support.station_server import StationServer, far_from_now
from tests.support.waiting import until

HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)
CLOCK = SystemClock()
_PLACES = ("/usr/lib/x86_64-linux-gnu/faketime", "/usr/lib/aarch64-linux-gnu/faketime", "/usr/lib64/faketime")
LIBRARY = next((Path(place) / "libfaketimeMT.so.1" for place in _PLACES if (Path(place) / "libfaketimeMT.so.1").exists()), None)

pytestmark = [
    pytest.mark.slow(25, waits=True),
    pytest.mark.skipif(LIBRARY is None or sys.platform != "linux", reason="needs libfaketime"),
]


class SetByHand:
    """The wall clock of one process, as an offset from the true one."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self.set(timedelta(0))

    def set(self, offset: timedelta) -> None:
        """Set the clock; whole at once, since it is read at any moment."""
        fresh = self._file.with_suffix(".new")
        fresh.write_text(f"{offset.total_seconds():+.0f}\n", encoding="ascii")
        fresh.replace(self._file)


@pytest.fixture
def wall(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SetByHand:
    file = tmp_path / "clock"
    wall = SetByHand(file)
    for name, value in (
        ("LD_PRELOAD", str(LIBRARY)),
        ("FAKETIME_TIMESTAMP_FILE", str(file)),
        ("FAKETIME_NO_CACHE", "1"),
        ("FAKETIME_DONT_FAKE_MONOTONIC", "1"),
    ):
        monkeypatch.setenv(name, value)
    return wall


@pytest.fixture
def server() -> StationServer:
    """Knows the true time."""
    server = StationServer(CLOCK)
    server.rules = server.rules.model_copy(update={"quiet_hours": (far_from_now(),)})
    return server


def lines(server: StationServer, item: ManifestItem) -> list[AsRunEntry]:
    return sorted(
        (line for line in server.log.values() if line.occurrence_id == item.occurrence_id), key=lambda line: line.sequence
    )


def states(server: StationServer, item: ManifestItem) -> list[str]:
    return [line.state.value for line in lines(server, item) if line.output == "loa"]


@pytest.fixture
def station() -> Iterator[list[Process]]:
    started: list[Process] = []
    yield started
    for process in started:
        process.end()


def test_set_forward_and_back_while_items_wait(
    server: StationServer, wall: SetByHand, station: list[Process], tmp_path: Path
) -> None:
    """An hour forward would make all late, an hour back would make the first come again; the server knows better both times."""
    with server.listening() as url:
        station.append(Process(server, url, tmp_path / "station"))
        assert until(lambda: bool(server.heartbeats), 90), (tmp_path / "station.log").read_text()
        begin = CLOCK.now() + 12 * SECOND  # it asks for its plan every ten seconds
        first = server.add(begin + 3 * SECOND, "một", seconds=0.2)
        during = server.add(begin + 9 * SECOND, "hai", seconds=0.2)
        after = server.add(begin + 20 * SECOND, "ba", seconds=0.2)
        far = server.add(begin + HOUR, "một giờ nữa", seconds=0.2)
        assert until(lambda: states(server, first) == ["on_air", "aired"], 30), (tmp_path / "station.log").read_text()
        wall.set(HOUR)
        assert until(lambda: CLOCK.now() > begin + 11 * SECOND, 20)
        assert states(server, during) == [], "held while the server contradicts"
        assert states(server, far) == [], "its hour is not now, whatever the wall clock says"
        assert "clock_untrusted" in {report.code for beat in server.heartbeats for report in beat.faults}
        wall.set(-HOUR)
        assert until(lambda: CLOCK.now() > begin + 15 * SECOND, 20)
        assert states(server, during) == []
        wall.set(timedelta(0))
        assert until(lambda: states(server, after) == ["on_air", "aired"], 30), (tmp_path / "station.log").read_text()
        assert until(lambda: states(server, during) == ["on_air", "aired"], 10), "late, within its grace"
    assert states(server, first) == ["on_air", "aired"], "not a second time"
    for item in (first, during, after):
        [aired] = [line for line in lines(server, item) if line.output == "loa" and line.state == "aired"]
        assert aired.started_at is not None
        late = aired.started_at - item.starts_at
        assert timedelta(0) <= late < timedelta(seconds=item.late_grace_s)
    assert states(server, far) == []


def test_it_starts_in_1970_without_a_server_and_waits_for_its_clock(
    server: StationServer, wall: SetByHand, station: list[Process], tmp_path: Path
) -> None:
    begin = CLOCK.now()
    item = server.add(begin + 12 * SECOND, "tin", seconds=0.2)
    data = tmp_path / "station"
    with server.listening() as url:
        station.append(Process(server, url, data))
        assert until(lambda: any(item.occurrence_id in beat.prepared for beat in server.heartbeats), 20)
        station[0].kill()
        server.down = True
        wall.set(datetime(1970, 1, 1, tzinfo=UTC) - begin)
        station[0].start()
        assert until(lambda: CLOCK.now() > item.starts_at + 3 * SECOND, 30)
        wall.set(timedelta(0))
        seen = CLOCK.now()
        assert until(lambda: CLOCK.now() > seen + 3 * SECOND, 10)
        server.down = False
        assert until(lambda: states(server, item) == ["on_air", "aired"], 60), (tmp_path / "station.log").read_text()
    [aired] = [line for line in lines(server, item) if line.output == "loa" and line.state == "aired"]
    assert aired.started_at is not None
    assert aired.started_at >= item.starts_at + 3 * SECOND, "not before its clock was right"
