"""A person leaves: all that opens a door, and what nobody else was to see, goes in the same transaction, by whatever door."""

from sqlalchemy.orm import Session

from app.accounts import Actor, end_person
from app.bulletins import forget_unsaved
from app.clock import Clock
from app.emergencies import forget_pin
from app.units import PersonId


def let_leave(session: Session, clock: Clock, actor: Actor, person_id: PersonId) -> None:
    """End all ways in, calendar feeds and the PIN, and take away what was typed and never saved.

    Raises what `end_person` raises.
    """
    end_person(session, clock, actor, person_id)
    forget_own(session, person_id)


def forget_own(session: Session, person_id: PersonId) -> None:
    """Take away the PIN of a person, and what was typed and never saved."""
    forget_pin(session, person_id)
    forget_unsaved(session, person_id)
