"""Rules of trust, without any I/O: what makes a manifest one that this station obeys.

A signed manifest is a first line `loalang-manifest <signature, base64>` and then the canonical JSON that was signed. The
signature is checked over the bytes as they came, before anything in them is read. Shape after python-tuf's trusted metadata set.
"""

import base64
import binascii
import hashlib
import json
from datetime import datetime
from typing import Protocol
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from pydantic import ValidationError

from app.units import Sha256
from app.values import frozen
from app.wire.errors import (
    BadSignatureError,
    ForkedManifestError,
    ManifestExpiredError,
    ManifestNotYetError,
    OlderManifestError,
    OtherStationError,
    WrongSchemaError,
)
from app.wire.protocol import SCHEMA, Manifest

_PREFIX = b"loalang-manifest "


class Signer(Protocol):
    """What messages of one commune are signed with: Ed25519 (RFC 8032), whose public half its stations trust."""

    def sign(self, data: bytes, /) -> bytes:
        """The 64 bytes of the signature; the same data give the same ones."""
        ...


@frozen
class Accepted:
    """The newest manifest ever accepted: its version, and the hash of its signed bytes."""

    version: int
    digest: Sha256


def sign_manifest(manifest: Manifest, signer: Signer) -> bytes:
    """The bytes to send: signature line and canonical JSON. The same manifest and signer give the same bytes."""
    return sign_body(_PREFIX, manifest.canonical(), signer)


def sign_body(prefix: bytes, body: bytes, signer: Signer) -> bytes:
    """A signed message. prefix: says what sort it is, and is signed with it, so that no sort passes for another."""
    return prefix + base64.b64encode(signer.sign(prefix + body)) + b"\n" + body


def digest_of(signed: bytes) -> Sha256:
    """The hash by which the store remembers a signed manifest."""
    return Sha256(hashlib.sha256(signed).hexdigest())


def read_manifest(signed: bytes, *, key: Ed25519PublicKey, station_id: UUID) -> Manifest:
    """Check signature, schema and addressee.

    Raises BadSignatureError, WrongSchemaError, OtherStationError.
    """
    body = verified_body(_PREFIX, signed, key)
    try:
        number = json.loads(body)["schema_number"]
    except (ValueError, TypeError, KeyError, RecursionError) as exc:
        raise WrongSchemaError(schema_number=None) from exc
    if number != SCHEMA:
        raise WrongSchemaError(schema_number=number if isinstance(number, int) else None)
    try:
        manifest = Manifest.model_validate_json(body)
    except ValidationError as exc:
        raise WrongSchemaError(schema_number=None) from exc
    if manifest.station_id != station_id:
        raise OtherStationError(str(manifest.station_id))
    return manifest


def trusted_manifest(
    signed: bytes,
    *,
    key: Ed25519PublicKey,
    station_id: UUID,
    accepted: Accepted | None,
    now: datetime,
) -> Manifest:
    """Check everything, at the one reference instant `now`; only what this returns may be stored.

    Raises what `read_manifest` raises, and OlderManifestError, ForkedManifestError, ManifestExpiredError, ManifestNotYetError.
    """
    manifest = read_manifest(signed, key=key, station_id=station_id)
    same = accepted is not None and (manifest.version, digest_of(signed)) == (accepted.version, accepted.digest)
    if accepted is not None and manifest.version <= accepted.version and not same:
        raise OlderManifestError(manifest.version, accepted.version)
    before = manifest.previous
    if accepted and not same and before and before.version == accepted.version and before.digest != accepted.digest:
        raise ForkedManifestError(accepted.version)
    if now >= manifest.expires_at:
        raise ManifestExpiredError(manifest.expires_at.isoformat())
    if now < manifest.not_before:
        raise ManifestNotYetError(manifest.not_before.isoformat())
    return manifest


def is_linked(manifest: Manifest, accepted: Accepted | None) -> bool:
    """Whether the server that made `manifest` knew the one accepted before; a station may have missed any number between.

    If not, it was restored from a backup, or somebody else signs with its key. The manifest is obeyed all the same, since a
    restored server must reach its stations with nobody present; but a person is told.
    """
    if accepted is None or manifest.version == accepted.version:
        return True
    return manifest.previous is not None and manifest.previous.version >= accepted.version


def verified_body(prefix: bytes, signed: bytes, key: Ed25519PublicKey) -> bytes:
    """What was signed, once its signature over `prefix` and body holds. Raises BadSignatureError."""
    line, newline, body = signed.partition(b"\n")
    if not newline or not line.startswith(prefix):
        raise BadSignatureError
    try:
        key.verify(base64.b64decode(line.removeprefix(prefix), validate=True), prefix + body)
    except (InvalidSignature, binascii.Error) as exc:
        raise BadSignatureError from exc
    return body
