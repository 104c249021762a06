"""The seal of an audio file: what was approved that sounds in it, signed with the commune's key.

Who has the file and the commune's public key can tell, with nothing else at hand, whose approval it sounds by and whether a bit
of it was changed. docs/decisions/0136.
"""

import base64
from collections.abc import Collection
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from pydantic import AwareDatetime, BaseModel, ConfigDict, StringConstraints, ValidationError

from app.canonical import canonical
from app.studio import Parts, parts_of, put_seal, seal_of
from app.values import frozen
from app.wire.errors import BadSignatureError
from app.wire.trust import Signer, sign_body, verified_body

_PREFIX = b"loalang-seal "
_Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class _Said(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class SealedApproval(_Said):
    """Who approved a version, as sheets and logs name that person, when, and what: the hash of its content."""

    by: str
    at: AwareDatetime
    content_hash: _Digest
    valid_from: AwareDatetime | None
    valid_to: AwareDatetime | None


class SealedVersion(_Said):
    """A version that sounds in the file. approval: None where it was not approved when the file was made."""

    bulletin_id: UUID
    version_id: UUID
    number: int
    title: str
    approval: SealedApproval | None


class Claims(_Said):
    """What the commune says of a file. content_hash: of all it was made from, greetings and all."""

    commune_id: UUID
    commune: str
    title: str
    content_hash: _Digest
    versions: tuple[SealedVersion, ...]

    @property
    def is_approved(self) -> bool:
        """Whether all that sounds in it was approved when it was made."""
        return all(each.approval is not None for each in self.versions)


class _Seal(_Said):
    """key: the public half of what it is signed with; audio, size, rest: see `app.studio.Parts`."""

    schema_number: Literal[1] = 1
    key: _Digest
    claims: Claims
    audio: _Digest
    size: int
    rest: _Digest


class Finding(StrEnum):
    """What a file proves to be."""

    INTACT = "intact"
    NOT_APPROVED = "not_approved"
    """As it was made, of something that was not approved then."""
    AUDIO_CHANGED = "audio_changed"
    OTHER_AUDIO = "other_audio"
    """The seal is of audio of another length: it was moved here, or something was cut out or put in."""
    REST_CHANGED = "rest_changed"
    """The audio is as it was made; its title or the like is not."""
    SEAL_CHANGED = "seal_changed"
    OTHER_KEY = "other_key"
    """Whole in itself, and signed by somebody who is none of those that are trusted here."""
    NO_SEAL = "no_seal"


@frozen
class Verdict:
    """claims: what the seal says, where its signature holds; key: whose signature that is, in hexadecimal."""

    finding: Finding
    claims: Claims | None = None
    key: str = ""


def seal(path: Path, claims: Claims, *, signer: Signer, public_key: bytes) -> None:
    """Put the seal into a finished MP3 or WAV: from here on its bytes are what is stored, listed and handed out."""

    def make(parts: Parts) -> bytes:
        said = _Seal(key=public_key.hex(), claims=claims, audio=parts.audio, size=parts.size, rest=parts.rest)
        return sign_body(_PREFIX, canonical(said.model_dump(mode="json")), signer)

    put_seal(path, make)


def verify(path: Path, trusted: Collection[bytes]) -> Verdict:
    """What a file proves to be. trusted: public keys, 32 bytes each. Raises `NotAudioError`, OSError."""
    signed = seal_of(path)
    if signed is None:
        return Verdict(Finding.NO_SEAL)
    said = _read(signed)
    if said is None:
        return Verdict(Finding.SEAL_CHANGED)
    if bytes.fromhex(said.key) not in trusted:
        return Verdict(Finding.OTHER_KEY, said.claims, said.key)
    return Verdict(_compared(said, parts_of(path)), said.claims, said.key)


def _compared(said: _Seal, found: Parts) -> Finding:
    if said.size != found.size:
        return Finding.OTHER_AUDIO
    if said.audio != found.audio:
        return Finding.AUDIO_CHANGED
    if said.rest != found.rest:
        return Finding.REST_CHANGED
    return Finding.INTACT if said.claims.is_approved else Finding.NOT_APPROVED


def _read(signed: bytes) -> _Seal | None:
    """None for what its own key did not sign, or signed in another form: base64 has bits that say nothing."""
    try:
        said = _Seal.model_validate_json(signed.partition(b"\n")[2])
        verified_body(_PREFIX, signed, Ed25519PublicKey.from_public_bytes(bytes.fromhex(said.key)))
    except (ValidationError, BadSignatureError, ValueError):
        return None
    return said if _is_plain(signed) else None


def _is_plain(signed: bytes) -> bool:
    line = signed.partition(b"\n")[0].removeprefix(_PREFIX)
    return base64.b64encode(base64.b64decode(line)) == line
