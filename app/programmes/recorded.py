"""Recordings: a human reading that takes the place of synthesis, and music that scripts and templates name.

A reading is put to a draft only; submission makes it part of the content hash, so the approver approves exactly that sound.
"""

from collections.abc import Collection, Iterable, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime

from sqlalchemy import Select, delete, select
from sqlalchemy.orm import Session

from app.accounts import Actor, record_act
from app.bulletins import Effect, MusicCall, State, Summary, VersionKey, bound_audio, calls_of, reopen, version, wrote_at
from app.clock import Clock
from app.db import of_commune, present, readable, readable_one
from app.errors import NotFoundError
from app.names import name_key, tidy
from app.programmes.errors import (
    MusicCalledError,
    NotDraftError,
    NotMusicError,
    RecordingNameError,
    TemplateNeedsMusicError,
)
from app.programmes.tables import RecordingRow
from app.programmes.templates import templates_naming
from app.studio import sound_names
from app.units import BulletinId, CommuneId, PersonId, RecordingId, Sha256, VersionId, new_id
from app.values import frozen

LONGEST_NAME = 80


@frozen
class StoredSound:
    """An upload that was decoded and stored: a mono 16-bit WAV in the store of files. warnings: codes of what is odd."""

    sha256: Sha256
    seconds: float
    warnings: tuple[str, ...]


@frozen
class Recording:
    """A recording in the commune's list. ends_at: the first instant at which it is no longer to be heard; None: there is none."""

    id: RecordingId
    version_id: VersionId | None
    name: str
    sound: StoredSound
    created_at: datetime
    created_by: str
    ends_at: datetime | None
    retired_at: datetime | None


@frozen
class Agreed:
    """What an officer agreed to. may_reopen: that bulletins are taken back; reason: why, for those who find theirs taken back.

    aired: versions that were heard, which keep their approval and the sound it bound.
    """

    may_reopen: bool
    reason: str
    aired: AbstractSet[VersionId] = frozenset()


@frozen
class MusicUses:
    """Where music is called: versions that may yet be heard, and programme templates."""

    calls: tuple[MusicCall, ...]
    templates: tuple[str, ...]


def put_reading(
    session: Session, clock: Clock, actor: Actor, bulletin_id: BulletinId, number: int, *, sound: StoredSound
) -> Recording:
    """Let `sound` be how this draft is heard; an earlier reading of it is replaced. Raises `NotDraftError`, `NotFoundError`."""
    found = version(session, actor.commune_id, bulletin_id, number).summary
    if found.state is not State.DRAFT:
        raise NotDraftError(state=found.state.value)
    session.execute(delete(RecordingRow).where(RecordingRow.version_id == found.version_id))
    wrote_at(session, actor, found.version_id)
    return _add(session, clock, actor, f"{found.version_id}", sound, of=found)


def drop_reading(session: Session, clock: Clock, actor: Actor, bulletin_id: BulletinId, number: int) -> None:
    """Let the voices speak this draft again. Raises `NotDraftError`, `NotFoundError`."""
    found = version(session, actor.commune_id, bulletin_id, number).summary
    if found.state is not State.DRAFT:
        raise NotDraftError(state=found.state.value)
    session.execute(delete(RecordingRow).where(RecordingRow.version_id == found.version_id))
    wrote_at(session, actor, found.version_id)
    record_act(
        session, clock.now(), actor, "drop_reading", subject="bulletin_version", subject_id=found.version_id, title=found.title
    )


def add_music(session: Session, clock: Clock, actor: Actor, name: str, sound: StoredSound) -> Recording:
    """Keep music under a name that `[nhạc: TÊN]` can say. Raises `RecordingNameError` for an empty, long or taken name."""
    clean = tidy(name)
    if not clean or len(clean) > LONGEST_NAME or not clean.isprintable() or "[" in clean or "]" in clean:  # it stands in a mark
        raise RecordingNameError(name=clean[:LONGEST_NAME], cause="unfit")
    query = _live(actor.commune_id).where(RecordingRow.name_key == name_key(clean))
    if session.scalars(query).first() is not None:
        raise RecordingNameError(name=clean, cause="taken")
    return _add(session, clock, actor, clean, sound)


