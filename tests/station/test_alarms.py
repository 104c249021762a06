"""The station obeys orders: sounds, repeats, ends, stops, with the server there or not, and over its own death."""

import hashlib
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from app.playout import AsRunKind
from app.station import OutputConfig, Station
from app.station.local_orders import LocalOrders
from app.units import ZoneId
from app.wire.errors import BadSignatureError, OlderManifestError
from app.wire.orders import EmergencyOrder
from app.wire.protocol import AsRunEntry, AudioFile
from tests.station.conftest import Village
from tests.support.recording_output import RecordingOutput
from tests.support.station_server import config_of

MINUTE = timedelta(minutes=1)


@dataclass
class Desk:
    """A village whose orders are fetched and obeyed by hand."""

    village: Village

    @property
    def station(self) -> Station:
        return self.village.station

    def obey(self) -> None:
        self.station.sync.orders()
        self.station.alarms.turn()

    def order(self, *emergencies: EmergencyOrder, stopped: bool = False) -> None:
        self.village.server.order(*emergencies, stopped=stopped)
        self.obey()

    def live(self, minutes: int) -> list[str]:
        """What is heard meanwhile."""
        before = len(self.village.output.heard)
        for _ in range(minutes):
            self.village.clock.advance(MINUTE)
            self.station.alarms.turn()
        return self.village.titles[before:]

    def lines(self) -> list[AsRunEntry]:
        """What the log says of emergencies."""
        self.station.sync.as_run()
        lines = sorted(self.village.server.log.values(), key=lambda line: line.sequence)
        return [line for line in lines if line.kind is AsRunKind.EMERGENCY]


@pytest.fixture
def desk(village: Village) -> Desk:
    village.sync()  # the server's time is known
    return Desk(village)


def test_it_sounds_at_once_repeats_and_ends(desk: Desk) -> None:
    emergency = desk.village.server.emergency("Bão", hours=0.2)
    desk.order(emergency)
    assert desk.village.titles[0].startswith("Bão")
    assert len(desk.live(4)) == 0
    assert len(desk.live(7)) == 2
    assert desk.live(60) == []
    lines = desk.lines()
    assert [line.state.value for line in lines] == ["on_air", "aired"] * 3
    assert {(line.occurrence_id, line.title, line.content_hash) for line in lines} == {(emergency.id, "Bão", "c" * 64)}
    assert (lines[1].start_error_ms, lines[1].seconds) == (0, 30)


def test_quiet_hours_are_no_obstacle(desk: Desk) -> None:
    desk.village.clock.advance(timedelta(hours=18))  # 23:00
    desk.village.sync()
    desk.order(desk.village.server.emergency())
    assert len(desk.village.titles) == 1


def test_what_is_no_longer_ordered_sounds_no_more(desk: Desk) -> None:
    desk.order(desk.village.server.emergency())
    desk.order()
    assert desk.live(30) == []


def test_it_goes_on_without_the_server_and_over_its_own_end(desk: Desk) -> None:
    desk.order(desk.village.server.emergency())
    desk.village.server.down = True
    desk.village.restart()
    assert len(desk.live(11)) == 2
    desk.village.restart()
    assert len(desk.live(3)) == 0  # how often it sounded, and when, is not forgotten


def test_stop_all_silences_and_outlives_a_restart(desk: Desk) -> None:
    emergency = desk.village.server.emergency()
    desk.order(emergency)
    desk.order(emergency, stopped=True)
    assert desk.live(30) == []
    desk.village.server.down = True
    desk.village.restart()
    assert desk.live(30) == []
    assert desk.station.player.is_stopped
    desk.village.server.down = False
    desk.order(emergency)
    assert len(desk.village.titles) == 2


def test_one_on_which_the_program_ends_again_and_again_waits_longer_each_time(desk: Desk) -> None:
    def die(_cue: object, _interrupt: object) -> None:
        raise SystemExit

    def until_it_ends() -> int:
        """Seconds until it sounded, and the program ended with it."""
        desk.station.sync.orders()
        for second in range(60):
            try:
                desk.station.alarms.turn()
            except SystemExit:
                desk.village.restart()
                return second
            desk.village.clock.advance(timedelta(seconds=1))
        raise AssertionError("it never sounded")

    desk.village.output.before = die
    desk.village.server.order(desk.village.server.emergency())
    assert [until_it_ends() for _ in range(4)] == [0, 0, 5, 10]


