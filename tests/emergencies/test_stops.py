"""*Stop all* outlives restarts and damage, and says so to the audit log when it can."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from app.audit.tables import AuditEventRow
from app.dispatch import Silencer
from app.emergencies import lift_stop
from app.silence import Act, StopSaidAgainError
from app.silence.journal import Journal
from tests.support.office import Office

Room = tuple[Journal, Silencer]


@pytest.fixture
def room(office: Office, tmp_path: Path) -> Iterator[Callable[[], Room]]:
    """A journal and who writes it to the database, as after a start."""
    begun: list[Silencer] = []

    def started() -> Room:
        journal = Journal(tmp_path / "silence" / "journal")
        begun.append(Silencer(journal, office.sessions, office.clock, on_change=lambda _: None))
        return journal, begun[-1]

    yield started
    for silencer in begun:
        silencer.close()


def acts(office: Office) -> list[str]:
    with office.sessions.read() as session:
        events = session.scalars(select(AuditEventRow).order_by(AuditEventRow.number))
        return [event.act for event in events if event.act in {"stop_all", "lift_stop"}]


def test_it_stays_over_a_restart_until_it_is_lifted(office: Office, room: Callable[[], Room]) -> None:
    journal, silencer = room()
    assert journal.stop_of(office.commune_id) is None
    assert silencer.silence(office.actor, Act.STOP, office.commune_id, reason="Phát nhầm.").is_kept
    again, _ = room()
    found = again.stop_of(office.commune_id)
    assert found is not None
    assert (found.by, found.reason, found.at) == (office.actor.name, "Phát nhầm.", office.clock.now())
    with office.sessions.begin() as session:
        lift_stop(session, office.clock, again, office.actor, said=again.stops_said(office.commune_id))
    assert room()[0].stop_of(office.commune_id) is None
    assert acts(office) == ["stop_all", "lift_stop"]


def test_a_second_stop_changes_nothing_and_is_noted_once(office: Office, room: Callable[[], Room]) -> None:
    journal, silencer = room()
    first = silencer.silence(office.actor, Act.STOP, office.commune_id, reason="Một.").silence
    office.clock.advance(timedelta(days=1))
    second = silencer.silence(office.actor, Act.STOP, office.commune_id, reason="Hai.").silence
    assert (second.id, second.at, second.reason) == (first.id, first.at, "Một.")
    silencer.sweep()
    room()[1].sweep()
    assert journal.stop_of(office.commune_id) is not None
    assert acts(office) == ["stop_all"]


@pytest.mark.parametrize("damage", [b"", b"\xff{", b"{}", b"loalang-reserve-1 7 2 00\n{}"])
def test_a_damaged_file_is_a_stop(office: Office, room: Callable[[], Room], tmp_path: Path, damage: bytes) -> None:
    room()
    path = tmp_path / "silence" / "journal"
    path.write_bytes(damage)
    journal, _ = room()
    assert journal.stop_of(office.commune_id) is not None
    assert room()[0].stop_of(office.commune_id) is not None, "it was made anew, and is still a stop"
    with office.sessions.begin() as session:
        lift_stop(session, office.clock, journal, office.actor, said=journal.stops_said(office.commune_id))
    assert room()[0].stop_of(office.commune_id) is None


def test_a_stop_whose_file_was_lost_is_recalled_from_the_database(
    office: Office, room: Callable[[], Room], tmp_path: Path
) -> None:
    _, silencer = room()
    first = silencer.silence(office.actor, Act.STOP, office.commune_id, reason="Phát nhầm.").silence
    (tmp_path / "silence" / "journal").unlink()
    journal, silencer = room()
    silencer.recall()
    found = journal.stop_of(office.commune_id)
    assert found is not None
    assert (found.by, found.reason, found.at) == (first.by, first.reason, first.at)
    with office.sessions.begin() as session:
        lift_stop(session, office.clock, journal, office.actor, said=journal.stops_said(office.commune_id))
    (tmp_path / "silence" / "journal").unlink()
    journal, silencer = room()
    silencer.recall()
    assert journal.stop_of(office.commune_id) is None
    assert acts(office) == ["stop_all", "lift_stop"]


def test_a_stop_said_while_a_lift_waits_stays(office: Office, room: Callable[[], Room]) -> None:
    journal, silencer = room()
    silencer.silence(office.actor, Act.STOP, office.commune_id)
    decided = journal.stops_said(office.commune_id)
    silencer.silence(office.actor, Act.STOP, office.commune_id)
    with pytest.raises(StopSaidAgainError), office.sessions.begin() as session:
        lift_stop(session, office.clock, journal, office.actor, said=decided)
    assert journal.stop_of(office.commune_id) is not None
    assert acts(office) == ["stop_all"]
