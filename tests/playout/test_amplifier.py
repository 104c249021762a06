"""An amplifier is on before the sound, off after it, and off after a crash: by HTTP, a serial relay and a command."""

import contextlib
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from app.clock import SystemClock
from app.playout.amplifier import Amplifier
from app.playout.mixing import Manner, MixedOutput, PcmFiles, WavFile
from app.playout.switch import CommandSwitch, HttpSwitch, SerialSwitch, SwitchFailedError, turn_off_marked
from tests.support.sounds import cue_of, heard, onsets, tone
from tests.support.waiting import until

CLOCK = SystemClock()


class Relay:
    """A relay board by HTTP. answers: whether it does."""

    def __init__(self) -> None:
        self.calls: list[str] = []
        self.answers = True
        relay = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                relay.calls.append(self.path.strip("/"))
                self.send_response(200 if relay.answers else 500)
                self.end_headers()

            def log_message(self, *_args: object) -> None:
                pass

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True).start()
        base = f"http://127.0.0.1:{self._http.server_address[1]}"
        self.switch = HttpSwitch(f"{base}/on", f"{base}/off")

    def close(self) -> None:
        self._http.shutdown()
        self._http.server_close()


@pytest.fixture
def relay() -> Iterator[Relay]:
    made = Relay()
    yield made
    made.close()


@contextlib.contextmanager
def amplifier(folder: Path, relay: Relay, *, pre_roll_s: float = 0.2, hold_s: float = 0.4) -> Iterator[Amplifier]:
    pre_roll, hold = timedelta(seconds=pre_roll_s), timedelta(seconds=hold_s)
    made = Amplifier(CLOCK, relay.switch, folder / "amplifier.on", pre_roll=pre_roll, hold=hold)
    made.start()
    try:
        yield made
    finally:
        made.close()


def test_it_is_on_while_there_is_sound_and_off_after_the_hold(tmp_path: Path, relay: Relay) -> None:
    with amplifier(tmp_path, relay) as made:
        assert made.keep_on() == pytest.approx(0.2)
        assert until(lambda: relay.calls == ["on"], 5)
        assert (tmp_path / "amplifier.on").exists()
        for _ in range(20):
            threading.Event().wait(0.05)
            made.keep_on()
        assert relay.calls == ["on"]
        assert made.keep_on() == 0
        assert until(lambda: relay.calls == ["on", "off"], 5)
        assert until(lambda: not (tmp_path / "amplifier.on").exists(), 5)


def test_at_a_clean_end_it_is_switched_off_at_once(tmp_path: Path, relay: Relay) -> None:
    with amplifier(tmp_path, relay, hold_s=600) as made:
        made.keep_on()
        assert until(lambda: relay.calls == ["on"], 5)
    assert relay.calls == ["on", "off"]
    assert not (tmp_path / "amplifier.on").exists()


def test_a_switch_that_fails_is_a_fault_and_is_tried_again(tmp_path: Path, relay: Relay, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.playout.amplifier._AGAIN_S", 0.1)
    relay.answers = False
    with amplifier(tmp_path, relay, hold_s=1) as made:
        made.keep_on()
        assert until(lambda: made.has_failed, 5)
        relay.answers = True
        assert until(lambda: not made.has_failed, 5)
        relay.answers = False
        assert until(lambda: relay.calls.count("off") >= 2, 10)
        assert made.has_failed
        relay.answers = True
        assert until(lambda: not (tmp_path / "amplifier.on").exists(), 5)


def test_what_a_power_cut_left_on_is_switched_off_at_the_start(tmp_path: Path, relay: Relay) -> None:
    (tmp_path / "amplifier.on").write_text("4711")
    with amplifier(tmp_path, relay):
        assert relay.calls == ["off"]
    assert relay.calls == ["off"]


PLAYER = """
import sys, threading
from datetime import timedelta
from pathlib import Path
from app.clock import SystemClock
from app.playout.amplifier import Amplifier
from app.playout.switch import HttpSwitch
made = Amplifier(SystemClock(), HttpSwitch(*sys.argv[1:3]), Path(sys.argv[3]), hold=timedelta(hours=1))
made.start()
made.keep_on()
threading.Event().wait()
"""


def test_the_guard_switches_off_when_the_player_is_killed(tmp_path: Path, relay: Relay) -> None:
    mark = tmp_path / "amplifier.on"
    player = subprocess.Popen([sys.executable, "-c", PLAYER, relay.switch.on, relay.switch.off, str(mark)])
    assert until(lambda: relay.calls == ["on"], 20)
    player.kill()
    player.wait()
    assert until(lambda: relay.calls == ["on", "off"], 20)
    assert until(lambda: not mark.exists(), 5)


def test_a_command_is_run_with_its_arguments_and_its_failure_is_one(tmp_path: Path) -> None:
    state = tmp_path / "state"
    write = "import sys; open(sys.argv[1], 'w').write(sys.argv[2])"
    switch = CommandSwitch(
        (sys.executable, "-c", write, str(state), "on"), (sys.executable, "-c", write, str(state), "off; rm -rf $HOME")
    )
    switch.turn("on")
    assert state.read_text() == "on"
    switch.turn("off")
    assert state.read_text() == "off; rm -rf $HOME"
    for broken in (CommandSwitch((sys.executable, "-c", "exit(3)"), ()), CommandSwitch((str(tmp_path / "none"),), ())):
        with pytest.raises(SwitchFailedError):
            broken.turn("on")


@pytest.mark.skipif(os.name == "nt", reason="a pseudo terminal stands for the serial port")
def test_a_serial_relay_gets_its_bytes(tmp_path: Path) -> None:
    ours, theirs = os.openpty()
    try:
        switch = SerialSwitch(os.ttyname(theirs), "a00101a2", "a00100a1")
        switch.turn("on")
        assert os.read(ours, 16) == bytes.fromhex("a00101a2")
        switch.turn("off")
        assert os.read(ours, 16) == bytes.fromhex("a00100a1")
    finally:
        os.close(ours)
        os.close(theirs)
    with pytest.raises(SwitchFailedError):
        SerialSwitch(str(tmp_path / "none"), "00", "00").turn("on")


def test_a_mark_stays_until_the_switch_took_the_order(tmp_path: Path, relay: Relay) -> None:
    mark = tmp_path / "amplifier.on"
    mark.write_text("1")
    relay.answers = False
    assert not turn_off_marked(relay.switch, mark)
    assert mark.exists()
    relay.answers = True
    assert turn_off_marked(relay.switch, mark)
    assert not mark.exists()


def test_a_programme_waits_for_a_cold_amplifier_and_its_lead_counts_the_pre_roll(tmp_path: Path, relay: Relay) -> None:
    with amplifier(tmp_path, relay, pre_roll_s=0.5) as made:
        stream = WavFile(CLOCK, tmp_path / "heard.wav")
        output = MixedOutput(CLOCK, "loa", stream=stream, pcm=PcmFiles(tmp_path / "pcm"), manner=Manner(("wav",)), amplifier=made)
        assert output.lead == timedelta(seconds=1.5)
        begin = stream.mixer.frame
        cue = cue_of(tmp_path, tone(0.3))
        output.prepare(cue)
        assert output.play(cue, threading.Event()).finished
        output.close()
    [onset] = onsets(heard(tmp_path / "heard.wav"))
    assert (onset - begin) / 44_100 == pytest.approx(0.5, abs=0.1)
    assert relay.calls == ["on", "off"]
