"""Sounds that are easy to find again in a recording, as files with their hashes, and as cues."""

import hashlib
import wave
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import lameenc
import numpy as np
from numpy.typing import NDArray

from app.playout import Cue, CueFile
from app.sound import Sound, to_wav
from app.units import Sha256

RATE = 44_100
LONG_AGO = datetime(2025, 11, 3, 22, 30, tzinfo=UTC)


def steady(seconds: float, level: int = 8000) -> NDArray[np.int16]:
    """One value for so long: what is added to it, or missing, is seen at once."""
    return np.full(round(seconds * RATE), level, np.int16)


def ramp(seconds: float) -> NDArray[np.int16]:
    """1, 2, 3…: every sample says where it is from."""
    return np.arange(1, round(seconds * RATE) + 1, dtype=np.int16)


def tone(seconds: float, hz: float = 1000, level: float = 0.5) -> NDArray[np.int16]:
    """A sine whose first sample is heard already."""
    return np.rint(level * 32767 * np.cos(2 * np.pi * hz * np.arange(round(seconds * RATE)) / RATE)).astype(np.int16)


def cue_of(
    folder: Path,
    samples: NDArray[np.int16],
    *,
    starts_at: datetime | None = None,
    from_s: float = 0.0,
    sentences_s: Sequence[float] = (),
    occurrence_id: UUID | None = None,
) -> Cue:
    """A cue over a WAV file of those samples."""
    data = to_wav(Sound(samples, RATE))
    sha256 = Sha256(hashlib.sha256(data).hexdigest())
    path = folder / f"{sha256}.wav"
    path.write_bytes(data)
    length = timedelta(seconds=len(samples) / RATE)
    return Cue(
        occurrence_id or uuid4(),
        starts_at or LONG_AGO,
        1,
        "Bản tin",
        length,
        (CueFile("wav", path, sha256),),
        starts_at=starts_at,
        from_s=from_s,
        sentences_s=tuple(sentences_s),
    )


def mp3_of(samples: NDArray[np.int16]) -> bytes:
    """As MP3, 128 kbit/s."""
    encoder = lameenc.Encoder()
    encoder.set_channels(1)
    encoder.set_in_sample_rate(RATE)
    encoder.set_bit_rate(128)
    encoder.silence()
    return bytes(encoder.encode(samples.tobytes())) + bytes(encoder.flush())


def heard(path: Path) -> NDArray[np.int16]:
    """The samples of a WAV file, also of one that is still being written."""
    with wave.open(str(path)) as wav:
        return np.frombuffer(wav.readframes(wav.getnframes()), "<i2").astype(np.int16)


def onsets(samples: NDArray[np.int16], *, quiet: int = RATE // 20) -> list[int]:
    """Where sound begins after at least `quiet` frames of digital silence."""
    loud = np.flatnonzero(samples)
    if not len(loud):
        return []
    return [int(loud[0]), *(int(at) for at in loud[1:][np.diff(loud) > quiet])]
