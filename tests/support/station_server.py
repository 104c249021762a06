"""A whole server as a station sees it, in memory, by httpx's MockTransport or on real loopback HTTP."""

import contextlib
import hashlib
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.clock import COMMUNE_ZONE, Clock, SystemClock, local
from app.station import OutputConfig, StationConfig
from app.units import StationId, ZoneId
from app.wire.enrolment import Enrolment
from app.wire.orders import EmergencyOrder, Orders, sign_orders
from app.wire.protocol import (
    AsRunBatch,
    AsRunEntry,
    AsRunReceipt,
    AudioFile,
    Heartbeat,
    HeartbeatReply,
    Hours,
    Manifest,
    ManifestItem,
    ManifestRules,
)
from app.wire.trust import digest_of, sign_manifest

ZONE = ZoneId(UUID(int=7))
STATION = StationId(UUID(int=5))
TOKEN = "token-of-the-station"  # noqa: S105  # of a simulation
CONTENT = "c" * 64
NIGHT = Hours(start=time(21), end=time(5))


def at(text: str) -> datetime:
    """Local time in November 2025: `04T05:30`."""
    return datetime.fromisoformat(f"2025-11-{text}").replace(tzinfo=COMMUNE_ZONE).astimezone(UTC)


def far_from_now() -> Hours:
    """Quiet hours that do not touch a test in real time, whenever it runs."""
    quiet = local(SystemClock().now()) + timedelta(hours=6)
    return Hours(start=quiet.time(), end=(quiet + timedelta(hours=1)).time())


class _Http(ThreadingHTTPServer):
    """Does not mind a client that was killed, nor being down itself."""

    def handle_error(self, request: object, client_address: object) -> None:
        if not isinstance(sys.exception(), (ConnectionError, httpx.TransportError)):
            super().handle_error(request, client_address)  # type: ignore[arg-type]  # as it came


