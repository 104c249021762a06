"""A real station process, killed at any moment and started again: nothing twice, no line of the log lost, no half file."""

import hashlib
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app.clock import SystemClock
from app.playout import file_stem
from app.wire.protocol import AudioFile, ManifestItem
from tests.support.station_server import StationServer, far_from_now
from tests.support.waiting import until

CLOCK = SystemClock()
PROGRAM = """
import sys
from datetime import timedelta
from pathlib import Path
from app.station import OutputConfig, Rhythm, StationConfig, run

server, enrolment, data = sys.argv[1:]
often = timedelta(seconds=0.2)
data = Path(data)
run(StationConfig(
    server, enrolment, data,
    (OutputConfig("loa", "null"), OutputConfig("folder", "folder", folder=data / "out", formats=("mp3", "wav"))),
    reserve_bytes=0, rhythm=Rhythm(often, often, often, often, often, timedelta(seconds=1)),
))
"""

TOLD_AS_IT_BEGINS_TO_WAIT = f"""
import signal, sys, threading

def look(frame, event, _):
    if event == "call" and frame.f_code is threading.Event.wait.__code__ and "wake" in frame.f_back.f_back.f_code.co_names:
        sys.setprofile(within)

def within(frame, event, _):
    if event == "call" and frame.f_code is threading.Condition.wait.__code__:
        sys.setprofile(None)
        signal.raise_signal(signal.SIGTERM)

sys.setprofile(look)
{PROGRAM}
"""
"""The main thread holds the lock of its bell at that moment."""


