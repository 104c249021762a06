"""What sessions promise: readers never wait for a writer, writers queue up, instants stay instants."""

import threading
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError, StatementError
from sqlalchemy.orm import Session

from app.audit.tables import AuditHeadRow
from app.db import Sessions, after_commit, commit, count_rows, read_once
from app.units import new_id
from app.zones.tables import CommuneRow

NOON = datetime(2025, 11, 4, 12, 0, tzinfo=UTC)


def commune(created_at: datetime = NOON) -> CommuneRow:
    return CommuneRow(id=new_id(), name="xã Liên An", is_sandbox=False, one_officer=False, created_at=created_at)


def test_an_instant_comes_back_aware_and_in_utc(sessions: Sessions) -> None:
    hanoi = timezone(timedelta(hours=7))
    with sessions.begin() as session:
        session.add(commune(datetime(2025, 11, 4, 19, 0, 0, 123456, tzinfo=hanoi)))
    with sessions.read() as session:
        found = session.scalars(select(CommuneRow)).one().created_at
    assert found == datetime(2025, 11, 4, 12, 0, 0, 123456, tzinfo=UTC)
    assert found.tzinfo is UTC


def test_a_naive_instant_is_refused(sessions: Sessions) -> None:
    with pytest.raises(StatementError, match="naive"), sessions.begin() as session:
        session.add(commune(datetime(2025, 11, 4, 12, 0)))  # noqa: DTZ001  # that is the point


def test_instants_compare_in_the_database(sessions: Sessions) -> None:
    with sessions.begin() as session:
        session.add_all([commune(NOON), commune(NOON + timedelta(microseconds=1))])
    with sessions.read() as session:
        assert len(session.scalars(select(CommuneRow).where(CommuneRow.created_at > NOON)).all()) == 1


def test_a_reading_session_cannot_write(sessions: Sessions) -> None:
    with sessions.read() as session:
        session.add(commune())
        with pytest.raises(DBAPIError):
            session.flush()


@read_once
def names(session: Session) -> tuple[str, ...]:
    return tuple(session.scalars(select(CommuneRow.name).order_by(CommuneRow.id)))


def test_what_a_reading_session_found_stays_until_its_transaction_ends(sessions: Sessions) -> None:
    with sessions.read() as reading:
        assert names(reading) == ()
        with sessions.begin() as writing:
            writing.add(commune())
        assert names(reading) == ()
        reading.rollback()
        assert names(reading) == ("xã Liên An",)


def test_a_writing_session_finds_what_it_wrote(sessions: Sessions) -> None:
    with sessions.begin() as writing:
        assert names(writing) == ()
        writing.add(commune())
        writing.flush()
        assert names(writing) == ("xã Liên An",)


def test_reading_goes_on_while_somebody_writes(sessions: Sessions) -> None:
    with sessions.begin() as writing:
        writing.add(commune())
        writing.flush()
        with sessions.read() as reading:
            assert reading.scalars(select(CommuneRow)).all() == []


def test_an_error_leaves_nothing_behind(sessions: Sessions) -> None:
    def fail() -> None:
        with sessions.begin() as session:
            session.add(commune())
            session.flush()
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    with sessions.read() as session:
        assert session.scalars(select(CommuneRow)).all() == []


def test_writers_queue_up_and_lose_nothing(sessions: Sessions) -> None:
    key = new_id()
    with sessions.begin() as session:
        session.add(AuditHeadRow(commune_id=key, number=0, hash="0" * 64))

    def count() -> None:
        for _ in range(10):
            with sessions.begin() as session:
                row = session.scalars(select(AuditHeadRow).with_for_update()).one()
                row.number += 1

    threads = [threading.Thread(target=count) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with sessions.read() as session:
        assert session.scalars(select(AuditHeadRow.number)).one() == 60


def test_sqlite_is_set_up_to_survive_a_power_cut(sqlite: Sessions) -> None:
    with sqlite.read() as session:
        values = [session.scalar(text(f"PRAGMA {name}")) for name in ("journal_mode", "synchronous", "foreign_keys")]
    assert values == ["wal", 2, 1]


def test_what_follows_a_commit_finds_it_durable_and_is_done_once_in_its_order(sessions: Sessions) -> None:
    seen: list[str] = []

    def look(name: str) -> None:
        with sessions.read() as session:
            seen.append(f"{name} {len(session.scalars(select(CommuneRow)).all())}")

    with sessions.begin() as session:
        session.add(commune())
        session.flush()
        after_commit(session, "plan", lambda: look("plan"))
        after_commit(session, "ring", lambda: look("ring"))
        after_commit(session, "plan", lambda: look("plan"))
        assert not seen
        commit(session)
        commit(session)
    assert seen == ["plan 1", "ring 1"]


def test_nothing_follows_what_was_taken_back(sessions: Sessions) -> None:
    def act() -> None:
        pytest.fail("done after a rollback")

    def break_off() -> None:
        with sessions.begin() as session:
            after_commit(session, "plan", act)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        break_off()


def test_all_follows_where_one_fails_and_the_error_is_heard(sessions: Sessions) -> None:
    seen: list[str] = []

    def fail() -> None:
        raise ZeroDivisionError

    def act() -> None:
        with sessions.begin() as session:
            session.add(commune())
            after_commit(session, "lift", fail)
            after_commit(session, "ring", lambda: seen.append("ring"))

    with pytest.raises(ZeroDivisionError):
        act()
    assert seen == ["ring"]
    with sessions.read() as session:
        assert len(session.scalars(select(CommuneRow)).all()) == 1


@pytest.mark.parametrize("sessions", ["sqlite"], indirect=True)
def test_what_is_asked_for_by_id_is_looked_up_however_many_the_commune_has(sessions: Sessions) -> None:
    """Of its own accord SQLite takes a commune for a handful of rows, and reads all of them."""
    asked = "SELECT text FROM things WHERE commune = 'a' AND id IN (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)"

    def plan() -> str:
        with sessions.read() as session:
            return " ".join(each[3] for each in session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {asked}"))

    with sessions.begin() as session:
        connection = session.connection()
        connection.exec_driver_sql("CREATE TABLE things (id INTEGER PRIMARY KEY, commune TEXT, state TEXT, text TEXT)")
        connection.exec_driver_sql("CREATE INDEX things_of_commune ON things (commune, state, id)")
        connection.exec_driver_sql("INSERT INTO things VALUES (?, 'a', 'b', 'c')", [(key,) for key in range(1000)])
    count_rows(sessions)
    assert "things_of_commune" not in plan()
