"""Recordings: a human reading in place of the voices, and music that scripts and templates name."""

import shutil
import tempfile
import threading
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from sqlalchemy.orm import Session

from app import programmes
from app.accounts import Actor, Right
from app.bulletins import Effect, MusicCall, VersionKey, version
from app.desk.following import refill
from app.desk.office import Office
from app.programmes import Agreed, Recording, StoredSound, recording
from app.timetable import aired_versions
from app.units import BulletinId, RecordingId
from app.values import frozen
from app.words import sentence

_DECODERS = threading.BoundedSemaphore(2)
"""A decoder may take a gigabyte, and an office PC has two cores."""


@frozen
class Upload:
    """A file as it came in. file_name: what it was called where it came from."""

    file: BinaryIO
    file_name: str


def add_music(office: Office, session: Session, actor: Actor, name: str, upload: Upload) -> Recording:
    """Keep music under a name. Raises `BadUploadError`, and what `app.programmes.add_music` raises."""
    actor.must(Right.WRITE)
    return programmes.add_music(session, office.clock, actor, name, _taken(office, upload))


def replace_music(
    office: Office, session: Session, actor: Actor, recording_id: RecordingId, upload: Upload, *, may_reopen: bool
) -> tuple[Recording, list[VersionKey]]:
    """Let a name mean another file; returns also the drafts of bulletins that were taken back, which `may_reopen` agrees to.

    Raises `BadUploadError`, and what `app.programmes.replace_music` raises.
    """
    actor.must(Right.WRITE)
    with office.sessions.read() as before:  # decoding takes its time, for which nobody who writes is to wait
        recording(before, actor.commune_id, recording_id)
    sound = _taken(office, upload)
    agreed = _agreed(office, session, actor, recording_id, "music_replaced", may_reopen=may_reopen)
    done = programmes.replace_music(session, office.clock, actor, recording_id, sound, agreed=agreed)
    refill(office, session, actor.commune_id)
    return done


def retire_music(
    office: Office, session: Session, actor: Actor, recording_id: RecordingId, *, may_reopen: bool
) -> list[VersionKey]:
    """Let a name mean nothing any more; see `replace_music`. Raises what `app.programmes.retire_music` raises."""
    actor.must(Right.WRITE)
    agreed = _agreed(office, session, actor, recording_id, "music_retired", may_reopen=may_reopen)
    drafts = programmes.retire_music(session, office.clock, actor, recording_id, agreed=agreed)
    refill(office, session, actor.commune_id)
    return drafts


def put_reading(
    office: Office, session: Session, actor: Actor, bulletin_id: BulletinId, number: int, *, upload: Upload
) -> Recording:
    """Let a human reading be how a draft is heard; the approval binds exactly this sound. Raises `BadUploadError` and more."""
    actor.must(Right.WRITE)
    with office.sessions.read() as before:
        version(before, actor.commune_id, bulletin_id, number)
    return programmes.put_reading(session, office.clock, actor, bulletin_id, number, sound=_taken(office, upload))


def drop_reading(office: Office, session: Session, actor: Actor, bulletin_id: BulletinId, number: int) -> None:
    """Let the voices speak a draft again. Raises what `app.programmes.drop_reading` raises."""
    actor.must(Right.WRITE)
    programmes.drop_reading(session, office.clock, actor, bulletin_id, number)


def set_end(office: Office, session: Session, actor: Actor, recording_id: RecordingId, ends_at: datetime | None) -> Recording:
    """Say until when a recording is to be heard; what is bound to it is not aired after that. Raises `NotFoundError`."""
    actor.must(Right.WRITE)
    found = programmes.set_end(session, office.clock, actor, recording_id, ends_at)
    refill(office, session, actor.commune_id)
    return found


@frozen
class Use:
    """A version whose script calls the music. effect: of replacing or retiring it."""

    call: MusicCall
    effect: Effect


def uses_of(office: Office, session: Session, actor: Actor, recording_id: RecordingId) -> tuple[list[Use], tuple[str, ...]]:
    """Which versions call the music, and which templates. Raises `NotMusicError`, `NotFoundError`."""
    actor.must(Right.LOOK)
    found = programmes.uses_of(session, office.clock, actor.commune_id, recording_id)
    aired = aired_versions(session, actor.commune_id, [each.summary.version_id for each in found.calls])
    uses = [Use(each, Effect.KEEP if each.summary.version_id in aired else each.effect) for each in found.calls]
    return uses, found.templates


def _agreed(office: Office, session: Session, actor: Actor, recording_id: RecordingId, why: str, *, may_reopen: bool) -> Agreed:
    found = recording(session, actor.commune_id, recording_id)
    calls = programmes.uses_of(session, office.clock, actor.commune_id, recording_id).calls
    aired = aired_versions(session, actor.commune_id, [each.summary.version_id for each in calls])
    return Agreed(may_reopen, sentence(why, {"name": found.name}).detail, aired)


def _taken(office: Office, upload: Upload) -> StoredSound:
    """Decode an upload into the store of files. Raises `BadUploadError`; then nothing of it is kept."""
    from app.studio import decode_upload  # noqa: PLC0415  # light start

    office.studio.work.mkdir(parents=True, exist_ok=True)
    with _DECODERS, tempfile.TemporaryDirectory(dir=office.studio.work, prefix="upload-") as folder:
        received, decoded = Path(folder) / "received", Path(folder) / "decoded.wav"
        with received.open("wb") as target:
            shutil.copyfileobj(upload.file, target, 1 << 20)
        found = decode_upload(received, decoded, name=upload.file_name)
        return StoredSound(office.studio.files.adopt(decoded), found.seconds, tuple(each.value for each in found.warnings))
