"""What people do with an emergency: begin, confirm, end, correct. Its audio is made before, outside of any transaction."""

from collections.abc import Collection
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts import Actor
from app.canonical import canonical_hash
from app.clock import Clock
from app.db import of_commune
from app.emergencies.ending import end_row, note, replace_earlier
from app.emergencies.errors import (
    CorrectionNotReadyError,
    EmergencyEndError,
    EmergencyStateError,
    KeyReusedError,
    SamePersonError,
)
from app.emergencies.model import (
    OPEN,
    ORDERED,
    Audio,
    Emergency,
    EmergencyRules,
    EmergencyState,
    Hazard,
    MsgType,
    Sort,
    Status,
)
from app.emergencies.ordering import order_of
from app.emergencies.queries import emergency_of, row_of
from app.emergencies.sealing import refuse_altered, seal, sign_audio
from app.emergencies.tables import EmergencyRow
from app.units import CommuneId, EmergencyId, Sha256, ZoneId, new_id
from app.values import frozen
from app.wire.trust import Signer
from app.zones import Signers

LONGEST_H = 72
CORRECTION_TIMES, CORRECTION_EVERY_S, CORRECTION_ENDS = 3, 30, timedelta(minutes=30)
_SOUNDING = frozenset({Status.ACTUAL, Status.EXERCISE})


@frozen
class Wanted:
    """An emergency to begin. zone_ids: none is never the whole commune by accident, the caller names it. references: CAP's."""

    title: str
    hazard: Hazard
    text: str
    spoken: str
    zone_ids: tuple[ZoneId, ...]
    repeat_every_s: int
    ends_at: datetime
    content_hash: Sha256
    status: Status = Status.ACTUAL
    msg_type: MsgType = MsgType.ALERT
    references: tuple[str, ...] = ()
    identifier: str | None = None
    sender: str | None = None
    sent: datetime | None = None
    part: int = 0
    begins_at: datetime | None = None

    def digest(self) -> str:
        """By which the same request is known again."""
        return canonical_hash({name: str(value) for name, value in asdict(self).items()})


def refuse_end(now: datetime, ends_at: datetime, begins_at: datetime | None = None) -> None:
    """Raises `EmergencyEndError` for an end that is past, before the beginning, or further ahead than an emergency lasts."""
    if not max(now, begins_at or now) < ends_at <= now + timedelta(hours=LONGEST_H):
        raise EmergencyEndError(LONGEST_H)


def known_by_key(session: Session, commune_id: CommuneId, key: str, request: str) -> Emergency | None:
    """What this idempotency key began before. Raises `KeyReusedError` when it came with something else."""
    query = of_commune(EmergencyRow, commune_id).where(EmergencyRow.idempotency_key == key)
    row = session.scalars(query).one_or_none()
    if row is None:
        return None
    if row.request != request:
        raise KeyReusedError
    return emergency_of(row)


def begin(
    session: Session,
    clock: Clock,
    actor: Actor,
    wanted: Wanted,
    audio: Audio | None,
    *,
    signers: Signers,
    rules: EmergencyRules,
    key: str | None = None,
    request: str | None = None,
) -> Emergency:
    """Begin to sound, or wait for the second person, or with a status that never sounds be recorded. Raises `EmergencyEndError`.

    What no station could be ordered to sound is refused here: `EmergencyLengthError`, `EmergencyOrderError`. Only here does
    anything become `active`, and only what is `Actual` or a drill of our own.
    """
    now = clock.now()
    sounds = wanted.status in _SOUNDING and audio is not None
    if sounds:
        refuse_end(now, wanted.ends_at, wanted.begins_at)
    state = EmergencyState.RECORDED
    if sounds:
        state = EmergencyState.WAITING if rules.two_persons else _begun(now, wanted.begins_at)
    emergency_id, signer = EmergencyId(new_id()), signers.of(session, actor.commune_id)
    row = EmergencyRow(
        id=emergency_id,
        commune_id=actor.commune_id,
        sort=Sort.ALERT,
        identifier=wanted.identifier or str(emergency_id),
        sender=wanted.sender or f"loalang@{actor.commune_id}",
        part=wanted.part,
        sent=wanted.sent or now,
        status=wanted.status,
        msg_type=wanted.msg_type,
        references=list(wanted.references),
        hazard=wanted.hazard,
        title=wanted.title,
        text=wanted.text,
        spoken=wanted.spoken,
        zone_ids=[str(zone_id) for zone_id in wanted.zone_ids],
        repeat_every_s=wanted.repeat_every_s,
        begins_at=wanted.begins_at,
        ends_at=wanted.ends_at,
        resume=rules.resume,
        repeat_from=rules.repeat_from,
        repeat_to=rules.repeat_to,
        state=state,
        audio=_audio_json(signer, actor.commune_id, wanted.content_hash, audio),
        content_hash=wanted.content_hash,
        idempotency_key=key,
        request=request,
        started_by=actor.name,
        started_by_id=actor.person_id,
        began_at=max(now, wanted.begins_at or now) if state in ORDERED else None,
    )
    seal(row, signer)
    session.add(row)
    session.flush()
    note(session, now, actor, "begin_emergency", row)
    begun = emergency_of(row)
    if sounds:
        order_of(replace(begun, began_at=now), begun.zone_ids)
    return begun


