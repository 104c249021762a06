"""Taking a CAP message: read, weighed, its sounds made, then written down whole; see docs/decisions/0073 for what rules what."""

from datetime import datetime, timedelta

from app.accounts import Actor
from app.emergencies.acts import LONGEST_H, Wanted, begin, refuse_end
from app.emergencies.alarm import AlarmRoom, Words
from app.emergencies.cap import CapMessage, Info, Scope, parse_cap
from app.emergencies.ending import end_referenced, unknown_among
from app.emergencies.errors import CapAreaError
from app.emergencies.imports import came_too_late, named, refuse_known, words_of, zones_of
from app.emergencies.model import Audio, Emergency, EmergencyState, Hazard, MsgType, Status
from app.emergencies.pin import prove_pin
from app.emergencies.rules import emergency_rules
from app.emergencies.sounding import LONGEST_TITLE, hash_of
from app.units import ZoneId
from app.values import frozen

LONGEST_CAP_TEXT = 10_000
"""Signs of one block, about ten minutes of speech; nothing of it is left out."""
_REPEAT_S = 300
_LASTS = timedelta(hours=2)
"""What does not say when it expires."""


@frozen
class TakenMessage:
    """What became of a message: an emergency for each block that is for here; one that is recorded, where it says nothing.

    unknown_areas: elsewhere, as far as is known here. unended: references that name nothing of this sender that is known here.
    is_late: its cancellation or update was here before it, so it does not sound.
    """

    emergencies: tuple[Emergency, ...]
    unknown_areas: tuple[str, ...]
    unended: tuple[str, ...]
    is_late: bool


@frozen
class _Part:
    """One block: what it asks for, and its words where they have to be made to sound."""

    wanted: Wanted
    words: Words | None


def take_cap(room: AlarmRoom, actor: Actor, data: bytes, *, pin: str) -> TakenMessage:
    """Take a message. It sounds only when it is `Actual`, `Public` and says something; all else is kept, or ends what it names.

    Raises `CapInvalidError`, `CapAreaError`, `CapKnownError`, and what `AlarmRoom.raise_alarm` raises.
    """
    message, room = parse_cap(data), room.with_voices(actor.commune_id)
    said = room.stops_said(actor.commune_id)
    prove_pin(room.sessions, room.clock, actor, pin)
    with room.sessions.read() as session:
        refuse_known(session, actor.commune_id, message)
        rules = emergency_rules(session, actor.commune_id)
    sounds = message.status is Status.ACTUAL and message.scope is Scope.PUBLIC and bool(message.infos)
    parts, unknown = _parts(room, actor, message, sounds=sounds)
    if sounds:
        room.refuse_stopped(actor.commune_id, said)
        for part in parts:
            refuse_end(room.clock.now(), part.wanted.ends_at, part.wanted.begins_at)
    audio = [_audio(room, actor, part) for part in parts]
    ends = message.status is Status.ACTUAL and message.msg_type in {MsgType.UPDATE, MsgType.CANCEL}
    own, foreign = named(message.references, message.sender) if ends else ([], [])
    with room.sessions.begin() as session:
        refuse_known(session, actor.commune_id, message)
        unended = unknown_among(session, actor.commune_id, own)
        late = came_too_late(session, actor.commune_id, message)
        begun = tuple(
            begin(session, room.clock, actor, part.wanted, None if late else made, signers=room.signers, rules=rules)
            for part, made in zip(parts, audio, strict=True)
        )
        if not any(each.state is EmergencyState.WAITING for each in begun):  # else at the second person's word
            at = max((each.began_at for each in begun if each.began_at is not None), default=None)
            end_referenced(session, room.clock, actor, [each for each in own if each != message.itself], at=at)
        if any(each.state is not EmergencyState.RECORDED for each in begun):
            room.last_look(session, actor.commune_id, said)  # pressed while the audio was made: the last look, then the commit
    return TakenMessage(begun, unknown, tuple(str(each) for each in (*unended, *foreign)), late)


def _parts(room: AlarmRoom, actor: Actor, message: CapMessage, *, sounds: bool) -> tuple[list[_Part], tuple[str, ...]]:
    """The blocks that are for here, and the areas that are not. Raises `CapAreaError` when none is."""
    parts, elsewhere = list[_Part](), list[str]()
    for info in message.infos:
        with room.sessions.read() as session:
            zone_ids, unknown = zones_of(session, actor.commune_id, info.areas)
        elsewhere += unknown
        if zone_ids or not sounds:
            title, text = words_of(info)
            spoken = room.read(actor, text, is_script=False, limit=LONGEST_CAP_TEXT)
            words = Words(title, text, spoken, None, hash_of(spoken, None, room.kit, is_drill=False), is_drill=False)
            parts.append(
                _Part(_wanted(room, message, len(parts), words, info=info, zone_ids=zone_ids), words if sounds else None)
            )
    if message.infos and not parts:
        raise CapAreaError(elsewhere[0])
    if not parts:
        nothing = Words(message.identifier, "", None, None, hash_of(None, None, room.kit, is_drill=False), is_drill=False)
        parts.append(_Part(_wanted(room, message, 0, nothing), None))
    return parts, tuple(dict.fromkeys(elsewhere))


def _wanted(
    room: AlarmRoom,
    message: CapMessage,
    part: int,
    words: Words,
    *,
    info: Info | None = None,
    zone_ids: tuple[ZoneId, ...] = (),
) -> Wanted:
    return Wanted(
        title=words.title[:LONGEST_TITLE],
        hazard=Hazard.OTHER,
        text=words.text,
        spoken=words.spoken.text if words.spoken is not None else "",
        zone_ids=zone_ids,
        repeat_every_s=_REPEAT_S,
        ends_at=_ends_at(room.clock.now(), info) if info is not None else message.sent,
        content_hash=words.content_hash,
        status=message.status,
        msg_type=message.msg_type,
        references=tuple(str(each) for each in message.references),
        identifier=message.identifier,
        sender=message.sender,
        sent=message.sent,
        part=part,
        begins_at=info.effective if info is not None else None,
    )


def _ends_at(now: datetime, info: Info) -> datetime:
    """When it expires; no later than any emergency may last."""
    expires = info.expires if info.expires is not None else max(now, info.effective or now) + _LASTS
    return min(expires, now + timedelta(hours=LONGEST_H))


def _audio(room: AlarmRoom, actor: Actor, part: _Part) -> Audio | None:
    return room.audio(actor, part.words, part.wanted.title) if part.words is not None else None
