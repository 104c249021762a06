"""What makes a machine run the station by itself: read as systemd and Windows read it."""

import configparser
import shlex
import shutil
import subprocess
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from defusedxml import ElementTree

from app.clock import ManualClock
from app.precedence import NICE, REAL_TIME
from app.station import systemd_unit, windows_task
from app.station.watchdog import Watchdog
from tests.station.conftest import Village
from tests.support.database import NOW
from tests.support.waiting import until

COMMAND = ["/opt/loa lang/python", "-m", "app", "station", "--data", '/srv/100% "tốt" $HOME \\x']
TASK = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"


def unit() -> configparser.RawConfigParser:
    read = configparser.RawConfigParser(strict=True)
    read.optionxform = str  # type: ignore[assignment,method-assign]  # keys of a unit keep their capitals
    read.read_string(systemd_unit(COMMAND, folder=Path("/opt/loa lang"), user="loa"))
    return read


def test_the_unit_starts_before_anybody_signs_in_and_again_for_ever() -> None:
    read = unit()
    assert read["Install"]["WantedBy"] == "multi-user.target"
    assert (read["Service"]["Restart"], read["Unit"]["StartLimitIntervalSec"]) == ("always", "0")
    assert int(read["Service"]["RestartSec"]) <= 10
    assert "network" not in str({**read["Unit"]}), "it plays without one"
    assert (read["Service"]["User"], read["Service"]["WorkingDirectory"]) == ("loa", "/opt/loa lang")
    assert int(read["Service"]["Nice"]) <= NICE, "before the other work of an office PC"
    assert int(read["Service"]["LimitRTPRIO"]) >= REAL_TIME
    assert read["Service"]["LimitMEMLOCK"] == "infinity"


def test_the_units_command_is_read_as_it_was_given() -> None:
    words = shlex.split(unit()["Service"]["ExecStart"])  # what systemd and a shell have in common: quotes and backslashes
    assert [word.replace("$$", "$").replace("%%", "%") for word in words] == COMMAND


@pytest.mark.parametrize("text", ["a\nExecStartPre=/bin/sh", "a\rb"])
def test_no_value_becomes_a_line_of_its_own(text: str) -> None:
    with pytest.raises(ValueError, match="line"):
        systemd_unit([text], folder=Path("/opt"), user="loa")
    with pytest.raises(ValueError, match="line"):
        systemd_unit(["x"], folder=Path("/opt"), user=text)


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="needs systemd-analyze, which .ci/run installs")
def test_systemd_itself_finds_nothing_wrong(tmp_path: Path) -> None:
    file = tmp_path / "loalang-station.service"
    file.write_text(systemd_unit(["/bin/true", "100% $x"], folder=tmp_path, user="root"), encoding="utf-8")
    done = subprocess.run(["systemd-analyze", "verify", str(file)], capture_output=True, text=True, check=False)  # noqa: S607
    assert (done.returncode, "loalang-station" in done.stderr) == (0, False), done.stderr


def test_the_task_of_windows_says_the_same() -> None:
    text = windows_task(COMMAND, folder=Path("C:/Loa & Làng"), user="PC\\loa")
    task = ElementTree.fromstring(text.partition("\n")[2])
    found = {element.tag.removeprefix(TASK): element.text for element in task.iter()}
    assert found["WorkingDirectory"] == str(Path("C:/Loa & Làng"))
    assert found["Command"] == COMMAND[0]
    assert found["Arguments"] == subprocess.list2cmdline(COMMAND[1:])
    assert (found["UserId"], found["LogonType"], found["RunLevel"]) == ("PC\\loa", "S4U", "LeastPrivilege")
    assert (found["ExecutionTimeLimit"], found["MultipleInstancesPolicy"]) == ("PT0S", "IgnoreNew")
    assert "BootTrigger" in found
    assert int(found["Priority"] or "") < 4, "before the other work of an office PC"
    assert "RestartOnFailure" in found
    parts = [child.tag.removeprefix(TASK) for child in task]
    assert parts == ["RegistrationInfo", "Triggers", "Principals", "Settings", "Actions"]
    assert text.encode("utf-16")[:2] in {b"\xff\xfe", b"\xfe\xff"}


class Loop:
    """A due loop that turns, or does not."""

    def __init__(self, mark: Path) -> None:
        self.clock = ManualClock(NOW)
        self.turns = 0
        self.looked = 0
        self.bitten, self.stop = threading.Event(), threading.Event()
        Watchdog(self.clock, self._count, mark, bite=self.bitten.set).start(self.stop)

    def _count(self) -> int:
        self.looked += 1
        return self.turns

    def pass_time(self, seconds: int, *, turning: bool) -> None:
        for _ in range(seconds):
            looked = self.looked
            self.turns += turning
            self.clock.advance(timedelta(seconds=1))
            assert until(lambda looked=looked: self.looked > looked or self.bitten.is_set(), 10)  # type: ignore[misc]  # bound now


def test_a_loop_that_stands_still_for_half_a_minute_ends_the_process(tmp_path: Path) -> None:
    loop = Loop(tmp_path / "stuck")
    assert until(lambda: loop.looked == 1, 10)
    loop.pass_time(60, turning=True)
    loop.pass_time(29, turning=False)
    assert not loop.bitten.is_set()
    loop.pass_time(1, turning=True)
    loop.pass_time(29, turning=False)
    assert not loop.bitten.is_set()
    loop.pass_time(2, turning=False)
    assert loop.bitten.wait(10)
    assert (tmp_path / "stuck").exists()


def test_a_night_asleep_bites_nobody(tmp_path: Path) -> None:
    loop = Loop(tmp_path / "stuck")
    assert until(lambda: loop.looked == 1, 10)
    loop.clock.advance(timedelta(hours=8))
    assert until(lambda: loop.looked > 1, 10)
    assert not loop.bitten.is_set()
    loop.stop.set()


def test_the_next_start_tells_the_server_once(village: Village) -> None:
    village.station.sync.stuck_mark.touch()
    village.restart()
    village.sync()
    assert village.server.fault == "player_stuck"
    village.sync()
    assert village.server.fault is None
