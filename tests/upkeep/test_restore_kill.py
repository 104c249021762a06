"""SIGKILL anywhere in a restore leaves the old installation or the new one, whole, and the next start knows which."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from app.clock import ManualClock
from app.db import Sessions, make_engine
from app.storage import owned
from app.storage.disk import DiskFiles
from app.upkeep import back_up, finish_restore
from app.zones import communes, found_commune
from tests.support.waiting import until

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name != "posix", reason="SIGKILL")]

_MOMENTS: dict[str, Callable[[Path], bool]] = {
    "unpacking": lambda data: bool(list(data.glob(".restore-*"))),
    "files unpacked": lambda data: len(list(data.glob(".restore-*/files/*/*"))) > 10,
    "database staged": lambda data: bool(list(data.glob(".restore-*/loalang.sqlite3"))),
    "made safe": lambda data: bool(list(data.glob(".restore-*/silence/journal"))),
    "noted": lambda data: (data / ".restoring").exists(),
    "moving aside": lambda data: bool(list(data.glob("before-*"))),
    "database aside": lambda data: not (data / "loalang.sqlite3").exists(),
    "moving in": lambda data: bool(list(data.glob("before-*/loalang.sqlite3"))),
}


def _installation(data: Path, migrated: Path, clock: ManualClock, name: str, files: int) -> None:
    data.mkdir()
    shutil.copyfile(migrated, data / "loalang.sqlite3")
    with closing(Sessions(make_engine(f"sqlite:///{data / 'loalang.sqlite3'}"))) as sessions, sessions.begin() as session:
        found_commune(session, clock, name=name, admin="Quản trị")
    store = DiskFiles(data / "files")
    for number in range(files):
        store.put(f"{name} {number}".encode() * 200)


def _holds(data: Path) -> tuple[str, int]:
    """The commune and how many of its files are there; no file may be of the other."""
    with closing(Sessions(make_engine(f"sqlite:///{data / 'loalang.sqlite3'}"))) as sessions, sessions.read() as session:
        [name] = [each.name for each in communes(session)]
    files = [path.read_bytes() for path in (data / "files").glob("*/*")]
    assert all(content.startswith(name.encode()) for content in files)
    return name, len(files)


@pytest.mark.parametrize("moment", [*_MOMENTS, 0.5, 0.8])
def test_the_old_or_the_new_is_there_and_nothing_between(
    moment: str | float, migrated_file: Path, clock: ManualClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, data = tmp_path / "source", tmp_path / "data"
    _installation(source, migrated_file, clock, "xã Mới", 40)
    _installation(data, migrated_file, clock, "xã Cũ", 30)
    backup = back_up(f"sqlite:///{source / 'loalang.sqlite3'}", source, tmp_path / "b.zip", clock).path
    command = [sys.executable, "-m", "app", "restore", str(backup), "--replace"]
    monkeypatch.setenv("LOALANG_DATA_DIR", str(data))
    process = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.DEVNULL)
    if isinstance(moment, str):
        until(lambda: _MOMENTS[moment](data) or process.poll() is not None, 30)
    else:
        until(lambda: process.poll() is not None, 2 * moment)
    process.send_signal(signal.SIGKILL)
    process.wait()

    noted = (data / ".restoring").exists()
    with owned(data):
        counts = finish_restore(f"sqlite:///{data / 'loalang.sqlite3'}", data)
    assert counts == noted
    kept = list(data.glob("before-*"))
    assert _holds(data) == (("xã Mới", 40) if kept else ("xã Cũ", 30))
    for before in kept:
        assert _holds(before) == ("xã Cũ", 30)
    assert not list(data.glob(".restor*"))