class StationServer:
    """Holds items, audio, what was reported. Break it by `down`, `mangle`, `mangle_orders`, `cut_after`."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.key = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
        self.rules = ManifestRules(quiet_hours=(NIGHT,))
        self.items: list[ManifestItem] = []
        self.audio: dict[str, bytes] = {}
        self.zones: tuple[ZoneId, ...] = (ZONE,)
        self.version = 1
        self.issued: dict[int, bytes] = {}
        self.orders = Orders(station_id=STATION, version=1, issued_at=clock.now(), stopped=False)
        self.log: dict[UUID, AsRunEntry] = {}
        self.heartbeats: list[Heartbeat] = []
        self.requests: list[httpx.Request] = []
        self.down = self.locks_out = False
        self.dismissal: bytes | None = None
        self.mangle: Callable[[bytes], bytes] = lambda data: data
        self.mangle_orders: Callable[[bytes], bytes] = lambda data: data
        self.cut_after: int | None = None
        self.forget_replies = False
        self.refuses: Callable[[AsRunEntry], bool] = lambda _entry: False
        self.time_offset = timedelta(0)

    # --- what it orders

    def order(self, *emergencies: EmergencyOrder, stopped: bool = False, silenced: tuple[UUID, ...] = ()) -> None:
        """These are the orders from now on."""
        version, now = self.orders.version + 1, self.clock.now()
        self.orders = Orders(
            station_id=STATION,
            version=version,
            issued_at=now,
            stopped=stopped,
            emergencies=emergencies,
            silenced=silenced,
        )

    def emergency(self, title: str = "Bão", *, seconds: float = 30, hours: float = 2, **fields: Any) -> EmergencyOrder:  # noqa: ANN401  # fields
        """One that begins now; its audio is to be had."""
        data = title.encode() * 1000
        sha256 = hashlib.sha256(data).hexdigest()
        self.audio[sha256] = data
        made = {
            "id": uuid4(),
            "sort": "alert",
            "is_drill": False,
            "title": title,
            "zones": self.zones,
            "began_at": self.clock.now(),
            "ends_at": self.clock.now() + timedelta(hours=hours),
            "repeat_every_s": 300,
            "seconds": seconds,
            "audio": (AudioFile(format="mp3", sha256=sha256, size=len(data)),),
            "content_hash": CONTENT,
        }
        return EmergencyOrder.model_validate(made | fields)

    # --- what it offers

    def add(self, starts_at: datetime, title: str = "Bản tin", *, seconds: float = 60, data: bytes | None = None) -> ManifestItem:
        """Plan one prepared item; the manifest's version rises."""
        data = title.encode() * 1000 if data is None else data
        sha256 = hashlib.sha256(data).hexdigest()
        self.audio[sha256] = data
        item = ManifestItem(
            occurrence_id=uuid4(),
            starts_at=starts_at,
            title=title,
            length_s=seconds,
            zones=(ZONE,),
            content_hash=CONTENT,
            approved_hash=CONTENT,
            audio=(AudioFile(format="mp3", sha256=sha256, size=len(data)),),
        )
        self.items.append(item)
        self.version += 1
        return item

    def change(self, item: ManifestItem, **fields: object) -> ManifestItem:
        """Offer `item` otherwise; the manifest's version rises."""
        changed = ManifestItem.model_validate(item.model_dump() | fields)
        self.items[self.items.index(item)] = changed
        self.version += 1
        return changed

    def manifest(self, **fields: object) -> Manifest:
        now = self.clock.now() + self.time_offset
        usual: dict[str, object] = {
            "commune_id": UUID(int=1),
            "station_id": STATION,
            "version": self.version,
            "previous": self._previous,
            "issued_at": now,
            "not_before": now - timedelta(days=1),
            "expires_at": now + timedelta(days=14),
            "zones": self.zones,
            "rules": self.rules.model_dump(),
            "items": [item.model_dump() for item in self.items],
        }
        return Manifest.model_validate(usual | fields)

    def enrolment(self) -> str:
        return Enrolment(STATION, self.key.public_key().public_bytes_raw(), TOKEN).encode()

    @property
    def fault(self) -> str | None:
        """The code of the one thing that was last reported to be wrong."""
        codes = [report.code for report in self.heartbeats[-1].faults]
        assert len(codes) <= 1, codes
        return codes[0] if codes else None

    def states(self, item: ManifestItem) -> list[str]:
        """What was reported of `item`, in the order it happened."""
        entries = sorted(self.log.values(), key=lambda entry: entry.sequence)
        return [entry.state.value for entry in entries if entry.occurrence_id == item.occurrence_id]

    # --- how it answers

    def transport(self) -> httpx.MockTransport:
        def now(request: httpx.Request) -> httpx.Response:
            return self.answer(request)  # which a test may have put another in front of

        return httpx.MockTransport(now)

    def answer(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        if self.down:
            raise httpx.ConnectError("down", request=request)
        path = request.url.path.removeprefix("/api/v1/station/")
        if path == "dismissal" and self.dismissal is not None:
            return httpx.Response(200, content=self.dismissal)
        if self.locks_out or request.headers.get("authorization") != f"Bearer {TOKEN}":
            return httpx.Response(401)
        if path.startswith("audio/"):
            return self._audio(path.removeprefix("audio/"), request)
        doors = {"manifest": self._manifest, "orders": self._orders, "as-run": self._as_run, "heartbeat": self._heartbeat}
        return doors[path](request) if path in doors else httpx.Response(404)

    def _heartbeat(self, request: httpx.Request) -> httpx.Response:
        self.heartbeats.append(Heartbeat.model_validate_json(request.read()))
        reply = HeartbeatReply(server_time=self.clock.now() + self.time_offset, manifest_version=self.version)
        return httpx.Response(200, content=reply.canonical())

    def _orders(self, _request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, content=self.mangle_orders(sign_orders(self.orders, self.key)))

    def _manifest(self, request: httpx.Request) -> httpx.Response:
        etag = f'"{self.version}"'
        if request.headers.get("if-none-match") == etag:
            return httpx.Response(304)
        if self.version not in self.issued:
            self.issued[self.version] = sign_manifest(self.manifest(), self.key)
        return httpx.Response(200, content=self.mangle(self.issued[self.version]), headers={"ETag": etag})

    @property
    def _previous(self) -> dict[str, object] | None:
        before = max((version for version in self.issued if version < self.version), default=None)
        return None if before is None else {"version": before, "digest": digest_of(self.issued[before])}

    def _audio(self, sha256: str, request: httpx.Request) -> httpx.Response:
        if sha256 not in self.audio:
            return httpx.Response(404)
        data = self.audio[sha256]
        start = int(request.headers.get("range", "bytes=0-").removeprefix("bytes=").removesuffix("-"))
        if start >= len(data):
            return httpx.Response(416)
        headers = {"Content-Range": f"bytes {start}-{len(data) - 1}/{len(data)}"} if start else {}
        body = data[start:] if self.cut_after is None else data[start : start + self.cut_after]
        return httpx.Response(206 if start else 200, content=body, headers=headers)

    def _as_run(self, request: httpx.Request) -> httpx.Response:
        entries = AsRunBatch.model_validate_json(request.read()).entries
        if any(self.refuses(entry) for entry in entries):
            return httpx.Response(422)
        for entry in entries:
            assert self.log.setdefault(entry.id, entry) == entry, "one id, two contents"
        if self.forget_replies:
            raise httpx.ReadError("cut", request=request)
        return httpx.Response(200, content=AsRunReceipt(stored=tuple(entry.id for entry in entries)).canonical())

    @contextlib.contextmanager
    def listening(self) -> Iterator[str]:
        """Answer on a real loopback port; yields the base URL."""
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def _answer(self) -> None:
                body = self.rfile.read(int(self.headers.get("content-length", 0)))
                request = httpx.Request(self.command, f"http://loopback{self.path}", headers=dict(self.headers), content=body)
                response = server.answer(request)
                self.send_response(response.status_code)
                for name in ("ETag", "Content-Range"):
                    if name in response.headers:
                        self.send_header(name, response.headers[name])
                self.send_header("Content-Length", str(len(response.content)))
                self.end_headers()
                self.wfile.write(response.content)

            do_GET = do_POST = _answer  # noqa: N815  # the standard library's names

            def log_message(self, *_args: object) -> None:
                pass

        http = _Http(("127.0.0.1", 0), Handler)
        thread = threading.Thread(target=http.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{http.server_address[1]}"
        finally:
            http.shutdown()
            thread.join()
            http.server_close()


def config_of(server: StationServer, data: Path, *, url: str = "http://server.test", folder: Path | None = None) -> StationConfig:
    """A station of `server` with one output: a folder, or nothing heard."""
    output = OutputConfig("loa", "null") if folder is None else OutputConfig("loa", "folder", folder=folder)
    return StationConfig(url, server.enrolment(), data, (output,), reserve_bytes=0)
