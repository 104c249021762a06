"""Content-addressed files on the local disk; a path is given out only while its bytes are what the name says."""

import hashlib
import logging
import os
from datetime import datetime
from pathlib import Path

from app.storage.files import sha256_of, sync_folder, write_durably
from app.units import Sha256

_log = logging.getLogger(__name__)
_Stamp = tuple[int, int, int]
"""Inode, time of change and size: as long as they are the same, a file is not read again."""


class DiskFiles:
    """Blobs under `root/ab/abcdef…`."""

    def __init__(self, root: Path) -> None:
        """Keep blobs below `root`, which is made when needed."""
        self._root = root
        self._read: dict[Sha256, tuple[_Stamp, bool]] = {}

    def place(self, sha256: Sha256) -> Path:
        """Where the blob is or would be, whatever lies there."""
        return self._root / sha256[:2] / sha256

    def put(self, data: bytes) -> Sha256:
        """See `Files.put`."""
        sha256 = Sha256(hashlib.sha256(data).hexdigest())
        if self.path(sha256) is None:
            write_durably(self.place(sha256), data)
        return sha256

    def adopt(self, path: Path) -> Sha256:
        """See `Files.adopt`."""
        sha256 = sha256_of(path)
        place = self.place(sha256)
        place.parent.mkdir(parents=True, exist_ok=True)
        path.replace(place)
        sync_folder(place.parent)
        self._read[sha256] = _stamp(place), True
        return sha256

    def path(self, sha256: Sha256) -> Path | None:
        """See `Files.path`."""
        place = self.place(sha256)
        try:
            stamp = _stamp(place)
            known = self._read.get(sha256)
            if known is None or known[0] != stamp:
                known = self._read[sha256] = stamp, sha256_of(place) == sha256
                if not known[1]:
                    _log.error("%s is damaged: its bytes are no longer what they were", place)
        except FileNotFoundError:
            return None
        except OSError as exc:  # a sector that cannot be read
            _log.error("%s cannot be read: %s", place, exc)  # the trace says nothing more
            return None
        return place if known[1] else None

    def drop(self, sha256: Sha256, *, before: datetime) -> None:
        """See `Files.drop`."""
        place = self.place(sha256)
        if place.exists() and place.stat().st_mtime < before.timestamp():
            place.unlink()


def _stamp(path: Path) -> _Stamp:
    status = os.stat(path)  # noqa: PTH116  # asked for each planned file at every pass: a Path is six times as slow
    return status.st_ino, status.st_mtime_ns, status.st_size
