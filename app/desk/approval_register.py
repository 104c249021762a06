"""The register of approvals, taken out of the house."""

from datetime import date

from sqlalchemy.orm import Session

from app.accounts import Actor, Right, record_act
from app.desk.office import Timed
from app.reports import ApprovalRegister, PeriodError, approval_register

_LONGEST_DAYS = 366


def take_out(office: Timed, session: Session, actor: Actor, first: date, last: date) -> ApprovalRegister:
    """What was decided from `first` to `last`, both included. Raises `PeriodError`."""
    actor.must(Right.LOOK)
    if not 0 <= (last - first).days < _LONGEST_DAYS:
        raise PeriodError(days=_LONGEST_DAYS)
    days = f"{first}/{last}"
    found = approval_register(session, actor.commune_id, first, last)
    record_act(session, office.clock.now(), actor, "take_out", subject="approval_register", subject_id=days)
    return found