class Process:
    """The station as a program, with its output at hand when a test fails."""

    def __init__(self, server: StationServer, url: str, data: Path, *, under: Sequence[str] = ()) -> None:
        self._args = [sys.executable, "-c", PROGRAM, url, server.enrolment(), str(data)]
        self._log = (data.parent / "station.log").open("ab")
        self.process = self._start(under)

    def _start(self, under: Sequence[str] = ()) -> subprocess.Popen[bytes]:
        return subprocess.Popen([*under, *self._args], stdout=self._log, stderr=self._log)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def start(self) -> None:
        self.process = self._start()

    def end(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(15)
        finally:
            if self.process.poll() is None:
                self.kill()
            self._log.close()


def server_with(starts: list[datetime], *, seconds: float) -> StationServer:
    server = StationServer(CLOCK)
    server.rules = server.rules.model_copy(update={"quiet_hours": (far_from_now(),)})
    for number, start in enumerate(starts):
        data, wav = f"{number}#".encode() * 20_000, f"{number}~".encode() * 100_000
        item = server.add(start, f"tin {number:02}", seconds=seconds, data=data)
        sha256 = hashlib.sha256(wav).hexdigest()
        server.audio[sha256] = wav
        server.change(item, audio=(*item.audio, AudioFile(format="wav", sha256=sha256, size=len(wav))))
    return server


def begin_memory(server: StationServer, url: str, data: Path) -> None:
    """Be this station once, so that its memory begins before what is planned in the test, however slow the machine is."""
    items, server.items = server.items, []
    station = Process(server, url, data)
    try:
        assert until(lambda: any(beat.manifest_version for beat in list(server.heartbeats)), 60)
    finally:
        station.end()
    server.items = items
    server.version += 1


def plan(server: StationServer, begin: datetime, step_s: float = 0.0) -> None:
    """Let its items begin then, one after the other."""
    for number, item in enumerate(list(server.items)):
        server.change(item, starts_at=begin + timedelta(seconds=step_s * number))


def ended(server: StationServer, item: ManifestItem) -> int:
    return sum(entry.state != "on_air" for entry in list(server.log.values()) if entry.occurrence_id == item.occurrence_id)


def check(server: StationServer, out: Path) -> None:
    """What holds whatever happened."""
    sequences = sorted(entry.sequence for entry in server.log.values())
    assert sequences == list(range(1, len(sequences) + 1)), "a line of the log is lost"
    for item in server.items:
        for output in ("loa", "folder"):
            lines = [line for line in server.log.values() if (line.occurrence_id, line.output) == (item.occurrence_id, output)]
            states = [line.state.value for line in sorted(lines, key=lambda line: line.sequence)]
            assert states in (["on_air", "aired"], ["on_air", "interrupted"]), (item.title, output, states)
            if output == "folder":
                files = sorted(path.suffix for path in out.rglob(f"{file_stem(item.starts_at, 1, item.title)}*"))
                assert len(files) <= 2, "twice"
                assert files == [".mp3", ".wav"] or states[-1] == "interrupted"
    promised = {file.sha256 for item in server.items for file in item.audio}
    for path in out.rglob("*.*"):
        if path.is_file() and path.suffix != ".part":
            assert hashlib.sha256(path.read_bytes()).hexdigest() in promised, "a half file that looks whole"


def test_a_station_plays_by_itself_and_ends_cleanly_on_sigterm(tmp_path: Path) -> None:
    server = server_with([CLOCK.now() + timedelta(hours=1)], seconds=0.1)
    with server.listening() as url:
        station = Process(server, url, tmp_path / "station")
        try:
            assert until(lambda: any(beat.prepared for beat in server.heartbeats), 60), (tmp_path / "station.log").read_text()
            server.change(server.items[0], starts_at=CLOCK.now() + timedelta(seconds=2))
            assert until(lambda: ended(server, server.items[0]) == 2, 20), (tmp_path / "station.log").read_text()
        finally:
            code = station.end()
    assert code == 0, (tmp_path / "station.log").read_text()
    check(server, tmp_path / "station" / "out")
    errors = [line.start_error_ms for line in server.log.values() if line.start_error_ms is not None]
    assert 0 <= max(errors) < 1000


def test_a_station_ends_that_is_told_so_as_it_begins_to_wait(tmp_path: Path) -> None:
    command = [sys.executable, "-c", TOLD_AS_IT_BEGINS_TO_WAIT, "http://127.0.0.1:9", StationServer(CLOCK).enrolment()]
    done = subprocess.run([*command, str(tmp_path / "station")], capture_output=True, timeout=30, check=False)
    assert done.returncode == 0, done.stderr.decode()


def test_sigterm_breaks_off_what_is_on_air_and_reports_it(tmp_path: Path) -> None:
    server = server_with([CLOCK.now() + timedelta(hours=1)], seconds=60)
    with server.listening() as url:
        begin_memory(server, url, tmp_path / "station")
        plan(server, CLOCK.now() + timedelta(seconds=1))
        station = Process(server, url, tmp_path / "station")
        try:
            assert until(lambda: len(server.log) >= 3, 20), (tmp_path / "station.log").read_text()
        finally:
            code = station.end()
    assert code == 0
    check(server, tmp_path / "station" / "out")
    [broken] = [line for line in server.log.values() if line.state == "interrupted"]
    assert broken.seconds is not None
    assert 0 < broken.seconds < 60


@pytest.mark.slow
@pytest.mark.parametrize("share", [0.01, 0.5, 0.99])
def test_killed_within_an_item_it_is_interrupted_and_not_replayed(tmp_path: Path, share: float) -> None:
    seconds = 2.0
    server = server_with([CLOCK.now() + timedelta(hours=1)], seconds=seconds)
    with server.listening() as url:
        begin_memory(server, url, tmp_path / "station")
        plan(server, CLOCK.now() + timedelta(seconds=2))
        [item] = server.items
        station = Process(server, url, tmp_path / "station")
        try:
            assert until(lambda: CLOCK.now() >= item.starts_at + timedelta(seconds=seconds * share), 20)
            station.kill()
            station.start()
            assert until(lambda: ended(server, item) == 2, 20), (tmp_path / "station.log").read_text()
            started = CLOCK.now()
        finally:
            station.end()
    check(server, tmp_path / "station" / "out")
    assert started - item.starts_at < timedelta(seconds=10 + seconds)


@pytest.mark.slow
def test_killed_within_an_emergency_it_is_said_again_from_its_beginning_and_the_log_has_both(tmp_path: Path) -> None:
    server = StationServer(CLOCK)
    with server.listening() as url:
        begin_memory(server, url, tmp_path / "station")
        order = server.emergency("Nước lên", seconds=4)

        def said() -> list[tuple[str, str | None]]:
            lines = sorted(server.log.values(), key=lambda line: line.sequence)
            return [(line.state.value, line.fault) for line in lines if (line.occurrence_id, line.output) == (order.id, "loa")]

        server.order(order)
        station = Process(server, url, tmp_path / "station")
        try:
            assert until(lambda: ("on_air", None) in said(), 60)
            station.kill()
            station.start()
            assert until(lambda: ("aired", None) in said(), 60), (tmp_path / "station.log").read_text()
            assert said() == [("on_air", None), ("interrupted", "station_restarted"), ("on_air", None), ("aired", None)]
        finally:
            station.end()


@pytest.mark.slow
def test_killed_again_and_again_at_any_moment(tmp_path: Path) -> None:
    rng = random.Random(20251104)  # noqa: S311  # no secret
    server = server_with([CLOCK.now() + timedelta(hours=1)] * 40, seconds=0.3)
    with server.listening() as url:
        begin_memory(server, url, tmp_path / "station")
        plan(server, CLOCK.now() + timedelta(seconds=2), 0.5)
        station = Process(server, url, tmp_path / "station")
        try:
            for _ in range(20):
                until(lambda: False, rng.uniform(0.3, 2.0))
                station.kill()
                station.start()
            finished = until(lambda: all(ended(server, item) == 2 for item in server.items), 60)
            assert finished, (tmp_path / "station.log").read_text()[-4000:]
        finally:
            station.end()
    check(server, tmp_path / "station" / "out")


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")
@pytest.mark.parametrize("call", ["pwrite64", "fdatasync", "fsync", "rename"])
def test_killed_at_a_call_that_writes(tmp_path: Path, call: str) -> None:
    """At the first, the second, the fourth… of these calls, until the station lives through its items."""
    for power in range(12):
        when, data = 2**power, tmp_path / f"{call}-{power}" / "station"
        data.parent.mkdir()
        server = server_with([CLOCK.now() + timedelta(hours=1)] * 2, seconds=0.1)
        with server.listening() as url:
            begin_memory(server, url, data)
            plan(server, CLOCK.now() + timedelta(seconds=1.5))
            kill = f"strace -D -f -qq -o /dev/null -e trace={call} -e inject={call}:signal=KILL:when={when}".split()
            station = Process(server, url, data, under=kill)
            try:
                survived = not until(lambda: station.process.poll() is not None, 5)  # noqa: B023  # called at once
                if not survived:
                    station.start()
                finished = until(lambda: all(ended(server, item) == 2 for item in server.items), 20)  # noqa: B023  # the same
                assert finished, (call, when, (data.parent / "station.log").read_text()[-2000:])
            finally:
                station.end()
        check(server, data / "out")
        if survived:
            return
