"""Which formats ffmpeg may find in a file, and what is said about the file beside what ffmpeg says."""

import struct
from pathlib import Path, PurePath

SNIFFED = 64
"""Bytes looked at for a playlist."""

_SUFFIXES = {
    "aac": {"aac"},
    "aiff": {"aif", "aiff", "aifc"},
    "amr": {"amr", "awb"},
    "asf": {"wma", "asf", "wmv"},
    "caf": {"caf"},
    "flac": {"flac"},
    "matroska": {"mka", "mkv", "webm", "weba"},
    "mov": {"m4a", "m4b", "mp4", "3gp", "3gpp", "3g2", "mov", "aac"},
    "mp3": {"mp3", "mpga"},
    "ogg": {"ogg", "oga", "opus", "spx"},
    "wav": {"wav", "wave"},
}
DEMUXERS = tuple(_SUFFIXES)
"""What ffmpeg may choose from: formats that hold sound, none that names other files."""

_PLAYLISTS = (b"#extm3u", b"[playlist]", b"ffconcat", b"file ", b"concat:", b"<?xml", b"http:", b"https:", b"file:", b"#ext-x")
_OGG_TAIL = 70_000
"""Bytes; the longest page of Ogg has 65,307 (RFC 3533, section 6)."""
_OGG_FLAGS, _OGG_LAST = 5, 0x04
_RIFF_OPEN = {0, 0xFFFF_FFFF}
"""Sizes that a recorder writes which does not know yet how long it will be."""


def is_playlist(head: bytes) -> bool:
    """Whether it names other files instead of being audio."""
    return head.removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(_PLAYLISTS)


def is_mislabelled(name: str, found: str) -> bool:
    """Whether the suffix of `name` promises another format than was found; a name without a suffix promises nothing.

    found: one of `DEMUXERS`.
    """
    suffix = PurePath(name).suffix.lower().removeprefix(".")
    return bool(suffix) and suffix not in _SUFFIXES[found]


def ends_early(path: Path, found: str) -> bool:
    """Whether the file says itself that there should be more of it, where ffmpeg goes by what is there.

    A WAV says its length at its head, an Ogg stream says which page is its last. found: one of `DEMUXERS`.
    """
    with path.open("rb") as file:
        if found == "wav":
            head = file.read(8)
            there = file.seek(0, 2)
            said = struct.unpack("<I", head[4:])[0] if head[:4] == b"RIFF" else 0
            return said not in _RIFF_OPEN and said + 8 > there + 1  # one byte of padding is often forgotten
        if found == "ogg":
            file.seek(max(0, file.seek(0, 2) - _OGG_TAIL))
            tail = file.read()
            page = tail.rfind(b"OggS")
            return page < 0 or len(tail) <= page + _OGG_FLAGS or not tail[page + _OGG_FLAGS] & _OGG_LAST
    return False
