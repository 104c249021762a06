"""A one-time code lets a person in for the first time, or again: nobody ever sends a password, and no one else learns it."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.actor import Actor
from app.accounts.acts import record_act
from app.accounts.ending import end_invitations, end_password
from app.accounts.errors import BadInvitationError
from app.accounts.people import person
from app.accounts.secrets import hash_code, new_code
from app.accounts.tables import InvitationRow, PersonRow
from app.clock import Clock
from app.db import present
from app.units import CommuneId, PersonId, new_id
from app.values import frozen

LIFE = timedelta(hours=72)


@frozen
class Invited:
    """Who came in by a code."""

    person_id: PersonId
    actor: Actor


@frozen
class Invitation:
    """A code just made; it is shown once and kept nowhere."""

    person_id: PersonId
    code: str
    expires_at: datetime


def invite(session: Session, clock: Clock, actor: Actor, person_id: PersonId) -> Invitation:
    """Make a code for a person of the actor's commune; an older one, the password and all sign-ins stop working at once.

    So nobody comes in under another's name by a code without that one noticing. Raises `NotFoundError`.
    """
    now = clock.now()
    present(session, PersonRow, person_id, actor.commune_id, kind="person", lock=True)
    end_password(session, now, person_id)
    end_invitations(session, now, person_id)
    made = Invitation(person_id, new_code(), now + LIFE)
    session.add(
        InvitationRow(
            id=new_id(),
            commune_id=actor.commune_id,
            person_id=person_id,
            code_hash=hash_code(made.code),
            created_at=now,
            expires_at=made.expires_at,
        )
    )
    session.flush()
    record_act(session, now, actor, "invite", subject="person", subject_id=person_id)
    return made


def whose_invitation(session: Session, clock: Clock, code: str) -> Invited:
    """Whose code it is, without using it up. Raises `BadInvitationError`."""
    return _invited(session, _usable(session, clock.now(), code))


def invited(session: Session, clock: Clock, code: str) -> Invited:
    """Use a code up; returns the person who came in by it. Raises `BadInvitationError`.

    The code has 100 random bits, so that no count of attempts is kept; of two at once the row lets one through.
    """
    now = clock.now()
    row = _usable(session, now, code, lock=True)
    row.ended_at = now
    session.flush()
    found = _invited(session, row)
    record_act(session, now, found.actor, "come_in", subject="person", subject_id=found.person_id)
    return found


def _usable(session: Session, now: datetime, code: str, *, lock: bool = False) -> InvitationRow:
    query = select(InvitationRow).where(InvitationRow.code_hash == hash_code(code))
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    row = session.scalars(query).one_or_none()
    if row is None or row.ended_at is not None or not row.created_at <= now < row.expires_at:
        raise BadInvitationError
    return row


def _invited(session: Session, row: InvitationRow) -> Invited:
    commune_id = CommuneId(row.commune_id)
    found = person(session, commune_id, PersonId(row.person_id))
    return Invited(found.id, Actor(commune_id, found.id, found.name, roles=found.roles, may_alarm=found.may_alarm))
