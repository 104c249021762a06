"""Bulletins: written, laid before the approver, approved word for word, returned, withdrawn."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from app import bulletins
from app.accounts import Actor, Right
from app.bulletins import (
    Approval,
    Content,
    Place,
    Seen,
    SentenceNote,
    State,
    Version,
    VersionKey,
    called_music,
    delivery,
    parse_script,
    version,
)
from app.campaigns import refuse_unexplained
from app.desk.following import fill_again, refill, refill_for, replan
from app.desk.office import Office
from app.desk.reading import reader_of
from app.dispatch import Receipt
from app.programmes import brought_by, check_music, music_by_name, reading_of, refuse_ended
from app.tags import Tag
from app.units import BulletinId, CommuneId
from app.values import frozen


def write(office: Office, session: Session, actor: Actor, content: Content) -> VersionKey:
    """Begin a bulletin with its first draft. Raises what `app.bulletins.create` and `refuse_unexplained` raise."""
    actor.must(Right.WRITE)
    return refuse_named(session, actor.commune_id, bulletins.create(session, office.clock, actor, content))


def edit(office: Office, session: Session, actor: Actor, bulletin_id: BulletinId, content: Content, *, tag: Tag) -> VersionKey:
    """Edit a draft in place, other words into a new draft; what no approval binds is mended.

    Raises as `app.bulletins.edit`, and what `refuse_unexplained` raises.
    """
    actor.must(Right.WRITE)
    key = bulletins.edit(session, office.clock, actor, bulletin_id, content=content, tag=tag)
    found = version(session, actor.commune_id, bulletin_id, key.number)
    _refuse_household(session, actor.commune_id, found)
    if found.summary.state is State.APPROVED:
        replan(office, session, actor.commune_id)  # whether it is cheerful decides in a time of mourning
    return key


def submit(
    office: Office, session: Session, actor: Actor, bulletin_id: BulletinId, number: int, *, tag: Tag | None
) -> VersionKey:
    """Freeze a draft: its words as they are read now, the sound of a human reading or of the music it calls, and the voices.

    All that is looked at and read before the transaction that writes, which refuses what changed in between.
    tag: the state the officer saw, if known. Raises what `app.bulletins.submit` raises, `UnknownMusicError`,
    `RecordingEndedError`, `HouseholdNamedError`.
    """
    actor.must(Right.SUBMIT)
    with office.sessions.read() as before:
        found = version(before, actor.commune_id, bulletin_id, number)
        _refuse_household(before, actor.commune_id, found)
        recording = reading_of(before, actor.commune_id, found.summary.version_id)
        reader = reader_of(office, before, actor.commune_id)
        script = parse_script(found.script)
        if recording is None:
            check_music(before, office.studio, actor.commune_id, script)
        music = called_music(script, music_by_name(before, actor.commune_id))
        played = [recording] if recording is not None else list(music.values())
        refuse_ended(before, office.clock.now(), actor.commune_id, played, title=found.summary.title)
        bringers = brought_by(before, actor.commune_id, played)
        chain = office.studio.voices(before, actor.commune_id)
    return bulletins.submit(
        session,
        office.clock,
        actor,
        bulletin_id,
        number,
        spoken=reader.version(found),
        delivery=delivery(chain, found.summary.priority, recording=recording, music=music),
        tag=tag or found.summary.tag,
        lexicon_revision=reader.lexicon.revision,
        brought_by=bringers,
    )


@frozen
class Draft:
    """A draft as it was seen. tag: of its version."""

    bulletin_id: BulletinId
    number: int
    tag: Tag


def refuse_named(session: Session, commune_id: CommuneId, key: VersionKey) -> VersionKey:
    """Of what was just written: raises what `refuse_unexplained` raises, which keeps nothing of it."""
    _refuse_household(session, commune_id, version(session, commune_id, key.bulletin_id, key.number))
    return key


def _refuse_household(session: Session, commune_id: CommuneId, found: Version) -> None:
    """Raises what `refuse_unexplained` raises, by the words of a version."""
    summary = found.summary
    refuse_unexplained(session, commune_id, summary.bulletin_id, summary.theme, found.script)


def submit_all(office: Office, session: Session, actor: Actor, drafts: Sequence[Draft]) -> list[VersionKey]:
    """Lay several drafts before the approver, all of them or none. Raises `NoneSubmittedError`, `NotFoundError`."""
    actor.must(Right.SUBMIT)

    def one(index: int) -> VersionKey:
        each = drafts[index]
        return submit(office, session, actor, each.bulletin_id, each.number, tag=each.tag)

    places = [Place(each.bulletin_id, each.number) for each in drafts]
    return bulletins.all_or_none(session, actor.commune_id, places, one, bulletins.NoneSubmittedError)


def approve(
    office: Office, session: Session, actor: Actor, bulletin_id: BulletinId, number: int, *, seen: str | None
) -> Approval:
    """Approve exactly what was submitted. seen: the content hash on the approver's screen. Raises as `app.bulletins.approve`."""
    actor.must(Right.APPROVE)
    _refuse_household(session, actor.commune_id, version(session, actor.commune_id, bulletin_id, number))
    approval = bulletins.approve(session, office.clock, actor, bulletin_id, number, seen=seen)
    refill_for(office, session, actor.commune_id, bulletin_id)
    return approval


def approve_all(office: Office, session: Session, actor: Actor, seen: Sequence[Seen]) -> list[Approval]:
    """Approve several, all of them or none. Raises as `app.bulletins.approve_all`."""
    actor.must(Right.APPROVE)
    for each in seen:
        _refuse_household(session, actor.commune_id, version(session, actor.commune_id, each.bulletin_id, each.number))
    approvals = bulletins.approve_all(session, office.clock, actor, seen)
    refill(office, session, actor.commune_id)
    return approvals


def give_back(
    office: Office,
    session: Session,
    actor: Actor,
    bulletin_id: BulletinId,
    number: int,
    *,
    reason: str,
    notes: Sequence[SentenceNote] = (),
) -> VersionKey:
    """Return a submitted version with a reason. Raises what `app.bulletins.return_version` raises."""
    actor.must(Right.APPROVE)
    return bulletins.return_version(session, office.clock, actor, bulletin_id, number, reason=reason, notes=notes)


def withdraw(office: Office, actor: Actor, bulletin_id: BulletinId, number: int, *, reason: str) -> Receipt:
    """Withdraw an approved version: it never sounds again, from now on. Raises as `Silencer.withdraw`."""
    actor.must(Right.SILENCE)
    receipt = office.silencer.withdraw(actor, bulletin_id, number, reason=reason)
    fill_again(office, actor.commune_id)
    return receipt


def withdraw_all(office: Office, actor: Actor, places: Sequence[Place], *, reason: str) -> Receipt:
    """Withdraw several approved versions by one act, all of them or none. Raises as `Silencer.withdraw_all`."""
    actor.must(Right.SILENCE)
    receipt = office.silencer.withdraw_all(actor, places, reason=reason)
    fill_again(office, actor.commune_id)
    return receipt
