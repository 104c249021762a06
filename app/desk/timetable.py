"""The timetable tried before it is kept: a slot, and a week that is to be heard as another was."""

from datetime import date

from sqlalchemy.orm import Session

from app import timetable
from app.accounts import Actor, Right
from app.desk.following import expand_and_replan
from app.desk.office import Office
from app.timetable import Conflict, CopiedDay, Preview, Wanted
from app.units import SlotId


def try_slot(
    office: Office, session: Session, actor: Actor, wanted: Wanted, *, instead_of: SlotId | None, of_day: date | None
) -> Preview:
    """A slot before it is saved: its days, what it would meet, the nearest hour that is free. Raises as `preview`."""
    actor.must(Right.LOOK)
    return timetable.preview(session, office.clock, actor, wanted, instead_of=instead_of, of_day=of_day)


def try_copy(
    office: Office, session: Session, actor: Actor, from_day: date, to_day: date
) -> tuple[list[CopiedDay], list[Conflict]]:
    """What copying a week would add, and what that would meet; nothing is kept. Raises what `copy` raises."""
    actor.must(Right.LOOK)
    return timetable.preview_copy(session, office.clock, actor.commune_id, from_day, to_day)


def copy(office: Office, session: Session, actor: Actor, from_day: date, to_day: date) -> list[CopiedDay]:
    """Let one week be heard as another is. Raises what `app.timetable.copy_week` raises."""
    actor.must(Right.SCHEDULE)
    report = timetable.copy_week(session, office.clock, actor, from_day, to_day)
    expand_and_replan(office, session, actor.commune_id)
    return report
