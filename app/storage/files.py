"""Durable files: what was acknowledged is still there after a power cut.

Temp file in the same folder, fsync, rename, fsync of the folder. An fsync error is fatal for that write.
"""

import contextlib
import hashlib
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from app.privacy import share, shared_folders
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
def durable(path: Path, *, shared: bool = False) -> Iterator[BinaryIO]:
    """A file to write that appears as `path` whole, durable, or not at all.

    shared: others on this machine may read it, as the machine's umask says; else its owner alone.
    """
    if shared:
        shared_folders(path.parent)
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
    temp = path.parent / f".{secrets.token_hex(8)}.part"
    handle = os.open(temp, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if shared:
            share(temp)
        temp.replace(path)
    except BaseException:
        temp.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def write_durably(path: Path, data: bytes, *, shared: bool = False) -> None:
    """Put `data` at `path`, whole and durable; shared: see `durable`."""
    with durable(path, shared=shared) as file:
        file.write(data)


def sha256_of(path: Path) -> Sha256:
    """The SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return Sha256(hashlib.file_digest(file, "sha256").hexdigest())
