"""A change of plan never judges the past: what has not begun follows its slot, and every way back works."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from app.clock import COMMUNE_ZONE, local
from app.playout import OccurrenceState
from app.timetable import (
    Occurrence,
    Slot,
    TodayKind,
    Wanted,
    edit_slot,
    expand,
    listing,
    restore_day,
    slot,
    today_of,
)
from tests.support.office import Office

TODAY = date(2025, 11, 4)


def at(hour: int, minute: int = 0) -> datetime:
    return datetime.combine(TODAY, time(hour, minute), COMMUNE_ZONE)


def set_hour(office: Office, made: Slot, hour: time) -> TodayKind:
    """An officer sets another hour; what becomes of today."""
    with office.sessions.begin() as session:
        present = slot(session, office.commune_id, made.id)
        days = replace(present.recurrence, at=hour)
        wanted = Wanted(present.title, days, present.bulletins, present.template)
        changed = edit_slot(session, office.clock, office.actor, made.id, wanted, tag=present.tag)
        expand(session, office.clock, office.commune_id)
        return today_of(session, office.clock, changed).kind


def todays(office: Office) -> list[Occurrence]:
    """What is not cancelled of today."""
    return [each for each in office.occurrences() if each.day == TODAY and each.state is not OccurrenceState.CANCELLED]


@pytest.fixture
def office(small_office: Office) -> Office:
    small_office.clock.advance(at(10) - small_office.clock.now())
    return small_office


def test_a_mistyped_hour_that_is_corrected_costs_nothing(office: Office) -> None:
    made = office.slot(office.approved(), at=time(11, 10))
    office.prepare()
    assert set_hour(office, made, time(5, 30)) is TodayKind.GONE_BY
    office.clock.advance(timedelta(seconds=30))
    office.prepare()
    assert todays(office) == [], "not aired, and not failed"
    assert set_hour(office, made, time(11, 10)) is TodayKind.COMING
    office.prepare()
    [only] = todays(office)
    assert (only.starts_at, only.state) == (at(11, 10), OccurrenceState.PREPARED)


def test_an_hour_a_few_minutes_back_does_not_start_the_loudspeakers(office: Office) -> None:
    made = office.slot(office.approved(), at=time(11, 10))
    office.prepare()
    station = office.station()
    set_hour(office, made, time(9, 56))
    office.prepare()
    assert todays(office) == []
    assert not [item for item in office.manifest(station).items if local(item.starts_at).date() == TODAY]


@pytest.mark.parametrize("over", [OccurrenceState.MISSED, OccurrenceState.BLOCKED])
def test_what_never_began_gets_its_new_hour(office: Office, over: OccurrenceState) -> None:
    made = office.slot(office.approved(), at=time(10, 30))
    office.prepare()
    station = office.station()
    office.clock.advance(timedelta(minutes=45))
    office.report(station, todays(office)[0], over)
    office.prepare()
    assert [each.state for each in todays(office)] == [over]
    assert set_hour(office, made, time(18)) is TodayKind.COMING
    office.prepare()
    assert [(each.starts_at, each.state) for each in todays(office)] == [(at(10, 30), over), (at(18), OccurrenceState.PREPARED)]


def test_what_waits_for_its_output_follows_too(office: Office) -> None:
    made = office.slot(office.approved(), at=time(10, 30))
    office.prepare()
    office.clock.advance(timedelta(minutes=32))
    assert set_hour(office, made, time(11)) is TodayKind.COMING
    office.prepare()
    assert [each.starts_at for each in todays(office)] == [at(11)]


def test_what_was_heard_is_not_heard_again_and_shows_its_own_hour(office: Office) -> None:
    made = office.slot(office.approved(), at=time(10, 30))
    office.prepare()
    station = office.station()
    office.clock.advance(timedelta(minutes=30))
    [heard] = todays(office)
    office.report(station, heard, OccurrenceState.ON_AIR, started_at=at(10, 30))
    office.clock.advance(timedelta(minutes=5))
    office.report(station, heard, OccurrenceState.AIRED, started_at=at(10, 30), seconds=90.0)
    assert set_hour(office, made, time(20, 25)) is TodayKind.HEARD
    office.prepare()
    assert [each.state for each in todays(office)] == [OccurrenceState.AIRED]
    with office.sessions.read() as session:
        found = listing(session, office.clock, office.commune_id, TODAY, TODAY + timedelta(days=1))
    assert [each.starts_at for each in found] == [at(10, 30), at(20, 25) + timedelta(days=1)]


def test_nothing_comes_twice_while_the_plan_goes_to_and_fro(office: Office) -> None:
    made = office.slot(office.approved(), at=time(11))
    for hour in (time(9), time(11), time(9, 59), time(12), time(5, 30), time(12)):
        set_hour(office, made, hour)
        office.prepare()
    assert [each.starts_at for each in todays(office)] == [at(12)]


def test_a_cut_off_station_that_sounded_the_old_hour_ends_the_new_one(office: Office) -> None:
    """The log comes after the slot went away and back: it is taken, and nothing is heard twice."""
    made = office.slot(office.approved(), at=time(11, 10))
    office.prepare()
    station = office.station()
    [old] = todays(office)
    set_hour(office, made, time(9))
    set_hour(office, made, time(15))
    office.prepare()
    office.clock.advance(at(12) - office.clock.now())
    office.report(station, old, OccurrenceState.ON_AIR, started_at=at(11, 10))
    office.report(station, old, OccurrenceState.AIRED, started_at=at(11, 10), seconds=90.0)
    office.prepare()
    assert [(each.id, each.starts_at, each.state) for each in todays(office)] == [(old.id, at(11, 10), OccurrenceState.AIRED)]


def test_what_was_missed_may_be_moved_to_a_later_hour(office: Office) -> None:
    made = office.slot(office.approved(), at=time(10, 30))
    office.prepare()
    station = office.station()
    office.clock.advance(timedelta(minutes=45))
    office.report(station, todays(office)[0], OccurrenceState.MISSED)
    office.edit_day(made, TODAY, moved_to=at(18))
    office.prepare()
    assert [each.starts_at for each in todays(office) if each.state.is_waiting] == [at(18)]


def test_a_cancelled_day_can_be_put_back_while_its_hour_is_mistyped(office: Office) -> None:
    """Whichever of the two is put right first: nothing is lost by letting a day be that sounds nothing as it is."""
    made = office.slot(office.approved(), at=time(11, 10))
    office.prepare()
    office.edit_day(made, TODAY, is_cancelled=True, reason="Họp đột xuất.")
    assert set_hour(office, made, time(5, 30)) is TodayKind.CANCELLED
    with office.sessions.begin() as session:
        restore_day(session, office.clock, office.actor, made.id, TODAY)
        expand(session, office.clock, office.commune_id)
        assert today_of(session, office.clock, slot(session, office.commune_id, made.id)).kind is TodayKind.GONE_BY
    office.clock.advance(timedelta(seconds=30))
    office.prepare()
    assert todays(office) == [], "not aired, and not failed"
    assert set_hour(office, made, time(11, 10)) is TodayKind.COMING
    office.prepare()
    assert [each.state for each in todays(office)] == [OccurrenceState.PREPARED]
