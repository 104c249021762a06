"""MP3: LAME in a thread of its own, and a decoder behind it that hears what listeners will hear.

LAME lets go of the interpreter, so the next block is computed while one is encoded, and decoded while the next is encoded.
"""

import contextlib
import queue
import subprocess
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType
from typing import IO, BinaryIO, Self

import lameenc
import numpy as np
from numpy.typing import NDArray

from app.studio.errors import MasteringFailedError
from app.studio.grid import OUT_RATE
from app.studio.loudness import Meter
from app.units import Dbtp, Lufs

KILOBITS = 128
LAME_GAIN = 0.95
"""What LAME multiplies the sound by at this bit rate; it is fed that much more."""
_QUALITY = 7
_WAITING = 4
_PATIENCE_S = 0.2
_FRAMES = 65_536


class Pipe:
    """A short bounded line of pieces of bytes between two threads; it never waits for a reader that is gone."""

    def __init__(self) -> None:
        """Open, empty."""
        self._queue: queue.Queue[bytes | None] = queue.Queue(_WAITING)
        self._gone = threading.Event()

    def put(self, data: bytes | None) -> None:
        """Hand over `data`; None is the end. Raises `MasteringFailedError` when the reader is gone."""
        while not self._gone.is_set():
            with contextlib.suppress(queue.Full):
                self._queue.put(data, timeout=_PATIENCE_S)
                return
        raise MasteringFailedError(reason="the thread behind is gone")

    def __iter__(self) -> Iterator[bytes]:
        """Until the end."""
        while (data := self._queue.get()) is not None:
            yield data

    def close(self) -> None:
        """The reader is gone."""
        self._gone.set()


class Encoder:
    """Takes finished samples, writes MP3 frames to a file, and measures them decoded.

    A context manager: leaving it waits for the threads. `finish` raises what went wrong in them.
    """

    def __init__(self, file: BinaryIO) -> None:
        """file: MP3 frames are written to it."""
        self._pcm, self._mp3 = Pipe(), Pipe()
        self._pool = ThreadPoolExecutor(2, thread_name_prefix="encoder")
        self._encoding = self._pool.submit(_encode, self._pcm, self._mp3, file)
        self._measuring = self._pool.submit(_measure, self._mp3)

    def put(self, samples: NDArray[np.int16]) -> None:
        """The next samples, 44.1 kHz. Raises what went wrong behind."""
        try:
            self._pcm.put(samples.astype("<i2", copy=False).tobytes())
        except MasteringFailedError:
            self._result()
            raise

    def finish(self) -> tuple[Lufs, Dbtp]:
        """End the stream; loudness and true peak of the decoded MP3."""
        with contextlib.suppress(MasteringFailedError):  # the future knows better why
            self._pcm.put(None)
        return self._result()

    def __enter__(self) -> Self:
        """Nothing more to do."""
        return self

    def __exit__(self, kind: type[BaseException] | None, exc: BaseException | None, trace: TracebackType | None) -> None:
        """End both threads, however it went."""
        with contextlib.suppress(MasteringFailedError):
            self._pcm.put(None)
        self._pool.shutdown()

    def _result(self) -> tuple[Lufs, Dbtp]:
        for future in (self._measuring, self._encoding):  # the later stage first: it is why the earlier one gave up
            if future.done() or future is self._measuring:
                future.result()
        self._encoding.result()
        return self._measuring.result()


def _encode(pcm: Pipe, mp3: Pipe, file: BinaryIO) -> None:
    encoder = lameenc.Encoder()
    encoder.set_bit_rate(KILOBITS)
    encoder.set_in_sample_rate(OUT_RATE)
    encoder.set_channels(1)
    encoder.set_quality(_QUALITY)
    encoder.silence()
    try:
        for samples in pcm:
            _hand_over(bytes(encoder.encode(samples)), mp3, file)
        _hand_over(bytes(encoder.flush()), mp3, file)
    except RuntimeError as exc:
        raise MasteringFailedError(reason=f"lame: {exc}") from exc
    finally:
        pcm.close()
        with contextlib.suppress(MasteringFailedError):
            mp3.put(None)


def _hand_over(frames: bytes, mp3: Pipe, file: BinaryIO) -> None:
    if frames:
        file.write(frames)
        mp3.put(frames)


def _measure(mp3: Pipe) -> tuple[Lufs, Dbtp]:
    meter = Meter()
    try:
        for samples in decoder()(mp3):
            meter.feed(samples)
    finally:
        mp3.close()
    return meter.finish()


Decoder = Callable[[Pipe], Iterator[NDArray[np.int16]]]


def decoder() -> Decoder:
    """Take miniaudio where it is installed (a third of the time), otherwise the ffmpeg that recordings need anyway."""
    try:
        from app.studio.minimp3 import decode_here  # noqa: PLC0415  # miniaudio has no wheel for aarch64
    except ImportError:
        return decode_in_child
    return decode_here


def decode_in_child(mp3: Pipe) -> Iterator[NDArray[np.int16]]:
    """Decode by ffmpeg in a child process."""
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


def _feed(mp3: Pipe, stdin: IO[bytes]) -> None:
    try:
        with contextlib.suppress(BrokenPipeError), stdin:
            for frames in mp3:
                stdin.write(frames)
    finally:
        mp3.close()
