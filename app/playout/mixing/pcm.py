"""Finished audio as PCM on the disk, decoded ahead from bytes whose hash was checked while they were decoded."""

import contextlib
import errno
import threading
import wave
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.errors import AppError
from app.playout.errors import AudioDiffersError, AudioUnplayableError
from app.playout.mixing.source import RATE
from app.playout.ports import Cue, CueFile
from app.sound import WavClip
from app.storage import sha256_of
from app.units import Sha256

_CHUNK = 1 << 16
_DELAY = 576 + 529
"""Frames before the first sample of what LAME made: 576 of its own and 529 of any decoder (LAME's technical FAQ)."""


class PcmFiles:
    """Mono 16-bit WAV by the hash of the audio it was made from: a WAV itself where there is one, else below `folder`."""

    def __init__(self, folder: Path) -> None:
        """What an earlier process left there is dropped: its hashes were checked by that one."""
        self._folder = folder
        self._ready: dict[Sha256, WavClip] = {}
        self._one_at_a_time = threading.Lock()
        folder.mkdir(parents=True, exist_ok=True)
        self.keep_only(())

    def find(self, cue: Cue) -> WavClip | None:
        """What was prepared for `cue`."""
        return next((self._ready[file.sha256] for file in cue.files if file.sha256 in self._ready), None)

    def prepare(self, cue: Cue) -> None:
        """Check and decode, from the WAV when there is one.

        Raises AudioDiffersError, AudioUnplayableError, OSError.
        """
        file = min(cue.files, key=lambda file: file.format != "wav")
        with self._one_at_a_time:
            if file.sha256 not in self._ready:
                self._ready[file.sha256] = self._checked(file) if file.format == "wav" else self._decoded(file)

    def keep_only(self, hashes: Iterable[Sha256]) -> None:
        """Drop the PCM of everything else."""
        kept = set(hashes)
        with self._one_at_a_time:
            self._ready = {sha256: clip for sha256, clip in self._ready.items() if sha256 in kept}
            for path in self._folder.iterdir():
                if path.stem not in kept:
                    with contextlib.suppress(OSError):  # Windows: it is being played
                        path.unlink()

    @staticmethod
    def _checked(file: CueFile) -> WavClip:
        if sha256_of(file.path) != file.sha256:
            raise AudioDiffersError(file.sha256)
        return _opened(file.path, file.sha256)

    def _decoded(self, file: CueFile) -> WavClip:
        """Decoded first and checked after, so that what was decoded is what was checked."""
        path, failed = self._folder / f"{file.sha256}.wav", False
        with wave.open(str(path), "wb") as wav:
            wav.setparams((1, 2, RATE, 0, "NONE", ""))
            try:
                for samples in _without_delay(_decode(file.path)):
                    wav.writeframes(samples.astype("<i2", copy=False).tobytes())
            except (AppError, ValueError):
                failed = True
        if sha256_of(file.path) != file.sha256:
            raise AudioDiffersError(file.sha256)
        if failed:
            raise AudioUnplayableError(file.sha256)
        return _opened(path, file.sha256)


def _decode(path: Path) -> Iterator[NDArray[np.int16]]:
    """An MP3 file's samples. Raises OSError, ValueError or AppError."""
    try:
        import miniaudio  # noqa: PLC0415  # no wheel for aarch64
    except ImportError:
        from app.studio.decoding import decode_in_child  # noqa: PLC0415  # only there

        with path.open("rb") as file:
            yield from decode_in_child(iter(lambda: file.read(_CHUNK), b""))
        return
    try:  # from the file itself: as a stream without a way back miniaudio loses the first frames
        for samples in miniaudio.stream_file(
            str(path), output_format=miniaudio.SampleFormat.SIGNED16, nchannels=1, sample_rate=RATE, frames_to_read=_CHUNK
        ):
            yield np.frombuffer(samples, np.int16)
    except miniaudio.MiniaudioError as exc:
        raise ValueError(str(exc)) from exc


def _without_delay(blocks: Iterator[NDArray[np.int16]]) -> Iterator[NDArray[np.int16]]:
    """Without the silence that encoder and decoder put before the first sample."""
    left = _DELAY
    for block in blocks:
        yield block[left:]
        left = max(0, left - len(block))


def _opened(path: Path, sha256: Sha256) -> WavClip:
    try:
        clip = WavClip.open(path)
    except ValueError as exc:
        raise AudioUnplayableError(sha256) from exc
    if clip.rate != RATE or not clip.frames:
        raise AudioUnplayableError(sha256)
    return clip


def cause_of(error: OSError) -> str:
    """The cause of an `OutputLostError`."""
    return {errno.ENOSPC: "disk_full", errno.EDQUOT: "disk_full", errno.EROFS: "read_only"}.get(error.errno or 0, "failed")
