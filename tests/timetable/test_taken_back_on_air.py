"""What is taken back while it sounds: nobody hears it a second time, and nobody hears what was ended."""

from datetime import date, datetime, timedelta

import pytest

from app.clock import COMMUNE_ZONE
from app.playout import OccurrenceState
from app.timetable import OccurrenceDoneError, cancel_occurrence, restore_day
from tests.dispatch.test_manifests import sounding
from tests.support.office import Office

TODAY = date(2025, 11, 4)
BEGUN = datetime(2025, 11, 4, 16, 30, 30, tzinfo=COMMUNE_ZONE)


def _cancel(office: Office) -> None:
    with office.sessions.begin() as session:
        cancel_occurrence(session, office.clock, office.actor, office.first().id, reason="Nhầm.")


@pytest.mark.parametrize("by", ["day", "airing"])
@pytest.mark.parametrize("is_broken_off", [False, True], ids=["sounding", "broken off"])
def test_the_end_of_what_sounds_is_not_undone(office: Office, by: str, is_broken_off: bool) -> None:  # noqa: FBT001  # a case
    station, made = office.station(), office.slot(office.approved(), last=TODAY)
    office.prepare()
    office.clock.jump(BEGUN)
    office.report(station, office.first(), OccurrenceState.ON_AIR)
    if by == "day":
        office.edit_day(made, TODAY, is_cancelled=True)
    else:
        _cancel(office)
    assert sounding(office.manifest(station)) == []
    if is_broken_off:
        office.report(station, office.first(), OccurrenceState.INTERRUPTED, reason="cancelled")
    office.clock.advance(timedelta(seconds=20))
    with office.sessions.begin() as session, pytest.raises(OccurrenceDoneError):
        restore_day(session, office.clock, office.actor, made.id, TODAY)
    office.prepare()
    assert sounding(office.manifest(station)) == []


def test_an_undo_that_comes_before_the_station_could_tell_makes_nothing_sound_twice(office: Office) -> None:
    station, made = office.station(), office.slot(office.approved(), last=TODAY)
    office.prepare()
    first = office.first()
    office.clock.jump(BEGUN)
    _cancel(office)
    with office.sessions.begin() as session:
        restore_day(session, office.clock, office.actor, made.id, TODAY)
    office.prepare()
    assert sounding(office.manifest(station)) == []
    office.report(station, first, OccurrenceState.ON_AIR)
    office.report(station, first, OccurrenceState.INTERRUPTED, reason="cancelled")
    office.prepare()
    assert [each.id for each in office.occurrences()] == [first.id], "where it has begun it is over, by the station's own memory"
