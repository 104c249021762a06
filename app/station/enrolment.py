"""The one string that makes a PC a station: whom it is, whose word it takes, and its token.

`loalang1.<station id>.<server's public key>.<token>.<check>`, printed once by the server and pasted on the PC. With the key in it
nothing has to be believed on first contact, also on a plain-HTTP network. The check notices a slip of the hand.
"""

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from app.station.errors import BadEnrolmentError
from app.units import StationId

_MARK = "loalang1"
_TOKEN = re.compile(r"[A-Za-z0-9_-]{16,128}")
_PARTS = 5


@dataclass(frozen=True)
class Enrolment:
    """What the string says. public_key: 32 raw bytes (Ed25519). token: the bearer token, `A–Z a–z 0–9 _ -`, 16 to 128 of them."""

    station_id: StationId
    public_key: bytes
    token: str

    def encode(self) -> str:
        """The string to print. Raises BadEnrolmentError for a token or key of the wrong form."""
        if not _TOKEN.fullmatch(self.token):
            raise BadEnrolmentError
        parts = [_MARK, _pack(self.station_id.bytes), _pack(self.public_key), self.token]
        text = ".".join([*parts, _check(parts)])
        Enrolment.parse(text)
        return text

    @staticmethod
    def parse(text: str) -> "Enrolment":
        """Read the string; white space around it is forgiven. Raises BadEnrolmentError."""
        parts = text.strip().split(".")
        if len(parts) != _PARTS or parts[0] != _MARK or not _TOKEN.fullmatch(parts[3]) or _check(parts[:4]) != parts[4]:
            raise BadEnrolmentError
        try:
            station_id, public_key = UUID(bytes=_unpack(parts[1])), _unpack(parts[2])
            Ed25519PublicKey.from_public_bytes(public_key)
        except (ValueError, binascii.Error) as exc:
            raise BadEnrolmentError from exc
        return Enrolment(StationId(station_id), public_key, parts[3])


def _pack(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _unpack(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _check(parts: list[str]) -> str:
    return _pack(hashlib.sha256(".".join(parts).encode()).digest()[:3])
