"""What runs beside the web server: the timetable's jobs and the worker of renderings."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from app.programmes import ProgrammeOrder, RenderingFacts, clear_work, order_rendering, render, sweep
from app.rundown import PLAN, RENDER, Ahead, arm
from app.units import CommuneId, RenderingId
from app.wiring import Services

SWEEP_EVERY = timedelta(seconds=10)


def arm_background(services: Services) -> None:
    """Name tasks and periodic jobs to the queue, before it starts."""
    queue, sessions, clock, kit = services.queue, services.sessions, services.clock, services.studio
    clear_work(kit)

    def want(session: Session, commune_id: CommuneId, order: ProgrammeOrder) -> RenderingFacts:
        return order_rendering(session, clock, commune_id, order, kit=kit)

    def render_one(key: str) -> None:
        commune_id = render(sessions, clock, kit, RenderingId(UUID(key)), ending=queue.ending)
        if commune_id is not None:
            queue.nudge(PLAN, str(commune_id))

    timetable = services.settings.timetable
    ahead = Ahead(timetable.manifest_days, timedelta(hours=timetable.prepare_ahead_h))
    arm(queue, sessions, clock, want, ahead=ahead)
    queue.task(RENDER, render_one)
    queue.every("sweep", SWEEP_EVERY, lambda: sweep(sessions, clock, lambda key: queue.nudge(RENDER, str(key))))
