"""A device that keeps passkeys: P-256 keys, CBOR of its own, and whatever a forger would say."""

import base64
import hashlib
import json
import secrets
import struct
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

_PRESENT, _VERIFIED, _HAS_KEY = 1, 4, 64


class Device:
    """One key. name: its id, base64url."""

    def __init__(self, origin: str, *, name: str = "") -> None:
        self.origin, self.name = origin, name or _text(secrets.token_bytes(32))
        self.host = urlsplit(origin).hostname or ""
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._count = 0

    def make(self, options: Mapping[str, Any]) -> dict[str, Any]:
        """What `create()` gives for these options, without attestation."""
        point = self._key.public_key().public_numbers()
        cose = {1: 2, 3: -7, -1: 1, -2: point.x.to_bytes(32, "big"), -3: point.y.to_bytes(32, "big")}
        key_id = _bytes(self.name)
        data = self._data(_PRESENT | _VERIFIED | _HAS_KEY, 0) + bytes(16) + struct.pack(">H", len(key_id)) + key_id + _cbor(cose)
        said = self._said("webauthn.create", options["challenge"], self.origin)
        attested = _cbor({"fmt": "none", "attStmt": {}, "authData": data})
        return self._credential({"clientDataJSON": _text(said), "attestationObject": _text(attested), "transports": ["internal"]})

    def answer(
        self,
        options: Mapping[str, Any],
        *,
        origin: str = "",
        host: str = "",
        kind: str = "webauthn.get",
        is_verified: bool = True,
        count: int | None = None,
    ) -> dict[str, Any]:
        """What `get()` gives for these options, or a forger would."""
        self._count += 1
        said = self._said(kind, options["challenge"], origin or self.origin)
        flags = _PRESENT | (_VERIFIED if is_verified else 0)
        data = self._data(flags, self._count if count is None else count, host=host)
        signature = self._key.sign(data + hashlib.sha256(said).digest(), ec.ECDSA(SHA256()))
        return self._credential(
            {"clientDataJSON": _text(said), "authenticatorData": _text(data), "signature": _text(signature), "userHandle": None}
        )

    def _credential(self, response: Mapping[str, Any]) -> dict[str, Any]:
        found = {key: value for key, value in response.items() if value is not None}
        return {"id": self.name, "rawId": self.name, "type": "public-key", "response": found, "clientExtensionResults": {}}

    def _data(self, flags: int, count: int, *, host: str = "") -> bytes:
        return hashlib.sha256((host or self.host).encode()).digest() + struct.pack(">BI", flags, count)

    @staticmethod
    def _said(kind: str, challenge: str, origin: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": origin, "crossOrigin": False}).encode()


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _cbor(value: object) -> bytes:
    """RFC 8949, as much as is needed here."""
    match value:
        case int() if value >= 0:
            return _head(0, value)
        case int():
            return _head(1, -1 - value)
        case bytes():
            return _head(2, len(value)) + value
        case str():
            return _head(3, len(value.encode())) + value.encode()
        case dict():
            return _head(5, len(value)) + b"".join(_cbor(key) + _cbor(each) for key, each in value.items())
    raise TypeError(value)


def _head(major: int, number: int) -> bytes:
    if number < 24:
        return bytes([major << 5 | number])
    return bytes([major << 5 | 24, number]) if number < 256 else bytes([major << 5 | 25]) + number.to_bytes(2, "big")
