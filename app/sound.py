"""One value for sound in memory, and its WAV form (RIFF, PCM 16 bit)."""

import io
import wave
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from app.values import frozen

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@frozen
class Sound:
    """Mono PCM.

    samples: (frames,) int16; rate: frames a second.
    """

    samples: "NDArray[np.int16]"
    rate: int

    @property
    def seconds(self) -> float:
        """Length in seconds."""
        return len(self.samples) / self.rate

    @classmethod
    def silence(cls, seconds: float, rate: int) -> "Sound":
        """`seconds` of digital silence."""
        import numpy as np  # noqa: PLC0415  # light start

        return cls(np.zeros(round(seconds * rate), dtype=np.int16), rate)


def samples_of(data: bytes) -> "NDArray[np.int16]":
    """Little-endian 16-bit PCM as samples, (frames,) int16, over the same bytes where the machine has that order."""
    import numpy as np  # noqa: PLC0415  # light start

    return np.frombuffer(data, dtype="<i2").astype(np.int16, copy=False)


def to_wav(sound: Sound) -> bytes:
    """The bytes of a mono 16-bit WAV file."""
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as wav:
        wav.setnchannels(1)
        wav.setsampwidth(2)
        wav.setframerate(sound.rate)
        wav.writeframes(sound.samples.astype("<i2", copy=False).tobytes())
    return buffer.getvalue()


def from_wav(data: bytes) -> Sound:
    """Read a mono 16-bit WAV file.

    Raises ValueError for any other kind of file.
    """
    try:
        with wave.open(io.BytesIO(data)) as wav:
            if wav.getnchannels() != 1 or wav.getsampwidth() != 2:  # noqa: PLR2004  # two bytes a sample
                msg = f"expected mono 16 bit, got {wav.getnchannels()} channels of {8 * wav.getsampwidth()} bit"
                raise ValueError(msg)
            frames = wav.readframes(wav.getnframes())
            return Sound(samples_of(frames), wav.getframerate())
    except (wave.Error, EOFError) as exc:
        msg = f"not a WAV file: {exc}"
        raise ValueError(msg) from exc


class Clip(Protocol):
    """A sound that is loaded only while it is used, so that an hour fits in little memory."""

    @property
    def frames(self) -> int:
        """Length in frames."""
        ...

    @property
    def rate(self) -> int:
        """Frames a second."""
        ...

    def load(self) -> Sound:
        """The whole sound. Raises OSError or ValueError when its file is gone or broken."""
        ...


@frozen
class LoadedClip:
    """A clip that is in memory already."""

    sound: Sound

    @property
    def frames(self) -> int:
        """See `Clip.frames`."""
        return len(self.sound.samples)

    @property
    def rate(self) -> int:
        """See `Clip.rate`."""
        return self.sound.rate

    def load(self) -> Sound:
        """See `Clip.load`."""
        return self.sound


@frozen
class WavClip:
    """A mono 16-bit WAV file on disk: a clip of any length, which may also be read in parts.

    Made by `open`, which looks at the header only.
    """

    path: Path
    frames: int
    rate: int

    @classmethod
    def open(cls, path: Path) -> "WavClip":
        """Raises OSError when the file cannot be read, ValueError when it is any other kind of file."""
        try:
            with wave.open(str(path), "rb") as wav:
                if (wav.getnchannels(), wav.getsampwidth()) != (1, 2):
                    msg = f"expected mono 16 bit: {path.name}"
                    raise ValueError(msg)
                return cls(path, wav.getnframes(), wav.getframerate())
        except (wave.Error, EOFError) as exc:
            msg = f"not a WAV file: {path.name}: {exc}"
            raise ValueError(msg) from exc

    def load(self) -> Sound:
        """See `Clip.load`."""
        return self.read(0, self.frames)

    def read(self, start: int, stop: int) -> Sound:
        """The frames from `start` up to `stop`. Raises OSError or ValueError, as `Clip.load`."""
        with wave.open(str(self.path), "rb") as wav:
            wav.setpos(start)
            data = wav.readframes(stop - start)
        if len(data) != 2 * (stop - start):
            msg = f"shorter than its header says: {self.path.name}"
            raise ValueError(msg)
        return Sound(samples_of(data), self.rate)
