"""Recordings people bring, of any format a phone makes: decoded to WAV in a child process with limits, and looked at.

Nothing is kept of a file that is refused. What is odd but usable comes back as warning codes.
"""

import errno
import json
import os
import subprocess
import sys
import tempfile
from enum import StrEnum
from pathlib import Path
from typing import Any

from app.sound import WavClip
from app.storage import sync_folder
from app.studio import upload_worker
from app.studio.errors import BadUploadError
from app.studio.formats import DEMUXERS, SNIFFED, ends_early, is_mislabelled, is_playlist
from app.studio.grid import RATE
from app.values import frozen


class UploadWarning(StrEnum):
    """What is odd about a recording that was taken.

    damaged: some of it could not be decoded. cut_short: its end is missing. one_channel: of two channels one was empty, and the
    other is kept. inverted: one of two channels was turned over, or both would have cancelled. mostly_silent: over half.
    """

    MISLABELLED = "mislabelled"
    DAMAGED = "damaged"
    CUT_SHORT = "cut_short"
    ONE_CHANNEL = "one_channel"
    INVERTED = "inverted"
    CLIPPED = "clipped"
    QUIET = "quiet"
    MOSTLY_SILENT = "mostly_silent"


@frozen
class UploadLimits:
    """What a file may be, and what decoding it may cost (CPU seconds and memory: POSIX only)."""

    largest_bytes: int = 500_000_000
    longest_s: float = 3600
    shortest_s: float = 0.4
    wall_s: int = 120
    cpu_s: int = 120
    memory_mb: int = 1024


USUAL_LIMITS = UploadLimits()
_SILENT_DB = -60.0
_QUIET_DB = -40.0
_CLIPPED_SHARE = 0.0005
_WHOLE_SHARE, _WHOLE_S = 0.98, 0.5
"""How much shorter than its head says a file may come out before it counts as cut."""
_GRACE_S = 15
"""The child looks after its own time; this much later it is taken for hung."""


@frozen
class DecodedUpload:
    """A recording as mono 16-bit WAV at the studio's working rate."""

    clip: WavClip
    seconds: float
    warnings: tuple[UploadWarning, ...]


def decode_upload(path: Path, target: Path, *, name: str = "", limits: UploadLimits = USUAL_LIMITS) -> DecodedUpload:
    """Decode the file at `path` to a WAV at `target`, which appears whole and durable or not at all.

    name: what the person called the file, for the error and the warning (otherwise the name of `path`). Blocks for up to
    `limits.wall_s`. Raises `BadUploadError`, and OSError when the disk refuses.
    """
    name = name or path.name
    _look_at(path, name, limits)
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=".", suffix=".part")
    os.close(handle)
    draft = Path(temporary)
    try:
        seen = _in_child(path, draft, name, limits)
        seconds = seen["frames"] / RATE
        _refuse_unusable(seen, seconds, name, limits)
        warnings = _warnings(seen, seconds, path, name)
        with draft.open("rb+") as file:
            os.fsync(file.fileno())
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    sync_folder(target.parent)
    return DecodedUpload(WavClip.open(target), seconds, warnings)


def _look_at(path: Path, name: str, limits: UploadLimits) -> None:
    """Refuse what need not be decoded to be known as no recording."""
    with path.open("rb") as file:
        head = file.read(SNIFFED)
        size = file.seek(0, 2)
    if not size:
        raise BadUploadError(file=name, reason="empty")
    if size > limits.largest_bytes:
        raise BadUploadError(file=name, reason="too_large", limit=limits.largest_bytes)
    if is_playlist(head):
        raise BadUploadError(file=name, reason="playlist")


def _in_child(path: Path, draft: Path, name: str, limits: UploadLimits) -> dict[str, Any]:
    """What the child saw in the WAV it made."""
    import imageio_ffmpeg  # noqa: PLC0415  # light start

    order = {
        "ffmpeg": imageio_ffmpeg.get_ffmpeg_exe(),
        "demuxers": ",".join(DEMUXERS),
        "target": str(draft),
        "rate": RATE,
        "longest_s": limits.longest_s,
        "wall_s": limits.wall_s,
        "cpu_s": limits.cpu_s,
        "memory_mb": limits.memory_mb,
    }
    # -W ignore: pydub warns of the ffmpeg it does not find, which is not asked to do anything.
    command = [sys.executable, "-I", "-W", "ignore", str(Path(upload_worker.__file__)), json.dumps(order)]
    flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    try:
        with path.open("rb") as file:
            done = subprocess.run(  # noqa: S603  # our own file, no shell
                command, stdin=file, capture_output=True, check=True, timeout=limits.wall_s + _GRACE_S, creationflags=flags
            )
        answer: dict[str, Any] = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError) as exc:
        raise BadUploadError(file=name, reason="too_heavy", limit=limits.wall_s) from exc
    if answer["failed"] == "disk_full":
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(draft))
    if answer["failed"]:
        raise BadUploadError(file=name, reason=answer["failed"])
    return answer


def _refuse_unusable(seen: dict[str, Any], seconds: float, name: str, limits: UploadLimits) -> None:
    if seconds < limits.shortest_s:
        raise BadUploadError(file=name, reason="too_short", limit=limits.shortest_s)
    if seconds > limits.longest_s:
        raise BadUploadError(file=name, reason="too_long", limit=limits.longest_s)
    if not _sounding(seen):
        raise BadUploadError(file=name, reason="silent")


def _sounding(seen: dict[str, Any]) -> list[float]:
    return [level for level in seen["levels"] if level > _SILENT_DB]


def _warnings(seen: dict[str, Any], seconds: float, path: Path, name: str) -> tuple[UploadWarning, ...]:
    sounding = _sounding(seen)
    promised_s = seen["promised_s"]
    is_short = promised_s is not None and seconds < promised_s * _WHOLE_SHARE - _WHOLE_S
    claims = (
        (UploadWarning.MISLABELLED, is_mislabelled(name, seen["demuxer"])),
        (UploadWarning.DAMAGED, seen["damaged"]),
        (UploadWarning.CUT_SHORT, is_short or ends_early(path, seen["demuxer"])),
        (UploadWarning.ONE_CHANNEL, seen["channels"] == "one_channel"),
        (UploadWarning.INVERTED, seen["channels"] == "inverted"),
        (UploadWarning.CLIPPED, seen["top_share"] > _CLIPPED_SHARE),
        (UploadWarning.QUIET, max(sounding) < _QUIET_DB),
        (UploadWarning.MOSTLY_SILENT, len(sounding) < len(seen["levels"]) / 2),
    )
    return tuple(warning for warning, holds in claims if holds)
