"""A small file whose room is taken beforehand, so that a full disk cannot refuse what is written into it.

It has two places, and each writing goes to one and then to the other, under a rising number and with its SHA-256: a power cut in
the middle leaves the one before, and damage in one place afterwards loses nothing. The file is held open, so that writing needs
no free descriptor either.
"""

import hashlib
import os
import secrets
from pathlib import Path
from typing import BinaryIO

from app.storage import write_durably

_MAGIC = b"loalang-reserve-1"
_HEADER = 160
_PLACE = 256 * 1024
LONGEST = _PLACE - _HEADER
"""Bytes it holds at most."""


class ReserveDamagedError(Exception):
    """Neither place can be read. Never leaves `app.silence`."""


class Reserve:
    """The file at `path`, made by `begin`."""

    def __init__(self, path: Path) -> None:
        """Nothing is opened yet."""
        self._path = path
        self._file: BinaryIO | None = None
        self._number = 0

    def read(self) -> bytes | None:
        """What was written last; None when there is no file. Raises OSError, ReserveDamagedError."""
        try:
            with self._path.open("rb") as file:
                found = [_parsed(file.read(_PLACE)) for _ in range(2)]
        except FileNotFoundError:
            return None
        good = [each for each in found if each is not None]
        if not good:
            raise ReserveDamagedError
        self._number, data = max(good)
        return data

    def begin(self, data: bytes) -> None:
        """Make the file anew, its whole room taken. Raises OSError."""
        self.close()
        self._number += 1
        noise = secrets.token_bytes(_PLACE)  # room that a file system which compresses cannot give away again
        whole = _place(self._number, data)
        write_durably(self._path, 2 * (whole + noise[len(whole) :]))

    def write(self, data: bytes) -> None:
        """Replace what it holds, durable at return. Raises OSError, also for more than `LONGEST` bytes."""
        if len(data) > LONGEST:
            raise OSError(f"more than {LONGEST} bytes")
        try:
            if self._file is None:
                self._file = self._path.open("r+b", buffering=0)
            self._number += 1  # also where it fails: no two writings have one number
            for start in (0, _PLACE):
                self._file.seek(start)
                _write_whole(self._file, _place(self._number, data))
                os.fsync(self._file.fileno())  # before the other is touched
        except OSError:
            self.close()
            raise

    def close(self) -> None:
        """Let go of the file."""
        if self._file is not None:
            self._file.close()
            self._file = None


def _write_whole(file: BinaryIO, data: bytes) -> None:
    if file.write(data) != len(data):
        raise OSError("written in part")


def _place(number: int, data: bytes) -> bytes:
    head = b"%s %d %d %s\n" % (_MAGIC, number, len(data), _digest(number, data))
    return head.ljust(_HEADER) + data


def _parsed(place: bytes) -> tuple[int, bytes] | None:
    """The number and content of a place; None for what is not one."""
    head = place[:_HEADER].split()
    if len(head) != len((_MAGIC, "number", "length", "digest")) or head[0] != _MAGIC:
        return None
    if not (head[1].isdigit() and head[2].isdigit()):
        return None
    number, data = int(head[1]), place[_HEADER : _HEADER + int(head[2])]
    return (number, data) if head[3] == _digest(number, data) else None


def _digest(number: int, data: bytes) -> bytes:
    return hashlib.sha256(b"%d\n" % number + data).hexdigest().encode()
