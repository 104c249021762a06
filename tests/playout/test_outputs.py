"""The folder and the null output."""

import contextlib
import hashlib
import os
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from app.clock import ManualClock
from app.playout import AudioDiffersError, Cue, CueFile, FolderOutput, NullOutput, OutputLostError, file_stem
from app.units import Sha256

T = datetime(2025, 11, 3, 22, 30, tzinfo=UTC)
CLOCK = ManualClock(T)


def cue_of(folder: Path, *, title: str = "Bản tin", promised: str | None = None, data: bytes = b"sound" * 9999) -> Cue:
    files = []
    for form in ("mp3", "wav"):
        path = folder / f"source.{form}"
        path.write_bytes(form.encode() + data)
        sha256 = Sha256(promised or hashlib.sha256(form.encode() + data).hexdigest())
        files.append(CueFile("mp3" if form == "mp3" else "wav", path, sha256))
    return Cue(UUID(int=1), T, 1, title, timedelta(minutes=3), tuple(files))


def output_of(root: Path) -> FolderOutput:
    return FolderOutput(CLOCK, "thư mục", root=root, formats=("mp3", "wav"))


def files_in(root: Path) -> list[str]:
    return sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())


@pytest.mark.parametrize(
    ("title", "stem"),
    [
        ("Bản tin", "0530-01-ban-tin"),
        ("Đợt rà soát hộ nghèo — năm 2025!", "0530-01-dot-ra-soat-ho-ngheo-nam-2025"),
        ("../../etc/passwd", "0530-01-etc-passwd"),
        ("通知", "0530-01-ban-tin"),
        ("x" * 500, "0530-01-" + "x" * 60),
    ],
)
def test_names_are_ascii_and_sorted_by_the_local_hour(title: str, stem: str) -> None:
    assert file_stem(T, 1, title) == stem


def test_the_item_lands_whole_under_its_names(tmp_path: Path) -> None:
    root = tmp_path / "out"
    root.mkdir()
    cue = cue_of(tmp_path)
    played = output_of(root).play(cue, threading.Event())
    assert (played.finished, played.seconds, played.started_at) == (True, 180, T)
    assert files_in(root) == ["2025-11-04/0530-01-ban-tin.mp3", "2025-11-04/0530-01-ban-tin.wav"]
    assert (root / "2025-11-04/0530-01-ban-tin.mp3").read_bytes() == cue.files[0].path.read_bytes()


def test_a_name_that_is_taken_is_not_written_over(tmp_path: Path) -> None:
    root = tmp_path / "out"
    root.mkdir()
    output_of(root).play(cue_of(tmp_path), threading.Event())
    first = (root / "2025-11-04/0530-01-ban-tin.mp3").read_bytes()
    output_of(root).play(cue_of(tmp_path, data=b"other"), threading.Event())
    assert (root / "2025-11-04/0530-01-ban-tin.mp3").read_bytes() == first
    assert (root / "2025-11-04/0530-01-ban-tin-2.mp3").read_bytes() == b"mp3other"
    assert (root / "2025-11-04/0530-01-ban-tin-2.wav").exists()


def test_a_drive_that_is_not_there_is_lost_and_not_made(tmp_path: Path) -> None:
    with pytest.raises(OutputLostError) as lost:
        output_of(tmp_path / "usb").play(cue_of(tmp_path), threading.Event())
    assert lost.value.cause == "missing"
    assert not (tmp_path / "usb").exists()


def test_other_bytes_than_promised_leave_nothing(tmp_path: Path) -> None:
    root = tmp_path / "out"
    root.mkdir()
    with pytest.raises(AudioDiffersError):
        output_of(root).play(cue_of(tmp_path, promised="0" * 64), threading.Event())
    assert files_in(root) == []


def test_told_to_stop_before_the_names_it_leaves_nothing(tmp_path: Path) -> None:
    root = tmp_path / "out"
    root.mkdir()
    interrupt = threading.Event()
    interrupt.set()
    assert not output_of(root).play(cue_of(tmp_path), interrupt).finished
    assert files_in(root) == []


