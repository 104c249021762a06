"""The periodic jobs behind the timetable: days are filled, audio is wanted, validity runs out."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import structlog

from app.bulletins import expire_due
from app.db import Sessions
from app.programmes import lost, make_again
from app.steady import SteadyClock
from app.storage import Files
from app.tasks import Queue, Runner, Troubles
from app.timetable import OrderAudio, begins_within, expand, plan_ahead, waiting_renderings
from app.units import CommuneId
from app.values import frozen
from app.zones import communes

_log = structlog.get_logger(__name__)
PLAN = "plan"
"""The task that plans one commune anew; its key is the commune's id. Nudged after whatever changes what is heard when its rows
follow already: an act on a slot has let them follow itself."""
FILL = "fill"
"""The task that fills one commune's next days, and plans them; its key is the commune's id. Nudged after what may part or join
rows in some slots, nobody looked in which: a version was approved, reopened or withdrawn."""
CORRECTIONS = "corrections"
"""The task that makes the corrections of one commune's alarms; its key is the commune's id."""
RENDER = "render"
"""The task that makes one rendering; its key is the rendering's id."""
EXPAND_EVERY = timedelta(minutes=10)
PLAN_EVERY = timedelta(seconds=15)
EXPIRE_EVERY = timedelta(minutes=1)
REST = timedelta(seconds=1)
"""After a commune was planned, what changes meanwhile is gathered for so long and planned once: else a burst of acts is held up
by what follows each of them (docs/decisions/0182)."""
NEAR = timedelta(minutes=2)
"""Nothing is gathered while something is to begin so soon."""


@frozen
class Ahead:
    """How far the server works ahead. days: filled with occurrences; audio: how long before its start audio is wanted."""

    days: int = 14
    audio: timedelta = timedelta(hours=24)


def arm(
    queue: Runner,
    sessions: Sessions,
    clock: SteadyClock,
    order: OrderAudio,
    *,
    files: Files,
    ahead: Ahead,
    troubles: Troubles,
    on_planned: Callable[[CommuneId], None] = lambda _: None,
) -> None:
    """Name the timetable's tasks and periodic jobs; once, before the queue starts. Whoever renders names the task `RENDER`.

    on_planned: a plan was looked at after something had changed, so its stations may have a newer manifest.
    """

    def plan_one(key: str) -> timedelta | None:
        commune_id = CommuneId(UUID(key))
        plan(queue, sessions, clock, order, commune_id, files=files, ahead=ahead, troubles=troubles)
        on_planned(commune_id)
        with sessions.read() as session:
            return None if begins_within(session, clock.now(), commune_id, NEAR) else REST

    def fill_one(key: str) -> timedelta | None:
        with sessions.begin() as session:
            expand(session, clock, CommuneId(UUID(key)), days=ahead.days, troubles=troubles)
        return plan_one(key)

    queue.task(PLAN, plan_one)
    queue.task(FILL, fill_one)
    queue.every("expand", EXPAND_EVERY, lambda: expand_all(sessions, clock, troubles, ahead=ahead))
    queue.every("plan", PLAN_EVERY, lambda: plan_all(queue, sessions, clock, order, files=files, ahead=ahead, troubles=troubles))
    queue.every("expire", EXPIRE_EVERY, lambda: expire_all(sessions, clock, troubles))


def expand_all(sessions: Sessions, clock: SteadyClock, troubles: Troubles, *, ahead: Ahead) -> None:
    """Fill the next days of every commune. A transaction each: one that fails holds up no other's beginning."""

    def fill(key: UUID) -> None:
        with sessions.begin() as session:
            expand(session, clock, CommuneId(key), days=ahead.days, troubles=troubles)

    troubles.each_commune("expand", _communes(sessions), fill, code="planning_failed")


def plan_all(
    queue: Queue, sessions: Sessions, clock: SteadyClock, order: OrderAudio, *, files: Files, ahead: Ahead, troubles: Troubles
) -> None:
    """Look at every commune's waiting occurrences."""

    def look(key: UUID) -> None:
        plan(queue, sessions, clock, order, CommuneId(key), files=files, ahead=ahead, troubles=troubles)

    troubles.each_commune("plan", _communes(sessions), look, code="planning_failed")


def plan(
    queue: Queue,
    sessions: Sessions,
    clock: SteadyClock,
    order: OrderAudio,
    commune_id: CommuneId,
    *,
    files: Files,
    ahead: Ahead,
    troubles: Troubles,
) -> None:
    """Look at one commune's waiting occurrences, and wake the worker for audio that is not made yet, or is lost."""
    with sessions.read() as session:  # it may read whole files, for which nobody who writes is to wait
        gone = lost(session, files, commune_id, waiting_renderings(session, commune_id))
    with sessions.begin() as session:
        if gone:
            _log.error("audio.lost", commune=str(commune_id), renderings=[str(key) for key in gone])
            make_again(session, clock, gone)
        wanted = plan_ahead(session, clock, commune_id, order, ahead=ahead.audio, gives_up=clock.is_sure, troubles=troubles)
    for rendering_id in wanted:
        queue.nudge(RENDER, str(rendering_id))


def expire_all(sessions: Sessions, clock: SteadyClock, troubles: Troubles) -> None:
    """Mark what is no longer valid, once the clock is sure: nobody can take it back."""
    if not clock.is_sure:
        return

    def expire(key: UUID) -> None:
        with sessions.begin() as session:
            if expired := expire_due(session, clock, CommuneId(key)):
                _log.info("versions.expired", commune=str(key), count=len(expired))

    troubles.each_commune("expire", _communes(sessions), expire, code="upkeep_failed")


def _communes(sessions: Sessions) -> list[CommuneId]:
    with sessions.read() as session:
        return [each.id for each in communes(session)]
