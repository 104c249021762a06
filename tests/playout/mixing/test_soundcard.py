"""The sound card: on miniaudio's NULL backend, and on a PulseAudio card that is unplugged."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from app.clock import SystemClock
from app.playout import Alarm, Cut
from app.playout.mixing import Card, Manner, MixedOutput, PcmFiles, Side
from tests.support.pulse import PipeCard, card, needs_pulseaudio
from tests.support.sounds import cue_of, ramp, steady
from tests.support.waiting import until

miniaudio = pytest.importorskip("miniaudio", reason="miniaudio has no wheel for this platform")
CLOCK = SystemClock()
__all__ = ["card"]  # a fixture


@contextmanager
def outputs(folder: Path, *sides: Side, device: str = "", null: bool = True) -> Iterator[tuple[Card, list[MixedOutput]]]:
    held = Card(CLOCK, device, backends=[miniaudio.Backend.NULL] if null else [])
    pcm, manner = PcmFiles(folder / "pcm"), Manner(("wav",))
    made = [MixedOutput(CLOCK, side, stream=held.stream(side), pcm=pcm, manner=manner) for side in sides]
    held.open()
    try:
        yield held, made
    finally:
        for output in made:
            output.close()


def test_a_start_is_on_its_frame_and_both_sides_play_by_themselves(tmp_path: Path) -> None:
    with outputs(tmp_path, "left", "right") as (held, made), ThreadPoolExecutor(2) as pool:
        assert until(lambda: not held.is_lost, 10)
        starts_at = CLOCK.now() + timedelta(seconds=0.5)
        cues = [cue_of(tmp_path, steady(seconds), starts_at=starts_at) for seconds in (0.3, 0.4)]
        for output, cue in zip(made, cues, strict=True):
            output.prepare(cue)
        played = list(pool.map(lambda pair: pair[0].play(pair[1], threading.Event()), zip(made, cues, strict=True)))
    assert [round(each.seconds, 3) for each in played] == [0.3, 0.4]
    assert all(each.finished and abs((each.started_at - starts_at).total_seconds()) < 0.03 for each in played)


@pytest.mark.parametrize("sides", [("left", "left"), ("both", "left"), ("right", "both")])
def test_two_outputs_in_one_place_are_refused(sides: tuple[Side, Side]) -> None:
    held = Card(CLOCK, "")
    held.stream(sides[0])
    with pytest.raises(ValueError, match="one side"):
        held.stream(sides[1])


def test_a_device_that_is_not_there_is_a_fault_and_no_crash(tmp_path: Path) -> None:
    with outputs(tmp_path, "both", device="no such device") as (held, [output]):
        assert not until(lambda: not held.is_lost, 0.5)
        assert output.fault == "output_lost"
        assert output.level is None


def test_a_device_that_stops_asking_is_noticed_and_opened_again(tmp_path: Path) -> None:
    with outputs(tmp_path, "both") as (held, _):
        assert until(lambda: not held.is_lost, 10)
        assert held._device is not None
        held._device.stop()
        assert until(lambda: held.is_lost, 5)
        assert until(lambda: not held.is_lost, 5)


@needs_pulseaudio
def test_left_and_right_of_a_real_stream(tmp_path: Path, card: PipeCard) -> None:
    with outputs(tmp_path, "left", "right", device=card.name, null=False) as (held, [left, right]), ThreadPoolExecutor(2) as pool:
        assert until(lambda: not held.is_lost, 10)
        for output, level in ((left, 1000), (right, -2000)):
            cue = cue_of(tmp_path, steady(0.5, level))
            output.prepare(cue)
            pool.submit(output.play, cue, threading.Event())
        assert until(lambda: bool((card.heard == [1000, -2000]).all(axis=1).any()), 10)
    values = {tuple(frame) for frame in card.heard.tolist()}
    assert {abs(left) for left, _ in values} <= {0, 1000}
    assert {abs(right) for _, right in values} <= {0, 2000}


@pytest.mark.slow
@needs_pulseaudio
def test_unplugged_in_the_middle_it_goes_on_when_it_is_plugged_in_again(tmp_path: Path, card: PipeCard) -> None:
    with outputs(tmp_path, "both", device=card.name, null=False) as (held, [output]), ThreadPoolExecutor(1) as pool:
        assert until(lambda: not held.is_lost, 10)
        cue = cue_of(tmp_path, np.concatenate([ramp(0.7), steady(3, 31_000)]), sentences_s=(0.0, 0.2))
        output.prepare(cue)
        playing = pool.submit(output.play, cue, threading.Event())
        assert until(lambda: card.heard.max(initial=0) == 31_000, 10)
        card.unplug()
        assert until(lambda: output.fault == "output_lost", 10)
        card.plug()
        played = playing.result(20)
        assert output.fault is None
        assert played.finished
        again = card.heard[:, 0]
        assert again[np.flatnonzero(again)[1000]] == pytest.approx(0.2 * 44_100 + 1000, abs=50)


@needs_pulseaudio
def test_an_emergency_is_heard_within_three_hundred_milliseconds(tmp_path: Path, card: PipeCard) -> None:
    with outputs(tmp_path, "both", device=card.name, null=False) as (held, [output]), ThreadPoolExecutor(2) as pool:
        assert until(lambda: not held.is_lost, 10)
        programme, message = cue_of(tmp_path, steady(30, 1000)), cue_of(tmp_path, steady(0.3, -9000))
        for cue in (programme, message):
            output.prepare(cue)
        stop, cuts = threading.Event(), list[Cut]()
        playing = pool.submit(output.play, programme, stop)
        assert until(lambda: card.heard.max(initial=0) == 1000, 10)
        asked = CLOCK.now()
        played = pool.submit(output.cut_in, Alarm(message), threading.Event(), cuts.append).result(10)
        output.go_on()
        assert until(lambda: card.heard.min(initial=0) == -9000, 10)
        assert until(lambda: card.heard[-1].tolist() == [1000, 1000], 10)
        stop.set()
        assert not playing.result(10).finished
    assert played.finished
    assert cuts[0].second is not None
    assert (cuts[0].at - asked).total_seconds() < 0.3
