"""What follows an act on the timetable, by the real queue: rows that the act has let follow are not gone through again."""

import threading
from uuid import UUID

import httpx
import pytest
from sqlalchemy import delete

from app.dispatch import RENDER, Ahead, arm
from app.timetable.tables import OccurrenceRow
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
def test_an_edit_of_one_day_fills_its_slot_alone_and_an_approval_every_one(
    client: httpx.Client, office: Office, services: Services
) -> None:
    edited, other = office.slot(office.approved()), office.slot(office.approved())
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
        key = office.write()
        office.submit(key)
        client.post(f"/api/v1/bulletins/{key.bulletin_id}/versions/1/approve").raise_for_status()
        assert planned.wait(30)
        assert filled(office) == {edited.id, other.id}
