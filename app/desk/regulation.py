"""The commune's regulation, written."""

from datetime import date

from sqlalchemy.orm import Session

from app.accounts import Actor, Right
from app.desk.following import replan
from app.desk.office import Office
from app.tags import Tag
from app.timetable import Regulation, set_regulation


def write(office: Office, session: Session, actor: Actor, wanted: Regulation, *, dated: date, tag: Tag) -> Regulation:
    """Write the regulation; what waits is looked at anew. Raises what `set_regulation` raises."""
    actor.must(Right.COMMUNE)
    written = set_regulation(session, office.clock, actor, wanted, dated=dated, tag=tag)
    replan(office, session, actor.commune_id)
    return written
