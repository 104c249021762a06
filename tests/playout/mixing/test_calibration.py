"""Measuring the latency: with an ear that hears a known delay later, and by PulseAudio's own loop."""

import threading
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from app.clock import Clock, ManualClock, SystemClock
from app.playout import CalibrationFailedError
from app.playout.mixing import Card, Microphone, Timeline, WavFile, calibrate
from app.playout.mixing.calibration import chirp, find_chirp
from tests.support.pulse import PipeCard, card, needs_pulseaudio
from tests.support.sounds import LONG_AGO, RATE
from tests.support.waiting import until

__all__ = ["card"]  # a fixture


class Loop(WavFile):
    """Keeps at hand what it writes."""

    def __init__(self, clock: Clock, path: Path) -> None:
        self.blocks: list[NDArray[np.int16]] = []
        super().__init__(clock, path)

    def _write(self, block: NDArray[np.int16]) -> None:
        self.blocks.append(block)


class DelayedEar:
    """Hears the loop, so much later and fainter, in noise. Its own clock began before the loop's."""

    def __init__(self, loop: Loop | None, delay_s: float, *, gain: float) -> None:
        self._loop = loop
        self._lag = np.zeros(round((delay_s + 2) * RATE), np.int16)
        self._gain = gain
        self.timeline = Timeline(RATE)
        self.timeline.observe(0, (loop.timeline.at_s(0) if loop else 0) - 2)

    def samples(self) -> NDArray[np.int16]:
        sound = np.concatenate([self._lag, *(self._loop.blocks if self._loop else [])])
        noise = np.random.default_rng(5).normal(0, 200, len(sound))
        return (sound * self._gain + noise).astype(np.int16)


def measured(tmp_path: Path, delay_s: float, *, gain: float) -> float:
    clock, stop = ManualClock(LONG_AGO), threading.Event()
    stream = Loop(clock, tmp_path / "heard.wav")
    pacer = threading.Thread(target=lambda: _pace(clock, stream, stop))
    pacer.start()
    try:
        return calibrate(clock, stream, DelayedEar(stream, delay_s, gain=gain)).latency.total_seconds()
    finally:
        stop.set()
        pacer.join()
        stream.close()


def _pace(clock: ManualClock, stream: WavFile, stop: threading.Event) -> None:
    while not stop.is_set():
        clock.advance(timedelta(milliseconds=50))
        due = stream.timeline.frame_at(clock.monotonic())
        until(lambda: stream.mixer.frame >= due or stop.is_set(), 5)  # noqa: B023  # called at once
        stop.wait(0.001)


@pytest.mark.parametrize("delay_s", [0.004, 0.180, 0.900])
def test_a_known_delay_is_found_to_the_millisecond(tmp_path: Path, delay_s: float) -> None:
    assert measured(tmp_path, delay_s, gain=0.2) == pytest.approx(delay_s, abs=0.001)


def test_nothing_heard_is_said(tmp_path: Path) -> None:
    with pytest.raises(CalibrationFailedError) as failed:
        measured(tmp_path, 0.1, gain=0)
    assert failed.value.cause == "not_heard"


def test_the_chirp_is_not_found_in_noise() -> None:
    noise = np.random.default_rng(1).normal(0, 3000, RATE).astype(np.int16)
    assert find_chirp(noise) is None
    noise[20_000 : 20_000 + len(chirp())] += chirp() // 4
    assert find_chirp(noise) == pytest.approx(20_000, abs=2)


def test_without_a_device_the_output_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.playout.mixing.calibration._OPENING_S", 0.2)
    pytest.importorskip("miniaudio", reason="miniaudio has no wheel for this platform")
    clock = SystemClock()
    absent = Card(clock, "no such device")
    stream = absent.stream("both")
    with pytest.raises(CalibrationFailedError) as failed:
        calibrate(clock, stream, DelayedEar(None, 0, gain=1))
    assert failed.value.cause == "no_output"
    with pytest.raises(CalibrationFailedError) as failed:
        Microphone(clock, "no such device")
    assert failed.value.cause == "no_input"


@pytest.mark.slow
@needs_pulseaudio
def test_a_card_and_its_monitor(card: PipeCard) -> None:
    clock = SystemClock()
    held = Card(clock, card.name)
    stream = held.stream("both")
    held.open()
    try:
        assert until(lambda: not held.is_lost, 10)
        ear = Microphone(clock, card.name)
        found = calibrate(clock, stream, ear)
        ear.close()
    finally:
        stream.close()
    assert found.heard >= 4
    assert timedelta(0) < found.latency < timedelta(seconds=0.6)
