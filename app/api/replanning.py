"""What every door does after an act that changes what will be heard."""

from sqlalchemy.orm import Session

from app.accounts import Actor
from app.rundown import PLAN
from app.timetable import expand
from app.wiring import Services

NEXT = '</api/v1/timetable/next>; rel="related"; title="next-24-hours"'
"""The `Link` header of every answer to a change: what will sound in the next 24 hours."""


def expand_and_replan(parts: Services, actor: Actor, session: Session) -> None:
    """Let the occurrences follow the slots, then as `commit_and_replan`."""
    expand(session, parts.clock, actor.commune_id, days=parts.settings.timetable.manifest_days)
    commit_and_replan(parts, actor, session)


def commit_and_replan(parts: Services, actor: Actor, session: Session) -> None:
    """Make the act durable, tell the stations, then have the commune's timetable looked at; the last that is done with `session`.

    The planner must find what was done; an answer that is lost after this loses nothing.
    """
    session.commit()
    parts.bells.ring(actor.commune_id)
    parts.queue.nudge(PLAN, str(actor.commune_id))
