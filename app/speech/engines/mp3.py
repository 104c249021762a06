"""MP3 of an online voice to PCM, by the ffmpeg that recordings need anyway, in a child with limits.

What a stranger's server sends is decoded outside the service; one way on every platform (miniaudio has no wheel for aarch64).
"""

import subprocess

import imageio_ffmpeg
import numpy as np

from app.sound import Sound

RATE = 24_000
"""Both online services send 24 kHz; anything else is brought to it."""
LARGEST = 4_000_000
"""Bytes: eleven minutes at 48 kbit/s, far beyond any sentence."""
_LONGEST_S = 240
_TIMEOUT_S = 20


def decode_mp3(data: bytes) -> Sound:
    """Mono 24 kHz PCM of an MP3 stream (several, one after the other, are one stream).

    Raises ValueError when it is empty, too large, or not MP3.
    """
    if not 0 < len(data) <= LARGEST:
        raise ValueError(f"{len(data)} bytes of MP3")
    try:
        ffmpeg = imageio_ffmpeg.get_ffmpeg_exe()
    except RuntimeError as exc:
        raise ValueError("MP3, and no ffmpeg on this machine") from exc
    command = [ffmpeg, "-nostdin", "-v", "error", "-xerror", "-threads", "1"]
    command += ["-f", "mp3", "-i", "pipe:0", "-t", str(_LONGEST_S), "-ac", "1", "-ar", str(RATE), "-f", "s16le", "pipe:1"]
    try:
        done = subprocess.run(  # noqa: S603  # our own arguments, no shell
            command,
            input=data,
            capture_output=True,
            check=True,
            timeout=_TIMEOUT_S,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except (subprocess.SubprocessError, OSError) as exc:
        raise ValueError("not MP3") from exc
    return Sound(np.frombuffer(done.stdout, dtype="<i2").astype(np.int16, copy=False), RATE)
