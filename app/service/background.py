"""What runs beside the web server: the timetable's jobs and the worker of renderings."""

from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from uuid import UUID

from sqlalchemy.orm import Session

from app.accounts import forget_ways_in, system_actor
from app.bulletins import forget_remarks
from app.db import count_rows
from app.dispatch import CORRECTIONS, PLAN, RENDER, Ahead, arm, watch_reach
from app.emergencies import begin_due, drop_altered, end_due
from app.errors import AppError
from app.faults import EMERGENCY_ALTERED, note_fault, observe
from app.packs import PACK_EVERY, EveningPack, deliver_evening_packs
from app.programmes import ProgrammeOrder, RenderingFacts, clear_work, order_renderings, render, sweep, unnamed_audio
from app.publicity import PublicPage, forget_senders, gather, public_pages, want_sounds
from app.service.audit import keep_audit, write_refusals
from app.units import CommuneId, RenderingId
from app.wiring import Services
from app.zones import communes

SWEEP_EVERY = timedelta(seconds=10)
SILENCE_EVERY = timedelta(seconds=2)
USES_EVERY = timedelta(minutes=1)
REFUSALS_EVERY = timedelta(seconds=2)
AUDIT_EVERY = timedelta(minutes=5)
COUNT_EVERY = timedelta(hours=1)
_TOLD_S = 1.0
"""By then what stations were told is heard, or will not be for other reasons."""
_AUDIO_LOST = "emergency_audio_lost"
GATHER_EVERY = timedelta(seconds=30)
_LATE = timedelta(days=45)
"""A station's log that comes later than this is gathered when the service starts next."""
FORGET_EVERY = timedelta(hours=1)
"""Also how long audio is kept after it was stored last: whoever stores the same bytes again names them within that time."""
_THROUGH_TOMORROW_H = 36
"""A pack is made from noon at the earliest, and holds the next day to its end."""


def arm_background(services: Services) -> None:
    """Name tasks and periodic jobs to the queue, before it starts."""
    queue, sessions, clock, kit = services.queue, services.sessions, services.clock, services.studio
    clear_work(kit)

    def want(session: Session, commune_id: CommuneId, orders: Sequence[ProgrammeOrder]) -> list[RenderingFacts | AppError]:
        return order_renderings(session, clock, commune_id, orders, kit=kit)

    def render_one(key: str) -> None:
        commune_id = render(sessions, clock, kit, services.signers, RenderingId(UUID(key)), ending=queue.ending)
        if commune_id is not None:
            queue.nudge(PLAN, str(commune_id))

    timetable, day_pack = services.settings.timetable, services.settings.day_pack
    audio_h = timetable.prepare_ahead_h if day_pack.folder is None else max(timetable.prepare_ahead_h, _THROUGH_TOMORROW_H)
    ahead = Ahead(timetable.manifest_days, timedelta(hours=audio_h))
    troubles, ring = services.troubles, services.bells.ring
    arm(queue, sessions, clock, want, files=services.files, ahead=ahead, troubles=troubles, on_planned=ring)
    queue.task(RENDER, render_one)
    queue.task(CORRECTIONS, lambda key: _prepare_corrections_soon(services, CommuneId(UUID(key))))
    queue.every("emergencies", SWEEP_EVERY, lambda: look_after_emergencies(services))
    queue.every("uses", USES_EVERY, lambda: services.uses.write_down(sessions))
    queue.every("silence", SILENCE_EVERY, services.silencer.sweep)
    if day_pack.folder is not None:
        evening = EveningPack(day_pack.folder, services.usual)
        deliver = partial(deliver_evening_packs, sessions, clock, services.stored, evening, troubles)
        queue.every("day pack", PACK_EVERY, deliver)
    queue.every("counts", COUNT_EVERY, lambda: count_rows(sessions))
    queue.every("recordings", FORGET_EVERY, lambda: forget_recordings(services))
    queue.every("publicity", GATHER_EVERY, Gatherer(services).gather)
    queue.every("refusals", REFUSALS_EVERY, lambda: write_refusals(services))
    queue.every("ways in", FORGET_EVERY, lambda: forget_old_ways_in(services))
    queue.every("audit", AUDIT_EVERY, lambda: keep_audit(services))
    queue.every("sweep", SWEEP_EVERY, lambda: sweep(sessions, clock, lambda key: queue.nudge(RENDER, str(key))))


