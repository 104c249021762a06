"""A PC that is started again is one station; two PCs with the memory of one are a fault that people are shown."""

from datetime import timedelta
from uuid import UUID, uuid4

from app.dispatch import take_heartbeat
from app.faults import shown_faults
from app.wire.protocol import Heartbeat
from app.zones import NewStation
from tests.support.office import Office


def say(office: Office, station: NewStation, run: UUID) -> list[str]:
    """One heartbeat of a process; what people are shown after it."""
    office.clock.advance(timedelta(seconds=20))
    said = Heartbeat.model_validate(
        {
            "at": office.clock.now(),
            "software": "loalang",
            "manifest_version": None,
            "clock_offset_s": 0.0,
            "disk_free_bytes": 10**9,
            "next_at": None,
            "on_air": [],
            "prepared": [],
            "unsent": 0,
            "outputs": [],
            "run": run,
        }
    )
    with office.sessions.begin() as session:
        take_heartbeat(session, office.clock, station.station, said)
    with office.sessions.read() as session:
        return [fault.code for fault in shown_faults(session, office.commune_id) if fault.ended_at is None]


def test_starting_again_is_no_fault(small_office: Office) -> None:
    station = small_office.station()
    for run in (uuid4(), uuid4(), uuid4()):
        assert say(small_office, station, run) == []
        assert say(small_office, station, run) == []


def test_two_pcs_that_run_as_one_station_are_shown_until_one_ends(small_office: Office) -> None:
    station, first, second = small_office.station(), uuid4(), uuid4()
    assert say(small_office, station, first) == []
    assert say(small_office, station, second) == []
    assert say(small_office, station, first) == ["station_runs_twice"]
    assert say(small_office, station, second) == ["station_runs_twice"]
    assert say(small_office, station, second) == []
