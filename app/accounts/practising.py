"""Practising: a sign-in that acts in the training commune for a time, as an account without a name of its own.

The sign-in says so at the server, so no page, address or cookie can be mistaken for the other commune's. A training commune that
was closed under it refuses everything until the person leaves it: nobody's next press lands in the real commune unforeseen.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.accounts.actor import Actor
from app.accounts.ending import end_all_ways_in
from app.accounts.errors import NoSignInError, PracticeEndedError
from app.accounts.model import Role
from app.accounts.secrets import hash_secret
from app.accounts.tables import PersonRow, SignInRow
from app.units import CommuneId, PersonId


def practise_as(session: Session, actor: Actor, person_id: PersonId) -> None:
    """Let the actor's sign-in act as that account from the next request on. Raises `NoSignInError` for a token."""
    if actor.sign_in_id is None:
        raise NoSignInError
    session.execute(update(SignInRow).where(SignInRow.id == actor.sign_in_id).values(practises_as=person_id))


def stop_practising(session: Session, secret: str) -> None:
    """Let the sign-in of a cookie act for its own person again, whatever became of the training commune."""
    session.execute(update(SignInRow).where(SignInRow.token_hash == hash_secret(secret)).values(practises_as=None))


def practising(session: Session, own: Actor, person_id: UUID) -> Actor:
    """Who acts where `own` practises as that account. Raises `PracticeEndedError` where it is no more."""
    row = session.get(PersonRow, person_id)
    if row is None or row.left_at is not None:
        raise PracticeEndedError
    return Actor(
        commune_id=CommuneId(row.commune_id),
        person_id=PersonId(row.id),
        name=row.name,
        roles=frozenset(map(Role, row.roles)),
        may_alarm=row.may_alarm,
        has_proved=True,
        practises_for=own,
        until=own.until,
    )


def end_everybody(session: Session, now: datetime, commune_id: CommuneId) -> None:
    """Let all leave a training commune that is closed."""
    query = select(PersonRow).where(PersonRow.commune_id == commune_id, PersonRow.left_at.is_(None))
    for row in session.scalars(query.with_for_update()):
        row.left_at, row.revision = now, row.revision + 1
        session.flush()
        end_all_ways_in(session, now, PersonId(row.id))