def confirm(session: Session, clock: Clock, signers: Signers, actor: Actor, emergency_id: EmergencyId) -> Emergency:
    """The second person's word: now it sounds.

    Raises `NotFoundError`, `EmergencyStateError`, `EmergencyAlteredError`, `SamePersonError`, `EmergencyEndError`.
    """
    row = row_of(session, actor.commune_id, emergency_id, lock=True)
    _must_be(row, EmergencyState.WAITING)
    refuse_altered(session, row)
    if row.started_by_id == actor.person_id:
        raise SamePersonError
    now = clock.now()
    refuse_end(now, row.ends_at, row.begins_at)
    row.state, row.confirmed_by, row.began_at = _begun(now, row.begins_at), actor.name, max(now, row.begins_at or now)
    seal(row, signers.of(session, actor.commune_id))
    session.flush()
    note(session, now, actor, "confirm_emergency", row)
    replace_earlier(session, clock, actor, row)
    return emergency_of(row)


def end(session: Session, clock: Clock, actor: Actor, emergency_id: EmergencyId, *, reason: str) -> Emergency:
    """Let it sound no more. Raises `NotFoundError`, `EmergencyStateError`."""
    row = row_of(session, actor.commune_id, emergency_id, lock=True)
    if row.state not in OPEN:
        raise EmergencyStateError(row.state.value)
    was_waiting = row.state is EmergencyState.WAITING
    end_row(session, clock.now(), actor, row, reason)
    if was_waiting:
        replace_earlier(session, clock, actor, row)
    return emergency_of(row)


def correct(session: Session, clock: Clock, signers: Signers, actor: Actor, emergency_id: EmergencyId) -> Emergency:
    """Take it back: end it, and sound the correction that was prepared with it.

    Raises `NotFoundError`, `EmergencyStateError` (it never sounded), `CorrectionNotReadyError`, `EmergencyAlteredError`.
    """
    row = row_of(session, actor.commune_id, emergency_id, lock=True)
    if row.sort is not Sort.ALERT or row.began_at is None or row.began_at > clock.now():
        raise EmergencyStateError(row.state.value)
    found = correction_row(session, emergency_id)
    if found is None or found.audio is None:
        raise CorrectionNotReadyError
    _must_be(found, EmergencyState.PREPARED)
    refuse_altered(session, found)
    now = clock.now()
    if row.state is EmergencyState.ACTIVE:
        end_row(session, now, actor, row, "đính chính")
    found.state, found.began_at, found.sent, found.started_by = EmergencyState.ACTIVE, now, now, actor.name
    found.ends_at = now + CORRECTION_ENDS
    seal(found, signers.of(session, actor.commune_id))
    session.flush()
    note(session, now, actor, "correct_emergency", found)
    return emergency_of(found)


