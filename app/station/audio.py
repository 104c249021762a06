"""The station's audio files, each under the hash of its bytes, and never believed without it."""

import contextlib
import logging
from collections.abc import Iterable
from pathlib import Path

from app.playout import Audio
from app.station.errors import FetchedAudioDiffersError
from app.storage import DiskFiles, sha256_of
from app.units import Sha256

_log = logging.getLogger(__name__)


class AudioLibrary:
    """Files below `folder`; half-fetched ones under `folder/parts`."""

    def __init__(self, folder: Path) -> None:
        """Keep audio in `folder`, which is made when needed."""
        self._folder = folder
        self._parts = folder / "parts"
        self._parts.mkdir(parents=True, exist_ok=True)
        self._files = DiskFiles(folder)
        self._verified: dict[Sha256, tuple[int, int]] = {}

    def path(self, sha256: Sha256) -> Path | None:
        """Where the file is, None when it is not here."""
        return self._files.path(sha256)

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
            return Audio.MISSING
        try:
            stamp = _stamp(path)
            if sha256_of(path) == sha256:
                self._verified[sha256] = stamp
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
            path.unlink()
        return len(dropped)

    def _state(self, sha256: Sha256) -> Audio:
        path = self.path(sha256)
        if path is None:
            return Audio.MISSING
        with contextlib.suppress(OSError):
            if self._verified.get(sha256) == _stamp(path):
                return Audio.VERIFIED
        return self.verify(sha256)


def _stamp(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_mtime_ns, status.st_size
