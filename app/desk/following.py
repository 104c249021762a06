"""What follows an act once it is durable: stations are told, the timetable is looked at, audio is made.

Each is only a hint that saves time. A crash may lose it, and then the sweep finds the row that waits: the planner looks at every
commune within seconds, so does the worker of renderings, and stations ask by themselves (docs/decisions/0110).
"""

from sqlalchemy.orm import Session

from app.bulletins import greets
from app.db import after_commit
from app.desk.office import Office
from app.dispatch import CORRECTIONS, FILL, PLAN, RENDER
from app.timetable import expand, stands_in_slots
from app.units import BulletinId, CommuneId, RenderingId, SlotId


def expand_and_replan(office: Office, session: Session, commune_id: CommuneId, *changed: SlotId) -> None:
    """Let the occurrences follow the slots in this transaction, those `changed` or all of them; after it as `replan`."""
    expand(session, office.clock, commune_id, days=office.manifest_days, only=changed)
    replan(office, session, commune_id)


def replan(office: Office, session: Session, commune_id: CommuneId) -> None:
    """What will be heard has changed, and not when: tell the commune's stations, and have its timetable looked at."""
    after_commit(session, (PLAN, commune_id), lambda: look_again(office, commune_id))


def refill(office: Office, session: Session, commune_id: CommuneId) -> None:
    """A version has changed, and with it which zones hear what: as `replan`, and let the occurrences follow before."""
    after_commit(session, (FILL, commune_id), lambda: fill_again(office, commune_id))


def tell_stations(office: Office, session: Session, commune_id: CommuneId) -> None:
    """What sounds at once has changed: let the commune's stations ask."""
    after_commit(session, ("bells", commune_id), lambda: office.bells.ring(commune_id))


def pages_of(commune_id: CommuneId) -> tuple[str, CommuneId]:
    """The bell of a commune's open pages alone: what a station says of itself is no news to the other stations."""
    return "pages", commune_id


def tell_pages(office: Office, session: Session, commune_id: CommuneId) -> None:
    """A station said what somebody waits to see: let open pages ask anew."""
    after_commit(session, pages_of(commune_id), lambda: office.bells.ring(pages_of(commune_id)))


def render(office: Office, session: Session, rendering_id: RenderingId) -> None:
    """A rendering is wanted: wake the worker, who then finds its row."""
    after_commit(session, (RENDER, rendering_id), lambda: office.queue.nudge(RENDER, str(rendering_id)))


# --- after an act that made its own transactions


def look_again(office: Office, commune_id: CommuneId) -> None:
    """As `replan`, at once."""
    office.bells.ring(commune_id)
    office.queue.nudge(PLAN, str(commune_id))


def refill_for(office: Office, session: Session, commune_id: CommuneId, bulletin_id: BulletinId) -> None:
    """As `refill`, where anything heard depends on this bulletin: most are approved before they stand in a slot."""
    if stands_in_slots(session, commune_id, bulletin_id) or greets(session, commune_id, bulletin_id):
        refill(office, session, commune_id)


def fill_again(office: Office, commune_id: CommuneId) -> None:
    """As `refill`, at once."""
    office.bells.ring(commune_id)
    office.queue.nudge(FILL, str(commune_id))


def correct_beside(office: Office, commune_id: CommuneId) -> None:
    """An emergency has changed: tell the stations, and have its correction made."""
    office.bells.ring(commune_id)
    office.queue.nudge(CORRECTIONS, str(commune_id))