def replace_music(
    session: Session, clock: Clock, actor: Actor, recording_id: RecordingId, sound: StoredSound, *, agreed: Agreed
) -> tuple[Recording, list[VersionKey]]:
    """Let a name mean another sound; returns the new recording and the drafts of the bulletins that were taken back.

    An approval binds the sound it heard: what was submitted or approved and not aired yet is taken back where it calls the name,
    once the officer agreed. Raises `MusicCalledError`, `NotMusicError`, `NotFoundError`.
    """
    row = _music_row(session, actor.commune_id, recording_id)
    drafts = _take_back(session, clock, actor, row, agreed)
    row.retired_at = clock.now()
    session.flush()
    return _add(session, clock, actor, row.name, sound), drafts


def retire_music(session: Session, clock: Clock, actor: Actor, recording_id: RecordingId, *, agreed: Agreed) -> list[VersionKey]:
    """Let a name mean nothing any more; bulletins that call it are taken back as in `replace_music`.

    Raises also `TemplateNeedsMusicError` where a programme template names it: programmes are made without asking anybody.
    """
    row = _music_row(session, actor.commune_id, recording_id)
    if row.name_key not in sound_names() and (needing := templates_naming(row.name_key)):
        raise TemplateNeedsMusicError(name=row.name, template=needing[0])
    drafts = _take_back(session, clock, actor, row, agreed)
    row.retired_at = clock.now()
    session.flush()
    record_act(session, clock.now(), actor, "retire_music", subject="recording", subject_id=row.id, title=row.name)
    return drafts


def uses_of(session: Session, clock: Clock, commune_id: CommuneId, recording_id: RecordingId) -> MusicUses:
    """Where music is called. Raises `NotMusicError`, `NotFoundError`."""
    row = _music_row(session, commune_id, recording_id)
    return MusicUses(calls_of(session, clock.now(), commune_id, row.name_key), templates_naming(row.name_key))


def set_end(session: Session, clock: Clock, actor: Actor, recording_id: RecordingId, ends_at: datetime | None) -> Recording:
    """Say until when a recording is to be heard; None: for as long as what it is in. Raises `NotFoundError`."""
    row = present(session, RecordingRow, recording_id, actor.commune_id, kind="recording", lock=True)
    row.ends_at = ends_at
    session.flush()
    facts = {"title": row.name, "ends_at": ends_at.isoformat() if ends_at is not None else None}
    record_act(session, clock.now(), actor, "set_recording_end", subject="recording", subject_id=row.id, **facts)
    return _recording(row)


def unnamed_audio(session: Session) -> frozenset[Sha256]:
    """Audio of retired recordings that nothing names any more: no recording, and no version that may yet be heard."""
    retired = set(session.scalars(select(RecordingRow.audio_sha256).where(RecordingRow.retired_at.is_not(None))))
    if not retired:
        return frozenset()
    live = session.scalars(select(RecordingRow.audio_sha256).where(RecordingRow.retired_at.is_(None)))
    return frozenset(map(Sha256, retired - set(live) - bound_audio(session)))


def recordings(session: Session, commune_id: CommuneId, *, with_retired: bool = False) -> Sequence[Recording]:
    """All recordings of the commune, the newest first."""
    query = of_commune(RecordingRow, commune_id) if with_retired else _live(commune_id)
    return readable(session, query.order_by(RecordingRow.id.desc()), _recording)


def recording(session: Session, commune_id: CommuneId, recording_id: RecordingId) -> Recording:
    """One recording. Raises `NotFoundError`."""
    found = readable_one(session, _live(commune_id).where(RecordingRow.id == recording_id), _recording)
    if found is None:
        raise NotFoundError(kind="recording", key=str(recording_id))
    return found


