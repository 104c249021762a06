"""Somebody on the line between a server and a station, and somebody who has the commune's key as well."""

import base64
import json
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.wire.orders import sign_orders
from app.wire.trust import sign_manifest
from tests.support.station_server import StationServer

STRANGER = Ed25519PrivateKey.from_private_bytes(bytes(32))
_PREFIX = b"loalang-manifest "


class Forger:
    """Has seen what went over the line so far, and sends the station something else, by the name of the change."""

    def __init__(self, server: StationServer) -> None:
        self.server = server
        self.seen = sign_manifest(server.manifest(), server.key)

    def manifests(self) -> Mapping[str, Callable[[], bytes]]:
        """What it sends in the place of a manifest."""
        server, now = self.server, self.server.clock.now()
        fork = {"version": server.version, "digest": "1" * 64}
        return {
            "older": lambda: self.seen,
            "same_number": lambda: sign_manifest(server.manifest(items=[]), server.key),
            "forked": lambda: sign_manifest(server.manifest(version=server.version + 1, previous=fork), server.key),
            "other_key": lambda: sign_manifest(server.manifest(version=server.version + 1), STRANGER),
            "cut": lambda: self._next[: len(self._next) // 2],
            "last_byte": lambda: self._next[:-1],
            "byte_more": lambda: self._next + b" ",
            "bit": lambda: self._next[:-9] + bytes([self._next[-9] ^ 1]) + self._next[-8:],
            "reordered": lambda: self._unsigned(lambda raw: raw["items"].reverse()),
            "hour": lambda: self._unsigned(lambda raw: raw["items"][0].update(starts_at="2025-11-03T20:15:00Z")),
            "swapped_signature": lambda: self.seen.partition(b"\n")[0] + b"\n" + self._body,
            "unsigned": lambda: self._body,
            "empty_signature": lambda: _PREFIX + b"\n" + self._body,
            "orders": lambda: sign_orders(server.orders, server.key),
            "nothing": lambda: b"",
            "page": lambda: b"<html>Wi-Fi: xin dang nhap</html>\n",
            "other_station": lambda: self._signed(lambda raw: raw.update(station_id=str(UUID(int=6)))),
            "expired": lambda: self._signed(lambda raw: raw.update(expires_at=(now - timedelta(seconds=1)).isoformat())),
            "not_yet": lambda: self._signed(lambda raw: raw.update(not_before=(now + timedelta(days=1)).isoformat())),
            "schema": lambda: self._signed(lambda raw: raw.update(schema_number=2)),
            "no_json": lambda: self._sign(b"{"),
            "more": lambda: self._signed(lambda raw: raw.update(play_now="x")),
            "twice": lambda: self._signed(lambda raw: raw["items"].append(raw["items"][0])),
            "digest": lambda: self._signed(lambda raw: raw["items"][0].update(content_hash="../../x")),
        }

    def orders(self) -> Mapping[str, Callable[[], bytes]]:
        """What it sends in the place of orders."""
        server, present = self.server, self.server.orders
        now = sign_orders(present, server.key)
        before = present.model_copy(update={"version": present.version - 1, "stopped": False})
        later = {"version": present.version + 1}
        return {
            "older": lambda: sign_orders(before, server.key),
            "other_key": lambda: sign_orders(present.model_copy(update=later), STRANGER),
            "cut": lambda: now[:-20],
            "unstopped": lambda: now.replace(b'"stopped":true', b'"stopped":false'),
            "manifest": lambda: self._next,
            "other_station": lambda: sign_orders(present.model_copy(update=later | {"station_id": UUID(int=6)}), server.key),
        }

    @property
    def _next(self) -> bytes:
        """As the server would send it next."""
        return sign_manifest(self.server.manifest(version=self.server.version + 1), self.server.key)

    @property
    def _body(self) -> bytes:
        return self._next.partition(b"\n")[2]

    def _changed(self, change: Callable[[dict[str, Any]], object]) -> bytes:
        raw = json.loads(self._body)
        change(raw)
        return json.dumps(raw).encode()

    def _unsigned(self, change: Callable[[dict[str, Any]], object]) -> bytes:
        return self._next.partition(b"\n")[0] + b"\n" + self._changed(change)

    def _signed(self, change: Callable[[dict[str, Any]], object]) -> bytes:
        return self._sign(self._changed(change))

    def _sign(self, body: bytes) -> bytes:
        return _PREFIX + base64.b64encode(self.server.key.sign(_PREFIX + body)) + b"\n" + body
