"""The table of holidays, by which some slots go."""

from uuid import UUID

from sqlalchemy.orm import Session

from app.accounts import Actor, Right
from app.calendar import HolidayRule
from app.desk.following import expand_and_replan
from app.desk.office import Office
from app.tags import Tag
from app.timetable import Holiday, add_holiday, change_holiday, remove_holiday


def add(office: Office, session: Session, actor: Actor, name: str, rule: HolidayRule, *, source: str) -> Holiday:
    """Enter days off, or days that are worked instead. Raises what `add_holiday` raises."""
    actor.must(Right.COMMUNE)
    made = add_holiday(session, office.clock, actor, name, rule, source=source)
    expand_and_replan(office, session, actor.commune_id)
    return made


def change(
    office: Office, session: Session, actor: Actor, holiday_id: UUID, name: str, *, rule: HolidayRule, source: str, tag: Tag
) -> Holiday:
    """Write a row anew. Raises what `change_holiday` raises."""
    actor.must(Right.COMMUNE)
    written = change_holiday(session, office.clock, actor, holiday_id, name, rule=rule, source=source, tag=tag)
    expand_and_replan(office, session, actor.commune_id)
    return written


def remove(office: Office, session: Session, actor: Actor, holiday_id: UUID, *, tag: Tag) -> None:
    """Take a row away. Raises what `remove_holiday` raises."""
    actor.must(Right.COMMUNE)
    remove_holiday(session, office.clock, actor, holiday_id, tag=tag)
    expand_and_replan(office, session, actor.commune_id)
