"""From a timeline to finished files: WAV, MP3 and peaks, at the loudness and below the true peak that are promised.

First pass: every hop is measured after the equaliser. Then the gains are solved (see `dynamics`). Second pass: samples are
made, written, encoded, and measured again as finished WAV and decoded MP3. What misses its promise is made once more.
"""

import io
import json
import os
import struct
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from app.storage import durable, write_durably
from app.studio.dynamics import compress, settle
from app.studio.encoding import LAME_GAIN, Encoder
from app.studio.errors import EmptyTimelineError, SilentError, TooShortError
from app.studio.grid import BLOCK, HOPS_PER_S, OUT_HOP, OUT_RATE, RATE, STEP_HOPS
from app.studio.loudness import Meter
from app.studio.mix import Mix
from app.studio.model import LoudnessReport, Mastered, Profile, Progress, Tags, Timeline
from app.studio.passes import Passes, Step
from app.studio.profiles import CEILING, MP3_CEILING, SHAPES, TARGET, WAV_CEILING
from app.studio.source import Samples
from app.units import Dbtp, Lufs
from app.values import frozen

PEAKS_PER_S = round(HOPS_PER_S / STEP_HOPS)
_SHORTEST_S = 0.4
_MEASURE_SHARE = 0.2
_ATTEMPTS = 3
_CLOSE_LU = 0.25
_SPARE_DB = 0.2
_FULL = np.float32(32767)
_ROOM = 8192
"""Bytes kept free in the ID3 tag, so that what is put there later moves no audio."""
_WAV_HEADER = struct.Struct("<4sI4s4sIHHIIHH4sI")


@frozen
class _Aim:
    """Where the next attempt aims. target: of the WAV; mp3_gain: how much more the encoder is fed."""

    target: Lufs = TARGET
    ceiling: Dbtp = CEILING
    mp3_gain: float = 1 / LAME_GAIN


@frozen
class _Made:
    """What an attempt measured."""

    wav: tuple[Lufs, Dbtp]
    mp3: tuple[Lufs, Dbtp]
    peaks: list[int]


