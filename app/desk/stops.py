"""*Stop all*: the commune silent with one act, and what lets it sound again."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from app.accounts import Actor, Grave, Right
from app.desk.following import tell_stations
from app.desk.office import Office
from app.dispatch import Receipt
from app.emergencies import Emergency, end_all_but, lift_stop, prove_pin
from app.silence import Act
from app.units import EmergencyId


def stop(office: Office, actor: Actor, *, reason: str) -> Receipt:
    """Stop everything, now, until a person lifts it. Raises nothing on purpose but for the right."""
    actor.must(Right.STOP)
    return office.silencer.silence(actor, Act.STOP, actor.commune_id, reason=reason)


def lift(office: Office, session: Session, actor: Actor, *, said: int, go_on: Sequence[EmergencyId], pin: str) -> list[Emergency]:
    """Let things sound again once the session commits: what comes from now on, and the emergencies `go_on`, which takes the PIN.

    The PIN, where it is given, is the proof of who asks.
    said: how often a stop had been said when this was asked. Returns the emergencies that were ended.
    Raises `StopSaidAgainError`, which the commit may as well, and the errors of the PIN.
    """
    actor.must(Right.ALARM, None if pin else Grave.LIFT_STOP)
    if go_on or pin:
        prove_pin(office.sessions, office.clock, actor, pin)
    is_stopped = office.stops.stop_of(actor.commune_id) is not None
    ended = end_all_but(session, office.clock, actor, go_on) if is_stopped else []
    lift_stop(session, office.clock, office.stops, actor, said=said)
    tell_stations(office, session, actor.commune_id)
    return ended
