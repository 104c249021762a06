"""The station's audio files, each under the hash of its bytes, and never believed without it."""

import contextlib
import logging
import os
from collections.abc import Iterable
from pathlib import Path

from app.playout import Audio
from app.station.errors import FetchedAudioDiffersError
from app.storage import sha256_of
from app.storage.disk import DiskFiles
from app.units import Sha256
from app.values import frozen

_log = logging.getLogger(__name__)


@frozen
class _Verified:
    """A file as it was when its hash was right. stamp: its time of change and its size."""

    path: str
    stamp: tuple[int, int]


class AudioLibrary:
    """Files below `folder`; half-fetched ones under `folder/parts`."""

    def __init__(self, folder: Path) -> None:
        """Keep audio in `folder`, which is made when needed."""
        self._folder = folder
        self._parts = folder / "parts"
        self._parts.mkdir(parents=True, exist_ok=True)
        self._files = DiskFiles(folder)
        self._verified: dict[Sha256, _Verified] = {}

    def path(self, sha256: Sha256) -> Path | None:
        """Where the file is, None when it is not here."""
        place = self._files.place(sha256)
        return place if place.exists() else None

    def part(self, sha256: Sha256) -> Path:
        """Where to fetch it to."""
        return self._parts / sha256

    def adopt(self, sha256: Sha256) -> None:
        """Take over the finished part, when its hash is right.

        Raises FetchedAudioDiffersError; the part is gone then.
        """
        part = self.part(sha256)
        if sha256_of(part) != sha256:
            part.unlink()
            raise FetchedAudioDiffersError(sha256)
        self._files.adopt(part)

    def state(self, hashes: Iterable[Sha256]) -> Audio:
        """What is known of these files together; a file that changed since it was last read is read again."""
        states = {self._state(sha256) for sha256 in hashes} or {Audio.MISSING}
        return next(state for state in (Audio.MISSING, Audio.DIFFERS, Audio.VERIFIED) if state in states)

    def verify(self, sha256: Sha256) -> Audio:
        """Read the whole file again. One that differs is dropped, so that it is fetched anew."""
        path = self.path(sha256)
        if path is None:
            self._verified.pop(sha256, None)
            return Audio.MISSING
        try:
            seen = _Verified(str(path), _stamp(str(path)))
            if sha256_of(path) == sha256:
                self._verified[sha256] = seen
                return Audio.VERIFIED
        except OSError as exc:
            _log.warning("audio %s cannot be read: %s", sha256, exc)
        self._verified.pop(sha256, None)
        _log.warning("audio %s differs and is dropped", sha256)
        with contextlib.suppress(OSError):
            path.unlink()
        return Audio.DIFFERS

    def keep_only(self, hashes: Iterable[Sha256]) -> int:
        """Drop every other file and part. Returns how many."""
        kept = set(hashes)
        dropped = [path for path in self._folder.glob("*/*") if path.is_file() and path.name not in kept]
        for path in dropped:
            self._verified.pop(Sha256(path.name), None)
            path.unlink()
        return len(dropped)

    def _state(self, sha256: Sha256) -> Audio:
        known = self._verified.get(sha256)
        if known is not None:
            with contextlib.suppress(OSError):
                if _stamp(known.path) == known.stamp:
                    return Audio.VERIFIED
        return self.verify(sha256)


def _stamp(path: str) -> tuple[int, int]:
    status = os.stat(path)  # noqa: PTH116  # asked for each of a thousand items at one second: a Path is six times as slow
    return status.st_mtime_ns, status.st_size
