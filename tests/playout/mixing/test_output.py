"""What is heard when cues and emergencies are put on an output: into a WAV file on a hand-moved clock."""

import hashlib
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

import numpy as np
import pytest
from numpy.typing import NDArray

from app.clock import ManualClock
from app.playout import Alarm, AudioDiffersError, AudioUnplayableError, Cue, CueFile, Cut, OutputLostError, Played
from app.playout.mixing import RATE, Manner, MixedOutput, PcmFiles, WavFile
from app.sound import WavClip
from app.units import Sha256
from tests.support.sounds import LONG_AGO, cue_of, heard, mp3_of, onsets, ramp, steady, tone
from tests.support.waiting import until

STEP = timedelta(milliseconds=20)


class Room:
    """An output into a file, and a clock that everybody in it waits on."""

    def __init__(self, folder: Path, manner: Manner) -> None:
        self.folder = folder
        self.clock = ManualClock(LONG_AGO)
        self.file = WavFile(self.clock, folder / "heard.wav")
        self.pcm = PcmFiles(folder / "pcm")
        self.output = MixedOutput(self.clock, "loa", stream=self.file, pcm=self.pcm, manner=manner)
        self.interrupt = threading.Event()
        self._pool = ThreadPoolExecutor(4)

    def play(self, cue: Cue) -> Future[Played]:
        self.output.prepare(cue)
        return self._pool.submit(self.output.play, cue, self.interrupt)

    def cut_in(self, alarm: Alarm, end: threading.Event, cuts: list[Cut]) -> Future[Played]:
        return self._pool.submit(self.output.cut_in, alarm, end, cuts.append)

    def pass_by(self, seconds: float) -> None:
        """Let time pass; everybody who waits gets to see every step."""
        for _ in range(round(seconds / STEP.total_seconds())):
            self.clock.advance(STEP)
            target = self.file.timeline.frame_at(self.clock.monotonic())
            assert until(lambda: self.file.mixer.frame >= target, 10)  # noqa: B023  # called at once
            threading.Event().wait(0.003)

    def until(self, reached: Callable[[], bool]) -> None:
        for _ in range(5000):
            if reached():
                return
            self.pass_by(STEP.total_seconds())
        raise AssertionError("never")

    def close(self) -> NDArray[np.int16]:
        self._pool.shutdown()
        self.output.close()
        return heard(self.folder / "heard.wav")


@contextmanager
def room(folder: Path, manner: Manner | None = None) -> Iterator[Room]:
    made = Room(folder, manner or Manner(formats=("wav",)))
    try:
        yield made
    finally:
        made.interrupt.set()
        made.clock.advance(timedelta(seconds=1))


def after(seconds: float) -> datetime:
    return LONG_AGO + timedelta(seconds=seconds)


