"""MP3 decoding in this process while the frames are still being made. Imports miniaudio, which not every platform has."""

from collections.abc import Iterator

import miniaudio
import numpy as np
from numpy.typing import NDArray

from app.studio.errors import MasteringFailedError
from app.studio.grid import OUT_RATE

_FRAMES = 65_536


class _Frames(miniaudio.StreamableSource):  # type: ignore[misc]  # miniaudio ships no types
    """MP3 frames as a stream that gives exactly what was asked for until it ends: less would mean the end."""

    def __init__(self, mp3: Iterator[bytes]) -> None:
        self._coming = mp3
        self._held = bytearray()

    def read(self, num_bytes: int) -> bytes:
        while len(self._held) < num_bytes and (data := next(self._coming, None)) is not None:
            self._held += data
        taken = bytes(self._held[:num_bytes])
        del self._held[:num_bytes]
        return taken


def decode_here(mp3: Iterator[bytes]) -> Iterator[NDArray[np.int16]]:
    """Decode by miniaudio. Raises `MasteringFailedError`, and what `mp3` raises."""
    frames = _Frames(mp3)
    try:
        for samples in miniaudio.stream_any(
            frames,
            source_format=miniaudio.FileFormat.MP3,
            output_format=miniaudio.SampleFormat.SIGNED16,
            nchannels=1,
            sample_rate=OUT_RATE,
            frames_to_read=_FRAMES,
        ):
            yield np.frombuffer(samples, np.int16)
    except miniaudio.MiniaudioError as exc:
        if frames.error_in_readcallback is not None:
            raise frames.error_in_readcallback from exc
        raise MasteringFailedError(reason=f"miniaudio: {exc}") from exc
