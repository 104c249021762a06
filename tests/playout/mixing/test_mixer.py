"""The mixer, frame by frame: where things begin, how they give way, and that never two sound at once."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from app.playout.mixing import RATE, Block, Mixer, Source, Voice, clip_blocks
from app.playout.mixing.mixer import FADE
from app.sound import Sound, WavClip, to_wav
from app.studio.grid import OUT_RATE
from tests.support.sounds import ramp, steady


def source_of(*samples: NDArray[np.int16], is_meant: bool = True) -> Source:
    source = Source(iter([Block(each, is_meant) for each in samples]))
    source.feed()
    return source


def render(mixer: Mixer, frames: int, block: int = 441) -> NDArray[np.int16]:
    return np.concatenate([mixer.render(min(block, frames - first)) for first in range(0, frames, block)])


def test_finished_audio_has_the_rate_of_the_engine() -> None:
    assert RATE == OUT_RATE


@settings(deadline=None)
@given(start=st.integers(0, 3000), block=st.integers(1, 1500), cuts=st.lists(st.integers(1, 999), max_size=5, unique=True))
def test_it_begins_on_its_frame_and_has_no_gap(start: int, block: int, cuts: list[int]) -> None:
    sound, mixer = ramp(1000 / RATE), Mixer()
    mixer.add(Voice(source_of(*np.split(sound, sorted(cuts))), start))
    out = render(mixer, 5000, block)
    assert not out[:start].any()
    assert (out[start : start + 1000] == sound).all()
    assert not out[start + 1000 :].any()


def test_what_is_late_begins_at_once() -> None:
    mixer = Mixer()
    render(mixer, 1000)
    voice = Voice(source_of(ramp(0.01)), 10)
    mixer.add(voice)
    assert list(render(mixer, 3)) == [1, 2, 3]
    assert voice.began == 1000


def test_leaving_fades_in_twenty_milliseconds_and_ends() -> None:
    mixer, voice = Mixer(), Voice(source_of(steady(1)), 0)
    mixer.add(voice)
    render(mixer, 4410)
    voice.leave()
    out = render(mixer, 4410)
    assert (np.diff(out[:FADE].astype(int)) < 0).all()
    assert out[0] > 7900
    assert not out[FADE:].any()
    assert voice.has_ended


def test_what_is_held_keeps_its_place_and_goes_on_from_where_it_is_told() -> None:
    sound = steady(1)
    mixer, voice = Mixer(), Voice(source_of(sound), 0)
    mixer.add(voice)
    render(mixer, 4410)
    voice.is_held = True
    assert not render(mixer, 44_100)[FADE:].any()
    assert voice.source.taken == 4410 + FADE
    voice.go_on(source_of(sound[4000:]))
    out = render(mixer, 44_100)
    assert (np.diff(out[:FADE].astype(int)) > 0).all()
    assert (out[FADE : len(sound) - 4000] == 8000).all()
    assert voice.has_ended


def test_the_level_is_that_of_the_output_and_sums_are_clipped_not_wrapped() -> None:
    quiet, loud = Mixer(-6.0206), Mixer(20)
    for mixer in (quiet, loud):
        mixer.add(Voice(source_of(steady(0.1, 16_000)), 0))
    assert abs(int(quiet.render(1000)[-1]) - 8000) <= 1
    assert loud.render(1000)[-1] == 32_767


def test_not_fed_in_time_is_a_silence_nobody_meant() -> None:
    source = Source(iter([Block(steady(1))] * 60))
    source.feed()
    mixer = Mixer()
    mixer.add(Voice(source, 0))
    assert render(mixer, 10 * RATE).all()
    assert not render(mixer, 3 * RATE).any()
    assert mixer.meter.silent_s == pytest.approx(3, abs=0.02)
    source.feed()
    assert render(mixer, RATE).all()
    assert mixer.meter.silent_s == 0


def test_a_pause_is_a_silence_that_is_meant() -> None:
    mixer = Mixer()
    mixer.add(Voice(source_of(np.zeros(3 * RATE, np.int16), is_meant=False), 0))
    render(mixer, 3 * RATE)
    assert mixer.meter.silent_s == 0


def test_silence_where_sound_is_meant_is_counted_until_sound_comes() -> None:
    mixer = Mixer()
    mixer.add(Voice(source_of(np.zeros(3 * RATE, np.int16), steady(0.1)), 0))
    render(mixer, 2 * RATE)
    assert mixer.meter.silent_s == pytest.approx(2, abs=0.02)
    render(mixer, RATE + 441)
    assert mixer.meter.silent_s == 0


def test_the_meter_reads_the_last_second_and_the_voice_all_of_its_own() -> None:
    mixer, voice = Mixer(-20), Voice(source_of(steady(1, 32_767), steady(1, 3277)), 0)
    mixer.add(voice)
    render(mixer, RATE)
    assert mixer.meter.level is not None
    assert mixer.meter.level.peak_dbfs == pytest.approx(-20, abs=0.01)
    assert mixer.meter.level.rms_dbfs == pytest.approx(-20, abs=0.01)
    render(mixer, RATE)
    assert mixer.meter.level.peak_dbfs == pytest.approx(-40, abs=0.1)
    level = voice.tally.level
    assert level is not None
    assert level.peak_dbfs == pytest.approx(-20, abs=0.01)
    assert level.rms_dbfs == pytest.approx(-23, abs=0.1)
    render(mixer, 2 * RATE)
    assert mixer.meter.level.peak_dbfs == -120


def test_an_hour_is_read_in_pieces(tmp_path: Path) -> None:
    path = tmp_path / "hour.wav"
    path.write_bytes(to_wav(Sound(np.ones(60 * RATE, np.int16), RATE)))
    source = Source(clip_blocks(WavClip.open(path), 59 * RATE))
    source.feed()
    assert source._fed == RATE
    source = Source(clip_blocks(WavClip.open(path)))
    source.feed()
    assert source._fed < 11 * RATE


acts = st.lists(st.tuples(st.sampled_from(["hold", "go on", "leave", "render"]), st.integers(1, 2000)), max_size=30)


@settings(deadline=None)
@given(acts)
def test_however_it_is_held_and_let_go_two_never_sound_together(acts: list[tuple[str, int]]) -> None:
    """A programme and alarms over it, as `MixedOutput` drives them; two at once would exceed the level of one."""
    mixer, level = Mixer(), 16_000
    programme = Voice(source_of(steady(2, level)), 0)
    mixer.add(programme)
    alarm: Voice | None = None
    out = [mixer.render(100)]
    for act, frames in acts:
        if act == "hold" and alarm is None:
            programme.is_held = True
            render(mixer, FADE)  # the 20 ms in which one goes and the other comes
            alarm = Voice(source_of(steady(2, level)), 0)
            mixer.add(alarm)
        elif act == "go on" and alarm is not None:
            alarm.leave()
            programme.go_on(source_of(steady(2, level)))
            render(mixer, FADE)
            alarm = None
        elif act == "leave":
            programme.leave()
        out.append(render(mixer, frames))
    assert np.concatenate(out).max() <= level
