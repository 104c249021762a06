"""What a person let sound is signed with the commune's key, so that no row that was changed in the database sounds.

Two signatures: which files are the audio of a content, and what is said where, how often and until when at the latest. To end
or to shorten something takes neither: silence needs no key.
"""

from datetime import UTC, datetime
from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy.orm import Session

from app.accounts import Actor
from app.canonical import Json, canonical
from app.clock import Clock
from app.db import of_commune, readable
from app.emergencies.ending import end_row, note
from app.emergencies.errors import EmergencyAlteredError
from app.emergencies.model import ORDERED, Audio, Emergency, EmergencyState
from app.emergencies.queries import emergency_of, live, row_of
from app.emergencies.tables import EmergencyRow
from app.units import CommuneId, Sha256
from app.wire.trust import Signer
from app.zones import public_key


def seal(row: EmergencyRow, signer: Signer) -> None:
    """Sign what the row says now."""
    row.sealed_until = row.ends_at
    row.seal = signer.sign(_said(emergency_of(row)))


def sign_audio(signer: Signer, commune_id: CommuneId, content_hash: Sha256, audio: Audio) -> bytes:
    """The 64 bytes that bind audio to the hash of what it was made from."""
    return signer.sign(_heard(commune_id, content_hash, audio))


def is_its_audio(key: bytes, commune_id: CommuneId, content_hash: Sha256, audio: Audio) -> bool:
    """Whether just this was signed as the audio of the content. key: the commune's public one."""
    return audio.signature is not None and _is_signed(audio.signature, key, _heard(commune_id, content_hash, audio))


def is_sealed(key: bytes, known: Emergency) -> bool:
    """Whether it is what a person let sound, but that it may end sooner, and so is its audio. key: the commune's public one."""
    if known.seal is None or known.sealed_until is None or known.ends_at > known.sealed_until:
        return False
    audio = known.audio is None or is_its_audio(key, known.commune_id, known.content_hash, known.audio)
    return audio and _is_signed(known.seal, key, _said(known))


def made_before(session: Session, commune_id: CommuneId, content_hash: Sha256) -> Audio | None:
    """The audio of an earlier emergency, a draft say, with the same words and voice: it is ready at once."""
    key = public_key(session, commune_id)
    query = of_commune(EmergencyRow, commune_id).where(EmergencyRow.content_hash == content_hash, EmergencyRow.audio.is_not(None))
    found = (known.audio for known in readable(session, query.order_by(EmergencyRow.id.desc()), emergency_of) if known.audio)
    return next((audio for audio in found if is_its_audio(key, commune_id, content_hash, audio)), None)


def drop_altered(session: Session, clock: Clock, actor: Actor) -> int:
    """End what is not what a person let sound, so that it stands in the lists with its reason; returns how many were found.

    A correction that waits for its need is thrown away: it is made anew.
    """
    key, now = public_key(session, actor.commune_id), clock.now()
    altered = [each for each in live(session, actor.commune_id, now) if not is_sealed(key, each)]
    for known in altered:
        row = row_of(session, actor.commune_id, known.id, lock=True)
        if known.state is EmergencyState.PREPARED:
            note(session, now, actor, "find_altered", row)
            session.delete(row)
            session.flush()
        else:
            end_row(session, now, actor, row, "bị sửa ngoài phần mềm")
    return len(altered)


def refuse_altered(session: Session, row: EmergencyRow) -> None:
    """Raises `EmergencyAlteredError`."""
    known = emergency_of(row)
    if not is_sealed(public_key(session, known.commune_id), known):
        raise EmergencyAlteredError(known.title)


def _said(known: Emergency) -> bytes:
    """Where a correction is heard follows the zones until it sounds."""
    prepared = known.state is EmergencyState.PREPARED
    content: dict[str, Json] = {
        "for": "loalang-emergency",
        "stage": "ordered" if known.state in ORDERED else known.state.value,
        "id": str(known.id),
        "commune": str(known.commune_id),
        "sort": known.sort.value,
        "correction_of": str(known.correction_of),
        "message": [known.sender, known.identifier, known.msg_type.value, *known.references],
        "status": known.status.value,
        "hazard": known.hazard.value,
        "title": known.title,
        "text": known.text,
        "spoken": known.spoken,
        "content_hash": known.content_hash,
        "zones": [] if prepared else [str(each) for each in known.zone_ids],
        "repeat_every_s": known.repeat_every_s,
        "times": known.times,
        "resume": known.resume.value,
        "repeat": [str(known.repeat_from), str(known.repeat_to)],
        "from": [_instant(known.begins_at), _instant(known.began_at)],
        "until": _instant(known.sealed_until),
    }
    return canonical(content)


def _heard(commune_id: CommuneId, content_hash: Sha256, audio: Audio) -> bytes:
    content: dict[str, Json] = {
        "for": "loalang-emergency-audio",
        "commune": str(commune_id),
        "content_hash": content_hash,
        "files": {form: [each.sha256, each.size] for form, each in audio.forms.items()},
        "seconds": float(audio.seconds),
        "sentences_s": [float(each) for each in audio.sentences_s],
    }
    return canonical(content)


def _instant(at: datetime | None) -> str:
    return "" if at is None else at.astimezone(UTC).isoformat()


@lru_cache(4096)
def _is_signed(signature: bytes, key: bytes, said: bytes) -> bool:
    """Remembered: each station asks it of everything that sounds."""
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, said)
    except (InvalidSignature, ValueError):
        return False
    return True
