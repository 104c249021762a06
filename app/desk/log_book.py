"""The broadcast log book, taken out of the house."""

from datetime import date

from sqlalchemy.orm import Session

from app.accounts import Actor, Right, record_act
from app.desk.office import Timed
from app.reports import LogBook, log_book, refuse_bad_period


def look(session: Session, actor: Actor, first: date, last: date) -> LogBook:
    """What really sounded from `first` to `last`, both included. Raises `PeriodError`."""
    actor.must(Right.LOOK)
    refuse_bad_period(first, last)
    return log_book(session, actor.commune_id, first, last)


def take_out(office: Timed, session: Session, actor: Actor, first: date, last: date, *, form: str) -> None:
    """Put on record that it was taken out as a file of kind `form`; once that is made, since nobody else writes meanwhile."""
    actor.must(Right.LOOK)
    days = f"{first}/{last}"
    record_act(session, office.clock.now(), actor, "take_out", subject="log_book", subject_id=days, form=form)
