"""*Stop all* outlives restarts and damage, and says so to the audit log when it can."""

from datetime import timedelta
from pathlib import Path

from sqlalchemy import select

from app.audit.tables import AuditEventRow
from app.emergencies import Stops, lift_stop, note_stop
from tests.support.office import Office


def acts(office: Office) -> list[str]:
    with office.sessions.read() as session:
        events = session.scalars(select(AuditEventRow).order_by(AuditEventRow.number))
        return [event.act for event in events if event.act in {"stop_all", "lift_stop"}]


def test_it_stays_over_a_restart_until_it_is_lifted(office: Office, tmp_path: Path) -> None:
    stops = Stops(tmp_path)
    assert stops.of(office.commune_id) is None
    stops.stop(office.actor, office.clock.now(), "Phát nhầm.")
    again = Stops(tmp_path)
    found = again.of(office.commune_id)
    assert found is not None
    assert (found.by, found.reason, found.at) == (office.actor.name, "Phát nhầm.", office.clock.now())
    with office.sessions.begin() as session:
        lift_stop(session, office.clock, again, office.actor)
    assert stops.of(office.commune_id) is None
    assert acts(office) == ["stop_all", "lift_stop"]


def test_a_second_stop_changes_nothing_and_is_noted_once(office: Office, tmp_path: Path) -> None:
    stops = Stops(tmp_path)
    first = stops.stop(office.actor, office.clock.now(), "Một.")
    office.clock.advance(timedelta(minutes=1))
    assert stops.stop(office.actor, office.clock.now(), "Hai.") == first
    for _ in range(2):
        with office.sessions.begin() as session:
            note_stop(session, stops, office.commune_id)
    assert acts(office) == ["stop_all"]


def test_a_damaged_file_is_a_stop(office: Office, tmp_path: Path) -> None:
    stops = Stops(tmp_path / "stops")
    stops.stop(office.actor, office.clock.now(), "")
    for path in (tmp_path / "stops").iterdir():
        path.write_bytes(b"\xff{")
    assert stops.of(office.commune_id) is not None
    with office.sessions.begin() as session:
        lift_stop(session, office.clock, stops, office.actor)
    assert stops.of(office.commune_id) is None
