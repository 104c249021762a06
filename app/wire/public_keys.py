"""Public keys of communes as files: PEM, as every other program reads them, or the 64 digits that are printed."""

import re
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_public_key

from app.wire.errors import BadKeyFileError

_LARGEST = 10_000
_DIGITS = re.compile(rb"[0-9a-fA-F]{64}")


def key_to_pem(public_key: bytes) -> bytes:
    """A file for 32 raw bytes."""
    return Ed25519PublicKey.from_public_bytes(public_key).public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def read_key(path: Path) -> bytes:
    """The 32 raw bytes. Raises `BadKeyFileError`, OSError."""
    with path.open("rb") as file:
        data = file.read(_LARGEST).strip()
    if _DIGITS.fullmatch(data):
        return bytes.fromhex(data.decode())
    try:
        key = load_pem_public_key(data)
    except ValueError as exc:
        raise BadKeyFileError(path.name) from exc
    if not isinstance(key, Ed25519PublicKey):
        raise BadKeyFileError(path.name)
    return key.public_bytes_raw()
