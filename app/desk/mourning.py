"""Periods of mourning: what was prepared with music is prepared anew without it."""

from uuid import UUID

from sqlalchemy.orm import Session

from app import timetable
from app.accounts import Actor, Right
from app.desk.following import replan
from app.desk.office import Office
from app.errors import StaleError
from app.playout import Period
from app.timetable import MourningPeriod, mourning_period, put_mourning


def add(office: Office, session: Session, actor: Actor, name: str, period: Period, *, source: str) -> MourningPeriod:
    """Enter a period. Raises what `app.timetable.put_mourning` raises."""
    actor.must(Right.COMMUNE)
    made = put_mourning(session, office.clock, actor, name, period, source=source)
    replan(office, session, actor.commune_id)
    return made


def change(
    office: Office, session: Session, actor: Actor, period_id: UUID, name: str, *, period: Period, source: str, tag: str
) -> MourningPeriod:
    """Write a period anew. tag: of the period as it was seen. Raises `NotFoundError`, `StaleError`, and as `add`."""
    actor.must(Right.COMMUNE)
    present = _seen(session, actor, period_id, tag)
    written = put_mourning(session, office.clock, actor, name, period, source=source, replaces=present)
    replan(office, session, actor.commune_id)
    return written


def remove(office: Office, session: Session, actor: Actor, period_id: UUID, *, tag: str) -> None:
    """Take a period away, as one entered by mistake. Raises `NotFoundError`, `StaleError`."""
    actor.must(Right.COMMUNE)
    timetable.remove_mourning(session, office.clock, actor, _seen(session, actor, period_id, tag))
    replan(office, session, actor.commune_id)


def _seen(session: Session, actor: Actor, period_id: UUID, tag: str) -> MourningPeriod:
    present = mourning_period(session, actor.commune_id, period_id)
    if tag != str(present.revision):
        raise StaleError(kind="mourning", key=present.name)
    return present
