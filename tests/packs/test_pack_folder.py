"""A pack lands whole or not at all: on full, read-only and absent drives, and on one that is pulled out midway."""

import contextlib
import hashlib
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.packs import Entry, PackDiffersError, PackFileTooLargeError, PackFolderError, write_pack
from app.packs.folder import file_entry, text_entry
from app.units import Sha256

NAME = "goi-2025-11-04"
AS_ROOT = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only the administrator of a Linux machine can mount a small drive"
)


@contextlib.contextmanager
def drive(at: Path, size: str) -> Iterator[Path]:
    """A drive of its own, as a stick is."""
    at.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(at)], capture_output=True, check=False)  # noqa: S607  # the system's own
    if mounted.returncode:
        pytest.skip(f"this machine mounts nothing: {mounted.stderr.decode().strip()}")
    try:
        yield at
    finally:
        subprocess.run(["umount", "-l", str(at)], check=False)  # noqa: S607  # the system's own; gone already where it was pulled out


def entry(name: str, data: bytes) -> Entry:
    return Entry(name, Sha256(hashlib.sha256(data).hexdigest()), len(data), lambda: (data[:7], data[7:]))


def everything_in(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def cause_of(caught: "pytest.ExceptionInfo[PackFolderError]") -> str:
    return caught.value.cause


def test_it_lands_with_its_bytes(tmp_path: Path) -> None:
    sound = tmp_path / "sound"
    sound.write_bytes(b"m" * 3_000_000)
    whole = file_entry("0530-01-tin.mp3", sound, Sha256(hashlib.sha256(b"m" * 3_000_000).hexdigest()))
    root = tmp_path / "stick"
    root.mkdir()
    assert write_pack([whole, text_entry("goi.json", "{}")], root, NAME) == root / NAME
    assert everything_in(root) == {f"{NAME}/0530-01-tin.mp3": b"m" * 3_000_000, f"{NAME}/goi.json": b"{}"}


def test_a_newer_one_takes_the_place_of_all_that_was_there(tmp_path: Path) -> None:
    write_pack([entry("a.mp3", b"old sound"), entry("b.mp3", b"another")], tmp_path, NAME)
    write_pack([entry("a.mp3", b"new sound")], tmp_path, NAME)
    assert everything_in(tmp_path) == {f"{NAME}/a.mp3": b"new sound"}


def test_bytes_other_than_promised_leave_what_was_there(tmp_path: Path) -> None:
    write_pack([entry("a.mp3", b"old sound")], tmp_path, NAME)
    false = Entry("a.mp3", Sha256("0" * 64), 3, lambda: (b"new",))
    with pytest.raises(PackDiffersError):
        write_pack([entry("b.mp3", b"good sound"), false], tmp_path, NAME)
    assert everything_in(tmp_path) == {f"{NAME}/a.mp3": b"old sound"}


def test_power_that_fails_between_the_two_renames_loses_nothing(tmp_path: Path) -> None:
    write_pack([entry("a.mp3", b"old sound")], tmp_path, NAME)
    (tmp_path / NAME).rename(tmp_path / f".{NAME}.old")
    (tmp_path / f".{NAME}.part").mkdir()
    (tmp_path / f".{NAME}.part" / "half.mp3").write_bytes(b"ha")
    with pytest.raises(PackDiffersError):
        write_pack([Entry("a.mp3", Sha256("0" * 64), 3, lambda: (b"new",))], tmp_path, NAME)
    assert everything_in(tmp_path) == {f"{NAME}/a.mp3": b"old sound"}


def test_a_folder_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(PackFolderError) as caught:
        write_pack([entry("a.mp3", b"sound")], tmp_path / "usb", NAME)
    assert cause_of(caught) == "missing"
    assert not (tmp_path / "usb").exists()


def test_what_fat32_cannot_hold_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    long = Entry("a.wav", Sha256("0" * 64), 1 << 32, lambda: pytest.fail("it was begun"))
    with pytest.raises(PackFileTooLargeError):
        write_pack([long], tmp_path, NAME)
    assert everything_in(tmp_path) == {}


@AS_ROOT
def test_a_drive_without_room_is_told_before_anything_is_written(tmp_path: Path) -> None:
    with drive(tmp_path / "usb", "6m") as root:
        write_pack([entry("a.mp3", b"old sound")], root, NAME)
        with pytest.raises(PackFolderError) as caught:
            write_pack([Entry("b.mp3", Sha256("0" * 64), 5 << 20, lambda: pytest.fail("it was begun"))], root, NAME)
        assert (cause_of(caught), caught.value.needed_mb) == ("disk_full", 9)
        assert everything_in(root) == {f"{NAME}/a.mp3": b"old sound"}


@AS_ROOT
def test_a_drive_that_fills_up_meanwhile_keeps_the_pack_it_had(tmp_path: Path) -> None:
    with drive(tmp_path / "usb", "12m") as root:
        write_pack([entry("a.mp3", b"old sound")], root, NAME)

        def chunks() -> Iterator[bytes]:
            (root / "holiday.mp4").write_bytes(bytes(9 << 20))
            yield bytes(5 << 20)

        with pytest.raises(PackFolderError) as caught:
            write_pack([Entry("b.mp3", Sha256("0" * 64), 5 << 20, chunks)], root, NAME)
        assert cause_of(caught) == "disk_full"
        assert everything_in(root).keys() == {f"{NAME}/a.mp3", "holiday.mp4"}


@AS_ROOT
def test_a_read_only_drive_is_told(tmp_path: Path) -> None:
    with drive(tmp_path / "usb", "12m") as root:
        subprocess.run(["mount", "-o", "remount,ro", str(root)], check=True)  # noqa: S607  # the system's own
        with pytest.raises(PackFolderError) as caught:
            write_pack([entry("a.mp3", b"sound")], root, NAME)
        assert cause_of(caught) == "read_only"


@AS_ROOT
def test_a_drive_pulled_out_midway_leaves_no_pack_on_the_machine(tmp_path: Path) -> None:
    with drive(tmp_path / "usb", "12m") as root:

        def chunks() -> Iterator[bytes]:
            yield b"first half"
            subprocess.run(["umount", "-l", str(root)], check=True)  # noqa: S607  # the system's own

        with pytest.raises(PackFolderError) as caught:
            write_pack(
                [Entry("a.mp3", Sha256(hashlib.sha256(b"first half").hexdigest()), 10, chunks), entry("b.mp3", b"x")], root, NAME
            )
        assert cause_of(caught) == "missing"
        assert list(root.iterdir()) == []
