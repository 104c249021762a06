"""What a file is, by its first bytes: never by its name, and never left to ffmpeg, whose guess may be a playlist."""

from pathlib import PurePath

SNIFFED = 64
"""Bytes looked at."""

_MAGIC = (
    (0, b"fLaC", "flac"),
    (0, b"OggS", "ogg"),
    (0, b"#!AMR", "amr"),
    (0, bytes.fromhex("3026b2758e66cf11"), "asf"),
    (0, bytes.fromhex("1a45dfa3"), "matroska"),
    (0, b"caff", "caf"),
    (0, b"ID3", "mp3"),
    (4, b"ftyp", "mov"),
    (8, b"WAVE", "wav"),
    (8, b"AIFF", "aiff"),
    (8, b"AIFC", "aiff"),
)
_PLAYLISTS = (b"#extm3u", b"[playlist]", b"ffconcat", b"file ", b"concat:", b"<?xml", b"http:", b"https:", b"file:", b"#ext-x")
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
_SYNC, _LAYER = 0xE0, 0x06


def demuxer(head: bytes) -> str | None:
    """The name of the one ffmpeg demuxer that may open a file that begins with `head`; None when it is no audio we know."""
    for offset, magic, name in _MAGIC:
        if head[offset:].startswith(magic):
            return name
    if len(head) > 1 and head[0] == 0xFF and head[1] & _SYNC == _SYNC:  # noqa: PLR2004  # eleven set bits begin a frame
        return "mp3" if head[1] & _LAYER else "aac"
    return None


def is_playlist(head: bytes) -> bool:
    """Whether it names other files instead of being audio."""
    return head.removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(_PLAYLISTS)


def is_mislabelled(name: str, found: str) -> bool:
    """Whether the suffix of `name` promises another format than was found; a name without a suffix promises nothing."""
    suffix = PurePath(name).suffix.lower().removeprefix(".")
    return bool(suffix) and suffix not in _SUFFIXES[found]