def test_a_stop_between_two_outputs_that_begin_is_heard_on_both(tmp_path: Path) -> None:
    village, begun = Village(tmp_path / "station"), list[Callable[[], None]]()
    village.station.close()

    def begin(sound: Callable[[], None]) -> None:
        begun.append(sound)
        if len(begun) == 1:
            village.station.player.stop_all(0)

    hall = RecordingOutput(village.clock, name="hội trường")
    village.station = Station(
        replace(
            config_of(village.server, village.data), outputs=(OutputConfig("loa", "null"), OutputConfig("hội trường", "null"))
        ),
        village.clock,
        transport=village.server.transport(),
        spawn=begin,
        open_outputs=lambda _configs, _clock, _data: [village.output, hall],
    )
    village.sync()
    Desk(village).order(village.server.emergency("Bão"))
    village.station.alarms.turn()
    assert len(begun) == 2
    for sound in begun:
        sound()
    assert village.output.heard == hall.heard == []
    village.station.close()


@pytest.mark.parametrize("trouble", ["disk", "folder"])
def test_files_at_the_pc_that_fail_keep_back_no_stop_and_no_new_warning(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trouble: str
) -> None:
    """A stop was lifted at the PC, and the disk takes no note of it; or it does not say whether there is a stop."""
    server, folder = desk.village.server, tmp_path / "station" / "orders"
    given, before = server.emergency("Lũ"), server.emergency("Bão")
    local = LocalOrders(folder)
    local.put(given)
    desk.order(before)
    local.stop()
    desk.live(1)
    local.lift()
    if trouble == "disk":
        monkeypatch.setattr("app.station.local_orders.write_durably", _full)
        monkeypatch.setattr(Path, "unlink", _full)
        assert desk.live(6) == []
        desk.order(server.emergency("Cháy"), before)
        assert desk.village.titles[-1].startswith("Cháy"), "a new warning sounds"
    else:
        desk.live(1)
        exists = Path.exists
        monkeypatch.setattr(Path, "exists", lambda path: _full() if path.name == "stop" else exists(path))
    desk.order(before, stopped=True)
    assert desk.station.player.is_stopped
    monkeypatch.undo()
    desk.order(server.emergency("Vỡ đập"), before)
    assert desk.village.titles[-1].startswith("Vỡ"), "a warning after the stop sounds"
    assert all(title.startswith("Vỡ") for title in desk.live(6)), "what was stopped at the PC does not begin again"


def _full(*_arguments: object, **_options: object) -> bool:
    raise OSError(28, "No space left on device")


def test_a_stop_outlives_the_loss_of_the_orders_that_said_it(desk: Desk, tmp_path: Path) -> None:
    desk.order(desk.village.server.emergency(), stopped=True)
    with closing(sqlite3.connect(tmp_path / "station" / "station.sqlite")) as memory, memory:
        memory.execute("DELETE FROM meta WHERE key = 'orders'")
    desk.village.server.down = True
    desk.village.restart()
    assert desk.live(3) == []
    assert desk.station.player.is_stopped
    LocalOrders(tmp_path / "station" / "orders").lift()
    desk.live(1)
    assert not desk.station.player.is_stopped, "a person at the PC lifted it"


def test_what_a_stop_broke_off_is_logged_as_stopped(desk: Desk) -> None:
    def stop(_cue: object, _interrupt: object) -> None:
        desk.station.player.stop_all(0)

    desk.village.output.before = stop
    desk.order(desk.village.server.emergency())
    assert [(line.state, line.reason) for line in desk.lines()] == [("on_air", None), ("interrupted", "stopped")]


def test_a_drill_is_logged_as_one(desk: Desk) -> None:
    desk.order(desk.village.server.emergency("Bão", is_drill=True))
    assert {line.title for line in desk.lines()} == {"Diễn tập: Bão"}


def test_an_old_order_sent_again_does_nothing(desk: Desk) -> None:
    old = desk.village.server.orders
    desk.order(stopped=True)
    desk.village.server.orders = old
    with pytest.raises(OlderManifestError):
        desk.obey()
    assert desk.station.player.is_stopped
    desk.village.restart()
    with pytest.raises(OlderManifestError):
        desk.obey()


def test_an_order_that_is_not_signed_is_none(desk: Desk) -> None:
    desk.village.server.order(stopped=True)
    desk.village.server.mangle_orders = lambda data: data.replace(b'"stopped":true', b'"stopped":false')
    with pytest.raises(BadSignatureError):
        desk.obey()
    desk.village.server.mangle_orders = lambda data: data.replace(b"loalang-orders", b"loalang-manifest")
    with pytest.raises(BadSignatureError):
        desk.obey()


