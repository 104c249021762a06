"""The one string that makes a PC a station: whom it is, whose word it takes, and its token.

`loalang1.<station id>.<server's public key>.<token>.<check>`, printed once by the server and pasted on the PC. With the key in it
nothing has to be believed on first contact, also on a plain-HTTP network. The check notices a slip of the hand.

Shorter to type is a one-time code: the PC asks the server for the string, and the answer carries a proof that it was made by who
made the code (docs/decisions/0056).
"""

import base64
import binascii
import hashlib
import hmac
import json
import re
from pathlib import Path
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from app.storage import durable
from app.units import StationId
from app.values import frozen
from app.wire.errors import BadEnrolmentError
from app.wire.protocol import EnrolmentReply

_MARK = "loalang1"
_TOKEN = re.compile(r"[A-Za-z0-9_-]{16,128}")
_PARTS = 5
_KEPT = "enrolment.json"


@frozen
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


# --- by a one-time code


@frozen
class CodeProof:
    """What both sides make of a one-time code, so that the code itself never crosses the network.

    lookup: names the code to the server. key: proves the answer; only who has the code can have made it, so nobody on a
    plain-HTTP network can put a key of its own in place of the commune's.
    """

    lookup: str
    key: bytes

    @staticmethod
    def of(code: str) -> "CodeProof":
        """Of a code as typed: case, spaces and dashes do not matter."""
        letters = "".join(letter for letter in code.upper() if letter.isalnum()).encode()
        return CodeProof(
            hashlib.sha256(b"loalang enrolment lookup " + letters).hexdigest(),
            hashlib.sha256(b"loalang enrolment key " + letters).digest(),
        )


def proof_of(key: bytes, enrolment: str) -> str:
    """The proof beside an enrolment string that was asked for by a code."""
    return hmac.new(key, enrolment.encode(), hashlib.sha256).hexdigest()


def proven(code: str, reply: EnrolmentReply) -> Enrolment:
    """The enrolment in a server's answer to `code`. Raises BadEnrolmentError when it was made by somebody else."""
    if not hmac.compare_digest(proof_of(CodeProof.of(code).key, reply.enrolment), reply.proof):
        raise BadEnrolmentError
    return Enrolment.parse(reply.enrolment)


# --- kept on the PC


@frozen
class Enrolled:
    """What a broadcast PC remembers of its enrolment: where its server is, and the string."""

    server: str
    enrolment: str


def keep(folder: Path, enrolled: Enrolled) -> None:
    """Keep it in the station's data folder, for this machine's user alone."""
    with durable(folder / _KEPT) as file:  # made readable by its owner only
        file.write(json.dumps({"server": enrolled.server, "enrolment": enrolled.enrolment}).encode())


def kept(folder: Path) -> Enrolled | None:
    """What was kept; None when nothing was. Raises BadEnrolmentError for a file that is none."""
    try:
        found = json.loads((folder / _KEPT).read_bytes())
        server, enrolment = found["server"], found["enrolment"]
        Enrolment.parse(enrolment)
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError, AttributeError) as exc:
        raise BadEnrolmentError from exc
    if not isinstance(server, str):
        raise BadEnrolmentError
    return Enrolled(server, enrolment)
