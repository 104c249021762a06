"""A PulseAudio daemon of our own with one sink into a pipe, read at the pace of a card: a sound card that tests can unplug."""

import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from app.clock import SystemClock
from tests.support.waiting import until

needs_pulseaudio = pytest.mark.skipif(shutil.which("pulseaudio") is None, reason="needs pulseaudio, which .ci/run installs")
RATE = 44_100
_CLOCK = SystemClock()
_TICK_S = 0.005


class PipeReader:
    """Takes frames from a pipe as a card does: at its own pace, and without making up for those that were not there.

    chunks: when each was taken, on the monotonic clock, and its bytes; the first frame of a chunk sounds at that moment.
    """

    def __init__(self, pipe: Path) -> None:
        self.chunks: list[tuple[float, bytes]] = []
        self._pipe = pipe
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def join(self) -> None:
        """Wait until the other end is closed."""
        self._thread.join(5)

    def samples(self) -> NDArray[np.int16]:
        """(frames, 2) of all so far."""
        data = b"".join(data for _, data in tuple(self.chunks))
        return np.frombuffer(data[: len(data) // 4 * 4], "<i2").reshape(-1, 2)

    def onsets_s(self, *, quiet_s: float = 0.2, above: int = 0) -> list[float]:
        """When samples beyond `above` began after at least `quiet_s` without any."""
        found: list[float] = []
        silent_since: float | None = None
        for at_s, data in tuple(self.chunks):
            loud = np.flatnonzero(np.abs(np.frombuffer(data[: len(data) // 4 * 4], "<i2").astype(int)) > above)
            if not len(loud):
                continue
            begin_s = at_s + int(loud[0]) // 2 / RATE
            if silent_since is None or begin_s - silent_since > quiet_s:
                found.append(begin_s)
            silent_since = at_s + int(loud[-1]) // 2 / RATE
        return found

    def _run(self) -> None:
        import fcntl  # noqa: PLC0415  # not on Windows

        never, size = threading.Event(), round(RATE * _TICK_S) * 4
        handle = os.open(self._pipe, os.O_RDONLY)
        fcntl.fcntl(handle, fcntl.F_SETPIPE_SZ, 4096)  # a card holds little
        due_s = _CLOCK.monotonic()
        while data := os.read(handle, size):
            now_s = _CLOCK.monotonic()
            self.chunks.append((now_s, data))
            due_s = max(due_s, now_s - 0.05) + len(data) / 4 / RATE
            never.wait(max(0.0, due_s - _CLOCK.monotonic()))
        os.close(handle)


class PipeCard:
    """`plug` and `unplug` as often as wanted; `heard` is what came out since it was plugged in last."""

    name = "cardpipe"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._pipe = folder / "pipe"
        self._daemon: subprocess.Popen[bytes] | None = None
        self.reader: PipeReader | None = None
        self.environment = {"PULSE_SERVER": f"unix:{folder / 'native'}", "PULSE_RUNTIME_PATH": str(folder)}
        self.environment |= {"XDG_RUNTIME_DIR": str(folder), "HOME": str(folder)}

    def plug(self) -> None:
        self._pipe.unlink(missing_ok=True)
        sink = f"sink_name={self.name} file={self._pipe} format=s16le rate={RATE} channels=2"
        sink += f" sink_properties=device.description={self.name}"
        command = ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--log-target=stderr"]
        command += ["-L", f"module-native-protocol-unix socket={self._folder / 'native'}", "-L", f"module-pipe-sink {sink}"]
        environment = [f"{name}={value}" for name, value in self.environment.items()]
        with (self._folder / "pulse.log").open("ab") as log:
            self._daemon = subprocess.Popen(["/usr/bin/env", *environment, *command], stdout=log, stderr=log)
        assert until((self._folder / "native").exists, 10), (self._folder / "pulse.log").read_text()
        assert until(self._pipe.exists, 10)
        self.reader = PipeReader(self._pipe)

    def unplug(self) -> None:
        if self._daemon is not None:
            self._daemon.kill()
            self._daemon.wait()
        if self.reader is not None:
            self.reader.join()
        self._daemon = self.reader = None
        (self._folder / "native").unlink(missing_ok=True)

    @property
    def heard(self) -> NDArray[np.int16]:
        return np.zeros((0, 2), np.int16) if self.reader is None else self.reader.samples()


@pytest.fixture
def card(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PipeCard]:
    """Plugged in."""
    folder = tmp_path / "pulse"
    folder.mkdir(mode=0o700)
    made = PipeCard(folder)
    for name, value in made.environment.items():
        monkeypatch.setenv(name, value)
    made.plug()
    yield made
    made.unplug()
