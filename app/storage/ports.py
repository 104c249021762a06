"""What the product asks of a store of files."""

from datetime import datetime
from pathlib import Path
from typing import Protocol

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
        """A local path that holds the blob, or None when it is not there or its bytes are others (a damaged disk).

        The first look at a file reads all of it; later ones only ask whether it was changed since.
        """
        ...

    def drop(self, sha256: Sha256, *, before: datetime) -> None:
        """Remove a blob that was last stored before that instant; one that is not there, or was stored since, is left alone."""
        ...
