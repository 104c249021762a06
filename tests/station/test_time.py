"""Clocks that jump, PCs that sleep, power that goes: nothing twice, nothing at a wrong hour."""

import contextlib
import sqlite3
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.clock import ManualClock, local
from app.station import Station
from app.station.errors import FolderInUseError, OtherFolderError
from app.station.trusted_clock import JumpWatch, ServerTime, is_trusted
from app.units import StationId
from app.wire.enrolment import Enrolment
from app.wire.protocol import ManifestItem
from tests.station.conftest import Village
from tests.support.recording_output import RecordingOutput
from tests.support.station_server import TOKEN, StationServer, at, config_of

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
NOW = at("04T05:00")


@pytest.mark.parametrize(
    ("server_now", "last_seen", "issued_at", "trusted"),
    [
        (None, None, NOW, True),
        (None, None, NOW + 2 * MINUTE, True),
        (None, None, NOW + 3 * MINUTE, False),
        (None, NOW + 3 * MINUTE, NOW - DAY, False),
        (None, NOW - DAY, NOW - DAY, True),
        (NOW + 2 * MINUTE, NOW + DAY, NOW, True),
        (NOW + 3 * MINUTE, None, NOW - DAY, False),
        (NOW - 3 * MINUTE, None, NOW - DAY, False),
    ],
)
def test_which_clock_is_believed(
    *, server_now: datetime | None, last_seen: datetime | None, issued_at: datetime, trusted: bool
) -> None:
    assert is_trusted(NOW, server_now=server_now, last_seen=last_seen, issued_at=issued_at) is trusted


def test_the_servers_time_goes_on_by_the_monotonic_clock_and_is_forgotten_after_an_hour() -> None:
    clock = ManualClock(NOW)
    server_time = ServerTime(clock)
    assert server_time.offset_s() is None
    server_time.hear(NOW + MINUTE, asked_at=clock.monotonic())
    clock.advance(MINUTE)
    clock.jump(NOW - DAY)
    assert server_time.now() == NOW + 2 * MINUTE
    clock.advance(HOUR)
    assert server_time.now() is None


def test_a_jump_is_seen_once_and_the_passing_of_time_is_none() -> None:
    clock = ManualClock(NOW)
    watch = JumpWatch(clock)
    clock.advance(DAY)
    assert not watch.jumped()
    clock.jump(NOW)
    assert watch.jumped()
    assert not watch.jumped()


def test_a_clock_that_starts_in_1970_holds_until_it_is_right(village: Village) -> None:
    village.server.add(at("04T05:30"), "tin#")
    village.sync()
    village.server.down = True
    village.clock.jump(at("04T05:30") - 20000 * DAY)
    village.restart()
    village.live(HOUR)
    assert village.titles == []
    village.clock.jump(at("04T05:31"))
    village.live(2 * MINUTE)
    assert village.titles == ["tin"], "once the server was asked in vain"


def test_a_clock_the_server_contradicts_holds_and_says_so(village: Village) -> None:
    item = village.server.add(at("04T05:30"), "tin#")
    village.sync()
    village.server.time_offset = -DAY
    village.live(HOUR)
    assert village.titles == []
    assert village.server.fault == "clock_untrusted"
    assert village.server.states(item) == []


def test_after_going_back_nothing_is_heard_again_and_the_server_sets_it_right(village: Village) -> None:
    village.server.add(at("04T05:30"), "sáng#")
    village.sync()
    village.live(HOUR)
    village.clock.jump(at("04T05:29"))
    village.live(2 * MINUTE)
    village.server.add(at("04T05:40"), "thêm#")
    village.sync()
    village.live(20 * MINUTE)
    assert village.titles == ["sáng", "thêm"]


def test_what_was_on_air_when_the_power_went_is_interrupted_and_not_replayed(village: Village) -> None:
    class PowerCut(BaseException):
        pass

    def cut(_cue: object, _interrupt: object) -> None:
        raise PowerCut

    item = village.server.add(at("04T05:30"))
    village.sync()
    village.output.before = cut
    village.clock.advance(HOUR / 2)
    with pytest.raises(PowerCut):
        village.station.player.turn()
    village.output.before = lambda _cue, _interrupt: None
    village.restart()
    village.live(HOUR)
    assert village.titles == []
    assert village.server.states(item) == ["on_air", "interrupted"]
    assert [entry.fault for entry in village.server.log.values()] == [None, "station_restarted"]


def _half(file: Path) -> None:
    whole = file.read_bytes()
    file.write_bytes(whole[:4096] + bytes(len(whole) - 4096))


def _sql(*statements: str) -> Callable[[Path], None]:
    def change(file: Path) -> None:
        with contextlib.closing(sqlite3.connect(file, isolation_level=None)) as connection:
            for statement in statements:
                connection.execute(statement)

    return change


