"""MP3 frames to samples while the frames are still being made: what listeners will hear."""

import contextlib
import subprocess
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import IO

import numpy as np
from numpy.typing import NDArray

from app.studio.errors import MasteringFailedError
from app.studio.grid import OUT_RATE

_FRAMES = 65_536

Decoder = Callable[[Iterator[bytes]], Iterator[NDArray[np.int16]]]


def decoder() -> Decoder:
    """Take miniaudio where it is installed (a third of the time), otherwise the ffmpeg that recordings need anyway."""
    try:
        from app.studio.minimp3 import decode_here  # noqa: PLC0415  # miniaudio has no wheel for aarch64
    except ImportError:
        return decode_in_child
    return decode_here


def decode_in_child(mp3: Iterator[bytes]) -> Iterator[NDArray[np.int16]]:
    """Decode by ffmpeg in a child process. Raises `MasteringFailedError`, and what `mp3` raises."""
    import imageio_ffmpeg  # noqa: PLC0415  # light start

    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-nostdin", "-v", "error", "-threads", "1", "-f", "mp3", "-i", "pipe:0"]
    command += ["-f", "s16le", "-ac", "1", "-ar", str(OUT_RATE), "pipe:1"]
    flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    child = subprocess.Popen(  # noqa: S603  # our own arguments, no shell
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, creationflags=flags
    )
    with child, ThreadPoolExecutor(1, thread_name_prefix="feeder") as pool:
        if child.stdin is None or child.stdout is None:
            raise MasteringFailedError(reason="no pipes to ffmpeg")
        feeding = pool.submit(_feed, mp3, child.stdin)
        while data := child.stdout.read(2 * _FRAMES):
            yield np.frombuffer(data, "<i2")
        feeding.result()
    if child.returncode:
        raise MasteringFailedError(reason=f"ffmpeg ended with {child.returncode}")


def _feed(mp3: Iterator[bytes], stdin: IO[bytes]) -> None:
    with contextlib.suppress(BrokenPipeError), stdin:
        for frames in mp3:
            stdin.write(frames)
