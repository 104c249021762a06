"""`loalang demo --now`: the whole main job, measured by a meter that is not ours."""

import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from app.clock import ManualClock
from app.db import Sessions
from app.demo import found_sandbox
from app.speech import VoiceChain
from tests.support.loudness import judge

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow(90, waits=True)
def test_the_whole_job_in_under_two_minutes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOALANG_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    command = [sys.executable, "-m", "app", "demo", "--now", "--json"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 0, done.stderr
    shown = json.loads(done.stdout)
    assert shown["took_s"] < 120
    assert (shown["author"], shown["approver"]) == ("Nguyễn Thu", "Trần Minh Khôi"), "one writes, another approves"
    assert abs(shown["start_error_ms"]) < 1000
    for form in ("mp3", "wav"):
        path = Path(shown[form])
        assert path.is_absolute()
        assert path.is_relative_to(tmp_path.resolve())
        loudness, peak = judge(path)
        assert loudness == pytest.approx(-16.0, abs=0.5)
        assert peak <= -1.0


def test_a_sandbox_is_founded_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOALANG_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    command = [sys.executable, "-m", "app", "demo", "--json"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    shown = json.loads(done.stdout)
    assert Path(shown["data"]).parent == tmp_path.resolve()
    assert shown["bulletins"] >= 5
    assert [path.name for path in tmp_path.iterdir()] == [Path(shown["data"]).name]


def test_a_sandbox_is_founded_also_half_a_day_before_its_slot(sqlite: Sessions, clock: ManualClock) -> None:
    """At 04:30 its quiet hour would be that of its own slot."""
    clock.advance(timedelta(hours=20, minutes=30))
    with sqlite.begin() as session:
        assert found_sandbox(session, clock, VoiceChain()).bulletins >= 5
