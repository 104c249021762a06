"""MP3: LAME in threads of its own, and a decoder behind it that hears what listeners will hear.

LAME lets go of the interpreter, so the next block is computed while sections are encoded and decoded behind them.
"""

import contextlib
import os
import queue
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import BinaryIO, Self

import numpy as np
from numpy.typing import NDArray

from app.studio.decoding import Decoder, decoder
from app.studio.errors import MasteringFailedError
from app.studio.grid import OUT_RATE
from app.studio.loudness import Meter
from app.studio.sections import Section, silences
from app.units import Dbtp, Lufs

LAME_GAIN = 0.95
"""What LAME multiplies the sound by at 128 kbit/s; it is fed that much more."""
_ENCODERS = max(2, min(4, (os.cpu_count() or 2) - 1))
"""Two on a PC of two cores; where there are more, one is left to what comes before and behind."""
_IN_HAND = _ENCODERS + 1
"""Sections that may be unfinished at a time: one waits, so that no encoder does."""
_LEAST_SECTION = 24 * OUT_RATE
"""An encoder takes half a millisecond to begin and ten frames of silence to join on: rarely enough not to count."""
_TOLERANCE = OUT_RATE // 4
"""Samples by which the decoded length may differ: the codec's delay and its last frame."""


class Encoder:
    """Takes finished samples, writes MP3 frames to a file, and measures them decoded.

    A context manager: leaving it waits for the threads. `finish` raises what went wrong in them. The same samples give the
    same bytes, however the threads run: where sections are cut depends on the samples alone.
    """

    def __init__(self, file: BinaryIO, highest_hz: float, *, decode: Decoder | None = None) -> None:
        """file: MP3 frames are written to it. highest_hz: see `Meter`. decode: None for the best there is."""
        self._decode = decode or decoder()
        self._sections: queue.Queue[Section | None] = queue.Queue()
        self._pool = ThreadPoolExecutor(1 + _ENCODERS, thread_name_prefix="encoder")
        self._measuring = self._pool.submit(self._measure, file, Meter(highest_hz))
        self._encoding: list[Future[None]] = []
        self._frames = 0
        self._section = self._begin(is_first=True)

    def put(self, samples: NDArray[np.int16]) -> None:
        """The next samples, 44.1 kHz. Raises what went wrong behind."""
        self._frames += len(samples)
        if self._measuring.done():
            self._result()
        try:
            is_long = self._section.length >= _LEAST_SECTION
            if is_long and (silence := next(silences(samples, self._section.length), None)) is not None:
                cut, _ = silence
                self._section.put(samples[:cut])
                self._section.is_last = False
                self._section.pcm.put(None)
                self._section = self._begin(is_first=False)
                samples = samples[cut:]
            self._section.put(samples)
        except MasteringFailedError:
            self._result()
            raise

    def finish(self) -> tuple[Lufs, Dbtp]:
        """End the stream; loudness and true peak of the decoded MP3."""
        self._end()
        return self._result()

    def __enter__(self) -> Self:
        """Nothing more to do."""
        return self

    def __exit__(self, kind: type[BaseException] | None, exc: BaseException | None, trace: TracebackType | None) -> None:
        """End the threads, however it went."""
        self._end()
        self._pool.shutdown()

    def _begin(self, *, is_first: bool) -> Section:
        if len(self._encoding) >= _IN_HAND:
            self._encoding[-_IN_HAND].result()  # or a whole programme would wait in memory
        section = Section(is_first)
        self._encoding.append(self._pool.submit(section.encode))
        self._sections.put(section)
        return section

    def _end(self) -> None:
        with contextlib.suppress(MasteringFailedError):  # the future knows better why
            self._section.pcm.put(None)
        self._sections.put(None)

    def _result(self) -> tuple[Lufs, Dbtp]:
        measured = self._measuring.result()
        for encoding in self._encoding:
            encoding.result()
        return measured

    def _measure(self, file: BinaryIO, meter: Meter) -> tuple[Lufs, Dbtp]:
        frames = 0
        stream = self._written(file)
        for samples in self._decode(stream):
            meter.feed(samples)
            frames += len(samples)
        if next(stream, None) is not None or abs(frames - self._frames) > _TOLERANCE:
            raise MasteringFailedError(reason=f"{frames} of {self._frames} samples came back from the MP3")
        return meter.finish()

    def _written(self, file: BinaryIO) -> Iterator[bytes]:
        """The frames of all sections in order, each written to `file` first."""
        while (section := self._sections.get()) is not None:
            for data in section.mp3:
                if data:
                    file.write(data)
                    yield data
