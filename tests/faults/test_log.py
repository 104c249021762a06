"""Faults begin, end and are accepted once each; nothing of it can be changed or taken out afterwards."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app.errors import NotFoundError
from app.faults import Fault, accept_fault, fault_page, observe, shown_faults
from app.zones import found_commune
from tests.support.office import Office

MINUTE = timedelta(minutes=1)
LOST, DISK = ("loa", "output_lost"), ("", "station_disk_full")


class Desk:
    """What is seen of one station."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.station = office.station().station

    def see(self, *keys: tuple[str, str]) -> None:
        now = self.office.clock.now()
        with self.office.sessions.begin() as session:
            observe(session, now, self.office.commune_id, self.station.id, dict.fromkeys(keys, now))

    def shown(self) -> list[Fault]:
        with self.office.sessions.read() as session:
            return shown_faults(session, self.office.commune_id)

    def accept(self, key: UUID) -> Fault:
        with self.office.sessions.begin() as session:
            return accept_fault(session, self.office.clock, self.office.actor, key)


@pytest.fixture
def desk(office: Office) -> Desk:
    return Desk(office)


def test_a_fault_is_shown_until_it_ended_and_was_accepted(desk: Desk) -> None:
    desk.see(LOST)
    begun = desk.office.clock.now()
    desk.office.clock.advance(MINUTE)
    desk.see(LOST)
    [fault] = desk.shown()
    assert (fault.output, fault.code, fault.since, fault.ended_at) == ("loa", "output_lost", begun, None)
    desk.see()
    [fault] = desk.shown()
    assert fault.ended_at == begun + MINUTE
    assert desk.accept(fault.id).accepted_by == "Nguyễn Văn Quản"
    assert desk.shown() == []


def test_accepted_while_it_lasts_it_is_shown_until_its_end(desk: Desk) -> None:
    desk.see(LOST)
    [fault] = desk.shown()
    first = desk.accept(fault.id)
    desk.office.clock.advance(MINUTE)
    assert desk.accept(fault.id) == first, "the first to see it is kept"
    assert desk.shown() == [first]
    desk.see()
    assert desk.shown() == []


def test_the_same_again_is_another_fault_and_all_are_kept(desk: Desk) -> None:
    for _ in range(60):
        desk.see(LOST, DISK)
        desk.see()
    assert len(desk.shown()) == 120
    with desk.office.sessions.read() as session:
        first = fault_page(session, desk.office.commune_id, limit=100)
        second = fault_page(session, desk.office.commune_id, cursor=first.cursor, limit=100)
    assert (len(first.items), len(second.items), second.cursor) == (100, 20, None)
    assert len({fault.id for fault in first.items + second.items}) == 120


def test_one_station_ends_nothing_of_another_and_a_commune_sees_its_own(desk: Desk) -> None:
    desk.see(LOST)
    office = desk.office
    with office.sessions.begin() as session:
        other = Office(office.sessions, office.clock, found_commune(session, office.clock, name="xã Khác", admin="Ai"))
    elsewhere = Desk(other)
    elsewhere.see()
    [fault] = desk.shown()
    assert fault.ended_at is None
    assert elsewhere.shown() == []
    with pytest.raises(NotFoundError):
        elsewhere.accept(fault.id)


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM faults",
        "UPDATE faults SET code = 'nothing'",
        "UPDATE faults SET since = seen_at, output = 'x'",
        "UPDATE faults SET ended_at = NULL",
        "UPDATE faults SET accepted_by = 'somebody else'",
    ],
)
def test_the_database_itself_refuses_to_change_what_was_written(desk: Desk, statement: str) -> None:
    desk.see(LOST)
    desk.see()
    [fault] = desk.shown()
    desk.accept(fault.id)
    with pytest.raises(DBAPIError, match="kept as they were"), desk.office.sessions.begin() as session:
        session.execute(text(statement))
    with desk.office.sessions.read() as session:
        assert fault_page(session, desk.office.commune_id).items[0].id == fault.id
