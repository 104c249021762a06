"""From draft to approval: submitted words are frozen, and an approval is worth only the exact content it saw."""

import re
from collections.abc import Collection, Sequence
from dataclasses import asdict, replace
from datetime import datetime

from sqlalchemy.orm import Session

from app.accounts import Actor, record_act, refuse_over, system_actor
from app.bulletins.altered import hash_of
from app.bulletins.content import Delivery
from app.bulletins.errors import (
    BadReasonError,
    ContentChangedError,
    EmptyScriptError,
    LanguageVoiceError,
    MoveNotAllowedError,
    NoneApprovedError,
    NoneWithdrawnError,
    NoteError,
    OwnWordsError,
    UnheardEntryError,
    ValidityMissingError,
)
from app.bulletins.lexicon import hold_lexicon, own_entries
from app.bulletins.model import ALLOWED_MOVES, Kind, Language, SentenceNote, State
from app.bulletins.revision import (
    VersionKey,
    add_authors,
    authors,
    copy_as_draft,
    key_of,
    locked_bulletin,
    version_row,
    version_tag,
)
from app.bulletins.script import Music, parse_script
from app.bulletins.spoken import SpokenScript, from_snapshot, to_snapshot
from app.bulletins.tables import ApprovalRow, BulletinVersionRow, VersionMoveRow
from app.bulletins.together import Place, all_or_none
from app.clock import Clock
from app.db import of_commune
from app.errors import StaleError
from app.tags import Tag, refuse_stale
from app.units import BulletinId, CommuneId, PersonId, Sha256, VersionId, new_id
from app.values import frozen
from app.zones import has_one_officer, resolve

LONGEST_REASON = 2000
LONGEST_NOTE = 500
_OF_APPROVERS = frozenset({"approve", "return"})


@frozen
class Approval:
    """An approval: who, when, and the hash of what was approved. alone: the approver wrote it too; on_behalf_of: a deputy's."""

    version: VersionKey
    approver: str
    alone: bool
    on_behalf_of: str | None
    approved_at: datetime
    content_hash: Sha256


def submit(
    session: Session,
    clock: Clock,
    actor: Actor,
    bulletin_id: BulletinId,
    number: int,
    *,
    spoken: SpokenScript,
    delivery: Delivery,
    tag: Tag | None = None,
    lexicon_revision: int = 0,
    brought_by: Collection[PersonId] = (),
) -> VersionKey:
    """Freeze a draft and lay it before the approver.

    spoken: the reading of the draft's script, made before the transaction since it takes its time; a draft or a lexicon that
    changed meanwhile is refused with `StaleError`. tag: the state the officer saw, if known. lexicon_revision: of the commune's
    lexicon that it was read with, 0 where there is none. brought_by: who brought the sounds that it plays, as authors of it.
    Raises `OpenFieldError`, `ValidityMissingError`, `EmptyScriptError`, `LanguageVoiceError`, `UnheardEntryError`,
    `MoveNotAllowedError`, `NotFoundError`, and `UnknownZoneError` where a zone is no more.
    """
    hold_lexicon(session, actor.commune_id, lexicon_revision)
    row = _locked(session, actor, bulletin_id, number)
    _check_move(row, State.SUBMITTED)
    key = f"{bulletin_id}/{number}"
    if tag is not None:
        refuse_stale(tag, version_tag(row), kind="bulletin_version", key=key)
    if row.script != spoken.script:
        raise StaleError(kind="bulletin_version", key=key)
    parse_script(row.script)  # of a draft only the marks of what is still to be written are let through
    if row.valid_from is None or row.valid_to is None:
        raise ValidityMissingError
    if not spoken.sentences and not any(isinstance(item, Music) for item in spoken.items):
        raise EmptyScriptError
    if row.language is not Language.VIETNAMESE and spoken.sentences:
        raise LanguageVoiceError
    if row.kind is Kind.GREETING:
        _refuse_unheard(row)
    resolve(session, actor.commune_id, (zone["path"] for zone in row.zones))
    add_authors(session, actor.commune_id, VersionId(row.id), brought_by)
    row.spoken = to_snapshot(spoken)
    row.voices, row.prosody = delivery.voices, delivery.prosody
    row.content_hash = hash_of(row, row.spoken)
    return _move(session, clock.now(), actor, row, State.SUBMITTED, act="submit")


