"""The two online voice services on loopback, speaking their real protocols, with their moods; and a certificate authority.

A mood is taken for each request in turn, the last one stays: `ok`, a status such as `429`, `silent` (an answer without
sound), `garbled`, `cut` (the connection is lost midway), `hang` (until the service is closed).
"""

import asyncio
import base64
import contextlib
import datetime as dt
import ipaddress
import json
import ssl
import struct
import threading
import urllib.parse
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import lameenc
import numpy as np
from aiohttp import WSMsgType, web
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


@cache
def tone_mp3(seconds: float) -> bytes:
    """MP3 as the services send it: 24 kHz, 48 kbit/s, mono."""
    encoder = lameenc.Encoder()
    encoder.set_bit_rate(48)
    encoder.set_in_sample_rate(24_000)
    encoder.set_channels(1)
    encoder.set_quality(7)
    encoder.silence()
    wave = 8000 * np.sin(np.arange(round(seconds * 24_000)) * 2 * np.pi * 220 / 24_000)
    return bytes(encoder.encode(wave.astype("<i2").tobytes()) + encoder.flush())


def spoken_seconds(text: str) -> float:
    """How long the fakes speak."""
    return round(0.3 + 0.02 * len(text), 2)


@dataclass
class Visits:
    """What a fake was asked, and its moods to come."""

    moods: list[str] = field(default_factory=lambda: ["ok"])
    texts: list[str] = field(default_factory=list)
    details: list[dict[str, str]] = field(default_factory=list)
    let_go: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def mood(self) -> str:
        with self.lock:
            return self.moods.pop(0) if len(self.moods) > 1 else self.moods[0]


@dataclass(frozen=True)
class Authority:
    """Files of a certificate authority and of a server certificate for loopback that it signed."""

    ca: Path
    server: Path


def make_authority(folder: Path) -> Authority:
    now = dt.datetime.now(dt.UTC)  # noqa: TID251  # certificates are checked against the machine's clock
    ca_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    ca_name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "test authority")])
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "loopback")])

    def certificate(subject: x509.Name, public: ec.EllipticCurvePublicKey) -> x509.CertificateBuilder:
        builder = x509.CertificateBuilder().subject_name(subject).issuer_name(ca_name).public_key(public)
        builder = builder.serial_number(x509.random_serial_number())
        return builder.not_valid_before(now - dt.timedelta(days=1)).not_valid_after(now + dt.timedelta(days=1))

    own_id = x509.SubjectKeyIdentifier.from_public_key(ca_key.public_key())
    ca = certificate(ca_name, ca_key.public_key()).add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    ca_signed = ca.add_extension(own_id, critical=False).sign(ca_key, hashes.SHA256())
    loopback = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    signed_by = x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(own_id)
    leaf = certificate(name, key.public_key()).add_extension(loopback, critical=False).add_extension(signed_by, critical=False)
    made = Authority(folder / "ca.pem", folder / "server.pem")
    pem = serialization.Encoding.PEM
    made.ca.write_bytes(ca_signed.public_bytes(pem))
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    made.server.write_bytes(private + leaf.sign(ca_key, hashes.SHA256()).public_bytes(pem))
    return made


