"""An output that is a folder: the radio operator's, a share, a USB drive. Aired when the file has its name."""

import contextlib
import errno
import hashlib
import itertools
import os
import threading
from collections.abc import Callable, Collection
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO, Literal

from app.airing import AudioFormat
from app.clock import Clock
from app.playout.errors import AudioDiffersError, OutputLostError
from app.playout.naming import day_folder, file_stem
from app.playout.ports import Alarm, Cue, CueFile, Cut, Level, Played
from app.storage import durable, sha256_of
from app.units import Sha256

_CHUNK = 1 << 20
_CAUSES = {errno.ENOSPC: "disk_full", errno.EDQUOT: "disk_full", errno.EROFS: "read_only", errno.EACCES: "read_only"}


class _InterruptedError(Exception):
    """Told to stop before the files had their names."""


class FolderOutput:
    """Puts each item under `root/2025-11-04/0530-01-ban-tin.mp3`, whole or not at all.

    `root` is never made here: a drive that is not there must not become a folder on the system disk.
    """

    kind: Literal["folder"] = "folder"
    lead = prelude = timedelta(0)
    fault: str | None = None
    level: Level | None = None

    def __init__(self, clock: Clock, name: str, *, root: Path, formats: tuple[AudioFormat, ...]) -> None:
        """Deliver every one of `formats` of each item."""
        self._clock = clock
        self._root = root
        self._choosing = threading.Lock()
        self._underway: set[Path] = set()
        self.name = name
        self.formats = formats

    def prepare(self, cue: Cue) -> None:
        """See `Output.prepare`: what is copied is checked while it is copied."""

    def is_ready(self, cue: Cue) -> bool:  # noqa: ARG002  # there is nothing to make ready
        """See `Output.is_ready`."""
        return True

    def keep_only(self, hashes: Collection[Sha256]) -> None:
        """See `Output.keep_only`."""

    def play(self, cue: Cue, interrupt: threading.Event) -> Played:
        """See `Output.play`. A name that is taken is never written over: the file gets the next free one.

        What is there whole already, from before a power cut or an earlier sounding, is not put there a second time.
        """
        started_at = self._clock.now()
        if cue.is_relay:  # nothing to deliver
            return Played(started_at, seconds=cue.remaining_s, finished=True)
        targets: list[Path] = []
        try:
            targets = self._reserve(cue)
            if targets:
                self._deliver(cue, targets, interrupt)
        except _InterruptedError:
            return Played(started_at, seconds=0.0, finished=False)
        except OSError as exc:
            with contextlib.suppress(OSError):
                for target in targets:
                    target.unlink(missing_ok=True)
            raise OutputLostError(self.name, _CAUSES.get(exc.errno or 0, "failed")) from exc
        finally:
            with self._choosing:
                self._underway.difference_update(targets)
        return Played(started_at, seconds=cue.length.total_seconds(), finished=True)

    def cut_in(self, alarm: Alarm, interrupt: threading.Event, on_sound: Callable[[Cut], None]) -> Played:
        """See `Output.cut_in`: the message's files, once, for whoever plays from the folder; repeats fill no disk."""
        on_sound(Cut(self._clock.now(), None))
        return self.play(alarm.message, interrupt)

    def go_on(self) -> None:
        """See `Output.go_on`."""

    def close(self) -> None:
        """See `Output.close`."""

    def _reserve(self, cue: Cue) -> list[Path]:
        """The names its files get, which nobody else is given meanwhile; none when all of them are there already."""
        with self._choosing:
            if not self._root.is_dir():
                raise OutputLostError(self.name, "missing")
            if not self._underway:  # a programme and an emergency may be put there at once
                for stale in self._root.glob("????-??-??/.*.part"):  # left by a power cut; only this output writes here
                    stale.unlink()
            day = self._root / day_folder(cue.planned_at)
            stem = file_stem(cue.planned_at, cue.number, cue.title)
            stems = itertools.chain([stem], (f"{stem}-{count}" for count in itertools.count(2)))
            for name in stems:
                targets = [day / f"{name}.{file.format}" for file in cue.files]
                there = {path for path, file in zip(targets, cue.files, strict=True) if _is_there(path, file)}
                if there == set(targets):
                    return []
                if not any(path in self._underway or (path.exists() and path not in there) for path in targets):
                    break
            self._underway.update(targets)
            return targets

    @staticmethod
    def _deliver(cue: Cue, targets: list[Path], interrupt: threading.Event) -> None:
        with contextlib.ExitStack() as stack:
            for file, target in zip(cue.files, targets, strict=True):
                _copy(file, stack.enter_context(durable(target, shared=True)))
            if interrupt.is_set():
                raise _InterruptedError


def _is_there(target: Path, file: CueFile) -> bool:
    return target.is_file() and sha256_of(target) == file.sha256


def _copy(file: CueFile, into: BinaryIO) -> None:
    """Copy and check what was copied; on the disk before any of the files gets its name."""
    digest = hashlib.sha256()
    with file.path.open("rb") as source:
        while chunk := source.read(_CHUNK):
            digest.update(chunk)
            into.write(chunk)
    if digest.hexdigest() != file.sha256:
        raise AudioDiffersError(file.sha256)
    into.flush()
    os.fsync(into.fileno())
