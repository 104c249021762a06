"""The rig of the start figures: cards that are pipes, the ways to play a marker on them, and load beside it."""

import contextlib
import gc
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from app.clock import SystemClock
from app.playout.mixing import RATE, Card, Timeline, calibrate
from app.station.board import read_board
from tests.support.pulse import PipeCard, PipeReader
from tests.support.sounds import mp3_of, tone
from tests.support.station_server import StationServer, far_from_now
from tests.support.waiting import until

ROOT = Path(__file__).resolve().parents[1]
CLOCK = SystemClock()
_READY_BEFORE_S = 3.0
MARKER = tone(0.25, level=0.4)
_COMPUTE = "while True: pass"
_WRITE = """
import os, tempfile
with tempfile.TemporaryFile() as file:
    while True:
        file.seek(0)
        file.write(b"x" * 4_000_000)
        os.fsync(file)
"""


class System(Protocol):
    """Something that plays the marker when it is told to."""

    name: str

    def fire(self, at: datetime) -> None:
        """Play it now; `at` is the instant it is due."""
        ...

    def close(self) -> None:
        """End it."""
        ...


@contextlib.contextmanager
def cards(count: int) -> Iterator[list[PipeCard]]:
    """So many, plugged in."""
    with tempfile.TemporaryDirectory() as name:
        made = []
        for number in range(count):
            folder = Path(name) / f"card{number}"
            folder.mkdir(mode=0o700)
            made.append(PipeCard(folder))
            made[-1].plug()
        try:
            yield made
        finally:
            for card in made:
                card.unplug()


@contextlib.contextmanager
def load(computing: int) -> Iterator[None]:
    """So many programs that compute and one that writes, on whatever processors there are; none: nothing runs."""
    codes = (_COMPUTE,) * computing + (_WRITE,) if computing else ()
    hogs = [subprocess.Popen([sys.executable, "-c", code]) for code in codes]
    try:
        yield
    finally:
        for hog in hogs:
            hog.kill()
            hog.wait()


@contextlib.contextmanager
def uncollected() -> Iterator[None]:
    """No rubbish is collected meanwhile: beside a load that stands all readers of cards still for nearly a second."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def own_delay_s() -> float:
    """The rig's own delay: a marker is written straight into the pipe of a reader; the median of nine."""
    with tempfile.TemporaryDirectory() as name:
        pipe = Path(name) / "pipe"
        os.mkfifo(pipe)
        reader = PipeReader(pipe)
        written: list[float] = []
        with pipe.open("wb", buffering=0) as into:
            for _ in range(9):
                threading.Event().wait(0.3)
                written.append(CLOCK.monotonic())
                into.write(np.repeat(tone(0.01), 2).tobytes())
            threading.Event().wait(0.3)
        reader.join()
    delays = [onset - at for onset, at in zip(reader.onsets_s(), written, strict=True)]
    return float(np.median(delays))


class _ReaderEar:
    """The reader as the ear of `loalang station calibrate`."""

    def __init__(self, reader: PipeReader) -> None:
        self._reader = reader

    @property
    def timeline(self) -> Timeline:
        timeline, frames = Timeline(RATE), 0
        for at_s, data in tuple(self._reader.chunks):
            timeline.observe(frames, at_s)
            frames += len(data) // 4
        return timeline

    def samples(self) -> NDArray[np.int16]:
        return self._reader.samples()[:, 0]


def calibrated_ms(card: PipeCard) -> int:
    """What `loalang station calibrate` finds for this card."""
    os.environ.update(card.environment)
    held = Card(CLOCK, card.name)
    stream = held.stream("both")
    held.open()
    try:
        if card.reader is None or not until(lambda: not held.is_lost, 10):
            raise SystemExit("the card of the rig cannot be opened")
        return round(calibrate(CLOCK, stream, _ReaderEar(card.reader)).latency / timedelta(milliseconds=1))
    finally:
        stream.close()