def load_ahead() -> None:
    """Load what reads and what works on samples, for which no start has waited, so that the first alarm does not wait either."""
    import app.reading.reader  # noqa: PLC0415  # see above
    import app.studio.mastering  # noqa: F401, PLC0415  # see above


def forget_recordings(services: Services) -> None:
    """Remove the audio of recordings that were retired and that nothing names any more."""
    with services.sessions.read() as session:
        unnamed = unnamed_audio(session)
    for sha256 in unnamed:
        services.files.drop(sha256, before=services.clock.now() - FORGET_EVERY)


def forget_old_ways_in(services: Services) -> None:
    """Remove what is kept of persons beyond its time; not by a clock that may be wrong."""
    if services.clock.is_sure:
        with services.sessions.begin() as session:
            forget_ways_in(session, services.clock.now(), kept=timedelta(days=services.settings.sign_in.keep_days))
            forget_senders(session, services.clock.now())
            if (years := services.settings.approval.keep_remarks_years) is not None:
                forget_remarks(session, services.clock.now() - timedelta(days=366 * years))


class Gatherer:
    """Brings to the public pages what was aired since, and once a run everything ever."""

    def __init__(self, services: Services) -> None:
        """Nothing is gathered."""
        self._services = services
        self._whole: set[CommuneId] = set()
        """Communes of which everything was looked at."""

    def gather(self) -> None:
        """One pass over all communes."""
        services = self._services
        with services.sessions.read() as session:
            pages = {each.commune_id: each for each in public_pages(session)}
        services.troubles.each_commune("publicity", pages, lambda key: self._gather(pages[CommuneId(key)]), code="upkeep_failed")

    def _gather(self, page: PublicPage) -> None:
        services, key = self._services, page.commune_id
        since = services.clock.now() - _LATE if key in self._whole else None
        while not services.queue.ending.is_set():
            with services.sessions.begin() as session:
                if not gather(session, key, since=since):
                    break
        self._whole.add(key)
        if page.is_open:
            with services.sessions.begin() as session:
                want_sounds(session, services.clock, key, services.studio)


def look_after_emergencies(services: Services) -> None:
    """Mark what came to its end, and make corrections and audio that are missing."""
    with services.sessions.read() as session:
        found = [each.id for each in communes(session)]
    services.troubles.each_commune("emergencies", found, lambda key: _look_after(services, CommuneId(key)), code="upkeep_failed")


def _look_after(services: Services, commune_id: CommuneId) -> None:
    beyond = services.alarms.mend(commune_id)
    with services.sessions.begin() as session:
        if drop_altered(session, services.clock, system_actor(commune_id)):
            note_fault(session, services.clock.now(), commune_id, EMERGENCY_ALTERED)
        if services.clock.is_sure:  # stations have ended it by their own; this is for good
            end_due(session, services.clock, system_actor(commune_id))
        begin_due(session, services.clock, system_actor(commune_id))
        now = services.clock.now()
        present = {("", _AUDIO_LOST): now} if beyond else {}
        observe(session, now, commune_id, None, present, among={_AUDIO_LOST})
        watch_reach(session, services.clock, commune_id, stopped=services.stops.stop_of(commune_id) is not None)
    _prepare_corrections(services, commune_id)


def _prepare_corrections_soon(services: Services, commune_id: CommuneId) -> None:
    """Once stations have been told of what is to be corrected: the work of making it would hold up just that."""
    services.queue.ending.wait(_TOLD_S)
    _prepare_corrections(services, commune_id)


def _prepare_corrections(services: Services, commune_id: CommuneId) -> None:
    if services.alarms.prepare_corrections(commune_id):
        services.bells.ring(commune_id)  # their audio is to be on the stations before it is needed
