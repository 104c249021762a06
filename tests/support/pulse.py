"""A PulseAudio daemon of our own with one sink into a pipe, read at the pace of a card: a sound card that tests can unplug."""

import contextlib
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


class PipeCard:
    """`plug` and `unplug` as often as wanted; `heard` is what came out since it was plugged in last."""

    name = "cardpipe"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._pipe = folder / "pipe"
        self._daemon: subprocess.Popen[bytes] | None = None
        self._reader: threading.Thread | None = None
        self._chunks: list[bytes] = []
        self.environment = {"PULSE_SERVER": f"unix:{folder / 'native'}", "PULSE_RUNTIME_PATH": str(folder)}
        self.environment |= {"XDG_RUNTIME_DIR": str(folder), "HOME": str(folder)}

    def plug(self) -> None:
        self._pipe.unlink(missing_ok=True)
        self._chunks = []
        sink = f"sink_name={self.name} file={self._pipe} format=s16le rate={RATE} channels=2"
        sink += f" sink_properties=device.description={self.name}"
        command = ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--log-target=stderr"]
        command += ["-L", f"module-native-protocol-unix socket={self._folder / 'native'}", "-L", f"module-pipe-sink {sink}"]
        with (self._folder / "pulse.log").open("ab") as log:
            self._daemon = subprocess.Popen(command, stdout=log, stderr=log)
        assert until((self._folder / "native").exists, 10), (self._folder / "pulse.log").read_text()
        assert until(self._pipe.exists, 10)
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def unplug(self) -> None:
        if self._daemon is not None:
            self._daemon.kill()
            self._daemon.wait()
        if self._reader is not None:
            self._reader.join(5)
        self._daemon = self._reader = None
        (self._folder / "native").unlink(missing_ok=True)

    @property
    def heard(self) -> NDArray[np.int16]:
        data = b"".join(self._chunks)
        return np.frombuffer(data[: len(data) // 4 * 4], "<i2").reshape(-1, 2)

    def _read(self) -> None:
        """A card takes its frames at its own pace, and does not make up for those that were not there."""
        never = threading.Event()
        with contextlib.closing(_Pipe(self._pipe)) as pipe:
            due_s = _CLOCK.monotonic()
            while (data := pipe.read(round(RATE * _TICK_S) * 4)) is not None:
                self._chunks.append(data)
                due_s = max(due_s + _TICK_S, _CLOCK.monotonic() - 0.05)
                never.wait(max(0.0, due_s - _CLOCK.monotonic()))


class _Pipe:
    def __init__(self, path: Path) -> None:
        import fcntl  # noqa: PLC0415  # not on Windows

        self._handle = os.open(path, os.O_RDONLY)
        fcntl.fcntl(self._handle, fcntl.F_SETPIPE_SZ, 4096)  # a card holds little

    def read(self, size: int) -> bytes | None:
        """What is there, at most `size`; None at the end."""
        return os.read(self._handle, size) or None

    def close(self) -> None:
        os.close(self._handle)


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