class _Translate(BaseHTTPRequestHandler):
    """The `batchexecute` call that Google Translate's page makes for its loudspeaker button."""

    visits: Visits
    timeout = 5

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        call = json.loads(urllib.parse.parse_qs(body)["f.req"][0])[0][0]
        text, language, *_ = json.loads(call[1])
        assert call[0] == "jQ1olc"
        self.visits.texts.append(text)
        self.visits.details.append({"path": self.path, "language": language})
        self._act(self.visits.mood(), text)

    def _act(self, mood: str, text: str) -> None:
        if mood.isdecimal():
            self.send_response(int(mood))
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        if mood == "hang":
            self.visits.let_go.wait(30)
        mp3 = base64.b64encode(tone_mp3(spoken_seconds(text))).decode()
        inner = {"silent": None, "garbled": json.dumps(["AAAA" * 99])}.get(mood, json.dumps([mp3]))
        answer = ")]}'\n\n" + json.dumps([["wrb.fr", "jQ1olc", inner, None, None, None, "generic"]], separators=(",", ":"))
        data = answer.encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        with contextlib.suppress(OSError):
            self.wfile.write(data[: len(data) // 2] if mood == "cut" else data)

    def log_message(self, *_: object) -> None:
        """Nothing on the terminal."""


class _QuietServer(ThreadingHTTPServer):
    daemon_threads = False

    def handle_error(self, *_: object) -> None:
        """A client that refuses our certificate is part of the tests."""


@contextlib.contextmanager
def translate_service(authority: Authority) -> Iterator[tuple[str, Visits]]:
    """Google Translate by HTTPS. Gives its address and what it is asked."""
    visits = Visits()
    handler = type("Handler", (_Translate,), {"visits": visits})
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(authority.server)
    with _QuietServer(("127.0.0.1", 0), handler) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield f"https://127.0.0.1:{server.server_port}", visits
        finally:
            visits.let_go.set()
            server.shutdown()
            thread.join()


def _message(path: str, body: str, kind: str = "application/json; charset=utf-8") -> str:
    return f"X-RequestId:0\r\nContent-Type:{kind}\r\nPath:{path}\r\n\r\n{body}"


def _sound(data: bytes) -> bytes:
    head = b"X-RequestId:0\r\nContent-Type:audio/mpeg\r\nPath:audio\r\n"
    return struct.pack(">H", len(head)) + head + data


async def _read_aloud(visits: Visits, request: web.Request) -> web.StreamResponse:
    """One connection: `speech.config`, `ssml`; then `turn.start`, sound in binary messages, `turn.end`."""
    assert {"ConnectionId", "Sec-MS-GEC", "Sec-MS-GEC-Version"} <= set(request.query)
    mood = visits.mood()
    if mood.isdecimal():
        visits.texts.append("")
        return web.Response(status=int(mood))
    socket = web.WebSocketResponse()
    await socket.prepare(request)
    config, ssml = [(await socket.receive_str()).split("\r\n\r\n", 1) for _ in range(2)]
    assert "Path:speech.config" in config[0]
    assert "Path:ssml" in ssml[0]
    speak = ET.fromstring(ssml[1])  # noqa: S314  # our own client's
    prosody = next(speak.iter("{http://www.w3.org/2001/10/synthesis}prosody"))
    voice = next(speak.iter("{http://www.w3.org/2001/10/synthesis}voice"))
    assert len(prosody) == 0, "the text is no markup"
    text = prosody.text or ""
    visits.texts.append(text)
    visits.details.append({"voice": voice.get("name", ""), "rate": prosody.get("rate", "")})
    await socket.send_str(_message("turn.start", "{}"))
    mp3 = {"silent": b"", "garbled": b"no mp3 at all" * 99}.get(mood, tone_mp3(spoken_seconds(text)))
    pieces = [mp3[start : start + 4000] for start in range(0, len(mp3), 4000)]
    for piece in pieces[:1] if mood in {"cut", "hang"} else pieces:
        await socket.send_bytes(_sound(piece))
    if mood == "hang":
        await asyncio.to_thread(visits.let_go.wait, 30)
    if mood != "cut":
        await socket.send_str(_message("turn.end", "{}"))
        async for message in socket:  # until the client closes
            assert message.type is not WSMsgType.TEXT
    await socket.close()
    return socket


@contextlib.contextmanager
def edge_service() -> Iterator[tuple[str, Visits]]:
    """Edge's read-aloud service by websocket. Gives its address and what it is asked."""
    visits = Visits()
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()

    async def start() -> tuple[web.AppRunner, int]:
        app = web.Application()
        app.router.add_get("/edge/v1", partial(_read_aloud, visits))
        runner = web.AppRunner(app, shutdown_timeout=1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        return runner, int(runner.addresses[0][1])

    runner, port = asyncio.run_coroutine_threadsafe(start(), loop).result(10)
    try:
        yield f"ws://127.0.0.1:{port}/edge/v1?TrustedClientToken=test", visits
    finally:
        visits.let_go.set()
        asyncio.run_coroutine_threadsafe(runner.cleanup(), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