def reading_of(session: Session, commune_id: CommuneId, version_id: VersionId) -> Sha256 | None:
    """The audio of the human reading put to a version, if there is one."""
    query = select(RecordingRow.audio_sha256).where(RecordingRow.commune_id == commune_id, RecordingRow.version_id == version_id)
    found = session.scalars(query).first()
    return Sha256(found) if found else None


def readings_of(session: Session, commune_id: CommuneId, version_ids: Iterable[VersionId]) -> dict[VersionId, Sha256]:
    """`reading_of` of those of `version_ids` that have one."""
    query = select(RecordingRow.version_id, RecordingRow.audio_sha256).where(
        RecordingRow.commune_id == commune_id, RecordingRow.version_id.in_(list(version_ids))
    )
    return {VersionId(key): Sha256(sha256) for key, sha256 in session.execute(query) if key is not None}


def music_by_name(session: Session, commune_id: CommuneId) -> dict[str, Sha256]:
    """The commune's music by the keys of its names."""
    query = _live(commune_id).where(RecordingRow.version_id.is_(None))
    rows = session.execute(query.with_only_columns(RecordingRow.name_key, RecordingRow.audio_sha256))
    return {name: Sha256(sha256) for name, sha256 in rows}


def brought_by(session: Session, commune_id: CommuneId, audio: Collection[Sha256]) -> frozenset[PersonId]:
    """Who brought these sounds: what is heard of them somebody else approves."""
    query = select(RecordingRow.created_by_id).where(
        RecordingRow.commune_id == commune_id, RecordingRow.audio_sha256.in_(audio), RecordingRow.created_by_id.is_not(None)
    )
    return frozenset(PersonId(key) for key in session.scalars(query) if key is not None)


def _live(commune_id: CommuneId) -> Select[RecordingRow]:
    return of_commune(RecordingRow, commune_id).where(RecordingRow.retired_at.is_(None))


def _music_row(session: Session, commune_id: CommuneId, recording_id: RecordingId) -> RecordingRow:
    row = present(session, RecordingRow, recording_id, commune_id, kind="recording")
    if row.version_id is not None:
        raise NotMusicError
    return row


def _take_back(session: Session, clock: Clock, actor: Actor, row: RecordingRow, agreed: Agreed) -> list[VersionKey]:
    calls = calls_of(session, clock.now(), actor.commune_id, row.name_key)
    waiting = [each.summary for each in calls if each.effect is Effect.REOPEN and each.summary.version_id not in agreed.aired]
    if waiting and not agreed.may_reopen:
        raise MusicCalledError(name=row.name, count=len(waiting), title=waiting[0].title)
    drafts = (reopen(session, clock, actor, each.bulletin_id, each.number, reason=agreed.reason) for each in waiting)
    return [draft for draft in drafts if draft is not None]


def _add(session: Session, clock: Clock, actor: Actor, name: str, sound: StoredSound, *, of: Summary | None = None) -> Recording:
    row = RecordingRow(
        id=new_id(),
        commune_id=actor.commune_id,
        version_id=of.version_id if of is not None else None,
        name=name,
        name_key=name_key(name),
        audio_sha256=sound.sha256,
        seconds=sound.seconds,
        warnings=list(sound.warnings),
        created_at=clock.now(),
        created_by=actor.name,
        created_by_id=actor.person_id,
    )
    session.add(row)
    session.flush()
    act, said = ("put_reading", of.title) if of is not None else ("add_music", name)
    facts = {"title": said, "audio_sha256": sound.sha256}
    record_act(session, clock.now(), actor, act, subject="recording", subject_id=row.id, **facts)
    return _recording(row)


def _recording(row: RecordingRow) -> Recording:
    return Recording(
        id=RecordingId(row.id),
        version_id=VersionId(row.version_id) if row.version_id else None,
        name=row.name,
        sound=StoredSound(Sha256(row.audio_sha256), row.seconds, tuple(row.warnings)),
        created_at=row.created_at,
        created_by=row.created_by,
        ends_at=row.ends_at,
        retired_at=row.retired_at,
    )
