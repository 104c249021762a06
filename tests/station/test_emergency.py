"""An emergency over what is planned: it cuts in, the programme is held at its second and goes on only when it may; the stop."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from app.clock import ManualClock
from app.playout import Alarm, Cue
from app.station import OutputConfig, Station
from app.station.channel import Emergency, EmergencyEvent
from app.station.errors import AllStoppedError, StoreFailedError
from app.station.store import Store
from app.units import ZoneId
from app.wire.protocol import ManifestItem
from tests.support.station_server import ZONE, StationServer, at, config_of
from tests.support.waiting import until

MINUTE, SECOND = timedelta(minutes=1), timedelta(seconds=1)
ELSEWHERE = ZoneId(UUID(int=8))


def alarm(*, seconds: float = 30, every: timedelta | None = None) -> Alarm:
    return Alarm(Cue(uuid4(), at("04T05:31"), 1, "Bão", timedelta(seconds=seconds), ()), every=every)


@dataclass
class Office:
    """A station on a hand-moved clock, its sounds in threads of their own, its loop turned by hand."""

    data: Path
    clock: ManualClock = field(default_factory=lambda: ManualClock(at("04T05:00")))
    outputs: tuple[OutputConfig, ...] = (OutputConfig("loa", "null"),)
    events: list[EmergencyEvent] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.server = StationServer(self.clock)
        self.boot()

    def boot(self) -> None:
        """Start the station, also again."""
        config = replace(config_of(self.server, self.data), outputs=self.outputs)
        self.station = Station(config, self.clock, transport=self.server.transport(), on_emergency=self.events.append)
        self.player = self.station.player

    def play(self, seconds: float = 300, *, grace_s: int = 600) -> ManifestItem:
        """Have an item of that length on air at 05:30."""
        item = self.server.add(at("04T05:30"), seconds=seconds)
        item = self.server.change(item, late_grace_s=grace_s)
        self.station.sync.manifest()
        self.clock.advance(at("04T05:30") - self.clock.now())
        self.player.turn()
        assert self.player.on_air == (item.occurrence_id,)
        return item

    def pass_by(self, length: timedelta) -> None:
        """Let time pass in steps small enough for everybody who waits to see each."""
        for _ in range(round(length / SECOND)):
            self.clock.advance(SECOND)
            threading.Event().wait(0.012)

    def log(self, item: ManifestItem, output: str = "loa") -> list[tuple[str, str | None, float]]:
        """What was reported of it: state, reason, whole seconds."""
        self.station.sync.as_run()
        lines = sorted(self.server.log.values(), key=lambda line: line.sequence)
        mine = [line for line in lines if (line.occurrence_id, line.output) == (item.occurrence_id, output)]
        return [(line.state.value, line.reason and line.reason.value, round(line.seconds or 0)) for line in mine]

    def lines(self, emergency_id: UUID) -> list[tuple[str, str]]:
        """What was reported of an emergency: output, state."""
        self.station.sync.as_run()
        lines = sorted(self.server.log.values(), key=lambda line: line.sequence)
        return [(line.output, line.state.value) for line in lines if line.occurrence_id == emergency_id]


@contextmanager
def office(data: Path, *outputs: OutputConfig) -> Iterator[Office]:
    made = Office(data / "station", outputs=outputs or (OutputConfig("loa", "null"),))
    try:
        yield made
    finally:
        made.player.stage.break_off(5)
        made.station.close()


def test_it_cuts_in_the_programme_is_logged_at_its_second_and_goes_on(tmp_path: Path) -> None:
    with office(tmp_path) as village:
        item = village.play(seconds=40)
        village.pass_by(20 * SECOND)
        emergency = Emergency(uuid4(), alarm(every=MINUTE))
        assert village.player.cut_in(emergency) == ("loa",)
        assert until(lambda: len(village.events) == 1, 5)
        village.pass_by(30 * SECOND)
        [cut] = village.log(item)[1:]
        assert cut[:2] == ("on_air", "emergency")
        assert cut[2] == pytest.approx(20, abs=2)
        village.player.end(emergency.id)
        assert until(lambda: len(village.events) == 2, 5)
        assert until(lambda: village.log(item)[-1][:2] == ("on_air", None), 5)
        village.pass_by(25 * SECOND)
        assert until(lambda: not village.player.on_air, 5)
        lines = village.log(item)
        assert [line[:2] for line in lines] == [("on_air", None), ("on_air", "emergency"), ("on_air", None), ("aired", None)]
        assert lines[3][2] == pytest.approx(40, abs=2)
        assert [(event.output, event.state) for event in village.events] == [("loa", "on_air"), ("loa", "interrupted")]


@pytest.mark.parametrize(
    ("resumes", "change", "reason"),
    [
        (False, lambda _server: None, "emergency"),
        (True, lambda server: server.change(server.items[0], withdrawn=True), "withdrawn"),
        (True, lambda server: server.change(server.items[0], valid_to=at("04T05:31")), "emergency"),
    ],
)
def test_what_may_no_longer_sound_does_not_go_on(
    tmp_path: Path,
    *,
    resumes: bool,
    change: Callable[[StationServer], object],
    reason: str,
) -> None:
    with office(tmp_path) as village:
        item = village.play()
        village.player.cut_in(Emergency(uuid4(), alarm(every=MINUTE), resumes=resumes))
        assert until(lambda: len(village.events) == 1, 5)
        change(village.server)
        village.station.sync.manifest()
        village.clock.advance(MINUTE)
        village.player.end(village.events[0].emergency_id)
        assert until(lambda: not village.player.on_air, 5)
        assert village.log(item)[-1][:2] == ("interrupted", reason)


def test_a_memory_that_cannot_be_read_when_an_emergency_ends_leaves_the_output_free(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreadable(*_asked: object) -> timedelta:
        raise StoreFailedError("disk I/O error")

    with office(tmp_path) as village:
        item = village.play()
        village.player.cut_in(Emergency(uuid4(), alarm(every=MINUTE)))
        assert until(lambda: len(village.events) == 1, 5)
        with monkeypatch.context() as broken:
            broken.setattr(Store, "used", unreadable)
            village.player.end(village.events[0].emergency_id)
            assert until(lambda: not village.player.is_sounding, 5), "nothing would be heard on it until a restart"
        assert village.log(item)[-1][:2] == ("interrupted", "emergency")


def test_after_the_grace_the_programme_is_over(tmp_path: Path) -> None:
    with office(tmp_path) as village:
        item = village.play(grace_s=60)
        village.player.cut_in(Emergency(uuid4(), alarm(every=MINUTE)))
        assert until(lambda: len(village.events) == 1, 5)
        village.clock.advance(2 * MINUTE)
        village.player.end(village.events[0].emergency_id)
        assert until(lambda: not village.player.on_air, 5)
        assert village.log(item)[-1][:2] == ("interrupted", "emergency")


def test_only_the_outputs_of_its_zones_are_cut_into_and_nothing_else_begins_there(tmp_path: Path) -> None:
    here = OutputConfig("loa", "null", zones=frozenset({ZONE}))
    there = OutputConfig("xa", "null", zones=frozenset({ELSEWHERE}))
    with office(tmp_path, here, there) as village:
        emergency = Emergency(uuid4(), alarm(every=MINUTE), zones=frozenset({ZONE}))
        assert village.player.cut_in(emergency) == ("loa",)
        village.server.zones = (ZONE, ELSEWHERE)
        item = village.server.add(at("04T05:30"))
        village.server.change(item, zones=village.server.zones)
        village.station.sync.manifest()
        village.clock.advance(30 * MINUTE)
        village.player.turn()
        assert village.log(item, "xa") == [("on_air", None, 0)]
        assert village.log(item, "loa") == []
        village.player.end(emergency.id)
        assert until(lambda: len(village.events) == 2, 5)
        village.player.turn()
        assert village.log(item, "loa") == [("on_air", None, 0)]


def test_a_drill_breaks_off_when_a_real_one_is_raised_and_does_not_go_between_its_repeats(tmp_path: Path) -> None:
    with office(tmp_path) as village:
        server, alarms, sync = village.server, village.station.alarms, village.station.sync
        drill = server.emergency("Diễn tập bão", is_drill=True, seconds=20, repeat_every_s=5)
        server.order(drill)
        sync.orders()
        alarms.turn()
        assert until(lambda: village.lines(drill.id) == [("loa", "on_air")], 5)
        real = server.emergency("Cháy chợ", seconds=10, repeat_every_s=120, hours=0.05)
        server.order(drill.model_copy(update={"began_at": real.began_at + SECOND}), real)  # and were it the newer one
        sync.orders()
        for _ in range(200):
            alarms.turn()
            village.pass_by(SECOND)
        assert [state for _, state in village.lines(real.id)] == ["on_air", "aired"] * 2
        states = [state for _, state in village.lines(drill.id)]
        assert states[:3] == ["on_air", "interrupted", "on_air"]
        begun = [line.at for line in server.log.values() if line.occurrence_id == drill.id and line.state.value == "on_air"]
        assert sorted(begun)[1] >= real.ends_at


@pytest.mark.parametrize("by", ["silenced", "ordered"])
def test_where_it_is_no_longer_to_be_heard_it_is_broken_off_and_sounds_on_elsewhere(tmp_path: Path, by: str) -> None:
    here = OutputConfig("loa", "null", zones=frozenset({ZONE}))
    there = OutputConfig("xa", "null", zones=frozenset({ELSEWHERE}))
    with office(tmp_path, here, there) as village:
        server, alarms, sync = village.server, village.station.alarms, village.station.sync
        server.zones = (ZONE, ELSEWHERE)
        order = server.emergency("Bão", seconds=60)
        server.order(order)
        sync.orders()
        alarms.turn()
        assert until(lambda: len(village.lines(order.id)) == 2, 5)
        if by == "silenced":  # as while the database that knows the zones is locked
            server.order(order, silenced=(ELSEWHERE,))
        else:
            server.order(order.model_copy(update={"zones": (ZONE,)}))
        sync.orders()
        alarms.turn()
        assert until(lambda: len(village.lines(order.id)) == 3, 5)
        assert village.lines(order.id)[2] == ("xa", "interrupted")
        village.pass_by(61 * SECOND)
        assert until(lambda: len(village.lines(order.id)) == 4, 5)
        assert village.lines(order.id)[3] == ("loa", "aired")


def test_a_newer_emergency_takes_over_and_only_its_end_lets_the_programme_go_on(tmp_path: Path) -> None:
    with office(tmp_path) as village:
        item = village.play()
        first, second = Emergency(uuid4(), alarm(every=MINUTE)), Emergency(uuid4(), alarm(every=MINUTE))
        village.player.cut_in(first)
        assert until(lambda: len(village.events) == 1, 5)
        village.player.cut_in(second)
        assert until(lambda: len(village.events) == 3, 5)
        assert {(event.emergency_id, event.state) for event in village.events} == {
            (first.id, "on_air"),
            (first.id, "interrupted"),
            (second.id, "on_air"),
        }
        assert "on_air" not in [state for state, reason, _ in village.log(item)[1:] if reason is None]
        village.player.end(second.id)
        assert until(lambda: len(village.events) == 4, 5)
        assert until(lambda: village.log(item)[-1][:2] == ("on_air", None), 5)


def test_of_two_within_a_second_each_is_heard_once_in_its_turn_and_lies_once_in_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    with office(tmp_path, OutputConfig("loa", "null"), OutputConfig("thư mục", "folder", folder=folder)) as village:
        village.station.sync.heartbeat()
        older = village.server.emergency("Bão", repeat_every_s=60)
        village.clock.advance(SECOND)
        newer = village.server.emergency("Vỡ đập", repeat_every_s=60)
        village.server.order(older)
        village.station.sync.orders()
        village.station.alarms.turn()
        assert until(lambda: any(event.output == "loa" for event in village.events), 5)
        village.server.order(newer, older)
        village.station.sync.orders()
        for _ in range(150):
            village.station.alarms.turn()
            village.pass_by(SECOND)
        heard = [(event.emergency_id, event.state) for event in village.events if event.output == "loa"]
        cut = [(older.id, "on_air"), (older.id, "interrupted"), (newer.id, "on_air"), (newer.id, "aired")]
        assert sorted(heard[:4]) == sorted(cut)
        rest = [key for key, state in heard[4:] if state == "on_air"]
        assert rest == [older.id, newer.id, older.id]
        assert len(list(folder.rglob("*.mp3"))) == 2


def test_stop_silences_programme_and_emergency_and_lasts_over_a_restart_until_lifted(tmp_path: Path) -> None:
    with office(tmp_path) as village:
        item = village.play()
        village.player.cut_in(Emergency(uuid4(), alarm(every=MINUTE)))
        assert until(lambda: len(village.events) == 1, 5)
        assert village.player.stop_all(5)
        assert village.player.on_air == ()
        assert village.log(item)[-1][:2] == ("interrupted", "stopped")
        assert village.events[-1].state == "interrupted"
        village.station.close()
        village.boot()
        with pytest.raises(AllStoppedError):
            village.player.cut_in(Emergency(uuid4(), alarm()))
        late = village.server.add(at("04T05:35"))
        village.station.sync.manifest()
        village.clock.advance(6 * MINUTE)
        village.player.turn()
        assert village.log(late) == [("blocked", "stopped", 0)]
        village.player.lift()
        assert village.player.cut_in(Emergency(uuid4(), alarm())) == ("loa",)


def test_an_item_is_handed_over_its_lead_ahead_and_judged_by_its_own_time(tmp_path: Path) -> None:
    """At 04:59:59 quiet hours still hold, at 05:00:00 they do not: the guard is asked about the second of the sound."""
    with office(tmp_path) as village:
        item = village.server.add(at("05T05:00"), seconds=10)
        village.station.sync.manifest()
        [channel] = village.player._channels.values()
        channel.output.lead = SECOND  # type: ignore[misc]  # an output with a latency
        village.player._leads = {SECOND}
        village.clock.advance(at("05T04:59:58.5") - village.clock.now())
        assert village.player.turn() == at("05T04:59:59")
        assert not village.player.on_air
        village.clock.advance(SECOND / 2)
        village.player.turn()
        assert list(village.player.on_air) == [item.occurrence_id]