@pytest.mark.parametrize(
    "damage",
    [
        lambda file: file.write_bytes(b"not a database at all" * 500),
        _half,
        _sql("DROP TABLE item", "CREATE TABLE item (another TEXT)"),
        _sql("UPDATE item SET body = '[1, 2]'"),
        _sql('UPDATE as_run SET body = \'{"valid": "json"}\', stored = 0'),
        _sql("UPDATE item SET body = CAST(x'7bff7d' AS TEXT)"),
        _sql("UPDATE item SET output = CAST(x'ff' AS TEXT)"),
    ],
    ids=["garbage", "cut", "other-table", "other-item", "other-line", "no-text", "no-name"],
)
def test_a_damaged_memory_is_set_aside_and_nothing_of_before_is_heard_again(
    village: Village, damage: Callable[[Path], None]
) -> None:
    village.server.add(at("04T05:30"), "trước#")
    village.server.add(at("04T05:40"), "sau#")
    village.sync()
    village.live(32 * MINUTE)
    village.station.close()
    damage(village.data / "station.sqlite")
    village.restart()
    village.live(HOUR)
    assert village.titles == ["trước", "sau"]
    assert [path.name for path in village.data.glob("*damaged*")] == ["station.sqlite.damaged1"]
    told = [beat for beat in village.server.heartbeats if "station_memory_lost" in {report.code for report in beat.faults}]
    assert len(told) == 1, "told once; the server shows it until a person has seen it"


def test_a_data_folder_has_one_station_and_one_process(village: Village) -> None:
    config = config_of(village.server, village.data)
    with pytest.raises(FolderInUseError):
        Station(config, village.clock)
    village.station.close()
    key = village.server.key.public_key().public_bytes_raw()
    another = Enrolment(StationId(UUID(int=6)), key, TOKEN).encode()
    with pytest.raises(OtherFolderError):
        Station(replace(config, enrolment=another), village.clock)


acts = st.one_of(
    st.tuples(st.just("advance"), st.integers(1, 600)),
    st.tuples(st.just("jump"), st.integers(-2000, 2000)),
    st.tuples(st.just("add"), st.integers(-60, 1500)),
    st.tuples(st.just("unapproved"), st.integers(-60, 1500)),
    st.tuples(st.just("move"), st.integers(-60, 1500)),
    st.tuples(st.just("relist"), st.just(0)),
    st.tuples(st.just("restart"), st.just(0)),
    st.tuples(st.just("down"), st.integers(0, 1)),
    st.tuples(st.just("sync"), st.just(0)),
)


class Chaos:
    """A server with the right time, and a station whose clock anybody moves."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.true, self.clock = ManualClock(NOW), ManualClock(NOW)
        self.server = StationServer(self.true)
        self.output = RecordingOutput(self.clock)
        self.unapproved: set[object] = set()
        self.dropped: list[ManifestItem] = []
        self.station = self.boot()

    def boot(self) -> Station:
        return Station(
            config_of(self.server, self.data),
            self.clock,
            transport=self.server.transport(),
            spawn=lambda work: work(),
            open_outputs=lambda _configs, _clock, _data: [self.output],
        )

    def act(self, name: str, amount: int) -> None:
        ways: dict[str, Callable[[int], object]] = {
            "advance": self.advance,
            "jump": lambda minutes: self.clock.jump(self.clock.now() + minutes * MINUTE),
            "add": self.add,
            "unapproved": self.add_unapproved,
            "move": self.move,
            "relist": self.relist,
            "restart": self.restart,
            "down": lambda down: setattr(self.server, "down", bool(down)),
            "sync": lambda _: self.station.sync.guarded(self.station.sync.as_run),
        }
        ways[name](amount)
        for job in (self.station.sync.heartbeat, self.station.sync.manifest, self.station.sync.audio):
            self.station.sync.guarded(job)
        self.station.player.turn()

    def advance(self, minutes: int) -> None:
        for _ in range(0, minutes, 5):
            self.true.advance(5 * MINUTE)
            self.clock.advance(5 * MINUTE)
            self.station.player.turn()

    def add(self, minutes: int) -> None:
        self.server.add(self.true.now() + minutes * MINUTE, f"{len(self.server.items)}#")

    def add_unapproved(self, minutes: int) -> None:
        item = self.server.add(self.true.now() + minutes * MINUTE)
        self.unapproved.add(self.server.change(item, approved_hash=None).occurrence_id)

    def move(self, minutes: int) -> None:
        if self.server.items:
            self.server.change(self.server.items[0], starts_at=self.true.now() + minutes * MINUTE)

    def relist(self, _: int) -> None:
        self.dropped, self.server.items = self.server.items, self.dropped
        self.server.version += 1

    def restart(self, _: int) -> None:
        self.station.close()
        self.station = self.boot()


def check(acts: list[tuple[str, int]]) -> None:
    with tempfile.TemporaryDirectory() as data:
        chaos = Chaos(Path(data))
        for name, amount in acts:
            chaos.act(name, amount)
        chaos.server.down = False
        chaos.station.sync.guarded(chaos.station.sync.as_run)
        chaos.station.close()
    heard = [one.occurrence_id for one in chaos.output.heard]
    assert len(set(heard)) == len(heard), "twice"
    assert chaos.unapproved.isdisjoint(heard), "unapproved"
    for one in chaos.output.heard:
        assert 5 <= local(one.at).hour < 21, "quiet hours"
    sequences = [entry.sequence for entry in chaos.server.log.values()]
    assert sorted(sequences) == list(range(1, len(sequences) + 1)), "a line of the log is lost"
    assert sum(entry.state == "aired" for entry in chaos.server.log.values()) == len(heard), "heard and reported differ"


@settings(max_examples=25, deadline=None)
@given(st.lists(acts, max_size=12))
def test_no_sequence_of_jumps_plans_and_restarts_breaks_a_promise(acts: list[tuple[str, int]]) -> None:
    check(acts)


@pytest.mark.slow
@settings(max_examples=600, deadline=None)
@given(st.lists(acts, max_size=40))
def test_no_long_sequence_of_jumps_plans_and_restarts_breaks_a_promise(acts: list[tuple[str, int]]) -> None:
    check(acts)
