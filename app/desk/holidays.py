"""The table of holidays, by which some slots go."""

from uuid import UUID

from sqlalchemy.orm import Session

from app import timetable
from app.accounts import Actor, Right
from app.calendar import HolidayRule
from app.desk.following import expand_and_replan
from app.desk.office import Office
from app.errors import StaleError
from app.timetable import Holiday, holiday, put_holiday


def add(office: Office, session: Session, actor: Actor, name: str, rule: HolidayRule, *, source: str) -> Holiday:
    """Enter days off, or days that are worked instead. Raises what `app.timetable.put_holiday` raises."""
    actor.must(Right.COMMUNE)
    made = put_holiday(session, office.clock, actor, name, rule, source=source)
    expand_and_replan(office, session, actor.commune_id)
    return made


def change(
    office: Office, session: Session, actor: Actor, holiday_id: UUID, name: str, *, rule: HolidayRule, source: str, tag: str
) -> Holiday:
    """Write a row anew. tag: of the row as it was seen. Raises `NotFoundError`, `StaleError`, and as `add`."""
    actor.must(Right.COMMUNE)
    present = _seen(session, actor, holiday_id, tag)
    written = put_holiday(session, office.clock, actor, name, rule, source=source, replaces=present)
    expand_and_replan(office, session, actor.commune_id)
    return written


def remove(office: Office, session: Session, actor: Actor, holiday_id: UUID, *, tag: str) -> None:
    """Take a row away. Raises `NotFoundError`, `StaleError`."""
    actor.must(Right.COMMUNE)
    timetable.remove_holiday(session, office.clock, actor, _seen(session, actor, holiday_id, tag))
    expand_and_replan(office, session, actor.commune_id)


def _seen(session: Session, actor: Actor, holiday_id: UUID, tag: str) -> Holiday:
    present = holiday(session, actor.commune_id, holiday_id)
    if tag != str(present.revision):
        raise StaleError(kind="holiday", key=present.name)
    return present
