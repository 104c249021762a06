"""Only the account of the service reads what it keeps: every file of a running service, of its station, and of a backup."""

import json
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from app.clock import SystemClock
from app.sound import Sound, to_wav
from tests.support.serving import Served
from tests.support.waiting import until

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name != "posix", reason="Windows has no modes")]


@pytest.fixture
def usual_umask(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LOALANG_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("LOALANG_PORT", "0")
    before = os.umask(0o022)
    yield
    os.umask(before)


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.lstat().st_mode)


def _read_by_others(folder: Path) -> dict[str, str]:
    """What others may read or change, by its path, but for the folder that is for them; the way to that one may be passed."""
    found = {}
    for path in folder.rglob("*"):
        if not path.is_relative_to(folder / "out") and _mode(path) & 0o077:
            found[str(path.relative_to(folder))] = oct(_mode(path))
    return found


def _loalang(*arguments: str) -> str:
    done = subprocess.run([sys.executable, "-m", "app", *arguments], capture_output=True, text=True, check=False)  # ourselves
    return done.stdout


def _work(served: Served) -> None:
    """Words, a recording, an emergency on air, and so a file in the folder for the operator."""
    ends = (SystemClock().now() + timedelta(hours=1)).isoformat()
    with served.client(served.set_up()) as client:
        client.post("/bulletins", json={"title": "Họp", "kind": "notice", "script": "Mời bà con họp."}).raise_for_status()
        music = {"file": ("nhac.wav", to_wav(Sound.silence(2.0, 22050)), "audio/wav")}
        client.post("/recordings", files=music, data={"name": "Nhạc"})
        client.put("/emergencies/pin", json={"pin": "481516"}).raise_for_status()
        form = {"text": "Bà con chú ý! Nước sông lên nhanh.", "zones": ["xã Liên An"], "ends_at": ends}
        headers = {"X-Emergency-Pin": "481516", "Idempotency-Key": "k"}
        client.post("/emergencies", json=form, headers=headers).raise_for_status()
    assert until(lambda: bool(list((served.data / "out").rglob("*.mp3"))), 30), served.log


@pytest.mark.usefixtures("usual_umask")
def test_only_the_account_itself_reads_what_is_kept_and_old_files_are_tightened(tmp_path: Path) -> None:
    served = Served(tmp_path)
    try:
        _work(served)
        _loalang("backup")
        assert list((served.data / "backups").iterdir())
        assert list(served.data.glob("*.sqlite3-wal"))
        assert _read_by_others(served.data) == {}
        assert _mode(served.data) == 0o711
        out = served.data / "out"
        assert {_mode(path) for path in (out, *out.rglob("*"))} == {0o755, 0o644}
    finally:
        served.stop()

    for path in (served.data, *served.data.rglob("*")):
        path.chmod(_mode(path) | 0o044 | (0o011 if path.is_dir() else 0))
    [finding] = [each for each in json.loads(_loalang("doctor", "--json")) if each["check"] == "privacy"]
    assert finding["code"] == "loose"
    assert finding["advice"]

    served = Served(tmp_path)
    try:
        assert until(lambda: not _read_by_others(served.data), 20), _read_by_others(served.data)
        assert _mode(served.data) == 0o711
    finally:
        served.stop()
    [finding] = [each for each in json.loads(_loalang("doctor", "--json")) if each["check"] == "privacy"]
    assert finding["code"] == "ok"


@pytest.mark.usefixtures("usual_umask")
def test_what_a_person_has_written_somewhere_is_as_everything_they_write(tmp_path: Path) -> None:
    text = tmp_path / "ban-tin.txt"
    text.write_text("Mời bà con họp.", encoding="utf-8")
    _loalang("render", str(text), "-o", str(tmp_path / "ra.mp3"))
    assert _mode(tmp_path / "ra.mp3") == 0o644