@pytest.mark.parametrize("latency_ms", [0, 140])
def test_it_begins_on_the_frame_of_its_instant_less_the_latency(tmp_path: Path, latency_ms: int) -> None:
    latency = timedelta(milliseconds=latency_ms)
    with room(tmp_path, Manner(("wav",), latency=latency)) as village:
        assert village.output.lead == timedelta(seconds=1) + latency
        played = village.play(cue_of(tmp_path, ramp(0.5), starts_at=after(1.2345)))
        village.until(played.done)
        result, samples = played.result(), village.close()
    [begin] = onsets(samples)
    assert begin == round((1.2345 - latency_ms / 1000) * RATE)
    assert (samples[begin : begin + RATE // 2] == ramp(0.5)).all()
    assert abs((result.started_at - after(1.2345)).total_seconds()) < 1 / RATE
    assert (result.finished, result.seconds) == (True, 0.5)
    assert result.level is not None


def test_an_instant_gone_by_is_at_once_and_joined_late_it_begins_where_it_is_told(tmp_path: Path) -> None:
    with room(tmp_path) as village:
        village.pass_by(0.5)
        played = village.play(cue_of(tmp_path, ramp(0.5), starts_at=LONG_AGO, from_s=0.1))
        village.until(played.done)
        result, samples = played.result(), village.close()
    assert result.seconds == pytest.approx(0.4)
    assert samples.max() == RATE // 2


def test_the_chime_comes_first_and_the_programme_follows_without_a_gap(tmp_path: Path) -> None:
    chime = cue_of(tmp_path, steady(0.3, 500)).files[0].path
    with room(tmp_path, Manner(("wav",), chime=WavClip.open(chime))) as village:
        played = village.play(cue_of(tmp_path, ramp(0.5), starts_at=after(1)))
        village.until(played.done)
        samples = village.close()
    [begin] = onsets(samples)
    assert begin == RATE
    whole = np.concatenate([steady(0.3, 500), ramp(0.5)])
    assert (samples[begin : begin + len(whole)] == whole).all()


def test_told_to_stop_it_fades_and_says_how_much_was_heard(tmp_path: Path) -> None:
    with room(tmp_path) as village:
        played = village.play(cue_of(tmp_path, steady(60)))
        village.pass_by(1)
        village.interrupt.set()
        village.until(played.done)
        result, samples = played.result(), village.close()
    loud = np.flatnonzero(samples)
    assert not result.finished
    assert result.seconds == pytest.approx(len(loud) / RATE, abs=0.001)
    assert 0.9 < result.seconds < 1.1
    assert (np.diff(samples[loud[-880] : loud[-1]].astype(int)) < 0).all()


def test_an_emergency_cuts_in_at_once_repeats_and_the_programme_returns_to_its_sentence(tmp_path: Path) -> None:
    attention = cue_of(tmp_path, steady(0.2, -3000)).files[0].path
    message = cue_of(tmp_path, steady(0.5, -6000))
    cuts: list[Cut] = []
    with room(tmp_path) as village:
        programme = village.play(cue_of(tmp_path, ramp(0.7), sentences_s=(0.0, 0.25, 0.6)))
        village.until(lambda: village.file.mixer.meter.level is not None and village.file.mixer.frame > 0.4 * RATE)
        end = threading.Event()
        alarm = village.cut_in(Alarm(message, attention, every=timedelta(seconds=1)), end, cuts)
        village.pass_by(2.3)
        assert not programme.done()
        end.set()
        village.until(alarm.done)
        village.pass_by(0.5)
        village.output.go_on()
        village.until(programme.done)
        result, samples = programme.result(), village.close()
    [cut] = cuts
    first = onsets(samples)[0]
    begin = first + int(np.flatnonzero(samples[first : first + 30_000] != ramp(0.7)[:30_000])[0])
    assert cut.second is not None
    assert cut.second == pytest.approx((begin - first) / RATE, abs=0.021)
    assert abs((cut.at - LONG_AGO).total_seconds() * RATE - begin) < 900
    alone = samples[begin + 882 : begin + 2 * RATE]
    assert set(alone.tolist()) == {0, -3000, -6000}
    assert np.flatnonzero(alone == -6000)[0] == pytest.approx(0.2 * RATE, abs=890)
    assert samples[begin + RATE + 500] == -3000
    again = samples[np.flatnonzero(samples < 0)[-1] + 1 :]
    back = int(np.flatnonzero(again)[0])
    assert again[back + 1000] == round(0.25 * RATE) + 1 + 1000, "returned elsewhere than to the beginning of its sentence"
    assert result.finished
    assert result.seconds == pytest.approx(0.7 + cut.second - 0.25 + 0.02, abs=0.03)


def test_what_is_held_and_told_to_stop_is_not_heard_again(tmp_path: Path) -> None:
    cuts: list[Cut] = []
    with room(tmp_path) as village:
        programme = village.play(cue_of(tmp_path, steady(60, 100)))
        village.pass_by(0.5)
        end = threading.Event()
        alarm = village.cut_in(Alarm(cue_of(tmp_path, steady(0.5, -6000))), end, cuts)
        village.until(alarm.done)
        village.interrupt.set()
        village.until(programme.done)
        village.pass_by(0.5)
        results, samples = (programme.result(), alarm.result()), village.close()
    assert [result.finished for result in results] == [False, True]
    assert not samples[np.flatnonzero(samples < 0)[-1] + 1 :].any()


def test_what_is_handed_over_during_an_emergency_waits_for_its_end(tmp_path: Path) -> None:
    with room(tmp_path) as village:
        end = threading.Event()
        alarm = village.cut_in(Alarm(cue_of(tmp_path, steady(0.5, -6000)), every=timedelta(seconds=1)), end, [])
        village.pass_by(0.2)
        programme = village.play(cue_of(tmp_path, ramp(0.3), starts_at=after(0.5)))
        village.pass_by(1)
        end.set()
        village.until(alarm.done)
        village.output.go_on()
        village.until(programme.done)
        samples = village.close()
    assert (samples[np.flatnonzero(samples > 0)] == ramp(0.3)).all()
    assert np.flatnonzero(samples > 0)[0] > np.flatnonzero(samples < 0)[-1]


def test_digital_silence_in_a_programme_is_a_fault_while_it_lasts(tmp_path: Path) -> None:
    samples = np.concatenate([steady(0.1), np.zeros(3 * RATE, np.int16), steady(0.5)])
    with room(tmp_path, Manner(("wav",), silent_after_s=2)) as village:
        played = village.play(cue_of(tmp_path, samples))
        village.pass_by(1)
        assert village.output.fault is None
        village.until(lambda: village.output.fault == "output_silent")
        village.until(played.done)
        assert village.output.fault is None


def test_a_relay_leaves_the_output_free_for_its_time_and_that_is_no_fault(tmp_path: Path) -> None:
    chime = cue_of(tmp_path, steady(0.3, 500)).files[0].path
    relay = Cue(uuid4(), LONG_AGO, 1, "Tiếp âm", timedelta(seconds=3), files=(), starts_at=after(1.5), from_s=0.5)
    with room(tmp_path, Manner(("wav",), chime=WavClip.open(chime), silent_after_s=1)) as village:
        assert village.output.is_ready(relay)
        played = village.play(relay)
        village.pass_by(3.5)
        assert not played.done()
        assert village.output.fault is None
        village.until(played.done)
        result, samples = played.result(), village.close()
    assert not samples.any()
    assert (result.finished, result.seconds) == (True, 2.5)


def test_a_device_that_comes_back_goes_on_at_the_sentence_and_one_that_stays_away_ends_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.playout.mixing.output._PATIENCE_S", 1.0)
    with room(tmp_path) as village:
        file = village.file
        played = village.play(cue_of(tmp_path, ramp(0.7), sentences_s=(0.0, 0.25)))
        village.until(lambda: file.mixer.frame > 0.4 * RATE)
        file.is_lost = True  # as an unplugged card says
        assert village.output.fault == "output_lost"
        village.pass_by(0.1)
        file.is_lost = False  # plugged in again
        village.until(played.done)
        assert played.result().finished
        assert played.result().seconds > 0.75
        again = village.play(cue_of(tmp_path, steady(60)))
        village.pass_by(0.2)
        file.is_lost = True
        village.until(again.done)
        with pytest.raises(OutputLostError):
            again.result()


def mp3_cue(folder: Path, data: bytes, *, sha256: str = "") -> Cue:
    path = folder / f"{uuid4()}.mp3"
    path.write_bytes(data)
    promised = Sha256(sha256 or hashlib.sha256(data).hexdigest())
    return Cue(uuid4(), LONG_AGO, 1, "x", timedelta(seconds=1), (CueFile("mp3", path, promised),))


def test_an_mp3_is_decoded_ahead_from_the_bytes_that_were_checked(tmp_path: Path) -> None:
    with room(tmp_path, Manner(("mp3",))) as village:
        sound = np.concatenate([np.zeros(5000, np.int16), tone(0.5)])
        cue = mp3_cue(tmp_path, mp3_of(sound))
        assert not village.output.is_ready(cue)
        village.output.prepare(cue)
        assert village.output.is_ready(cue)
        cue.files[0].path.unlink()
        played = village.play(cue)
        village.until(played.done)
        samples = village.close()
    begin = round((played.result().started_at - LONG_AGO).total_seconds() * RATE)
    assert np.flatnonzero(np.abs(samples.astype(int)) > 8000)[0] - begin == pytest.approx(5000, abs=30)
    assert played.result().seconds == pytest.approx(len(sound) / RATE, abs=0.06)


def test_other_bytes_and_bytes_that_are_no_sound_are_refused_ahead(tmp_path: Path) -> None:
    with room(tmp_path, Manner(("mp3",))) as village:
        for cue, error in (
            (mp3_cue(tmp_path, mp3_of(tone(1)), sha256="0" * 64), AudioDiffersError),
            (mp3_cue(tmp_path, b"no sound" * 999), AudioUnplayableError),
            (replace(cue_of(tmp_path, tone(1)), files=(CueFile("wav", tmp_path / "x.wav", Sha256("0" * 64)),)), OutputLostError),
        ):
            with pytest.raises(error):
                village.output.prepare(cue)
            assert not village.output.is_ready(cue)


def test_pcm_nobody_waits_for_is_dropped_also_that_of_an_earlier_process(tmp_path: Path) -> None:
    with room(tmp_path, Manner(("mp3",))) as village:
        cue = mp3_cue(tmp_path, mp3_of(tone(1)))
        village.output.prepare(cue)
        village.pcm.keep_only([cue.files[0].sha256])
        assert village.output.is_ready(cue)
        assert not PcmFiles(tmp_path / "pcm").find(cue)
        village.pcm.keep_only([])
        assert not village.output.is_ready(cue)
    assert list((tmp_path / "pcm").iterdir()) == []
