"""Loops over rows: a bad row among good ones holds up none of them, and is shown until it is good again."""

from pathlib import Path
from uuid import UUID

from sqlalchemy import delete, select, update

from app.dispatch.jobs import Ahead, expand_all, plan_all
from app.playout import OccurrenceState
from app.programmes.renderings import unfinished
from app.steady import SteadyClock
from app.storage.disk import DiskFiles
from app.tasks import Troubles
from app.tasks.embedded import EmbeddedQueue
from app.timetable import Slot
from app.timetable.tables import OccurrenceRow, SlotRow
from app.zones import found_commune
from tests.support.office import Office

COMMUNE = UUID(int=1)


def test_a_trouble_lasts_until_its_job_goes_well() -> None:
    troubles = Troubles()

    def work(row: int) -> None:
        if row < 0:
            raise ValueError

    troubles.each("one", [1, -1], work, commune=COMMUNE, code="planning_failed")
    troubles.each("other", [1], work, commune=COMMUNE, code="planning_failed")
    assert troubles.codes(COMMUNE) == {"planning_failed"}
    assert troubles.codes(UUID(int=2)) == frozenset()
    troubles.each("one", [], work, commune=COMMUNE, code="planning_failed")
    assert troubles.codes(COMMUNE) == frozenset()


def test_a_damaged_slot_and_a_damaged_commune_hold_up_no_other(office: Office, tmp_path: Path) -> None:
    with office.sessions.begin() as session:
        other = found_commune(session, office.clock, name="xã Khác", admin="Người khác")
    good, bad = office.slot(office.approved()), office.slot(office.approved(), title="Hỏng")
    queue, troubles = EmbeddedQueue(office.clock), Troubles()
    damage: dict[str, object] = {"zone_ids": ["nowhere"], "state": OccurrenceState.ON_AIR}
    with office.sessions.begin() as session:
        session.execute(update(SlotRow).where(SlotRow.id == bad.id).values(rrule="FREQ=NEVER"))
        session.execute(update(OccurrenceRow).where(OccurrenceRow.slot_id == bad.id).values(damage))
        session.execute(delete(OccurrenceRow).where(OccurrenceRow.slot_id == good.id))

    expand_all(office.sessions, SteadyClock(office.clock), troubles, ahead=Ahead())
    assert set(states(office, good)) == {OccurrenceState.PLANNED}
    assert troubles.codes(office.commune_id) == {"planning_failed"}
    assert troubles.codes(other.commune_id) == frozenset()

    files = DiskFiles(tmp_path)
    for _ in range(2):
        plan_all(queue, office.sessions, SteadyClock(office.clock), office.order, files=files, ahead=Ahead(), troubles=troubles)
        with office.sessions.read() as session:
            for key in unfinished(session, office.clock.now()):
                for form in ("mp3", "wav"):
                    files.put(f"{form} {key}".encode())
        office.make_audio()
    assert OccurrenceState.PREPARED in states(office, good)
    assert set(states(office, bad)) == {OccurrenceState.ON_AIR}


def states(office: Office, slot: Slot) -> list[OccurrenceState]:
    with office.sessions.read() as session:
        return list(session.scalars(select(OccurrenceRow.state).where(OccurrenceRow.slot_id == slot.id)))
