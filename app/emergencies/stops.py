"""The end of *stop all*: a person lets a commune sound again. That it was stopped stands in the journal of silences."""

from sqlalchemy.orm import Session

from app.accounts import Actor, record_act
from app.audit import is_recorded
from app.clock import Clock
from app.db import after_commit
from app.silence import Act, Stops, StopSaidAgainError, note_lift

LIFT = "lift_stop"
"""The verb of the audit log."""


def lift_stop(session: Session, clock: Clock, stops: Stops, actor: Actor, *, said: int) -> None:
    """Let things sound again, once the audit log has both acts for good; lifting what is not in force does nothing.

    said: how often a stop had been said when the person decided (`Stops.stops_said`), here or at another server. Raises
    StopSaidAgainError, and so may the commit: then the commune stays stopped.
    """
    stops.hear(session, clock.now(), actor.commune_id)
    known = stops.stop_of(actor.commune_id)
    if known is None:
        return
    if stops.stops_said(actor.commune_id) != said:
        raise StopSaidAgainError
    commune = str(actor.commune_id)
    if known.kept_at is None and not is_recorded(session, actor.commune_id, at=known.at, act=Act.STOP.value, subject_id=commune):
        by = Actor(actor.commune_id, known.by_id, known.by)
        record_act(session, known.at, by, Act.STOP.value, subject="commune", subject_id=commune, reason=known.reason)
    record_act(session, clock.now(), actor, LIFT, subject="commune", subject_id=commune)
    note_lift(session, stops.stops_of(actor.commune_id), clock.now())
    after_commit(session, (LIFT, actor.commune_id), lambda: stops.lift(actor.commune_id, said))
