"""The register of approvals, taken out of the house."""

from datetime import date

from sqlalchemy.orm import Session

from app.accounts import Actor, Right, record_act
from app.desk.office import Timed
from app.reports import ApprovalRegister, approval_register, refuse_bad_period


def look(session: Session, actor: Actor, first: date, last: date) -> ApprovalRegister:
    """What was decided from `first` to `last`, both included. Raises `PeriodError`."""
    actor.must(Right.LOOK)
    refuse_bad_period(first, last)
    return approval_register(session, actor.commune_id, first, last)


def take_out(office: Timed, session: Session, actor: Actor, first: date, last: date) -> None:
    """Put on record that it was taken out; once its page is made, since nobody else writes meanwhile."""
    actor.must(Right.LOOK)
    days = f"{first}/{last}"
    record_act(session, office.clock.now(), actor, "take_out", subject="approval_register", subject_id=days)
