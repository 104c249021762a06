"""Signed statements about the chain, kept outside the database: where it ended on a day, and up to where rows were removed.

Whoever can write into the database can cut the end of a chain, or write it anew from some row on, so that it holds in itself.
What a head of some day says, they cannot change where they cannot reach it. docs/decisions/0122.
"""

import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Self
from uuid import UUID

import structlog
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from app.canonical import Json, canonical
from app.storage import FileTroubleError, write_durably
from app.units import CommuneId, Sha256
from app.values import frozen
from app.wire.errors import BadSignatureError
from app.wire.trust import Signer, sign_body, verified_body

_HEAD = b"loalang-audit-head "
_REMOVAL = b"loalang-audit-removal "
_ENDING = ".head"
_KEY_ENDING = ".pem"
_log = structlog.get_logger(__name__)


@frozen
class Head:
    """Where a commune's chain ended: the number and hash of its last event at the instant `at`."""

    commune_id: CommuneId
    at: datetime
    number: int
    hash: Sha256


@frozen
class SignedHead:
    """A head as it lies in a file; its signature is not looked at yet."""

    path: Path
    signed: bytes


def sign_head(head: Head, signer: Signer) -> bytes:
    """The bytes of a day's head."""
    return sign_body(_HEAD, _body(head), signer)


def sign_removal(head: Head, signer: Signer) -> bytes:
    """The statement that all events up to and with this one were removed on purpose; no head passes for it."""
    return sign_body(_REMOVAL, _body(head), signer)


def read_head(signed: bytes, public_key: bytes) -> Head:
    """Raises `BadSignatureError` for what the commune never signed."""
    return _read(_HEAD, signed, public_key)


def read_removal(signed: bytes, public_key: bytes) -> Head:
    """Raises `BadSignatureError` for what the commune never signed."""
    return _read(_REMOVAL, signed, public_key)


@frozen
class Witnesses:
    """Folders that keep heads: the first is the server's own, the others are used while they are there, as a drive is."""

    own: Path
    others: Sequence[Path] = ()

    @classmethod
    def of(cls, folders: Sequence[Path]) -> Self:
        """The first is the server's own."""
        return cls(folders[0], tuple(folders[1:]))

    def has(self, commune_id: CommuneId, day: date) -> bool:
        """Whether the day's head is written."""
        return (self.own / _name(commune_id, day)).exists()

    def write(self, commune_id: CommuneId, day: date, signed: bytes) -> None:
        """Keep a day's head in the own folder; one that is there stays. Raises `FileTroubleError`, OSError."""
        if not self.has(commune_id, day):
            self.own.mkdir(parents=True, exist_ok=True)
            write_durably(self.own / _name(commune_id, day), signed)

    def write_key(self, commune_id: CommuneId, pem: bytes) -> None:
        """Keep a commune's public key beside its heads: what it signed is verified with. Raises `FileTroubleError`, OSError."""
        self.own.mkdir(parents=True, exist_ok=True)
        write_durably(self.own / f"khoa-{commune_id}{_KEY_ENDING}", pem)

    def key_files(self) -> list[Path]:
        """The files of public keys in the own folder."""
        return sorted(self.own.glob(f"*{_KEY_ENDING}"))

    def spread(self) -> None:
        """Give every folder whose drive is there the heads and keys it has not got; none that it has is written over."""
        for folder in self.others:
            if not folder.parent.is_dir():
                continue
            try:
                folder.mkdir(exist_ok=True)
                for kept in (*sorted(self.own.glob(f"*{_ENDING}")), *self.key_files()):
                    if not (folder / kept.name).exists():
                        write_durably(folder / kept.name, kept.read_bytes(), shared=True)
            except (OSError, FileTroubleError) as error:
                _log.warning("audit.head_not_copied", cause=type(error).__name__)

    def heads(self, commune_id: CommuneId) -> Iterator[SignedHead]:
        """Every head of a commune that is found, the oldest day first within each folder."""
        for folder in (self.own, *self.others):
            for path in sorted(folder.glob(f"*-{commune_id}{_ENDING}")):
                yield SignedHead(path, path.read_bytes())


def _name(commune_id: CommuneId, day: date) -> str:
    return f"{day.isoformat()}-{commune_id}{_ENDING}"


def _body(head: Head) -> bytes:
    said: dict[str, Json] = {
        "commune_id": str(head.commune_id),
        "at": head.at.isoformat(),
        "number": head.number,
        "hash": head.hash,
    }
    return canonical(said)


def _read(prefix: bytes, signed: bytes, public_key: bytes) -> Head:
    try:
        said = json.loads(verified_body(prefix, signed, Ed25519PublicKey.from_public_bytes(public_key)))
        at = datetime.fromisoformat(said["at"])
        return Head(CommuneId(UUID(said["commune_id"])), at, int(said["number"]), Sha256(said["hash"]))
    except (ValueError, TypeError, KeyError) as exc:
        raise BadSignatureError from exc
