"""What follows an act on the timetable, by the real queue: rows that the act has let follow are not gone through again."""

import threading
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import httpx
import pytest
from sqlalchemy import delete

from app.bulletins import Kind, VersionKey
from app.clock import ManualClock, SystemClock, local
from app.dispatch import FILL, PLAN, RENDER, Ahead, arm
from app.dispatch.jobs import NEAR, REST
from app.tasks.embedded import EmbeddedQueue
from app.timetable import WantedVariant, end_slot, stands_in_slots
from app.timetable.tables import OccurrenceRow
from app.units import CommuneId, new_id
from app.wiring import Services
from tests.support.office import Office
from tests.support.waiting import until


def filled(office: Office) -> set[UUID]:
    """The slots that have occurrences."""
    return {each.slot_id for each in office.occurrences()}


def forget(office: Office) -> None:
    with office.sessions.begin() as session:
        session.execute(delete(OccurrenceRow))


@pytest.mark.parametrize("sessions", ["sqlite"], indirect=True)
def test_an_edit_of_one_day_fills_its_slot_alone_and_an_approval_every_one_where_it_is_heard(
    client: httpx.Client, office: Office, services: Services
) -> None:
    heard = office.approved()
    edited, other = office.slot(heard), office.slot(office.approved())
    planned = threading.Event()
    queue, sessions, files, troubles = services.queue, services.sessions, services.files, services.troubles
    arm(
        queue,
        sessions,
        services.clock,
        office.order,
        files=files,
        ahead=Ahead(),
        troubles=troubles,
        on_planned=lambda _: planned.set(),
    )
    queue.task(RENDER, lambda _: None)
    forget(office)
    with queue:
        assert until(lambda: filled(office) == {edited.id, other.id}, 30), "once, at the start"
        forget(office)
        day = {"cancelled": True, "reason": "Mất điện."}
        client.put(f"/api/v1/slots/{edited.id}/days/2025-11-06", json=day).raise_for_status()
        assert planned.wait(30)
        assert filled(office) == {edited.id}
        planned.clear()
        approve(client, office, office.write())
        assert not planned.is_set(), "it stands nowhere"
        for key in (office.rewrite(heard, "Kính mời bà con họp lúc bảy giờ."), office.write(kind=Kind.GREETING)):
            planned.clear()
            approve(client, office, key)
            assert planned.wait(30)
        assert filled(office) == {edited.id, other.id}


def approve(client: httpx.Client, office: Office, key: VersionKey) -> None:
    office.submit(key)
    client.post(f"/api/v1/bulletins/{key.bulletin_id}/versions/{key.number}/approve").raise_for_status()


@pytest.mark.parametrize("way", ["slot", "variant", "day"])
def test_a_slot_a_variant_and_a_day_name_a_bulletin(office: Office, way: str) -> None:
    named, other, stranger = office.approved(), office.approved(), office.approved()
    variants = [WantedVariant([office.zone("thôn Đông").path], [named.bulletin_id])] if way == "variant" else []
    slot = office.slot(named if way == "slot" else other, variants=variants)
    if way == "day":
        office.edit_day(slot, local(office.clock.now()).date(), bulletins=[named.bulletin_id])
    with office.sessions.begin() as session:
        assert stands_in_slots(session, office.commune_id, named.bulletin_id)
        assert not stands_in_slots(session, office.commune_id, stranger.bulletin_id)
        assert not stands_in_slots(session, CommuneId(new_id()), named.bulletin_id)
        if way != "day":
            end_slot(session, office.clock, office.actor, slot.id)
            assert not stands_in_slots(session, office.commune_id, named.bulletin_id)


@pytest.mark.parametrize("sessions", ["sqlite"], indirect=True)
def test_changes_are_gathered_only_while_nothing_is_to_begin(office: Office, clock: ManualClock, services: Services) -> None:
    office.slot(office.approved())
    rests = Rests()
    steady = services.clock
    arm(rests, office.sessions, steady, office.order, files=services.files, ahead=Ahead(), troubles=services.troubles)
    starts_at = office.first().starts_at
    for before, wanted in ((3 * NEAR, REST), (NEAR / 2, None), (-NEAR / 2, None), (-2 * NEAR, REST)):
        clock.advance(starts_at - before - steady.now())
        assert [rests.of(task, office.commune_id) for task in (PLAN, FILL)] == [wanted, wanted], before


class Rests(EmbeddedQueue):
    """Runs a task when it is asked how long it rests."""

    def __init__(self) -> None:
        super().__init__(SystemClock())
        self.named: dict[str, Callable[[str], timedelta | None]] = {}

    def task(self, name: str, run: Callable[[str], timedelta | None]) -> None:
        self.named[name] = run

    def of(self, task: str, commune_id: CommuneId) -> timedelta | None:
        return self.named[task](str(commune_id))
