"""Who approves: somebody else than who wrote it, unless the commune has one officer; and who does so on another's behalf."""

from typing import ClassVar
from uuid import UUID

from sqlalchemy.orm import Session

from app import accounts, faults
from app.accounts import Actor, Delegation, Grave, Right, WantedDelegation
from app.bulletins import waiting_count
from app.desk.office import Office
from app.errors import ConflictError
from app.faults import Reminder
from app.zones import has_one_officer, set_one_officer


class NothingWaitsError(ConflictError):
    """No bulletin waits for approval."""

    code: ClassVar[str] = "nothing_waits"


def look(session: Session, actor: Actor) -> bool:
    """Whether the commune has one officer, who approves what that person wrote."""
    actor.must(Right.LOOK)
    return has_one_officer(session, actor.commune_id)


def choose(office: Office, session: Session, actor: Actor, *, one_officer: bool) -> None:
    """Say whether the commune has one officer; what was approved stays approved."""
    actor.must(Right.COMMUNE, Grave.ONE_OFFICER)
    set_one_officer(session, office.clock, actor, one_officer=one_officer)


def remind(office: Office, session: Session, actor: Actor) -> Reminder:
    """Have the approvers told that bulletins wait. Raises `NothingWaitsError`, `RemindedAlreadyError`."""
    actor.must(Right.SUBMIT)
    if not waiting_count(session, actor.commune_id):
        raise NothingWaitsError
    return faults.remind(session, office.clock, actor)


def delegate(office: Office, session: Session, actor: Actor, wanted: WantedDelegation) -> Delegation:
    """Name a deputy, who approves on one's behalf for a time. Raises what `app.accounts.delegate` raises."""
    actor.must(Right.APPROVE, Grave.DELEGATE)
    return accounts.delegate(session, office.clock, actor, wanted, longest=office.longest_delegation)


def end_delegation(office: Office, session: Session, actor: Actor, delegation_id: UUID) -> None:
    """End one before its time. Raises what `app.accounts.end_delegation` raises."""
    actor.must(Right.OWN)
    accounts.end_delegation(session, office.clock, actor, delegation_id)
