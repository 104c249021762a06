"""How long a frame takes to the loudspeaker: chirps are played and listened for, by a loop-back cable or a microphone.

What is measured holds the way in as well as the way out; through a cable into the same card that is a few milliseconds.
"""

import statistics
import threading
from collections.abc import Generator
from datetime import timedelta
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from app.clock import Clock
from app.playout.errors import CalibrationFailedError
from app.playout.mixing.mixer import Voice
from app.playout.mixing.output import Stream
from app.playout.mixing.soundcard import find_device
from app.playout.mixing.source import RATE, Block, Source
from app.playout.mixing.timeline import Timeline
from app.values import frozen

_TIMES = 7
_APART_S = 1.5
_LONGEST_S = 1.2
_CLEAR = 12.0
"""A chirp is heard where the match is that many times what it is on the average around it."""
_OPENING_S = 5.0


@frozen
class Calibration:
    """latency: the median; spread: from the least to the most of what was heard."""

    latency: timedelta
    spread: timedelta
    heard: int


class Ear(Protocol):
    """Something that listens."""

    @property
    def timeline(self) -> Timeline:
        """When each of its frames was heard."""
        ...

    def samples(self) -> NDArray[np.int16]:
        """All it heard so far."""
        ...


class Microphone:
    """An input of the machine, by its name."""

    def __init__(self, clock: Clock, device: str) -> None:
        """Begin to listen. Raises CalibrationFailedError."""
        import miniaudio  # noqa: PLC0415  # not on every platform

        self._clock = clock
        self._chunks: list[bytes] = []
        self._frames = 0
        self.timeline = Timeline(RATE)
        try:
            found = find_device(device, capture=True)
            if found is None:
                raise CalibrationFailedError("no_input")
            self._device: miniaudio.CaptureDevice = miniaudio.CaptureDevice(
                nchannels=1, sample_rate=RATE, buffersize_msec=20, device_id=found
            )
            hearing = self._hear()
            next(hearing)
            self._device.start(hearing)
        except miniaudio.MiniaudioError as exc:
            raise CalibrationFailedError("no_input") from exc

    def samples(self) -> NDArray[np.int16]:
        """See `Ear.samples`."""
        return np.frombuffer(b"".join(self._chunks), np.int16)

    def close(self) -> None:
        """Stop listening."""
        self._device.close()

    def _hear(self) -> Generator[None, bytes, None]:
        while True:
            data = yield
            self._chunks.append(bytes(data))
            self._frames += len(data) // 2
            self.timeline.observe(self._frames, self._clock.monotonic())


def calibrate(clock: Clock, stream: Stream, ear: Ear) -> Calibration:
    """Play chirps on `stream` and find them in what `ear` hears. Takes a quarter of a minute.

    Raises CalibrationFailedError with its cause: `no_output`, `no_input`, `not_heard`.
    """
    never = threading.Event()
    sides: tuple[tuple[Stream | Ear, str], ...] = ((stream, "no_output"), (ear, "no_input"))
    for side, cause in sides:
        end_s = clock.monotonic() + _OPENING_S
        while not side.timeline.is_known:
            if clock.monotonic() > end_s:
                raise CalibrationFailedError(cause)
            clock.wait(clock.now() + timedelta(milliseconds=50), never)
    clock.wait(clock.now() + timedelta(seconds=1), never)
    delays = [delay for _ in range(_TIMES) if (delay := _once(clock, stream, ear)) is not None]
    if len(delays) <= _TIMES // 2:
        raise CalibrationFailedError("not_heard")
    spread = timedelta(seconds=max(delays) - min(delays))
    return Calibration(timedelta(seconds=statistics.median(delays)), spread, len(delays))


def _once(clock: Clock, stream: Stream, ear: Ear) -> float | None:
    """Seconds from a chirp's first frame to where it is heard; None when it is not."""
    source = Source(iter([Block(chirp())]))
    source.feed()
    voice = Voice(source, 0)
    stream.mixer.add(voice)
    clock.wait(clock.now() + timedelta(seconds=_APART_S), threading.Event())
    stream.mixer.remove(voice)
    if voice.began is None:
        return None
    played_s = stream.timeline.at_s(voice.began)
    first = max(0, ear.timeline.frame_at(played_s))
    found = find_chirp(ear.samples()[first : first + round(_LONGEST_S * RATE)])
    return None if found is None else ear.timeline.at_s(first + found) - played_s


def chirp() -> NDArray[np.int16]:
    """30 ms from 400 to 4,000 Hz, which horns let through; unlike any noise of a room."""
    seconds = np.arange(round(0.03 * RATE)) / RATE
    phase = 2 * np.pi * (400 * seconds + (4000 - 400) * seconds**2 / (2 * 0.03))
    return np.rint(0.5 * 32767 * np.sin(phase) * np.hanning(len(seconds))).astype(np.int16)


def find_chirp(samples: NDArray[np.int16]) -> int | None:
    """Where the chirp begins, by matched filter; None when it stands out nowhere."""
    wanted = chirp().astype(np.float64)
    if len(samples) < len(wanted):
        return None
    size = len(samples) + len(wanted) - 1
    match = np.fft.irfft(np.fft.rfft(samples, size) * np.conj(np.fft.rfft(wanted, size)), size)[: len(samples) - len(wanted) + 1]
    strength = np.abs(match)
    best = int(strength.argmax())
    return best if strength[best] > _CLEAR * strength.mean() and strength[best] > 0 else None
