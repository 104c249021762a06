"""Which files are the audio of a content: signed by whoever made them, so that no row lends a content the audio of another."""

from collections.abc import Mapping
from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from app.airing import AudioFormat
from app.programmes.model import StoredAudio
from app.units import CommuneId, Sha256
from app.wire.trust import Signer

_PREFIX = "loalang-rendering"


def sign_files(signer: Signer, commune_id: CommuneId, content_hash: Sha256, forms: Mapping[AudioFormat, StoredAudio]) -> bytes:
    """The 64 bytes that bind files to the hash of what they were made from."""
    return signer.sign(_said(commune_id, content_hash, forms))


def are_its_files(
    signature: bytes | None, key: bytes, commune_id: CommuneId, content_hash: Sha256, forms: Mapping[AudioFormat, StoredAudio]
) -> bool:
    """Whether just these files were signed for this content. key: the commune's public one."""
    return signature is not None and _is_signed(signature, key, _said(commune_id, content_hash, forms))


def _said(commune_id: CommuneId, content_hash: Sha256, forms: Mapping[AudioFormat, StoredAudio]) -> bytes:
    files = (f"{form} {each.sha256} {each.size}" for form, each in sorted(forms.items()))
    return "\n".join((_PREFIX, str(commune_id), content_hash, *files)).encode()


@lru_cache(4096)
def _is_signed(signature: bytes, key: bytes, said: bytes) -> bool:
    """Remembered: each look at a timetable asks it of every airing that waits."""
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, said)
    except (InvalidSignature, ValueError):
        return False
    return True
