"""Disks that run full or turn read-only, and a database that another process holds; real ones, which takes Linux and root."""

import contextlib
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.waiting import until

_HOLD = """
import sqlite3, sys
held = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=20)
held.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
sys.stdin.read()
"""


class Trouble:
    """Something that keeps the server from writing. `begin` it, and `end` it again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def begin(self) -> None:
        raise NotImplementedError

    def end(self) -> None:
        raise NotImplementedError


class FullDisk(Trouble):
    """A small disk, filled to the last byte. The log of the database is cut to its length first, so that it must grow."""

    _reader: "sqlite3.Connection | None" = None

    def begin(self) -> None:
        self._reader = sqlite3.connect(self.folder / "data" / "loalang.sqlite3", isolation_level=None, timeout=20)
        reader = self._reader
        assert until(lambda: reader.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0, 20)
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM sqlite_master").fetchall()
        assert until(self._is_filled, 60), "something is still being written"

    def _is_filled(self) -> bool:
        """Whether it stays full: what is half written when the room runs out is taken away, and leaves its room."""
        was_quiet = not any(self.folder.rglob("*.part"))
        for size in (1_000_000, 64):
            with contextlib.suppress(OSError), (self.folder / "filling").open("ab", buffering=0) as file:
                while True:
                    file.write(b"x" * size)
        return was_quiet

    def end(self) -> None:
        (self.folder / "filling").unlink(missing_ok=True)
        if self._reader is not None:
            self._reader.close()
            self._reader = None


class ReadOnlyDisk(Trouble):
    """A disk the system gave up on, as it does after errors: what is open stays open and cannot be written."""

    def begin(self) -> None:
        _run("mount", "-o", "remount,abort", str(self.folder))

    def end(self) -> None:
        """It stays so."""


class LockedDatabase(Trouble):
    """Another process writes to the database, and does not finish."""

    _holder: "subprocess.Popen[str] | None" = None

    def begin(self) -> None:
        command = [sys.executable, "-c", _HOLD, str(self.folder / "data" / "loalang.sqlite3")]
        self._holder = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self._holder.stdout is not None
        assert self._holder.stdout.readline() == "held\n"

    def end(self) -> None:
        if self._holder is not None:
            self._holder.communicate(timeout=20)
            self._holder = None


@contextlib.contextmanager
def full_disk(folder: Path) -> Iterator[Trouble]:
    """40 MB in memory."""
    with _mounted(folder, "-t", "tmpfs", "-o", "size=40m", "tmpfs"):
        yield FullDisk(folder)


@contextlib.contextmanager
def read_only_disk(folder: Path) -> Iterator[Trouble]:
    """A disk of its own at `folder`."""
    if shutil.which("mkfs.ext4") is None:
        pytest.skip("no mkfs.ext4 on this machine")
    image = folder.with_suffix(".img")
    with image.open("wb") as file:
        file.truncate(80_000_000)
    _run("mkfs.ext4", "-q", str(image))
    with _mounted(folder, "-o", "loop", str(image)):
        yield ReadOnlyDisk(folder)


@contextlib.contextmanager
def locked_database(folder: Path) -> Iterator[Trouble]:
    """A folder as any other, with a database that can be held."""
    folder.mkdir()
    trouble = LockedDatabase(folder)
    try:
        yield trouble
    finally:
        trouble.end()


@contextlib.contextmanager
def _mounted(folder: Path, *how: str) -> Iterator[None]:
    folder.mkdir()
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root on Linux can mount a disk")
    done = subprocess.run(["mount", *how, str(folder)], capture_output=True, text=True, check=False)  # noqa: S607  # of the system
    if done.returncode:
        pytest.skip(f"a disk cannot be mounted here: {done.stderr.strip()}")
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], capture_output=True, check=False)  # noqa: S607  # of the system


def _run(*command: str) -> None:
    subprocess.run(command, capture_output=True, check=True)
