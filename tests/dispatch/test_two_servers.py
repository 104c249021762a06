"""Two servers of one installation, with a journal each and one database: what one is told to be silent, both tell stations."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from app.emergencies import lift_stop
from app.silence import Act, NothingKnownError, StopSaidAgainError
from app.units import OccurrenceId
from tests.dispatch.test_silencing import Desk
from tests.support.office import Office
from tests.support.refusing import LOCKED, refusing
from tests.support.waiting import until


@pytest.fixture
def servers(small_office: Office, tmp_path: Path) -> Iterator[tuple[Desk, Desk]]:
    made = small_office.station()
    first = Desk(small_office, tmp_path / "one" / "journal", made)
    second = Desk(small_office, tmp_path / "two" / "journal", made)
    yield first, second
    first.close()
    second.close()


def lift(desk: Desk, said: int | None = None, *, meanwhile: Callable[[], object] = lambda: None) -> None:
    office = desk.office
    decided = desk.journal.stops_said(office.commune_id) if said is None else said
    with office.sessions.begin() as session:
        lift_stop(session, office.clock, desk.journal, office.actor, said=decided)
        meanwhile()


def test_a_stop_and_its_lift_are_told_by_both(servers: tuple[Desk, Desk]) -> None:
    first, second = servers
    before = second.orders()
    assert not before.stopped
    first.silencer.silence(first.office.actor, Act.STOP, first.office.commune_id, reason="Nhầm.")
    first.silencer.sweep()
    stopped = second.orders(obeyed=first.orders(obeyed=before.version).version)
    assert stopped.stopped
    second.restart()
    assert second.journal.stop_of(first.office.commune_id) is not None, "it is in the file of the second too"
    second.silencer.recall()
    lift(second)
    obeyed = second.orders(obeyed=stopped.version).version
    again = first.orders(obeyed=first.orders(obeyed=obeyed).version)
    assert not again.stopped, "once it has heard of the lift, and read what that ended"
    assert again.version > stopped.version
    for desk in servers:
        desk.restart()
        desk.silencer.recall()
        desk.silencer.sweep()
        assert desk.journal.stop_of(first.office.commune_id) is None


def test_an_act_of_one_is_silenced_by_the_other(servers: tuple[Desk, Desk]) -> None:
    first, second = servers
    office = first.office
    key = office.approved()
    first.silencer.withdraw(office.actor, key.bulletin_id, key.number, reason="Sai số liệu.")
    first.silencer.sweep()
    second.silencer.sweep()
    assert key.version_id in second.journal.hush_of(office.commune_id).ids
    assert key.version_id in second.orders().silenced


def test_a_stop_said_at_the_other_while_a_lift_waits_stays(servers: tuple[Desk, Desk]) -> None:
    first, second = servers
    actor, commune = first.office.actor, first.office.commune_id
    first.silencer.silence(actor, Act.STOP, commune)
    decided = first.journal.stops_said(commune)
    second.silencer.silence(actor, Act.STOP, commune)
    for desk in servers:
        desk.silencer.sweep()
    with pytest.raises(StopSaidAgainError):
        lift(first, decided)
    second.silencer.sweep()
    assert first.orders().stopped
    assert second.orders().stopped
    lift(first)
    second.silencer.sweep()
    assert not second.orders().stopped


def test_a_stop_pressed_where_another_is_heard_of_outlives_the_lift_of_that_one(servers: tuple[Desk, Desk]) -> None:
    first, second = servers
    actor, commune = first.office.actor, first.office.commune_id
    first.silencer.silence(actor, Act.STOP, commune)
    first.silencer.sweep()
    second.silencer.sweep()
    with refusing(first.office.sessions, LOCKED):
        assert not second.silencer.silence(actor, Act.STOP, commune).is_kept
    lift(first)
    second.silencer.sweep()
    assert first.orders().stopped, "the first lifted what it knew of"


def test_a_stop_that_is_said_again_while_it_is_lifted_stays(servers: tuple[Desk, Desk]) -> None:
    first, second = servers
    office, commune = first.office, first.office.commune_id
    first.silencer.silence(office.actor, Act.STOP, commune)
    for desk in servers:
        desk.silencer.sweep()
    office.clock.advance(timedelta(minutes=1))
    first.silencer.silence(office.actor, Act.STOP, commune)
    lift(second)
    for desk in (*servers, *servers):
        desk.silencer.sweep()
    assert first.orders().stopped
    assert second.orders().stopped
    with pytest.raises(StopSaidAgainError):
        lift(first, meanwhile=lambda: first.silencer.silence(office.actor, Act.STOP, commune))
    for desk in (*servers, *servers):
        desk.silencer.sweep()
    assert first.orders().stopped, "said while the lift was being written"
    assert second.orders().stopped
    lift(first)
    second.silencer.sweep()
    assert not second.orders().stopped


def test_the_same_orders_are_the_same_bytes_from_both(servers: tuple[Desk, Desk]) -> None:
    first, second = servers
    given = first.desk.signed(first.made.secret)
    assert until(lambda: second.desk.signed(second.made.secret) == given, 10)
    first.restart()
    assert first.desk.signed(first.made.secret) == given, "and after a restart"


def test_memory_never_takes_back_what_another_server_told(servers: tuple[Desk, Desk]) -> None:
    first, second = servers
    office = first.office
    before = second.orders()
    first.silencer.silence(office.actor, Act.STOP, office.commune_id)
    first.silencer.sweep()
    stopped = first.orders(obeyed=before.version)
    office.clock.advance(timedelta(seconds=1))
    with silent(office):
        with pytest.raises(NothingKnownError):
            second.desk.signed(second.made.secret, obeyed=stopped.version)
        assert first.desk.signed(first.made.secret, obeyed=stopped.version), "it knows what it told"
        second.silencer.silence(office.actor, Act.CANCEL, OccurrenceId(uuid4()))
        signed = second.desk.signed(second.made.secret, obeyed=stopped.version)
        assert b'"stopped":true' in signed, "both hold: what is silenced here, and what may have been there"


@contextmanager
def silent(office: Office) -> Iterator[None]:
    """The database gives no connection to anybody, neither to read nor to write."""

    def refuse(_connection: object, _record: object, _proxy: object) -> None:
        raise OperationalError("BEGIN", {}, sqlite3.OperationalError(LOCKED))

    engine = office.sessions.reading_engine
    event.listen(engine, "checkout", refuse)
    try:
        with refusing(office.sessions, LOCKED):
            yield
    finally:
        event.remove(engine, "checkout", refuse)