def approve(
    session: Session, clock: Clock, actor: Actor, bulletin_id: BulletinId, number: int, *, seen: str | None = None
) -> Approval:
    """Approve a submitted version.

    seen: the content hash the approver's screen showed, if it says. Raises `ContentChangedError` when the stored content no
    longer gives the hash of its submission, or that is not what was seen; `OwnWordsError` for one who wrote at it, where the
    commune has more than one officer, and for a deputy of one who did; `DelegationOverError`, `MoveNotAllowedError`,
    `NotFoundError`.
    """
    now = clock.now()
    row = _locked(session, actor, bulletin_id, number)
    _check_move(row, State.APPROVED)
    content_hash = hash_of(row, row.spoken) if row.spoken is not None else None
    if content_hash is None or content_hash != row.content_hash or seen not in {None, content_hash}:
        raise ContentChangedError(number=number)
    deputy_for = actor.deputy_for
    if deputy_for is not None:
        refuse_over(session, now, deputy_for)
    responsible = {actor.person_id, deputy_for.giver_id if deputy_for is not None else None}
    alone = not responsible.isdisjoint(authors(session, VersionId(row.id)))
    if alone and not has_one_officer(session, actor.commune_id):
        raise OwnWordsError(number=number)
    approval = ApprovalRow(
        id=new_id(),
        commune_id=row.commune_id,
        version_id=row.id,
        content_hash=content_hash,
        approver_id=actor.person_id,
        approver_name=actor.name,
        alone=alone,
        delegation_id=deputy_for.delegation_id if deputy_for is not None else None,
        on_behalf_of_id=deputy_for.giver_id if deputy_for is not None else None,
        on_behalf_of=deputy_for.giver if deputy_for is not None else None,
        approved_at=now,
    )
    session.add(approval)
    key = _move(session, now, actor, row, State.APPROVED, act="approve")
    return Approval(key, actor.name, alone, approval.on_behalf_of, now, content_hash)


@frozen
class Seen:
    """A version as the approver's list showed it, with the hash of its content."""

    bulletin_id: BulletinId
    number: int
    content_hash: Sha256


def approve_all(session: Session, clock: Clock, actor: Actor, seen: Sequence[Seen]) -> list[Approval]:
    """Approve several submitted versions, all of them or none, each for exactly the content that was seen.

    Raises `NoneApprovedError` naming each that cannot be, `NotFoundError`.
    """

    def one(index: int) -> Approval:
        each = seen[index]
        return approve(session, clock, actor, each.bulletin_id, each.number, seen=each.content_hash)

    places = [Place(each.bulletin_id, each.number) for each in seen]
    return all_or_none(session, actor.commune_id, places, one, NoneApprovedError)


def return_version(
    session: Session,
    clock: Clock,
    actor: Actor,
    bulletin_id: BulletinId,
    number: int,
    *,
    reason: str,
    notes: Sequence[SentenceNote] = (),
) -> VersionKey:
    """Return a submitted version with a reason, and notes at its sentences.

    Raises `BadReasonError`, `NoteError`, `DelegationOverError`, `MoveNotAllowedError`, `NotFoundError`.
    """
    row = _locked(session, actor, bulletin_id, number)
    _check_move(row, State.RETURNED)
    if actor.deputy_for is not None:
        refuse_over(session, clock.now(), actor.deputy_for)
    kept = _notes(row, notes)
    return _move(session, clock.now(), actor, row, State.RETURNED, act="return", reason=_reason(reason), notes=kept)


def refuse_unapproved(session: Session, commune_id: CommuneId, places: Sequence[Place]) -> list[VersionId]:
    """What these versions are, if each of them can be withdrawn. Raises `NoneWithdrawnError`, `NotFoundError`."""

    def one(index: int) -> VersionId:
        row = version_row(session, commune_id, *places[index])
        _check_move(row, State.WITHDRAWN)
        return VersionId(row.id)

    return all_or_none(session, commune_id, places, one, NoneWithdrawnError)


def withdraw(session: Session, clock: Clock, actor: Actor, bulletin_id: BulletinId, number: int, *, reason: str) -> VersionKey:
    """Withdraw an approved version: it never sounds again. Raises `BadReasonError`, `MoveNotAllowedError`, `NotFoundError`."""
    row = _locked(session, actor, bulletin_id, number)
    _check_move(row, State.WITHDRAWN)
    return _move(session, clock.now(), actor, row, State.WITHDRAWN, act="withdraw", reason=_reason(reason))