def test_audio_that_differs_never_sounds(desk: Desk) -> None:
    emergency = desk.village.server.emergency()
    digest = emergency.audio[0].sha256
    right = desk.village.server.audio[digest]
    desk.village.server.audio[digest] = right[:-1] + b"!"
    desk.village.server.order(emergency)
    desk.station.sync.guarded(desk.station.sync.orders)
    desk.station.alarms.turn()
    assert desk.village.titles == []
    desk.village.server.audio[digest] = right
    desk.village.clock.advance(MINUTE)
    desk.obey()
    assert len(desk.village.titles) == 1


def _with_wav(desk: Desk, title: str, wav: bytes | None) -> EmergencyOrder:
    """An emergency in both formats; wav: what the server gives for the second one, None: it has lost it."""
    order, right = desk.village.server.emergency(title), f"{title} wav".encode()
    sha256 = hashlib.sha256(right).hexdigest()
    if wav is not None:
        desk.village.server.audio[sha256] = wav
    both = (*order.audio, AudioFile(format="wav", sha256=sha256, size=len(right)))
    return order.model_copy(update={"audio": both})


def test_it_asks_only_for_the_format_its_output_plays(desk: Desk) -> None:
    order = _with_wav(desk, "Bão", None)
    desk.order(order)
    assert len(desk.village.titles) == 1
    assert not [each for each in desk.village.server.requests if order.audio[1].sha256 in each.url.path]


def test_a_file_of_one_emergency_holds_up_no_other(desk: Desk) -> None:
    bad, good = desk.village.server.emergency("Lũ"), desk.village.server.emergency("Bão")
    del desk.village.server.audio[bad.audio[0].sha256]
    desk.village.server.order(bad, good)
    desk.station.sync.guarded(desk.station.sync.orders)
    for _ in range(2):  # the newest is looked at first
        desk.station.alarms.turn()
    assert [title[:3] for title in desk.village.titles] == ["Bão"]
    desk.station.sync.heartbeat()
    assert desk.village.server.fault == "server_refused"


@pytest.mark.parametrize("wav", [None, b"damaged", b"Loa wav" * 9])
def test_a_folder_s_wav_that_cannot_be_had_does_not_silence_the_mp3(tmp_path: Path, wav: bytes | None) -> None:
    village = Village(tmp_path / "station")
    village.station.close()
    folder = RecordingOutput(village.clock, name="thư mục")
    village.station = Station(
        replace(
            config_of(village.server, village.data),
            outputs=(OutputConfig("thư mục", "folder", folder=tmp_path / "out", formats=("mp3", "wav")),),
        ),
        village.clock,
        transport=village.server.transport(),
        spawn=lambda work: work(),
        open_outputs=lambda _configs, _clock, _data: [folder],
    )
    village.sync()
    desk = Desk(village)
    village.server.order(_with_wav(desk, "Loa", wav))
    village.station.sync.guarded(village.station.sync.orders)
    desk.live(1)
    assert len(folder.heard) == 1


def test_an_output_that_fails_is_tried_again_soon_and_not_without_end(desk: Desk) -> None:
    tries: list[object] = []

    def broken(cue: object, _interrupt: object) -> None:
        tries.append(cue)
        raise OSError

    desk.village.output.before = broken
    desk.order(desk.village.server.emergency())
    desk.station.alarms.turn()
    assert len(tries) == 1
    desk.live(3)
    assert len(tries) == 4
    desk.village.output.before = lambda _cue, _interrupt: None
    assert len(desk.live(1)) == 1


def test_files_in_a_folder_warn_nobody_where_there_is_a_loudspeaker(tmp_path: Path) -> None:
    village = Village(tmp_path / "station")
    village.station.close()
    folder = RecordingOutput(village.clock, name="thư mục")
    outputs = (OutputConfig("loa", "null"), OutputConfig("thư mục", "folder", folder=tmp_path / "out"))
    village.station = Station(
        replace(config_of(village.server, village.data), outputs=outputs),
        village.clock,
        transport=village.server.transport(),
        spawn=lambda work: work(),
        open_outputs=lambda _configs, _clock, _data: [village.output, folder],
    )

    def broken(_cue: object, _interrupt: object) -> None:
        raise OSError

    village.output.before = broken
    village.sync()
    desk = Desk(village)
    desk.order(village.server.emergency("Bão"))
    assert (len(folder.heard), len(village.output.heard)) == (1, 0)
    village.output.before = lambda _cue, _interrupt: None
    assert len(desk.live(1)) == 1, "as soon as the loudspeaker works, not at the next repeat"
    village.station.close()


def test_a_newer_one_goes_first(desk: Desk) -> None:
    older = desk.village.server.emergency("Bão")
    desk.village.clock.advance(timedelta(seconds=1))
    newer = desk.village.server.emergency("Vỡ đập")
    desk.order(newer, older)
    desk.station.alarms.turn()
    assert [title[:3] for title in desk.village.titles] == ["Vỡ ", "Bão"]


