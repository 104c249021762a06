"""How an emergency ends: by a person, at its time, or because a newer message takes its place."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from app.accounts import Actor, record_act
from app.clock import Clock
from app.db import of_commune
from app.emergencies.cap import Reference
from app.emergencies.model import OPEN, ORDERED, EmergencyState, MsgType
from app.emergencies.tables import EmergencyRow
from app.units import CommuneId

_REPLACED = "có thông điệp mới thay thế"


def end_row(session: Session, now: datetime, actor: Actor, row: EmergencyRow, reason: str) -> None:
    """Let it sound no more."""
    row.state, row.ended_at, row.ended_by, row.end_reason = EmergencyState.ENDED, now, actor.name, reason
    row.seal = None
    session.flush()
    note(session, now, actor, "end_emergency", row, reason=reason)


def unknown_among(session: Session, commune_id: CommuneId, references: Iterable[Reference]) -> list[Reference]:
    """Those that name nothing known here."""
    return [each for each in references if not _named(session, commune_id, each)]


def end_referenced(
    session: Session, clock: Clock, actor: Actor, references: Iterable[Reference], *, at: datetime | None = None
) -> None:
    """End what an update or a cancellation refers to, all blocks of it.

    at: when what takes its place begins; until then it sounds on, so that there is no silence between the two. None: now.
    An update that has not sounded ends together with what it was to take the place of.
    """
    now = clock.now()
    for reference in references:
        for row in _named(session, actor.commune_id, reference):
            if row.state not in OPEN:
                continue
            if at is not None and at > now and row.began_at is not None and row.began_at < at:
                row.ends_at = min(row.ends_at, at)
                session.flush()
                note(session, now, actor, "replace_emergency", row, reason=_REPLACED)
                continue
            waited = row.state is EmergencyState.WAITING
            end_row(session, now, actor, row, _REPLACED)
            if waited:
                end_referenced(session, clock, actor, _replaced_by(row), at=at)


def replace_earlier(session: Session, clock: Clock, actor: Actor, row: EmergencyRow) -> None:
    """Once no block of an update waits for its second person any more: what sounds of it takes the place of what it names.

    Until then what it names sounds on: a warning that may be confirmed in an hour is no reason to be silent now.
    """
    query = of_commune(EmergencyRow, row.commune_id).where(
        EmergencyRow.sender == row.sender,
        EmergencyRow.identifier == row.identifier,
        EmergencyRow.correction_of.is_(None),
    )
    blocks = session.scalars(query).all()
    begun = [each.began_at for each in blocks if each.state in ORDERED and each.began_at is not None]
    if begun and all(each.state is not EmergencyState.WAITING for each in blocks):
        end_referenced(session, clock, actor, _replaced_by(row), at=max(begun))


def note(session: Session, now: datetime, actor: Actor, act: str, row: EmergencyRow, **facts: str) -> None:
    """Write what was done into the audit log."""
    record_act(
        session,
        now,
        actor,
        act,
        subject="emergency",
        subject_id=row.id,
        state=row.state.value,
        status=row.status.value,
        title=row.title,
        content_hash=row.content_hash,
        **facts,
    )


def _named(session: Session, commune_id: CommuneId, reference: Reference) -> list[EmergencyRow]:
    query = of_commune(EmergencyRow, commune_id).where(
        EmergencyRow.sender == reference.sender,
        EmergencyRow.identifier == reference.identifier,
        EmergencyRow.sent == reference.sent,
    )
    return list(session.scalars(query.with_for_update()))


def _replaced_by(row: EmergencyRow) -> list[Reference]:
    """The earlier messages an update names, of its own sender: nobody ends what another one said."""
    found = [Reference.read(said) for said in row.references] if row.msg_type is MsgType.UPDATE else []
    return [each for each in found if each.sender == row.sender and each.identifier != row.identifier]
