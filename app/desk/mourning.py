"""Periods of mourning: what was prepared with music is prepared anew without it."""

from uuid import UUID

from sqlalchemy.orm import Session

from app.accounts import Actor, Right
from app.desk.following import replan
from app.desk.office import Office
from app.playout import Period
from app.tags import Tag
from app.timetable import MourningPeriod, add_mourning, change_mourning, remove_mourning


def add(office: Office, session: Session, actor: Actor, name: str, period: Period, *, source: str) -> MourningPeriod:
    """Enter a period. Raises what `add_mourning` raises."""
    actor.must(Right.COMMUNE)
    made = add_mourning(session, office.clock, actor, name, period, source=source)
    replan(office, session, actor.commune_id)
    return made


def change(
    office: Office, session: Session, actor: Actor, period_id: UUID, name: str, *, period: Period, source: str, tag: Tag
) -> MourningPeriod:
    """Write a period anew. Raises what `change_mourning` raises."""
    actor.must(Right.COMMUNE)
    written = change_mourning(session, office.clock, actor, period_id, name, period=period, source=source, tag=tag)
    replan(office, session, actor.commune_id)
    return written


def remove(office: Office, session: Session, actor: Actor, period_id: UUID, *, tag: Tag) -> None:
    """Take a period away, as one entered by mistake. Raises what `remove_mourning` raises."""
    actor.must(Right.COMMUNE)
    remove_mourning(session, office.clock, actor, period_id, tag=tag)
    replan(office, session, actor.commune_id)
