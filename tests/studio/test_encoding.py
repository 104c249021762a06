"""An MP3 made in sections is one clean stream, the same every time, and as long as what went in."""

import io
import subprocess

import imageio_ffmpeg
import lameenc
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from app.studio.decoding import Decoder, decode_in_child
from app.studio.encoding import Encoder
from app.studio.grid import OUT_RATE
from app.studio.sections import FRAME, silences

BLOCK = 61_740
_DELAY = 1_105
"""Samples a decoded MP3 is late."""


def _sentences(seconds: float, gap_s: float = 0.45) -> NDArray[np.int16]:
    """Something like speech: bursts of band-limited sound with silence in between."""
    rng = np.random.default_rng(5)
    parts: list[NDArray[np.float64]] = []
    while sum(len(part) for part in parts) < seconds * OUT_RATE:
        length = int(rng.uniform(1.5, 6.0) * OUT_RATE)
        noise = np.convolve(rng.standard_normal(length), np.hanning(24) / 12, mode="same")
        parts += [noise * np.hanning(length), np.zeros(int(gap_s * OUT_RATE))]
    return (np.concatenate(parts) * 6000).astype(np.int16)


def _encode(samples: NDArray[np.int16], decode: Decoder | None = None) -> tuple[bytes, float, float]:
    file = io.BytesIO()
    with Encoder(file, 8_000, decode=decode) as encoder:
        for start in range(0, len(samples), BLOCK):
            encoder.put(samples[start : start + BLOCK])
        loudness, peak = encoder.finish()
    return file.getvalue(), loudness, peak


def _in_one(samples: NDArray[np.int16]) -> bytes:
    encoder = lameenc.Encoder()
    encoder.set_bit_rate(128)
    encoder.set_in_sample_rate(OUT_RATE)
    encoder.set_channels(1)
    encoder.set_quality(7)
    encoder.silence()
    return bytes(encoder.encode(samples.tobytes())) + bytes(encoder.flush())


def _decode(mp3: bytes) -> NDArray[np.float64]:
    """By ffmpeg, which stops at the first fault."""
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "warning", "-xerror", "-err_detect", "explode", "-f", "mp3", "-i", "pipe:0"]
    done = subprocess.run([*command, "-f", "s16le", "pipe:1"], input=mp3, capture_output=True, check=True)
    assert done.stderr == b""
    return np.frombuffer(done.stdout, "<i2").astype(float)


def test_sections_join_without_a_fault() -> None:
    samples = _sentences(130.0)
    joined, whole = _encode(samples)[0], _in_one(samples)
    assert joined != whole  # it was cut
    assert len(joined) == pytest.approx(len(whole), abs=2 * 418)
    heard, wanted = _decode(joined), _decode(whole)
    assert abs(len(heard) - len(wanted)) <= FRAME
    source = samples.astype(float)
    for sound in (heard, wanted):
        late = sound[_DELAY : _DELAY + len(source)] / 0.95
        error = late - source[: len(late)]
        seconds = len(error) // OUT_RATE
        worst = np.square(error[: seconds * OUT_RATE]).reshape(seconds, -1).mean(axis=1).max()
        assert worst < np.square(source).mean() / 100  # no second is 20 dB off: nothing is lost, doubled or shifted


def test_the_same_samples_give_the_same_bytes() -> None:
    samples = _sentences(80.0)
    assert _encode(samples)[0] == _encode(samples)[0]


def test_sound_without_silence_is_never_cut() -> None:
    samples = np.maximum(_sentences(60.0, gap_s=0.0), 1).astype(np.int16)
    assert _encode(samples)[0] == _in_one(samples)


def test_the_decoder_in_a_child_measures_alike() -> None:
    samples = _sentences(15.0)
    _, loudness, peak = _encode(samples)
    _, again, peak_again = _encode(samples, decode_in_child)
    assert loudness == pytest.approx(again, abs=0.1)
    assert peak == pytest.approx(peak_again, abs=0.1)


def test_a_reader_that_fails_is_heard_of_and_nothing_hangs() -> None:
    class Full(io.BytesIO):
        def write(self, _data: object) -> int:
            raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"), Encoder(Full(), 8_000) as encoder:  # noqa: PT012  # any of them may say it
        for _ in range(200):
            encoder.put(_NOISE)
        encoder.finish()


@given(st.lists(st.tuples(st.integers(0, 20_000), st.integers(1, 5_000)), max_size=12), st.integers(0, 5_000))
@settings(deadline=None)
def test_what_is_not_encoded_is_silent_far_around(runs: list[tuple[int, int]], length: int) -> None:
    parts: list[NDArray[np.int16]] = [np.zeros(0, np.int16)]
    for silent, sounding in runs:
        parts += [np.zeros(silent, np.int16), np.ones(sounding, np.int16)]
    samples = np.concatenate(parts)
    left_out = list(silences(samples, length))
    if not left_out:
        assert all(silent < 11 * FRAME for silent, _ in runs)
    for first, last in left_out:
        assert last > first
        assert (length + first) % FRAME == (last - first) % FRAME == 0
        assert not samples[first - 2 * FRAME : last + 6 * FRAME].any()
        assert 2 * FRAME <= first < last + 6 * FRAME <= len(samples)


_NOISE = (np.random.default_rng(1).standard_normal(BLOCK) * 3000).astype(np.int16)
