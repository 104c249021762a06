"""Recordings: a human reading that takes the place of synthesis, and music that scripts and templates name.

A reading is put to a draft only; submission makes it part of the content hash, so the approver approves exactly that sound.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.accounts import Actor, record_act
from app.bulletins import State, version
from app.clock import Clock
from app.errors import NotFoundError
from app.programmes.errors import NotDraftError, RecordingNameError
from app.programmes.tables import RecordingRow
from app.units import BulletinId, CommuneId, RecordingId, Sha256, VersionId, new_id

LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class StoredSound:
    """An upload that was decoded and stored: a mono 16-bit WAV in the store of files. warnings: codes of what is odd."""

    sha256: Sha256
    seconds: float
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Recording:
    """A recording in the commune's list."""

    id: RecordingId
    version_id: VersionId | None
    name: str
    sound: StoredSound
    created_at: datetime
    created_by: str


def put_reading(
    session: Session, clock: Clock, actor: Actor, bulletin_id: BulletinId, number: int, *, sound: StoredSound
) -> Recording:
    """Let `sound` be how this draft is heard; an earlier reading of it is replaced. Raises `NotDraftError`, `NotFoundError`."""
    found = version(session, actor.commune_id, bulletin_id, number).summary
    if found.state is not State.DRAFT:
        raise NotDraftError(state=found.state.value)
    session.execute(delete(RecordingRow).where(RecordingRow.version_id == found.version_id))
    return _add(session, clock, actor, f"{found.version_id}", sound, version_id=found.version_id)


def drop_reading(session: Session, clock: Clock, actor: Actor, bulletin_id: BulletinId, number: int) -> None:
    """Let the voices speak this draft again. Raises `NotDraftError`, `NotFoundError`."""
    found = version(session, actor.commune_id, bulletin_id, number).summary
    if found.state is not State.DRAFT:
        raise NotDraftError(state=found.state.value)
    session.execute(delete(RecordingRow).where(RecordingRow.version_id == found.version_id))
    record_act(session, clock.now(), actor, "drop_reading", subject="bulletin_version", subject_id=found.version_id)


def add_music(session: Session, clock: Clock, actor: Actor, name: str, sound: StoredSound) -> Recording:
    """Keep music under a name that `[nhạc: TÊN]` can say. Raises `RecordingNameError` for an empty, long or taken name."""
    clean = " ".join(name.split())
    taken = {
        key.casefold() for key in session.scalars(select(RecordingRow.name).where(RecordingRow.commune_id == actor.commune_id))
    }
    if not clean or len(clean) > LONGEST_NAME or not clean.isprintable() or clean.casefold() in taken:
        raise RecordingNameError(name=clean[:LONGEST_NAME])
    return _add(session, clock, actor, clean, sound)


def recordings(session: Session, commune_id: CommuneId) -> Sequence[Recording]:
    """All recordings of the commune, the newest first."""
    query = select(RecordingRow).where(RecordingRow.commune_id == commune_id).order_by(RecordingRow.id.desc())
    return [_recording(row) for row in session.scalars(query)]


def recording(session: Session, commune_id: CommuneId, recording_id: RecordingId) -> Recording:
    """One recording. Raises `NotFoundError`."""
    row = session.get(RecordingRow, recording_id)
    if row is None or row.commune_id != commune_id:
        raise NotFoundError(kind="recording", key=str(recording_id))
    return _recording(row)


def reading_of(session: Session, commune_id: CommuneId, version_id: VersionId) -> Sha256 | None:
    """The audio of the human reading put to a version, if there is one."""
    query = select(RecordingRow.audio_sha256).where(RecordingRow.commune_id == commune_id, RecordingRow.version_id == version_id)
    found = session.scalars(query).first()
    return Sha256(found) if found else None


def music_by_name(session: Session, commune_id: CommuneId) -> dict[str, Sha256]:
    """The commune's music by its case-folded name."""
    query = select(RecordingRow.name, RecordingRow.audio_sha256).where(
        RecordingRow.commune_id == commune_id, RecordingRow.version_id.is_(None)
    )
    return {name.casefold(): Sha256(sha256) for name, sha256 in session.execute(query)}


def _add(
    session: Session, clock: Clock, actor: Actor, name: str, sound: StoredSound, *, version_id: VersionId | None = None
) -> Recording:
    row = RecordingRow(
        id=new_id(),
        commune_id=actor.commune_id,
        version_id=version_id,
        name=name,
        audio_sha256=sound.sha256,
        seconds=sound.seconds,
        warnings=list(sound.warnings),
        created_at=clock.now(),
        created_by=actor.name,
    )
    session.add(row)
    session.flush()
    act = "put_reading" if version_id else "add_music"
    record_act(session, clock.now(), actor, act, subject="recording", subject_id=row.id, audio_sha256=sound.sha256)
    return _recording(row)


def _recording(row: RecordingRow) -> Recording:
    return Recording(
        id=RecordingId(row.id),
        version_id=VersionId(row.version_id) if row.version_id else None,
        name=row.name,
        sound=StoredSound(Sha256(row.audio_sha256), row.seconds, tuple(row.warnings)),
        created_at=row.created_at,
        created_by=row.created_by,
    )
