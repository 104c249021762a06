"""What every door does after an act that changes what will be heard."""

from sqlalchemy.orm import Session

from app.accounts import Actor
from app.rundown import PLAN
from app.wiring import Services


def commit_and_replan(parts: Services, actor: Actor, session: Session) -> None:
    """Make the act durable, then have the commune's timetable looked at; to be the last that is done with `session`.

    The planner must find what was done; an answer that is lost after this loses nothing.
    """
    session.commit()
    parts.bells.ring(actor.commune_id)
    parts.queue.nudge(PLAN, str(actor.commune_id))