def master(timeline: Timeline, profile: Profile, tags: Tags, folder: Path, progress: Progress | None = None) -> Mastered:
    """Mix, equalise, compress, bring to -16 LUFS, limit, and write `programme.wav`, `programme.mp3` and `peaks.json`.

    Files appear in `folder` (made when needed) whole and durable, or not at all. Memory does not grow with the length, as
    long as clips are lazy. Raises `EmptyTimelineError`, `TooShortError`, `SilentError`, `MasteringFailedError`, and what
    the clips or the disk raise (OSError, ValueError).
    """
    if not timeline.pieces:
        raise EmptyTimelineError
    mix = Mix(timeline)
    progress = _forward(progress)
    seconds = mix.frames / RATE
    if seconds < _SHORTEST_S:
        raise TooShortError(seconds=seconds)
    shape = SHAPES[profile]
    passes = Passes(mix, shape)
    blocks = -(-mix.frames // BLOCK)
    power, peak = passes.measure(_steps(progress, 0.0, _MEASURE_SHARE / blocks))
    compressor = compress(power, peak, shape)
    if compressor is None:
        raise SilentError(seconds=seconds)
    files = (folder / "programme.wav", folder / "programme.mp3", folder / "peaks.json")

    def attempt(aim: _Aim) -> _Made:
        gains = settle(compressor, power, peak, target=aim.target, ceiling=aim.ceiling)
        step = _steps(progress, _MEASURE_SHARE, (1 - _MEASURE_SHARE) / blocks)
        with durable(files[1]) as mp3, durable(files[0]) as wav, Encoder(mp3, shape.top_hz) as encoder:
            mp3.write(_id3(tags))
            wav.write(_wav_header(2 * mix.frames))
            return _render(passes.render(gains), wav, encoder, Meter(shape.top_hz), mp3_gain=aim.mp3_gain, step=step)

    made = _until_kept(attempt)
    peaks = {"seconds": round(seconds, 3), "per_second": PEAKS_PER_S, "peaks": made.peaks}
    write_durably(files[2], json.dumps(peaks, separators=(",", ":")).encode())
    report = LoudnessReport(profile, seconds, *made.wav, *made.mp3)
    return Mastered(*files, mix.timings(), report)


def _until_kept(attempt: Callable[[_Aim], _Made]) -> _Made:
    """Attempts until loudness and true peak are as promised; each aims by what the one before missed."""
    aim = _Aim()
    for _ in range(_ATTEMPTS):
        made = attempt(aim)
        (wav_lufs, wav_peak), (mp3_lufs, mp3_peak) = made.wav, made.mp3
        over = max(wav_peak - WAV_CEILING, mp3_peak - MP3_CEILING)
        if over <= 0 and max(abs(wav_lufs - TARGET), abs(mp3_lufs - TARGET)) <= _CLOSE_LU:
            break
        aim = replace(
            aim,
            target=Lufs(aim.target + TARGET - wav_lufs),
            ceiling=Dbtp(aim.ceiling - over - _SPARE_DB) if over > 0 else aim.ceiling,
            mp3_gain=aim.mp3_gain * 10 ** ((wav_lufs - mp3_lufs) / 20),
        )
    return made


def _render(blocks: Iterator[Samples], wav: BinaryIO, encoder: Encoder, meter: Meter, *, mp3_gain: float, step: Step) -> _Made:
    """Write and encode the finished samples, and measure both. mp3_gain: how much more the encoder is fed."""
    tops: list[NDArray[np.int16]] = []
    scratch = np.empty(2 * BLOCK, np.float32)
    for block in blocks:
        samples = _quantised(block, 1.0, scratch)
        wav.write(samples.astype("<i2", copy=False).data)
        encoder.put(_quantised(block, mp3_gain, scratch))
        meter.feed(samples)
        tops.append(_tops(samples))
        step()
    wav.flush()
    os.fsync(wav.fileno())  # while the encoder still works; what is left for the end is little
    return _Made(meter.finish(), encoder.finish(), _peaks(np.concatenate(tops)))


def _quantised(block: Samples, gain: float, scratch: Samples) -> NDArray[np.int16]:
    scaled = np.multiply(block, _FULL * np.float32(gain), out=scratch[: len(block)])
    np.rint(scaled, out=scaled)
    np.clip(scaled, -_FULL, _FULL, out=scaled)
    return scaled.astype(np.int16)


def _tops(samples: NDArray[np.int16]) -> NDArray[np.int16]:
    """The greatest magnitude of every hop."""
    hops = np.arange(0, len(samples), OUT_HOP)
    return np.maximum(np.maximum.reduceat(samples, hops), -np.minimum.reduceat(samples, hops))


def _peaks(tops: NDArray[np.int16]) -> list[int]:
    """The greatest magnitude of each tenth of a second, in per cent of full scale. tops: of every hop."""
    steps = np.pad(tops, (0, -len(tops) % STEP_HOPS)).reshape(-1, STEP_HOPS).max(axis=1)
    peaks: list[int] = np.rint(steps * (100 / 32767)).astype(int).tolist()
    return peaks


def _forward(progress: Progress | None) -> Progress:
    """`progress`, called only when the share rises: another attempt begins anew."""
    reached = 0.0

    def report(share: float) -> None:
        nonlocal reached
        if progress is not None and share > reached:
            reached = min(share, 1.0)
            progress(reached)

    return report


def _steps(progress: Progress, start: float, each: float) -> Step:
    """A step that adds `each` to the share done, from `start` on."""
    done = start

    def step() -> None:
        nonlocal done
        done += each
        progress(done)

    return step


def _wav_header(frames: int) -> bytes:
    """The header of a mono 16-bit WAV of so many frames."""
    size = 2 * frames
    return _WAV_HEADER.pack(b"RIFF", 36 + size, b"WAVE", b"fmt ", 16, 1, 1, OUT_RATE, 2 * OUT_RATE, 2, 16, b"data", size)


def _id3(tags: Tags) -> bytes:
    """An ID3v2 tag: title, date, commune, and the content hash under its own name."""
    from mutagen.id3 import ID3, TDRC, TIT2, TPE1, TXXX  # noqa: PLC0415  # light start

    frames = ID3()
    frames.add(TIT2(encoding=3, text=tags.title))
    if tags.commune:
        frames.add(TPE1(encoding=3, text=tags.commune))
    if tags.date:
        frames.add(TDRC(encoding=3, text=tags.date))
    if tags.content_hash:
        frames.add(TXXX(encoding=3, desc="content_hash", text=tags.content_hash))
    buffer = io.BytesIO()
    frames.save(buffer, padding=lambda _: _ROOM)
    return buffer.getvalue()