class LoaLang:
    """A real station process with its server; it is told when by its manifest, long before."""

    name = "loalang"

    def __init__(self, card: PipeCard, folder: Path, planned: list[datetime], *, latency_ms: int, last_s: float) -> None:
        """last_s: length of one more item a second after the last, in which its footprint is measured."""
        self._folder, self._planned = folder, planned
        self.server = StationServer(CLOCK)
        self.server.rules = self.server.rules.model_copy(update={"quiet_hours": (far_from_now(),)})
        self.last_at = planned[-1] + timedelta(seconds=2)
        for starts_at, samples in [*((at, MARKER) for at in planned), (self.last_at, tone(last_s, 300, 0.1))]:
            self.server.add(starts_at, "tin", seconds=len(samples) / RATE, data=mp3_of(samples))
        self._listening = self.server.listening()
        url = self._listening.__enter__()
        output = {"name": "loa", "kind": "soundcard", "device": card.name, "latency_ms": latency_ms}
        settings = {"LOALANG_DATA_DIR": str(folder), "LOALANG_STATION__OUTPUTS": json.dumps([output])}
        command = [sys.executable, "-m", "app", "station", "--server", url, "--token", self.server.enrolment()]
        with (folder / "station.log").open("wb") as log:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env={**os.environ, **card.environment, **settings}, stdout=log, stderr=log
            )

    def await_ready(self) -> None:
        """Wait until its own board says that the card is open and that all of the plan is here, or say why not."""

        def is_ready() -> bool:
            found = read_board(self._folder / "station")
            state = None if found is None else found[0].state
            if state is None or any(output.fault for output in state.outputs):
                return False
            return len(state.prepared) > len(self._planned)  # one more for its footprint

        if not until(is_ready, (self._planned[0] - CLOCK.now()).total_seconds() - _READY_BEFORE_S):
            raise SystemExit(f"the station was not ready for its first start: {(self._folder / 'station.log').read_text()}")

    def fire(self, at: datetime) -> None:
        """It knows."""

    def close(self) -> None:
        """End it."""
        self.process.terminate()
        self.process.wait(20)
        self._listening.__exit__(None, None, None)


class Paplay:
    """A `paplay` started at the instant."""

    name = "paplay"

    def __init__(self, card: PipeCard, marker: Path) -> None:
        self._environment = {**os.environ, **card.environment}
        self._command = ["paplay", str(marker)]
        self._running: list[subprocess.Popen[bytes]] = []

    def fire(self, at: datetime) -> None:  # noqa: ARG002  # that is now
        """Start it."""
        self._running.append(subprocess.Popen(self._command, env=self._environment))

    def close(self) -> None:
        """They end by themselves."""
        for process in self._running:
            process.wait(10)


class Mpv(Paplay):
    """An `mpv` started at the instant."""

    name = "mpv"

    def __init__(self, card: PipeCard, marker: Path) -> None:
        super().__init__(card, marker)
        self._command = ["mpv", "--no-config", "--no-terminal", "--no-video", "--ao=pulse", str(marker)]


class IdleMpv:
    """A running `mpv`, told to load the marker."""

    name = "mpv_idle"

    def __init__(self, card: PipeCard, marker: Path, folder: Path) -> None:
        self._marker = marker
        path = folder / "mpv.sock"
        command = ["mpv", "--no-config", "--no-terminal", "--no-video", "--ao=pulse", "--idle", f"--input-ipc-server={path}"]
        self._process = subprocess.Popen(command, env={**os.environ, **card.environment})
        if not until(path.exists, 10):
            raise SystemExit("mpv did not start")
        self._line = socket.socket(socket.AF_UNIX)
        self._line.connect(str(path))

    def fire(self, at: datetime) -> None:  # noqa: ARG002  # that is now
        """Tell it."""
        self._line.sendall(json.dumps({"command": ["loadfile", str(self._marker)]}).encode() + b"\n")

    def close(self) -> None:
        """End it."""
        self._line.close()
        self._process.kill()
        self._process.wait()


class Liquidsoap:
    """A `switch` that is ready by its time predicate; the instant is told to it ahead, as a schedule is."""

    name = "liquidsoap"
    ahead_s = 0.5

    def __init__(self, card: PipeCard, marker: Path, folder: Path) -> None:
        script = folder / "radio.liq"
        path = folder / "liquidsoap.sock"
        script.write_text(
            f"""settings.server.socket.set(true)
settings.server.socket.path.set("{path}")
settings.init.allow_root.set(true)
settings.frame.audio.samplerate.set({RATE})
due = ref(9999999999.)
def take(at) = due := float_of_string(at); "ok" end
server.register("due", take)
marker = single("{marker}")
radio = switch(track_sensitive=false, [({{time() >= !due and time() < !due + 0.2}}, marker), ({{true}}, blank())])
output.pulseaudio(radio)
""",
            encoding="utf-8",
        )
        with (folder / "liquidsoap.log").open("wb") as log:
            self._process = subprocess.Popen(
                ["/usr/bin/env", "liquidsoap", str(script)], env={**os.environ, **card.environment}, stdout=log, stderr=log
            )
        if not until(path.exists, 20):
            raise SystemExit((folder / "liquidsoap.log").read_text())
        self._line = socket.socket(socket.AF_UNIX)
        self._line.connect(str(path))

    def fire(self, at: datetime) -> None:
        """Tell it the instant."""
        self._line.sendall(f"due {at.timestamp():.6f}\r\n".encode())
        self._line.recv(4096)

    def close(self) -> None:
        """End it."""
        self._line.close()
        self._process.kill()
        self._process.wait()


def installed(*programs: str) -> bool:
    """Whether all of them are."""
    return all(shutil.which(program) for program in programs)
