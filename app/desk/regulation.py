"""The commune's regulation, written."""

from datetime import date

from sqlalchemy.orm import Session

from app.accounts import Actor, Right
from app.desk.following import replan
from app.desk.office import Office
from app.timetable import Regulation, set_regulation


def write(office: Office, session: Session, actor: Actor, wanted: Regulation, *, dated: date, revision: int) -> Regulation:
    """Write the regulation; what waits is looked at anew. Raises what `set_regulation` raises."""
    actor.must(Right.COMMUNE)
    written = set_regulation(session, office.clock, actor, wanted, dated=dated, revision=revision)
    replan(office, session, actor.commune_id)
    return written