def prepare_correction(
    session: Session,
    signers: Signers,
    actor: Actor,
    known: Emergency,
    *,
    text: str,
    spoken: str,
    audio: Audio,
    content_hash: Sha256,
) -> None:
    """Keep the correction of an emergency that sounds, ready for its need. Once is enough."""
    if correction_row(session, known.id) is not None:
        return
    correction_id, signer = EmergencyId(new_id()), signers.of(session, known.commune_id)
    row = EmergencyRow(
        id=correction_id,
        commune_id=known.commune_id,
        sort=Sort.CORRECTION,
        correction_of=known.id,
        identifier=str(correction_id),
        sender=known.sender,
        part=0,
        sent=known.sent,
        status=known.status,
        msg_type=MsgType.UPDATE,
        references=[f"{known.sender},{known.identifier},{known.sent.isoformat(timespec='seconds')}"],
        hazard=known.hazard,
        title=f"Đính chính: {known.title}",
        text=text,
        spoken=spoken,
        zone_ids=[str(zone_id) for zone_id in known.zone_ids],
        repeat_every_s=CORRECTION_EVERY_S,
        times=CORRECTION_TIMES,
        ends_at=known.ends_at,
        resume=known.resume,
        repeat_from=None,
        repeat_to=None,
        state=EmergencyState.PREPARED,
        audio=_audio_json(signer, known.commune_id, content_hash, audio),
        content_hash=content_hash,
        started_by=actor.name,
    )
    seal(row, signer)
    session.add(row)
    session.flush()


def replace_audio(session: Session, signers: Signers, known: Emergency, audio: Audio) -> None:
    """The same sound, made again because its bytes were lost. Raises `NotFoundError`.

    It is signed as the audio of `known`, whatever the row says meanwhile.
    """
    signed = _audio_json(signers.of(session, known.commune_id), known.commune_id, known.content_hash, audio)
    row_of(session, known.commune_id, known.id, lock=True).audio = signed
    session.flush()


def end_due(session: Session, clock: Clock, actor: Actor) -> int:
    """Mark what has come to its end. Stations stop by their own clock; this is for the lists."""
    now = clock.now()
    query = of_commune(EmergencyRow, actor.commune_id).where(
        EmergencyRow.state.in_(OPEN),
        EmergencyRow.ends_at <= now,
    )
    rows = session.scalars(query).all()
    for row in rows:
        was_waiting = row.state is EmergencyState.WAITING
        end_row(session, now, actor, row, "hết thời hạn")
        if was_waiting:
            replace_earlier(session, clock, actor, row)
    return len(rows)


def end_all_but(
    session: Session, clock: Clock, actor: Actor, go_on: Collection[EmergencyId], *, reason: str = "dừng tất cả"
) -> list[Emergency]:
    """Before a stop is lifted: end all that would sound then, or could be confirmed, but what a person names; returns what ended.

    Raises `NotFoundError`, `EmergencyStateError` for what is named and would not sound.
    """
    for emergency_id in go_on:
        if (state := row_of(session, actor.commune_id, emergency_id).state) not in ORDERED:
            raise EmergencyStateError(state.value)
    query = of_commune(EmergencyRow, actor.commune_id).where(
        EmergencyRow.state.in_(OPEN),
        EmergencyRow.id.not_in(go_on),
    )
    rows = session.scalars(query.order_by(EmergencyRow.id).with_for_update()).all()
    for row in rows:
        end_row(session, clock.now(), actor, row, reason)
    return [emergency_of(row) for row in rows]


def begin_due(session: Session, clock: Clock, actor: Actor) -> None:
    """Mark what has come to its time. Stations began it by their own clock; this is for the lists."""
    query = of_commune(EmergencyRow, actor.commune_id).where(
        EmergencyRow.state == EmergencyState.AHEAD,
        EmergencyRow.began_at <= clock.now(),
    )
    for row in session.scalars(query):
        row.state = EmergencyState.ACTIVE


def correction_row(session: Session, emergency_id: UUID) -> EmergencyRow | None:
    """The correction of an emergency."""
    return session.scalars(select(EmergencyRow).where(EmergencyRow.correction_of == emergency_id)).one_or_none()


def _begun(now: datetime, begins_at: datetime | None) -> EmergencyState:
    return EmergencyState.AHEAD if begins_at is not None and begins_at > now else EmergencyState.ACTIVE


def _must_be(row: EmergencyRow, state: EmergencyState) -> None:
    if row.state is not state:
        raise EmergencyStateError(row.state.value)


def _audio_json(signer: Signer, commune_id: CommuneId, content_hash: Sha256, audio: Audio | None) -> dict[str, Any] | None:
    if audio is None:
        return None
    return {
        **{form: [stored.sha256, stored.size] for form, stored in audio.forms.items()},
        "seconds": audio.seconds,
        "sentences_s": list(audio.sentences_s),
        "signature": sign_audio(signer, commune_id, content_hash, audio).hex(),
    }
