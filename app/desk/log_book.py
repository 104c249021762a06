"""The broadcast log book, taken out of the house."""

from datetime import date

from sqlalchemy.orm import Session

from app.accounts import Actor, Right, record_act
from app.desk.office import Office
from app.reports import LogBook, PeriodError, log_book

_LONGEST_DAYS = 366


def take_out(office: Office, session: Session, actor: Actor, first: date, last: date, *, form: str) -> LogBook:
    """What really sounded from `first` to `last`, both included, for a file of kind `form`. Raises `PeriodError`."""
    actor.must(Right.LOOK)
    if not 0 <= (last - first).days < _LONGEST_DAYS:
        raise PeriodError(days=_LONGEST_DAYS)
    days = f"{first}/{last}"
    record_act(session, office.clock.now(), actor, "take_out", subject="log_book", subject_id=days, form=form)
    return log_book(session, actor.commune_id, first, last)
