"""Content-addressed files on the local disk."""

import hashlib
from pathlib import Path
from typing import Protocol

from app.storage.files import sha256_of, sync_folder, write_durably
from app.units import Sha256


class Files(Protocol):
    """A store of immutable blobs, each named by the SHA-256 of its bytes."""

    def put(self, data: bytes) -> Sha256:
        """Store `data` durably; storing the same bytes again is harmless."""
        ...

    def adopt(self, path: Path) -> Sha256:
        """Take over a finished, already durable file from the same file system (it is moved)."""
        ...

    def path(self, sha256: Sha256) -> Path | None:
        """A local path that holds the blob, or None when it is not there."""
        ...


class DiskFiles:
    """Blobs under `root/ab/abcdef…`."""

    def __init__(self, root: Path) -> None:
        """Keep blobs below `root`, which is made when needed."""
        self._root = root

    def _place(self, sha256: Sha256) -> Path:
        return self._root / sha256[:2] / sha256

    def put(self, data: bytes) -> Sha256:
        """See `Files.put`."""
        sha256 = Sha256(hashlib.sha256(data).hexdigest())
        place = self._place(sha256)
        if not place.exists():
            write_durably(place, data)
        return sha256

    def adopt(self, path: Path) -> Sha256:
        """See `Files.adopt`."""
        sha256 = sha256_of(path)
        place = self._place(sha256)
        place.parent.mkdir(parents=True, exist_ok=True)
        path.replace(place)
        sync_folder(place.parent)
        return sha256

    def path(self, sha256: Sha256) -> Path | None:
        """See `Files.path`."""
        place = self._place(sha256)
        return place if place.exists() else None