def reopen(
    session: Session, clock: Clock, actor: Actor, bulletin_id: BulletinId, number: int, *, reason: str
) -> VersionKey | None:
    """Take a submitted or approved version back, since its words are no longer what one would say.

    What was submitted is returned, what was approved never sounds; neither changes. Where it is the bulletin's newest version, a
    new draft with the same text is made, to be read anew and submitted. Returns that draft; None: there is a newer version, or
    the version is neither submitted nor approved any more. Raises `BadReasonError`, `NotFoundError`.
    """
    now = clock.now()
    bulletin = locked_bulletin(session, actor.commune_id, bulletin_id)
    row = version_row(session, actor.commune_id, bulletin_id, number)
    after = {State.SUBMITTED: State.RETURNED, State.APPROVED: State.WITHDRAWN}.get(row.state)
    if after is None:
        return None
    _move(session, now, actor, row, after, act="reopen", reason=_reason(reason))
    return copy_as_draft(session, now, actor, bulletin, row) if bulletin.latest_number == number else None


def expire_due(session: Session, clock: Clock, commune_id: CommuneId) -> list[VersionId]:
    """Mark the approved versions whose validity is over. Airing looks at the validity itself and does not wait for this."""
    now = clock.now()
    query = of_commune(BulletinVersionRow, commune_id).where(
        BulletinVersionRow.state == State.APPROVED,
        BulletinVersionRow.valid_to <= now,
    )
    rows = session.scalars(query.with_for_update()).all()
    for row in rows:
        _move(session, now, system_actor(commune_id), row, State.EXPIRED, act="expire")
    return [VersionId(row.id) for row in rows]


def _locked(session: Session, actor: Actor, bulletin_id: BulletinId, number: int) -> BulletinVersionRow:
    locked_bulletin(session, actor.commune_id, bulletin_id)
    return version_row(session, actor.commune_id, bulletin_id, number)


def _check_move(row: BulletinVersionRow, after: State) -> None:
    if after not in ALLOWED_MOVES[row.state]:
        raise MoveNotAllowedError(before=row.state.value, after=after.value)


def _move(
    session: Session,
    now: datetime,
    actor: Actor,
    row: BulletinVersionRow,
    after: State,
    *,
    act: str,
    reason: str | None = None,
    notes: Sequence[SentenceNote] = (),
) -> VersionKey:
    move = VersionMoveRow(
        id=new_id(),
        commune_id=row.commune_id,
        version_id=row.id,
        before=row.state,
        after=after,
        at=now,
        actor_id=actor.person_id,
        actor_name=actor.name,
        reason=reason,
        notes=[asdict(note) for note in notes],
    )
    session.add(move)
    row.state = after
    row.revision += 1
    facts: dict[str, str | int | None] = {
        "number": row.number,
        "title": row.title,
        "content_hash": row.content_hash,
        "reason": reason,
    }
    if actor.deputy_for is not None and act in _OF_APPROVERS:
        facts["on_behalf_of"] = str(actor.deputy_for.giver_id)
    record_act(session, now, actor, act, subject="bulletin_version", subject_id=row.id, **facts)
    return key_of(row)


def refuse_bad_reason(reason: str) -> None:
    """Raises `BadReasonError` for a reason that `withdraw` would not take."""
    _reason(reason)


def _reason(reason: str) -> str:
    clean = reason.strip()
    if not clean or len(clean) > LONGEST_REASON or "\x00" in clean:
        raise BadReasonError(limit=LONGEST_REASON)
    return clean


def _notes(row: BulletinVersionRow, notes: Sequence[SentenceNote]) -> list[SentenceNote]:
    assert row.spoken is not None  # noqa: S101  # what is returned was submitted
    count = len(from_snapshot(row.script, row.spoken).sentences)
    kept = [replace(note, text=note.text.strip()) for note in sorted(notes, key=lambda note: note.sentence)]
    for note in kept:
        if not 1 <= note.sentence <= count or not note.text or len(note.text) > LONGEST_NOTE or "\x00" in note.text:
            raise NoteError(note.sentence, count, LONGEST_NOTE)
    return kept


def _refuse_unheard(row: BulletinVersionRow) -> None:
    """Raises `UnheardEntryError`: how a greeting reads words holds in every programme, so its script lets each be heard."""
    for entry in own_entries(row.lexicon):
        flags = re.IGNORECASE if entry.any_case else re.NOFLAG
        if re.search(rf"(?<!\w){re.escape(entry.written)}(?!\w)", row.script, flags) is None:
            raise UnheardEntryError(written=entry.written)
