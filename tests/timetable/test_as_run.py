"""The station's log moves occurrences, is kept word for word, and may come twice."""

from datetime import timedelta
from itertools import product
from uuid import UUID

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from app.airlog import as_run_of
from app.db.migrations import migrate
from app.playout import BlockedReason, OccurrenceState
from app.timetable import cancel_occurrence
from app.timetable.model import station_may_move
from app.timetable.tables import OccurrenceRow
from app.zones import found_commune
from tests.support.office import Office

S = OccurrenceState


def test_from_on_air_to_aired_with_what_was_measured(office: Office) -> None:
    station = office.station()
    office.slot(office.approved())
    office.prepare()
    first = office.first()
    office.report(station, first, S.ON_AIR, started_at=first.starts_at, start_error_ms=3)
    assert office.first().state is S.ON_AIR
    office.report(station, first, S.AIRED, started_at=first.starts_at, start_error_ms=3, seconds=90.5, audio_sha256="a" * 64)
    assert office.first().state is S.AIRED
    with office.sessions.read() as session:
        began, ended = as_run_of(session, office.commune_id, [first.id])
    assert (began.state, began.start_error_ms, began.station_id) == (S.ON_AIR, 3, station.station.id)
    assert (ended.state, ended.seconds, ended.audio_sha256) == (S.AIRED, 90.5, "a" * 64)


def test_a_batch_may_come_twice_and_in_any_order(office: Office) -> None:
    station = office.station()
    office.slot(office.approved())
    office.prepare()
    first = office.first()
    on_air = office.report(station, first, S.ON_AIR)
    aired = office.report(station, first, S.AIRED)
    office.hand_in(station, aired, on_air, aired)
    assert office.first().state is S.AIRED
    with office.sessions.read() as session:
        assert len(as_run_of(session, office.commune_id, [first.id])) == 2


def test_what_sounded_while_the_station_was_cut_off_is_told(office: Office) -> None:
    station = office.station()
    office.slot(office.approved())
    office.prepare()
    first = office.first()
    with office.sessions.begin() as session:
        cancel_occurrence(session, office.clock, office.actor, first.id, reason="Xã họp.")
    office.clock.advance(timedelta(days=2))
    office.report(station, first, S.ON_AIR, at=first.starts_at)
    office.report(station, first, S.AIRED, at=first.starts_at + timedelta(seconds=90))
    assert office.first().state is S.AIRED


def test_what_sounded_is_kept_though_something_else_was_planned_by_then(office: Office) -> None:
    station = office.station()
    key = office.approved()
    office.slot(key)
    office.prepare()
    first = office.first()
    office.withdraw(key)
    office.plan()
    assert office.first().version_ids == ()
    office.report(station, first, S.ON_AIR)
    office.report(station, first, S.AIRED)
    heard = office.first()
    assert (heard.state, heard.version_ids, heard.content_hash) == (S.AIRED, first.version_ids, first.content_hash)


def test_an_occurrence_sounds_until_its_last_output_is_over(office: Office) -> None:
    station, other = office.station(), office.station(office.founding.root.id, office.founding.root.id)
    office.slot(office.approved())
    office.prepare()
    first = office.first()
    seen = []
    for teller, output, state, fields in (
        (station, "loa", S.ON_AIR, {}),
        (station, "thư mục", S.ON_AIR, {}),
        (station, "thư mục", S.AIRED, {"seconds": 90.0}),
        (station, "loa", S.ON_AIR, {"seconds": 12.5, "reason": BlockedReason.EMERGENCY}),
        (other, "loa", S.MISSED, {}),
        (station, "loa", S.INTERRUPTED, {"seconds": 30.0, "fault": "output_lost"}),
        (other, "loa khác", S.ON_AIR, {}),
        (other, "loa khác", S.INTERRUPTED, {"seconds": 20.0, "reason": BlockedReason.CANCELLED}),
    ):
        office.report(teller, first, state, output=output, **fields)
        seen.append((office.first().state, office.first().length_s))
    assert [state for state, _ in seen] == [*[S.ON_AIR] * 5, S.AIRED, S.ON_AIR, S.INTERRUPTED]
    assert [length for _, length in seen[4:]] == [90.0, 90.0, 90.0, 20.0]
    assert office.first().reason is BlockedReason.CANCELLED, "what a person broke off anywhere is said"


@pytest.mark.parametrize(
    "statement", ["DELETE FROM as_run", "UPDATE as_run SET state = 'aired'", "UPDATE as_run SET title = title"]
)
def test_the_database_itself_refuses_to_change_a_line(office: Office, statement: str) -> None:
    station = office.station()
    office.slot(office.approved())
    office.report(station, office.first(), S.MISSED)
    with pytest.raises(DBAPIError, match="kept as it was written"), office.sessions.begin() as session:
        session.execute(text(statement))


def test_another_communes_station_moves_nothing(office: Office) -> None:
    office.slot(office.approved())
    office.prepare()
    with office.sessions.begin() as session:
        other = Office(office.sessions, office.clock, found_commune(session, office.clock, name="xã Khác", admin="Ai"))
    other.report(other.station(), office.first(), S.AIRED)
    assert office.first().state is S.PREPARED
    with office.sessions.read() as session:
        assert as_run_of(session, office.commune_id, [office.first().id]) == []


@pytest.mark.parametrize(("before", "after"), list(product(S, S)))
def test_what_a_log_line_moves(before: OccurrenceState, after: OccurrenceState) -> None:
    sounded = {S.ON_AIR, S.AIRED, S.INTERRUPTED}
    if before is after:
        assert not station_may_move(before, after)
    elif after in sounded:
        assert station_may_move(before, after), "what sounded, sounded"
    else:
        assert station_may_move(before, after) is before.may_become(after)


def test_an_occurrence_says_what_the_log_says_of_it_and_is_told_it_of_a_log_of_before(office: Office) -> None:
    station, office.kinds = office.station(), {"tệp": "folder", "loa": "soundcard"}
    office.slot(office.approved())
    office.prepare()
    in_files, aloud, cut_short, broken_off, silent = office.occurrences()[:5]
    told = (
        (in_files, (("tệp", S.AIRED, 80.0),)),
        (aloud, (("tệp", S.AIRED, 120.0), ("loa", S.AIRED, 100.0))),
        (cut_short, (("tệp", S.AIRED, 120.0), ("loa", S.ON_AIR, None), ("loa", S.INTERRUPTED, 30.0))),
        (broken_off, (("loa", S.INTERRUPTED, 20.0),)),
    )
    for occurrence, lines in told:
        for output, state, seconds in lines:
            office.report(station, occurrence, state, output=output, at=occurrence.starts_at, seconds=seconds)
    wanted = {
        in_files.id: (80.0, True),
        aloud.id: (120.0, False),
        cut_short.id: (120.0, False),
        broken_off.id: (None, None),
        silent.id: (None, None),
    }

    def said() -> dict[UUID, tuple[float | None, bool | None]]:
        with office.sessions.read() as session:
            return {row.id: (row.heard_s, row.is_written) for row in session.scalars(select(OccurrenceRow)) if row.id in wanted}

    assert said() == wanted
    migrate(office.sessions.engine, "0053_session_kinds")
    migrate(office.sessions.engine)
    assert said() == wanted
