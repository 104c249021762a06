"""The player before the other work of its machine: what the system says of its threads and its memory."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import miniaudio
import pytest

from app.clock import SystemClock
from app.playout.mixing import Card
from app.precedence import REAL_TIME, allowed
from tests.support.serving import ROOT
from tests.support.waiting import until

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="asks Linux of its threads")
_TRIED = "from app.precedence import *; print(go_first(), sound_first(), hold_memory())"


def _tried(then: str = "", *, within: Sequence[str] = ()) -> list[str]:
    command = [*within, sys.executable, "-c", f"{_TRIED}\n{then}"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.split()


def test_what_is_said_to_hold_holds() -> None:
    may = allowed()
    first, sound, memory, locked = _tried("print(Path('/proc/self/status').read_text().split('VmLck:')[1].split()[0])")
    assert (first, sound, memory) == (str(may.process), str(may.sound), str(may.memory))
    assert (int(locked) > 0) == may.memory


@pytest.mark.skipif(os.geteuid() != 0 or shutil.which("setpriv") is None, reason="only root can give its rights away")
def test_an_account_without_rights_goes_on_without_a_word() -> None:
    assert _tried(within=("nice", "-n", "19", "setpriv", "--bounding-set", "-all")) == ["False"] * 3


def test_the_trial_leaves_this_process_as_it_was() -> None:
    before = (os.getpriority(os.PRIO_PROCESS, 0), os.sched_getscheduler(0))
    allowed()
    assert (os.getpriority(os.PRIO_PROCESS, 0), os.sched_getscheduler(0)) == before


@pytest.mark.skipif(not allowed().sound, reason="this account may not")
def test_only_the_thread_of_the_card_is_in_real_time() -> None:
    def in_real_time() -> list[int]:
        tasks = [int(task.name) for task in Path("/proc/self/task").iterdir()]
        return [os.sched_getparam(task).sched_priority for task in tasks if os.sched_getscheduler(task) & os.SCHED_RR]

    card = Card(SystemClock(), "", backends=[miniaudio.Backend.NULL])
    stream = card.stream("both")
    card.open()
    try:
        assert until(lambda: not card.is_lost, 20)
        assert in_real_time() == [REAL_TIME]
    finally:
        stream.close()
    assert until(lambda: not in_real_time(), 20)
