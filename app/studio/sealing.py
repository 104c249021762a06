"""A seal in a finished file: where it lies, how it gets there, and the hashes of all else. What it says is not known here.

An MP3 carries it in an ID3v2 frame `PRIV` at its head (ID3v2.4, section 4.27), a WAV in a chunk of its own at its end (RIFF).
Players pass over both.
"""

import hashlib
import os
import struct
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import BinaryIO

from app.studio.errors import NotAudioError
from app.units import Sha256
from app.values import frozen

OWNER = b"loalang-seal\x00"
CHUNK = b"loal"
_ID3_HEAD, _FRAME_HEAD, _RIFF_HEAD, _CHUNK_HEAD = 10, 10, 12, 8
_MOST_ID3 = 1 << 20
"""Bytes of an ID3 tag that is looked through; one with pictures in it is none of ours."""
_READ = 1 << 20
_UNKNOWN = Sha256("0" * 64)
_Span = tuple[int, int]


@frozen
class Parts:
    """A file without its seal. audio: SHA-256 of what sounds, `size` bytes; rest: of everything else, as titles."""

    audio: Sha256
    size: int
    rest: Sha256


@frozen
class _Layout:
    """Where things lie in a file of `size` bytes. seal: None where there is none."""

    size: int
    audio: _Span
    seal: _Span | None
    is_wav: bool = False

    def rest(self) -> list[_Span]:
        """What is neither, in order."""
        known = sorted([self.audio, *([self.seal] if self.seal else [])])
        edges = [0, *(edge for span in known for edge in span), self.size]
        return [(start, stop) for start, stop in zip(edges[::2], edges[1::2], strict=True) if start < stop]


def seal_of(path: Path) -> bytes | None:
    """The seal a file carries, whatever it is worth; None: it carries none. Raises `NotAudioError`, OSError."""
    with path.open("rb") as file:
        found = _layout(file, path).seal
        return None if found is None else _bytes(file, found)


def parts_of(path: Path) -> Parts:
    """The hashes of all but the seal. Raises `NotAudioError`, OSError."""
    with path.open("rb") as file:
        layout = _layout(file, path)
        start, stop = layout.audio
        return Parts(_digest(file, [layout.audio]), stop - start, _digest(file, layout.rest()))


def put_seal(path: Path, make: Callable[[Parts], bytes]) -> None:
    """Give a finished file that has none its seal, durably.

    make: is asked twice, first for how much room it needs; what it gives must be as long for any hashes.
    """
    with path.open("rb") as file:
        layout = _layout(file, path)
    length = len(make(Parts(_UNKNOWN, layout.audio[1] - layout.audio[0], _UNKNOWN)))
    (_make_room_in_wav if layout.is_wav else _make_room_in_mp3)(path, length)
    seal = make(parts_of(path))
    with path.open("r+b") as file:
        found = _layout(file, path).seal
        if found is None or len(seal) != length or found[1] - found[0] != length:
            msg = f"no room for a seal of {len(seal)} bytes"
            raise ValueError(msg)
        file.seek(found[0])
        file.write(seal)
        file.flush()
        os.fsync(file.fileno())


def _layout(file: BinaryIO, path: Path) -> _Layout:
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    head = file.read(_RIFF_HEAD)
    if head[:4] == b"RIFF" and head[8:] == b"WAVE":
        return _layout_of_wav(file, size)
    if head[:3] == b"ID3":
        return _layout_of_mp3(file, size, head)
    if len(head) > 1 and head[0] == 0xFF and head[1] & 0xE0 == 0xE0:  # noqa: PLR2004  # eleven bits set begin an MPEG frame
        return _Layout(size, (0, size), None)
    raise NotAudioError(path.name)


def _layout_of_mp3(file: BinaryIO, size: int, head: bytes) -> _Layout:
    """What is behind the tag sounds."""
    end = min(size, _ID3_HEAD + _syncsafe(head[6:10]))
    file.seek(0)
    tag = file.read(min(end, _MOST_ID3))
    start = tag.rfind(OWNER) + len(OWNER)
    frame = start - len(OWNER) - _FRAME_HEAD
    if frame < _ID3_HEAD or tag[frame : frame + 4] != b"PRIV":
        return _Layout(size, (end, size), None)
    stop = frame + _FRAME_HEAD + _syncsafe(tag[frame + 4 : frame + 8])
    return _Layout(size, (end, size), (start, stop) if start <= stop <= len(tag) else None)


def _layout_of_wav(file: BinaryIO, size: int) -> _Layout:
    """Everything before the seal decides how it sounds: its rate stands in the header."""
    at = _RIFF_HEAD
    while at + _CHUNK_HEAD <= size:
        file.seek(at)
        name, length = struct.unpack("<4sI", file.read(_CHUNK_HEAD))
        stop = at + _CHUNK_HEAD + length
        if name == CHUNK and stop <= size:
            return _Layout(size, (0, at), (at + _CHUNK_HEAD, stop), is_wav=True)
        at = stop + length % 2
    return _Layout(size, (0, size), None, is_wav=True)


def _make_room_in_mp3(path: Path, length: int) -> None:
    """The audio stays where it is as long as the tag's padding has the room."""
    from mutagen.id3 import ID3, PRIV  # noqa: PLC0415  # light start

    tag = ID3(path)
    tag.add(PRIV(owner=OWNER[:-1].decode(), data=bytes(length)))
    tag.save(path, padding=lambda about: max(about.padding, 0))


def _make_room_in_wav(path: Path, length: int) -> None:
    with path.open("r+b") as file:
        before = file.seek(0, os.SEEK_END)
        file.write(bytes(before % 2) + struct.pack("<4sI", CHUNK, length) + bytes(length + length % 2))
        after = file.tell()
        file.seek(4)
        file.write(struct.pack("<I", after - 8))


def _syncsafe(data: bytes) -> int:
    """Seven bits a byte, as ID3 counts."""
    return sum((byte & 0x7F) << shift for byte, shift in zip(data, (21, 14, 7, 0), strict=False))


def _bytes(file: BinaryIO, span: _Span) -> bytes:
    file.seek(span[0])
    return file.read(span[1] - span[0])


def _digest(file: BinaryIO, spans: Iterable[_Span]) -> Sha256:
    digest = hashlib.sha256()
    for start, stop in spans:
        file.seek(start)
        left = stop - start
        while left > 0 and (data := file.read(min(left, _READ))):
            digest.update(data)
            left -= len(data)
    return Sha256(digest.hexdigest())
