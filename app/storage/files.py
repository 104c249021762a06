"""Durable files: what was acknowledged is still there after a power cut.

Temp file in the same folder, fsync, rename, fsync of the folder. An fsync error is fatal for that write.
"""

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from app.units import Sha256


def sync_folder(folder: Path) -> None:
    """Make renames in `folder` durable (Windows has no such call: its rename is written through)."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextlib.contextmanager
def durable(path: Path) -> Iterator[BinaryIO]:
    """A file to write that appears as `path` whole, durable, or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    temp = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temp.replace(path)
    except BaseException:
        temp.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def write_durably(path: Path, data: bytes) -> None:
    """Put `data` at `path`, whole and durable."""
    with durable(path) as file:
        file.write(data)


def sha256_of(path: Path) -> Sha256:
    """The SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return Sha256(hashlib.file_digest(file, "sha256").hexdigest())
