"""Faults of stations and outputs: accepted by who has seen them."""

from uuid import UUID

from sqlalchemy.orm import Session

from app import faults
from app.accounts import Actor, Right
from app.desk.office import Office
from app.faults import Fault


def accept(office: Office, session: Session, actor: Actor, fault_id: UUID) -> Fault:
    """Say that one has seen it; it is shown no more once it has ended. Raises `NotFoundError`."""
    actor.must(Right.OPERATE)
    return faults.accept_fault(session, office.clock, actor, fault_id)
