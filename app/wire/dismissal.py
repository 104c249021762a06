"""The signed word that a PC is its station no more: another took its place, or the station was taken away.

It names the one enrolment it ends, by the hash of its token, so it neither fits a later one nor another PC. It proves itself: a
bare 401, which anybody on the network can give, ends nothing.
"""

import hashlib
from typing import Annotated
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from pydantic import Field, ValidationError

from app.wire.enrolment import Enrolment
from app.wire.errors import OtherStationError, WrongSchemaError
from app.wire.protocol import SCHEMA, Digest, Instant, Message
from app.wire.trust import Signer, sign_body, verified_body

PREFIX = b"loalang-dismissal "
DISMISSED = "station_dismissed"
"""Fault: it is shown at the PC, since the server no longer listens to it."""


class Dismissal(Message):
    """token_sha256: of the token whose enrolment has ended. at: when."""

    schema_number: Annotated[int, Field(ge=SCHEMA, le=SCHEMA)] = SCHEMA
    station_id: UUID
    token_sha256: Digest
    at: Instant


def sign_dismissal(dismissal: Dismissal, signer: Signer) -> bytes:
    """The bytes to send."""
    return sign_body(PREFIX, dismissal.canonical(), signer)


def read_dismissal(signed: bytes, enrolment: Enrolment) -> Dismissal:
    """Check signature, schema, and that it ends this very enrolment.

    Raises BadSignatureError, WrongSchemaError, OtherStationError.
    """
    body = verified_body(PREFIX, signed, Ed25519PublicKey.from_public_bytes(enrolment.public_key))
    try:
        dismissal = Dismissal.model_validate_json(body)
    except ValidationError as exc:
        raise WrongSchemaError(schema_number=None) from exc
    is_mine = dismissal.token_sha256 == hashlib.sha256(enrolment.token.encode()).hexdigest()
    if dismissal.station_id != enrolment.station_id or not is_mine:
        raise OtherStationError(str(dismissal.station_id))
    return dismissal
