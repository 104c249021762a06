"""A person's name erased: from the list of people, and from the audit log, whose chain still holds."""

from sqlalchemy import delete, or_, update
from sqlalchemy.orm import Session

from app.accounts.actor import Actor
from app.accounts.acts import record_act
from app.accounts.errors import OwnNameError
from app.accounts.people import end_person
from app.accounts.tables import ApiTokenRow, DelegationRow, InvitationRow, PersonRow, SignInRow
from app.audit import ERASE, erase_names
from app.clock import Clock
from app.db import owned
from app.units import PersonId


def erase_person(session: Session, clock: Clock, actor: Actor, person_id: PersonId) -> None:
    """Let a person leave, if not gone before, without a name: nobody can tell any more who did what that person did.

    What was approved for air keeps its approver's name, as the log book needs it. Raises `OwnNameError`, and as `end_person`.
    """
    now = clock.now()
    if person_id == actor.person_id:
        raise OwnNameError
    person = owned(session, PersonRow, person_id, actor.commune_id, kind="person", lock=True)
    if person.left_at is None:
        end_person(session, clock, actor, person_id)
    person.name, person.login = "", str(person_id)
    session.execute(delete(SignInRow).where(SignInRow.person_id == person_id))
    session.execute(delete(InvitationRow).where(InvitationRow.person_id == person_id))
    session.execute(delete(DelegationRow).where(or_(DelegationRow.giver_id == person_id, DelegationRow.deputy_id == person_id)))
    session.execute(update(ApiTokenRow).where(ApiTokenRow.person_id == person_id).values(label=""))
    gone = erase_names(session, actor.commune_id, person_id)
    record_act(session, now, actor, ERASE, subject="person", subject_id=person_id, actors=" ".join(gone))