@contextlib.contextmanager
def largest_file(size: int) -> Iterator[None]:
    import resource  # noqa: PLC0415  # not on Windows

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.skipif(os.name == "nt", reason="limits of POSIX")
def test_a_disk_that_takes_only_half_leaves_nothing_that_looks_whole(tmp_path: Path) -> None:
    root = tmp_path / "out"
    root.mkdir()
    cue = cue_of(tmp_path)
    with largest_file(20_000), pytest.raises(OutputLostError):
        output_of(root).play(cue, threading.Event())
    assert files_in(root) == []


def test_what_a_power_cut_left_is_swept_and_other_files_are_not(tmp_path: Path) -> None:
    root = tmp_path / "out"
    (root / "2025-11-03").mkdir(parents=True)
    (root / "2025-11-03/.abc.part").write_bytes(b"half")
    (root / "2025-11-03/notes.txt").write_bytes(b"mine")
    (root / "Downloads").mkdir()
    (root / "Downloads/.film.part").write_bytes(b"mine")
    output_of(root).play(cue_of(tmp_path), threading.Event())
    assert files_in(root)[:1] == ["2025-11-03/notes.txt"]
    assert "Downloads/.film.part" in files_in(root)


@pytest.mark.skipif(os.name == "nt", reason="a named pipe of POSIX")
def test_two_deliveries_at_once_leave_each_other_alone(tmp_path: Path) -> None:
    root, pipe, data = tmp_path / "out", tmp_path / "pipe", b"slow" * 9999
    root.mkdir()
    os.mkfifo(pipe)
    slow = Cue(
        UUID(int=2), T, 1, "Bản tin", timedelta(minutes=3), (CueFile("mp3", pipe, Sha256(hashlib.sha256(data).hexdigest())),)
    )
    output, result = output_of(root), list[bool]()
    thread = threading.Thread(target=lambda: result.append(output.play(slow, threading.Event()).finished))
    thread.start()
    with pipe.open("wb") as source:  # from here on the slow one is in the middle of its file
        source.write(data[:1000])
        source.flush()
        assert output.play(cue_of(tmp_path), threading.Event()).finished
        source.write(data[1000:])
    thread.join()
    assert result == [True]
    assert files_in(root) == [f"2025-11-04/0530-01-ban-tin{rest}" for rest in ("-2.mp3", "-2.wav", ".mp3")]


def test_what_was_put_there_before_a_power_cut_is_not_put_there_again(tmp_path: Path) -> None:
    root = tmp_path / "out"
    root.mkdir()
    for _ in range(2):
        assert output_of(root).play(cue_of(tmp_path), threading.Event()).finished
    assert len(files_in(root)) == 2
    (root / "2025-11-04/0530-01-ban-tin.wav").unlink()  # cut off between two of its files
    assert output_of(root).play(cue_of(tmp_path), threading.Event()).finished
    assert [Path(name).name for name in files_in(root)] == [f"0530-01-ban-tin{rest}" for rest in (".mp3", ".wav")]


def test_the_null_output_lasts_as_long_as_the_sound(tmp_path: Path) -> None:
    clock, interrupt = ManualClock(T), threading.Event()
    result = []
    thread = threading.Thread(target=lambda: result.append(NullOutput(clock, "x").play(cue_of(tmp_path), interrupt)))
    thread.start()
    clock.advance(timedelta(seconds=100))
    clock.jump(T - timedelta(days=1))
    while thread.is_alive():  # the wait inside is in steps of the clock
        clock.advance(timedelta(seconds=1))
        thread.join(0.001)
    assert (result[0].finished, result[0].seconds) == (True, 180)


def test_the_null_output_can_be_interrupted(tmp_path: Path) -> None:
    interrupt = threading.Event()
    interrupt.set()
    played = NullOutput(ManualClock(T), "x").play(cue_of(tmp_path), interrupt)
    assert (played.finished, played.seconds) == (False, 0)
