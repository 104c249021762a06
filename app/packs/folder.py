"""Puts a day pack on a stick, a share or a disk: whole, or not at all.

Everything is written and checked in a hidden folder beside the place, which is renamed last. A drive that is pulled out midway
keeps the pack it had, or none; never a half one that looks whole.
"""

import contextlib
import errno
import hashlib
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from app.packs.errors import PackDiffersError, PackFileTooLargeError, PackFolderError
from app.privacy import share
from app.storage import sync_folder
from app.units import Sha256
from app.values import frozen

_LARGEST = (1 << 32) - 1
"""Of a file on FAT32."""
_SLACK = 4 << 20
"""Room for folders and half-used clusters."""
_CHUNK = 1 << 20
_CAUSES = {
    errno.ENOSPC: "disk_full",
    errno.EDQUOT: "disk_full",
    errno.EROFS: "read_only",
    errno.EACCES: "read_only",
    errno.EPERM: "read_only",
    errno.ENOENT: "missing",
    errno.ENODEV: "missing",
}


@frozen
class Entry:
    """One file of a pack. name: ASCII, without folders. chunks: begins to give its bytes, each time it is called."""

    name: str
    sha256: Sha256
    size: int
    chunks: Callable[[], Iterable[bytes]]


def text_entry(name: str, text: str) -> Entry:
    """A file of UTF-8 text."""
    data = text.encode()
    return Entry(name, Sha256(hashlib.sha256(data).hexdigest()), len(data), lambda: (data,))


def file_entry(name: str, path: Path, sha256: Sha256) -> Entry:
    """A file of the local disk."""
    return Entry(name, sha256, path.stat().st_size, lambda: _chunks(path))


def write_pack(entries: Sequence[Entry], root: Path, name: str) -> Path:
    """Put `entries` into `root/name`, in place of what is there. `root` is never made: a drive that is absent is an error.

    Raises PackFolderError, PackDiffersError, PackFileTooLargeError, and what `chunks` raises; then what was there is still there.
    """
    needed = sum(entry.size for entry in entries) + _SLACK
    for entry in entries:
        if entry.size > _LARGEST:
            raise PackFileTooLargeError(entry.name)
    with _told(root, needed):
        place, work, old = root / name, root / f".{name}.part", root / f".{name}.old"
        if not root.is_dir():
            raise FileNotFoundError(errno.ENOENT, "no such folder", str(root))
        if old.exists():  # power failed between the two renames, or before the old one was cleared away
            if place.exists():
                shutil.rmtree(old)
            else:
                old.rename(place)
        shutil.rmtree(work, ignore_errors=True)
        if shutil.disk_usage(root).free < needed:
            raise OSError(errno.ENOSPC, "no space left", str(root))
        try:
            work.mkdir()
            share(work)  # a pack is for whoever carries it
            for entry in entries:
                _write(entry, work / entry.name)
            sync_folder(work)
        except BaseException:
            shutil.rmtree(work, ignore_errors=True)
            raise
        if place.exists():
            place.rename(old)
        work.rename(place)
        sync_folder(root)
        shutil.rmtree(old, ignore_errors=True)
    return place


@contextlib.contextmanager
def _told(root: Path, needed: int) -> Iterator[None]:
    try:
        yield
    except OSError as exc:
        cause = _CAUSES.get(exc.errno or 0, "failed")
        raise PackFolderError(str(root), cause, -(-needed >> 20)) from exc


def _write(entry: Entry, path: Path) -> None:
    """Write one file and make it durable; what was written must be what was promised."""
    digest = hashlib.sha256()
    with path.open("xb") as file:
        for chunk in entry.chunks():
            digest.update(chunk)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    share(path)
    if digest.hexdigest() != entry.sha256:
        raise PackDiffersError(entry.name)


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk
