"""Blobs by their hash: a path is given only while the bytes are the right ones, and a damaged blob can be put anew."""

import os
from pathlib import Path

import pytest

from app.storage.disk import DiskFiles
from tests.support.damage import flip


@pytest.mark.parametrize("bit", range(8))
def test_one_flipped_bit_is_seen_at_the_first_look_and_at_every_change(tmp_path: Path, bit: int) -> None:
    sha256 = DiskFiles(tmp_path).put(b"the words of a village")
    files = DiskFiles(tmp_path)
    path = files.path(sha256)
    assert path is not None
    flip(path, 5, bit)
    assert files.path(sha256) is None
    assert DiskFiles(tmp_path).path(sha256) is None
    flip(path, 5, bit)
    assert files.path(sha256) == path


def test_a_damaged_blob_is_put_anew(tmp_path: Path) -> None:
    files = DiskFiles(tmp_path)
    sha256 = files.put(b"words")
    files.place(sha256).write_bytes(b"wards")
    assert files.put(b"words") == sha256
    assert files.path(sha256) is not None
    files.place(sha256).write_bytes(b"")
    made = tmp_path / "made"
    made.write_bytes(b"words")
    assert files.adopt(made) == sha256
    assert files.path(sha256) is not None


def test_a_file_is_read_once_while_nothing_changes_it(tmp_path: Path) -> None:
    sha256 = DiskFiles(tmp_path).put(b"words")
    files = DiskFiles(tmp_path)
    path = files.path(sha256)
    assert path is not None
    status = path.stat()
    path.write_bytes(b"wards")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert files.path(sha256) == path  # size, time and inode are the same: it was not read
    assert DiskFiles(tmp_path).path(sha256) is None
