"""The sentence cache: raw engine PCM by what went into it, bounded, verified on read.

An entry is one file: magic, key, frames, rate, SHA-256 of all that and the samples, then little-endian int16. It appears
whole or not at all, so threads and processes may share a folder; whatever is wrong with an entry, it is a miss.
"""

import contextlib
import hashlib
import os
import struct
import threading
from collections.abc import Callable, Iterator
from dataclasses import asdict, field
from pathlib import Path

from app.canonical import canonical_hash
from app.clock import Clock
from app.sound import Sound, samples_of
from app.speech.errors import VoiceFailedError
from app.speech.ports import Prosody, Voice
from app.storage import write_durably
from app.values import frozen

_SCHEMA = 1
_HEADER = struct.Struct(">8s32sQI32s")
_MAGIC = b"loapcm1\n"
_SWEEP_SHARE = 16
"""The folder is measured again after this share of the bound was written."""
_IN_USE_S = 3600.0
"""An entry used within the hour belongs to a rendering that may still run: it goes last, and only far above the bound."""


def sentence_key(voice: Voice, prosody: Prosody, text: str) -> str:
    """SHA-256 of the canonical JSON of everything that shapes the sound. text: as `speakable` gives it."""
    return canonical_hash([_SCHEMA, voice.engine, voice.revision, voice.id, asdict(prosody), text])


@frozen
class _Entry:
    frames: int
    rate: int
    digest: bytes


class SentenceCache:
    """Sentences below `folder`, at most about `limit_bytes`, least recently used out first."""

    def __init__(self, folder: Path, *, limit_bytes: int, clock: Clock) -> None:
        """The folder is made when needed. clock: gives the instant of last use."""
        self._folder = folder
        self._limit = limit_bytes
        self._clock = clock
        self._lock = threading.Lock()
        self._unswept = limit_bytes  # unknown what is there: the first write measures it

    def find(self, key: str) -> tuple[int, int] | None:
        """Frames and rate of a stored sentence, its hash verified; None when it is missing or broken. Marks it as used."""
        sound = self.load(key)
        if sound is None:
            return None
        with contextlib.suppress(OSError):  # evicted since: it is said again when it is needed
            self._touch(self._place(key))
        return len(sound.samples), sound.rate

    def load(self, key: str) -> Sound | None:
        """The stored sound, its hash verified; None when it is missing or anything is wrong with it."""
        try:
            data = self._place(key).read_bytes()
        except OSError:
            return None
        entry = _parse(data[: _HEADER.size], key)
        samples = data[_HEADER.size :]
        if entry is None or len(samples) != 2 * entry.frames or _digest(key, entry.rate, samples) != entry.digest:
            return None
        return Sound(samples_of(samples), entry.rate)

    def put(self, key: str, sound: Sound) -> None:
        """Store a sentence durably. Raises OSError when the disk refuses."""
        samples = sound.samples.astype("<i2", copy=False).tobytes()
        digest = _digest(key, sound.rate, samples)
        header = _HEADER.pack(_MAGIC, bytes.fromhex(key), len(sound.samples), sound.rate, digest)
        path = self._place(key)
        write_durably(path, header + samples)
        self._touch(path)
        self._make_room(_HEADER.size + len(samples))

    def _place(self, key: str) -> Path:
        return self._folder / key[:2] / f"{key}.pcm"

    def _touch(self, path: Path) -> None:
        now = self._clock.now().timestamp()
        os.utime(path, (now, now))

    def _make_room(self, written: int) -> None:
        with self._lock:
            self._unswept += written
            if self._unswept < self._limit // _SWEEP_SHARE:
                return
            self._unswept = 0
        self._sweep()

    def _sweep(self) -> None:
        """Delete the least recently used until the bound holds; what was used within the hour may stand up to twice the bound."""
        entries = sorted(_sizes(self._folder))
        total = sum(size for _, size, _ in entries)
        fresh = self._clock.now().timestamp() - _IN_USE_S
        for used, size, path in entries:
            bound = self._limit if used < fresh else 2 * self._limit
            if total <= bound:
                return
            with contextlib.suppress(OSError):  # gone already, or held open on Windows
                path.unlink()
                total -= size


@frozen
class CachedClip:
    """A sentence in the cache, loaded when used; when it was evicted or broke meanwhile, `remake` says it again.

    frames, rate: see `app.sound.Clip`. engine, text: who said what, for the error.
    """

    frames: int
    rate: int
    key: str
    engine: str
    text: str = field(repr=False)
    cache: SentenceCache = field(repr=False)
    remake: Callable[[], Sound] = field(repr=False)

    def load(self) -> Sound:
        """See `Clip.load`.

        Raises `VoiceFailedError` when it had to be said again and the engine failed, or said it at another length
        (an online voice may): the places of a programme are fixed by then.
        """
        sound = self.cache.load(self.key)
        if sound is None:
            sound = self.remake()
        if (len(sound.samples), sound.rate) != (self.frames, self.rate):
            raise VoiceFailedError(engine=self.engine, sentence=self.text, reason="said again at another length")
        return sound


def _parse(header: bytes, key: str) -> _Entry | None:
    if len(header) != _HEADER.size:
        return None
    magic, stored, frames, rate, digest = _HEADER.unpack(header)
    return _Entry(frames, rate, digest) if (magic, stored.hex()) == (_MAGIC, key) and rate else None


def _digest(key: str, rate: int, samples: bytes) -> bytes:
    return hashlib.sha256(b"".join((bytes.fromhex(key), rate.to_bytes(4, "big"), samples))).digest()


def _sizes(folder: Path) -> Iterator[tuple[float, int, Path]]:
    """Last use, size and place of each entry that is still there."""
    for path in folder.glob("*/*"):
        with contextlib.suppress(OSError):
            stat = path.stat()
            yield stat.st_mtime, stat.st_size, path
