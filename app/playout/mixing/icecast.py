"""A mount of an Icecast server: MP3 by one long HTTP PUT, paced by the Clock, silence included, so that listeners stay connected.

Source protocol as Icecast 2.4 documents it: `PUT`, Basic authorization, `Expect: 100-continue`, a body without a length.
"""

import base64
import contextlib
import logging
import socket
import ssl
import threading
from datetime import timedelta
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from app.clock import Clock
from app.playout.mixing.mixer import Mixer
from app.playout.mixing.pump import Pump
from app.playout.mixing.source import RATE
from app.values import frozen

if TYPE_CHECKING:
    import lameenc

_log = logging.getLogger(__name__)
_STEP = timedelta(milliseconds=50)
_RETRY = timedelta(seconds=3)
_PATIENCE_S = 5.0
_BUFFER = 1 << 16
"""Bytes under way: a line that is dead is noticed after some seconds and not after the minutes the system would buffer."""
_MOST_HEAD = 1 << 14


@frozen
class Mount:
    """url: of the mount, `http://host:8000/xa.mp3` or https. bit_rate: kbit/s."""

    url: str
    password: str
    user: str = "source"
    bit_rate: int = 96


class IcecastStream:
    """See `app.playout.mixing.output.Stream`. Connects again and again until it is closed."""

    kind: Literal["icecast"] = "icecast"

    def __init__(self, clock: Clock, mount: Mount, *, level_db: float = 0.0) -> None:
        """Begin to connect."""
        self._clock = clock
        self._mount = mount
        self._line: socket.socket | None = None
        self._closing = threading.Event()
        self._broken = threading.Event()
        self._refusal: str | None = None
        self._encoder: lameenc.Encoder | None = None
        self.mixer = Mixer(level_db)
        self._pump = Pump(clock, self.mixer, self._send, step=_STEP, is_open=lambda: self._line is not None)
        self.timeline = self._pump.timeline
        self._keeper = threading.Thread(target=self._keep, name="icecast", daemon=True)
        self._keeper.start()
        self._pump.start()

    @property
    def is_lost(self) -> bool:
        """Whether the server does not take the stream."""
        return self._line is None

    def close(self) -> None:
        """End the stream."""
        self._closing.set()
        self._broken.set()
        self._pump.close()
        self._keeper.join(_PATIENCE_S)
        self._hang_up()

    # --- the keeper's thread

    def _keep(self) -> None:
        while not self._closing.is_set():
            try:
                line = self._connect()
            except (OSError, ValueError) as exc:
                if str(exc) != self._refusal:  # once for each reason, not every three seconds of a night
                    _log.warning("icecast does not take the stream: %s", exc)
                self._refusal = str(exc)
                self._clock.wait(self._clock.now() + _RETRY, self._closing)
                continue
            self._refusal = None
            _log.info("icecast takes the stream")
            self._broken.clear()
            self._encoder = self._new_encoder()
            self._line = line
            begun_s = self._clock.monotonic()
            self._broken.wait()
            self._hang_up()
            lasted = timedelta(
                seconds=self._clock.monotonic() - begun_s
            )  # who takes each call and drops it is not called at once
            self._clock.wait(self._clock.now() + _RETRY - lasted, self._closing)

    def _connect(self) -> socket.socket:
        """Raises OSError, ValueError."""
        parts = urlsplit(self._mount.url)
        if parts.hostname is None or parts.scheme not in {"http", "https"}:
            raise ValueError("the address of a mount is http://host:port/name")
        line = socket.create_connection((parts.hostname, parts.port or (443 if parts.scheme == "https" else 8000)), _PATIENCE_S)
        try:
            line.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _BUFFER)
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # a step of sound does not wait for the answer to the last
            if parts.scheme == "https":
                line = ssl.create_default_context().wrap_socket(line, server_hostname=parts.hostname)
            line.sendall(self._head(parts.netloc, parts.path or "/"))
            _check(line)
        except BaseException:
            line.close()
            raise
        return line

    def _head(self, host: str, path: str) -> bytes:
        secret = base64.b64encode(f"{self._mount.user}:{self._mount.password}".encode()).decode()
        lines = (
            f"PUT {path} HTTP/1.1",
            f"Host: {host}",
            f"Authorization: Basic {secret}",
            "User-Agent: loalang",
            "Content-Type: audio/mpeg",
            "Ice-Public: 0",
            "Expect: 100-continue",
        )
        return "".join(f"{line}\r\n" for line in (*lines, "")).encode("latin-1")

    def _new_encoder(self) -> "lameenc.Encoder":
        import lameenc  # noqa: PLC0415  # only where something is streamed

        encoder = lameenc.Encoder()
        encoder.set_channels(1)
        encoder.set_in_sample_rate(RATE)
        encoder.set_bit_rate(self._mount.bit_rate)
        encoder.set_quality(7)
        encoder.silence()
        return encoder

    # --- the pump's thread

    def _send(self, block: NDArray[np.int16]) -> None:
        line, encoder = self._line, self._encoder
        if line is None or encoder is None:
            return
        data = bytes(encoder.encode(block.tobytes()))
        try:
            line.sendall(data)
        except OSError as exc:
            _log.warning("icecast is gone: %s", exc)
            self._hang_up()
            self._broken.set()

    def _hang_up(self) -> None:
        line, self._line = self._line, None
        if line is not None:
            with contextlib.suppress(OSError):
                line.close()


def _check(line: socket.socket) -> None:
    """Read the server's first answer. Raises OSError when it is not `100 Continue` or `200 OK`."""
    head = b""
    while b"\r\n\r\n" not in head and len(head) < _MOST_HEAD:
        data = line.recv(1024)
        if not data:
            break
        head += data
    status = head.split(b"\r\n", 1)[0].decode("latin-1")
    if status.split(" ")[1:2] not in (["100"], ["200"]):
        raise ConnectionRefusedError(status or "no answer")