def test_an_order_given_at_the_pc_needs_no_server(desk: Desk, tmp_path: Path) -> None:
    server = desk.village.server
    emergency = server.emergency("Cháy chợ")
    digest = emergency.audio[0].sha256
    part = tmp_path / "station" / "audio" / "parts" / digest
    part.write_bytes(server.audio[digest])
    place = tmp_path / "station" / "audio" / digest[:2] / digest
    place.parent.mkdir()
    part.rename(place)
    server.down = True
    local = LocalOrders(tmp_path / "station" / "orders")
    local.put(emergency)
    assert len(desk.live(11)) == 3
    desk.station.sync.guarded(desk.station.sync.housekeeping)
    assert place.exists()
    local.stop()
    assert desk.live(11) == []
    local.lift([emergency.id])
    assert len(desk.live(11)) == 3
    local.end(emergency.id)
    assert desk.live(11) == []
    server.down = False
    assert {line.title for line in desk.lines()} == {"Cháy chợ"}


def test_a_stop_lifted_at_the_pc_ends_in_silence(desk: Desk, tmp_path: Path) -> None:
    local = LocalOrders(tmp_path / "station" / "orders")
    named, other = desk.village.server.emergency("Bão"), desk.village.server.emergency("Lũ")
    desk.order(named, other)
    desk.live(1)
    desk.village.server.down = True
    local.stop()
    assert desk.live(6) == []
    desk.village.restart()
    local.lift([named.id])
    assert set(desk.live(6)) == {desk.village.titles[-1]}
    assert desk.village.titles[-1].startswith("Bão")
    assert [order.id for order in desk.station.alarms.standing] == [named.id]
    desk.village.restart()
    assert all(title.startswith("Bão") for title in desk.live(6)), "what was held back is not forgotten"
    desk.village.server.down = False
    desk.order(desk.village.server.emergency("Cháy"), named, other)
    assert desk.village.titles[-1].startswith("Cháy"), "a new warning sounds"


def test_a_stop_lifted_at_the_server_ends_what_was_given_at_the_pc(desk: Desk, tmp_path: Path) -> None:
    local = LocalOrders(tmp_path / "station" / "orders")
    given, ordered = desk.village.server.emergency("Cháy chợ"), desk.village.server.emergency("Bão")
    local.put(given)
    desk.order(ordered, stopped=True)
    desk.order(ordered)
    assert local.standing() == []
    assert {title[:3] for title in desk.live(3)} | {desk.village.titles[-1][:3]} == {"Bão"}


def test_an_order_that_no_output_serves_is_a_fault(desk: Desk) -> None:
    desk.village.station.close()
    elsewhere = (OutputConfig("loa", "null", zones=frozenset({ZoneId(UUID(int=99))})),)
    desk.village.station = Station(
        replace(config_of(desk.village.server, desk.village.data), outputs=elsewhere),
        desk.village.clock,
        transport=desk.village.server.transport(),
        spawn=lambda work: work(),
        open_outputs=lambda _configs, _clock, _data: [desk.village.output],
    )
    desk.order(desk.village.server.emergency("Bão"))
    desk.station.sync.heartbeat()
    assert desk.village.titles == []
    assert [fault.code for fault in desk.village.server.heartbeats[-1].faults] == ["emergency_no_output"]
    desk.order()
    desk.station.sync.heartbeat()
    assert desk.village.server.heartbeats[-1].faults == ()


@pytest.mark.parametrize("goes_on", [True, False])
def test_a_stop_and_its_lift_told_by_manifests_alone_let_nothing_go_on_until_orders_say_what(desk: Desk, goes_on: bool) -> None:  # noqa: FBT001  # a case
    """On a slow line the small manifest comes before the orders, which say what ended at the lift."""
    server = desk.village.server
    here, ordered = server.emergency("Ở máy này", began_at=desk.village.clock.now() - MINUTE), server.emergency("Bão")
    LocalOrders(desk.village.data / "orders").put(here)
    desk.order(ordered)
    desk.live(10)
    for stopped in (True, False):
        desk.village.clock.advance(MINUTE)
        server.rules = server.rules.model_copy(update={"stopped": stopped})
        server.version += 1
        desk.station.sync.manifest()
        assert desk.live(20) == [], "nothing has said yet that it goes on"
    if not goes_on:
        server.order()
    desk.obey()
    assert [order.id for order in desk.station.alarms.standing] == ([ordered.id] if goes_on else []), "what was given here ended"
    assert bool(desk.live(20)) == goes_on
