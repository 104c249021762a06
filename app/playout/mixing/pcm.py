"""Finished audio as PCM on the disk, decoded ahead from bytes whose hash was checked while they were decoded."""

import contextlib
import errno
import hashlib
import threading
import wave
from collections.abc import Iterable, Iterator
from pathlib import Path

from app.errors import AppError
from app.playout.errors import AudioDiffersError, AudioUnplayableError
from app.playout.mixing.source import RATE
from app.playout.ports import Cue, CueFile
from app.sound import WavClip
from app.storage import sha256_of
from app.units import Sha256

_CHUNK = 1 << 16


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
        from app.studio.decoding import decoder  # noqa: PLC0415  # only where MP3 is played

        path, bytes_read = self._folder / f"{file.sha256}.wav", _Reading(file.path)
        with wave.open(str(path), "wb") as wav:
            wav.setparams((1, 2, RATE, 0, "NONE", ""))
            try:
                for samples in decoder()(iter(bytes_read)):
                    wav.writeframes(samples.astype("<i2", copy=False).tobytes())
            except AppError as exc:
                raise AudioUnplayableError(file.sha256) from exc
        if bytes_read.hexdigest() != file.sha256:
            raise AudioDiffersError(file.sha256)
        return _opened(path, file.sha256)


class _Reading:
    """The bytes of a file, hashed as they go by."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._digest = hashlib.sha256()

    def __iter__(self) -> Iterator[bytes]:
        with self._path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                self._digest.update(chunk)
                yield chunk

    def hexdigest(self) -> str:
        """Of all of it."""
        return self._digest.hexdigest()


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
