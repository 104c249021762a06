"""The stream to Icecast: against a server that refuses and breaks off, and against the real one."""

import base64
import os
import shutil
import socket
import subprocess
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import miniaudio
import numpy as np
import pytest

from app.clock import SystemClock
from app.playout.mixing import IcecastStream, Manner, MixedOutput, Mount, PcmFiles, icecast
from tests.support.sounds import cue_of, tone
from tests.support.waiting import until

CLOCK = SystemClock()
ICECAST = shutil.which("icecast2")


class Server:
    """Takes what is PUT, or not; `cut` breaks off the line it has."""

    def __init__(self) -> None:
        self.answer = b"HTTP/1.1 100 Continue\r\n\r\n"
        self.heads: list[str] = []
        self.bodies: list[bytearray] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._line: socket.socket | None = None
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}/xa.mp3"
        threading.Thread(target=self._run, daemon=True).start()

    def _run(self) -> None:
        while True:
            try:
                self._line, _ = self._listener.accept()
            except OSError:
                return
            head = b""
            while b"\r\n\r\n" not in head and (data := self._line.recv(1)):
                head += data
            self.heads.append(head.decode())
            self._line.sendall(self.answer)
            body = bytearray()
            self.bodies.append(body)
            try:
                while self.answer.startswith(b"HTTP/1.1 100") and (data := self._line.recv(4096)):
                    body += data
            except OSError:
                pass
            self._line.close()

    def cut(self) -> None:
        assert self._line is not None
        self._line.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        self._listener.close()


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    yield made
    made.close()


@contextmanager
def output_of(folder: Path, url: str, password: str = "hackme") -> Iterator[MixedOutput]:  # noqa: S107  # of a test
    stream = IcecastStream(CLOCK, Mount(url, password))
    output = MixedOutput(CLOCK, "loa IP", stream=stream, pcm=PcmFiles(folder / "pcm"), manner=Manner(("wav",)))
    try:
        yield output
    finally:
        output.close()


def test_it_streams_silence_at_the_pace_of_sound_and_says_who_it_is(tmp_path: Path, server: Server) -> None:
    with output_of(tmp_path, server.url) as output:
        assert until(lambda: output.fault is None, 5)
        begin = CLOCK.monotonic()
        threading.Event().wait(2)
        seconds = CLOCK.monotonic() - begin
        sent = len(server.bodies[0])
    head = server.heads[0].split("\r\n")
    assert head[0] == "PUT /xa.mp3 HTTP/1.1"
    assert f"Authorization: Basic {base64.b64encode(b'source:hackme').decode()}" in head
    assert sent == pytest.approx(seconds * 12_000, rel=0.2)


def test_refused_it_is_a_fault_and_it_asks_again(tmp_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(icecast, "_RETRY", timedelta(milliseconds=50))
    server.answer = b"HTTP/1.1 401 Authentication Required\r\n\r\n"
    with output_of(tmp_path, server.url) as output:
        assert until(lambda: len(server.heads) >= 3, 5)
        assert output.fault == "output_lost"
        server.answer = b"HTTP/1.1 100 Continue\r\n\r\n"
        assert until(lambda: output.fault is None, 5)


def test_a_server_that_takes_every_call_and_drops_it_is_not_called_without_end(tmp_path: Path, server: Server) -> None:
    with output_of(tmp_path, server.url) as output:
        assert until(lambda: output.fault is None, 5)
        server.cut()
        assert until(lambda: output.fault is not None, 5)
        assert not until(lambda: len(server.heads) > 1, 1)
        assert until(lambda: output.fault is None, 5)


def test_broken_off_in_a_programme_it_connects_again_and_goes_on(tmp_path: Path, server: Server) -> None:
    with output_of(tmp_path, server.url) as output:
        assert until(lambda: output.fault is None, 5)
        cue = cue_of(tmp_path, tone(2.5))
        output.prepare(cue)
        thread = threading.Thread(target=lambda: played.append(output.play(cue, threading.Event())))
        played: list[object] = []
        thread.start()
        threading.Event().wait(0.7)
        server.cut()
        assert until(lambda: len(server.bodies) == 2, 10)
        thread.join(20)
    assert len(played) == 1
    decoded = miniaudio.decode(bytes(server.bodies[1]), nchannels=1, sample_rate=44_100)
    assert np.abs(np.array(decoded.samples)).max() > 10_000


CONFIG = """<icecast><limits><sources>2</sources></limits>
<authentication><source-password>hackme</source-password><admin-user>a</admin-user><admin-password>b</admin-password></authentication>
<hostname>localhost</hostname><listen-socket><port>{port}</port><bind-address>127.0.0.1</bind-address></listen-socket>
<paths><basedir>{folder}</basedir><logdir>{folder}</logdir><webroot>{folder}</webroot><adminroot>{folder}</adminroot></paths>
<logging><accesslog>access.log</accesslog><errorlog>error.log</errorlog><loglevel>3</loglevel></logging>
<security><chroot>0</chroot><changeowner><user>nobody</user><group>nogroup</group></changeowner></security></icecast>"""


@pytest.fixture
def real_icecast(tmp_path: Path) -> Iterator[str]:
    folder = Path(os.path.realpath("/tmp")) / f"icecast-{os.getpid()}-{tmp_path.name}"  # noqa: S108  # nobody may not enter pytest's
    folder.mkdir(mode=0o777)
    folder.chmod(0o777)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    config = folder / "icecast.xml"
    config.write_text(CONFIG.format(port=port, folder=folder))
    process = subprocess.Popen([str(ICECAST), "-c", str(config)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def answers() -> bool:
        with socket.socket() as line:
            return line.connect_ex(("127.0.0.1", port)) == 0

    try:
        assert until(answers, 10)
        yield f"http://127.0.0.1:{port}/xa.mp3"
    finally:
        process.kill()
        process.wait()
        shutil.rmtree(folder)


@pytest.mark.skipif(ICECAST is None, reason="needs icecast2, which .ci/run installs")
def test_listeners_of_a_real_icecast_hear_the_programme(tmp_path: Path, real_icecast: str) -> None:
    heard: list[bytes] = []

    def listen() -> None:
        with urllib.request.urlopen(real_icecast, timeout=10) as stream:  # noqa: S310  # our own
            heard.append(stream.read(30_000))

    with output_of(tmp_path, real_icecast, "wrong") as output:
        assert not until(lambda: output.fault is None, 1)
    with output_of(tmp_path, real_icecast) as output:
        assert until(lambda: output.fault is None, 10)
        listeners = [threading.Thread(target=listen) for _ in range(3)]
        threading.Event().wait(0.5)
        for listener in listeners:
            listener.start()
        cue = cue_of(tmp_path, tone(1.5))
        output.prepare(cue)
        assert output.play(cue, threading.Event()).finished
        for listener in listeners:
            listener.join(15)
    assert len(heard) == 3
    for data in heard:
        samples = np.array(miniaudio.decode(data, nchannels=1, sample_rate=44_100).samples)
        assert np.abs(samples).max() > 10_000
