"""Occurrences: one airing cancelled."""

from app.accounts import Actor, Right
from app.desk.following import look_again
from app.desk.office import Office
from app.dispatch import Receipt
from app.units import OccurrenceId


def cancel(office: Office, actor: Actor, occurrence_id: OccurrenceId, *, reason: str) -> Receipt:
    """Cancel one airing, now; the slot goes on. Raises as `Silencer.cancel`."""
    actor.must(Right.SILENCE)
    receipt = office.silencer.cancel(actor, occurrence_id, reason=reason)
    look_again(office, actor.commune_id)
    return receipt
