"""Files appear whole or not at all, for those who may read them; a folder has one owner at a time."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from app.db import make_engine
from app.storage import FileTroubleError, FolderInUseError, durable, owned, write_durably

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")


def test_what_fails_midway_leaves_what_was_there(tmp_path: Path) -> None:
    place = tmp_path / "folder" / "file"
    write_durably(place, b"before")

    def fail() -> None:
        with durable(place) as file:
            file.write(b"half")
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert place.read_bytes() == b"before"
    assert list(place.parent.iterdir()) == [place]


@posix
def test_a_file_is_its_owners_alone_unless_it_is_for_others(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        write_durably(tmp_path / "own", b"secret")
        write_durably(tmp_path / "finished.mp3", b"sound", shared=True)
    finally:
        os.umask(before)
    assert [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("own", "finished.mp3")] == [0o600, 0o644]


@posix
def test_the_database_is_its_owners_alone(tmp_path: Path) -> None:
    """It holds the key that signs what may be aired."""
    engine = make_engine(f"sqlite:///{tmp_path / 'new.sqlite3'}")
    with engine.connect() as connection:
        connection.exec_driver_sql("CREATE TABLE a (b)")
        modes = {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    engine.dispose()
    assert modes == {0o600}


def test_a_folder_has_one_owner_until_it_dies(tmp_path: Path) -> None:
    program = (
        f"import pathlib, app.storage as s\nwith s.owned(pathlib.Path({str(tmp_path)!r})): print('mine', flush=True); input()"
    )
    other = subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    with other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"mine"
        with pytest.raises(FolderInUseError), owned(tmp_path):
            pass
        other.kill()
    with owned(tmp_path):
        pass


def test_a_trouble_with_a_file_is_told_apart_from_others(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="directory") as caught:
        (tmp_path / "none").read_bytes()
    trouble = FileTroubleError.of(caught.value)
    assert trouble is not None
    assert trouble.facts == {"path": str(tmp_path / "none"), "cause": "missing"}
    assert FileTroubleError.of(ConnectionRefusedError(111, "refused")) is None
