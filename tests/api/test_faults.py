"""From a station's heartbeat, or from its silence, to a fault a person accepts."""

from datetime import timedelta
from uuid import UUID, uuid4

import httpx
import pytest

from app.clock import ManualClock
from app.dispatch import ContactWatch
from app.playout import OccurrenceState
from app.wire.protocol import AsRunBatch, AsRunEntry, FaultReport, Heartbeat, OutputHealth
from app.wiring import Services
from app.zones import Founding, NewStation, add_station
from tests.support.database import ON_BOTH

SECOND = timedelta(seconds=1)


class Desk:
    """A station's line and a person's screen."""

    def __init__(self, client: httpx.Client, made: NewStation, clock: ManualClock) -> None:
        self.client, self.made, self.clock = client, made, clock
        self.lines: dict[int, UUID] = {}

    def beat(self, *faults: str, output: str | None = None, behind: timedelta = timedelta(0)) -> None:
        at = self.clock.now() - behind
        heartbeat = Heartbeat(
            at=at,
            software="test",
            manifest_version=None,
            clock_offset_s=None,
            disk_free_bytes=1,
            next_at=None,
            on_air=(),
            prepared=(),
            unsent=0,
            outputs=(OutputHealth(name="loa", kind="null", fault=output, since=at if output else None),),
            faults=tuple(FaultReport(code=code, since=at) for code in faults),
        )
        headers = {"Authorization": f"Bearer {self.made.secret}", "Content-Type": "application/json"}
        answer = self.client.post("/api/v1/station/heartbeat", content=heartbeat.canonical(), headers=headers)
        assert answer.status_code == 200, answer.text

    def log(self, *sequences: int) -> None:
        """Lines of the station's log with these numbers, in one batch; the one of a number is always the same."""
        now = self.clock.now()
        entries = tuple(
            AsRunEntry(
                id=self.lines.setdefault(sequence, uuid4()),
                sequence=sequence,
                occurrence_id=uuid4(),
                output="loa",
                state=OccurrenceState.MISSED,
                at=now,
                planned_at=now,
                content_hash="c" * 64,
            )
            for sequence in sequences
        )
        headers = {"Authorization": f"Bearer {self.made.secret}", "Content-Type": "application/json"}
        answer = self.client.post("/api/v1/station/as-run", content=AsRunBatch(entries=entries).canonical(), headers=headers)
        assert (answer.status_code, len(answer.json()["stored"])) == (200, len(sequences)), answer.text

    def shown(self) -> list[tuple[str, str, bool]]:
        found = self.client.get("/api/v1/faults").json()["items"]
        return sorted((each["code"], each["output"], each["ended_at"] is None) for each in found)


@pytest.fixture
def desk(client: httpx.Client, services: Services, founding: Founding, clock: ManualClock) -> Desk:
    with services.sessions.begin() as session:
        made = add_station(session, clock, founding.admin, name="Máy", zone_ids=[founding.root.id], outputs={})
    return Desk(client, made, clock)


def test_what_a_station_says_is_shown_until_it_is_well_and_a_person_has_seen_it(desk: Desk) -> None:
    desk.beat("bad_signature", output="output_lost")
    assert desk.shown() == [("bad_signature", "", True), ("output_lost", "loa", True)]
    desk.beat(output="output_lost")
    assert desk.shown() == [("bad_signature", "", False), ("output_lost", "loa", True)]
    found = {each["code"]: each for each in desk.client.get("/api/v1/faults").json()["items"]}
    assert found["output_lost"]["detail"].startswith("Đường ra «loa»")
    for each in found.values():
        answer = desk.client.post(f"/api/v1/faults/{each['id']}/accept")
        assert (answer.status_code, answer.json()["accepted_by"]) == (200, "Nguyễn Văn Quản")
    assert desk.shown() == [("output_lost", "loa", True)]
    desk.beat()
    assert desk.shown() == []
    first = desk.client.get("/api/v1/faults", params={"all": "true", "limit": 1}).json()
    second = desk.client.get("/api/v1/faults", params={"all": "true", "cursor": first["cursor"]}).json()
    assert [len(page["items"]) for page in (first, second)] == [1, 1]


def test_a_station_whose_clock_is_wrong_does_not_say_since_when(desk: Desk) -> None:
    desk.beat("clock_untrusted", behind=timedelta(days=20000))
    [fault] = desk.client.get("/api/v1/faults").json()["items"]
    assert fault["since"] == desk.clock.now().isoformat().replace("+00:00", "Z")


def test_silence_is_seen_within_a_hundred_seconds_and_ends_with_the_next_word(desk: Desk, services: Services) -> None:
    watch = ContactWatch(services.sessions, desk.clock)
    desk.beat()
    watch.look()
    last, seen_after = desk.clock.now(), None
    for passed in range(10, 121, 10):
        desk.clock.advance(10 * SECOND)
        watch.look()
        if seen_after is None and desk.shown():
            seen_after = passed
    assert seen_after is not None
    assert seen_after + 10 <= 100
    [fault] = desk.client.get("/api/v1/faults").json()["items"]
    assert (fault["code"], fault["station"]) == ("station_unreached", "Máy")
    assert fault["since"] == last.isoformat().replace("+00:00", "Z")
    desk.beat()
    assert desk.shown() == [("station_unreached", "", False)]


@ON_BOTH
@pytest.mark.parametrize("jump", [timedelta(days=1), -timedelta(days=1)])
def test_a_jump_of_the_servers_clock_raises_no_alarm_and_hides_none(desk: Desk, services: Services, jump: timedelta) -> None:
    watch = ContactWatch(services.sessions, desk.clock)
    desk.beat()
    watch.look()
    desk.clock.jump(desk.clock.now() + jump)
    watch.look()
    assert desk.shown() == []
    desk.clock.advance(61 * SECOND)
    watch.look()
    assert [code for code, _, _ in desk.shown()] == ["station_unreached"]


def test_a_station_that_was_taken_away_is_missed_by_nobody(desk: Desk, services: Services) -> None:
    watch = ContactWatch(services.sessions, desk.clock)
    desk.beat("bad_signature")
    watch.look()
    assert desk.client.delete(f"/api/v1/stations/{desk.made.station.id}").status_code == 204
    desk.clock.advance(61 * SECOND)
    watch.look()
    assert desk.shown() == [("bad_signature", "", False)]


def test_a_hole_in_a_stations_log_is_an_alarm_until_a_person_has_seen_it(desk: Desk) -> None:
    desk.log(1, 2)
    desk.log(2, 3)
    desk.log(5, 4, 6)
    desk.beat()
    assert desk.shown() == [], "nothing is missing"
    desk.log(9, 10)
    for _ in range(3):
        desk.beat()
    desk.log(11)
    desk.log(14)
    [fault] = desk.client.get("/api/v1/faults").json()["items"]
    assert (fault["code"], fault["title"], fault["ended_at"]) == ("log_gap", "Nhật ký phát bị thiếu dòng", None)
    desk.client.post(f"/api/v1/faults/{fault['id']}/accept")
    desk.beat()
    desk.log(15)
    assert desk.shown() == []
    desk.log(17)
    assert desk.shown() == [("log_gap", "", True)]


def test_another_pc_begins_its_log_again(desk: Desk) -> None:
    desk.log(1, 2, 3)
    desk.lines.clear()
    desk.log(1)
    desk.log(2)
    desk.beat()
    assert desk.shown() == []


@pytest.mark.parametrize("code", ["player_stuck", "station_memory_lost"])
def test_what_is_told_once_waits_for_a_person(desk: Desk, code: str) -> None:
    desk.beat(code)
    desk.beat()
    assert desk.shown() == [(code, "", True)], "else it would be over before anybody was sent word of it"
    [fault] = desk.client.get("/api/v1/faults").json()["items"]
    desk.client.post(f"/api/v1/faults/{fault['id']}/accept")
    desk.beat()
    assert desk.shown() == []
