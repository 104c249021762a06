"""From the settings to outputs that play: what is refused, what is shared, and a station heard on the frame."""

import hashlib
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import ValidationError

from app.clock import ManualClock
from app.playout import FolderOutput, NullOutput
from app.playout.mixing import Manner, MixedOutput, PcmFiles, WavFile
from app.playout.switch import CommandSwitch, SerialSwitch
from app.settings import OutputSettings, Settings
from app.sound import Sound, to_wav
from app.station import OutputConfig, Station, StationConfig
from app.station.config import SoundConfig
from app.station.configuring import config_of, outputs_of
from app.station.outputs import open_outputs
from app.wire.protocol import AudioFile
from tests.support.sounds import RATE, heard, onsets, ramp
from tests.support.station_server import StationServer, at
from tests.support.waiting import until

AMPLIFIER = {"kind": "serial", "on": ["a0"], "off": ["a1"], "port": "/dev/ttyUSB0"}


def test_settings_become_a_config() -> None:
    given = OutputSettings.model_validate(
        {"name": "loa trái", "kind": "soundcard", "device": "USB", "side": "left", "latency_ms": 120, "amplifier": AMPLIFIER}
    )
    config = config_of(given)
    assert (config.kind, config.formats, config.sound.device, config.sound.side) == ("soundcard", ("mp3",), "USB", "left")
    assert config.sound.amplifier is not None
    assert config.sound.amplifier.switch == SerialSwitch("/dev/ttyUSB0", "a0", "a1")
    command = OutputSettings.model_validate(
        {"name": "x", "kind": "null", "amplifier": {"kind": "command", "on": ["a", "1"], "off": ["a", "0"]}}
    )
    assert config_of(command).sound.amplifier is not None
    assert isinstance(config_of(command).sound.amplifier.switch, CommandSwitch)  # type: ignore[union-attr]  # just seen
    assert config_of(OutputSettings(name="x", kind="folder", folder=Path("y"))).formats == ("mp3", "wav")


@pytest.mark.parametrize(
    "given",
    [
        {"name": "x", "kind": "folder"},
        {"name": "x", "kind": "icecast"},
        {"name": "x", "kind": "icecast", "url": "ftp://x/y"},
        {"name": "x", "kind": "icecast", "url": "http://source:hackme@x/y"},
        {"name": "x", "kind": "soundcard", "side": "top"},
        {"name": "x", "kind": "null", "amplifier": AMPLIFIER | {"on": ["khong"]}},
        {"name": "x", "kind": "null", "amplifier": AMPLIFIER | {"port": ""}},
        {"name": "x", "kind": "null", "amplifier": {"kind": "http", "on": ["a", "b"], "off": ["c"]}},
    ],
)
def test_settings_that_cannot_work_are_refused(given: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        OutputSettings.model_validate(given)


def test_the_password_of_a_mount_is_not_shown() -> None:
    config = config_of(OutputSettings.model_validate({"name": "x", "kind": "icecast", "url": "http://h/x", "password": "kín"}))
    assert config.sound.password == "kín"  # noqa: S105  # of a test
    assert "kín" not in repr(config)


@pytest.mark.parametrize("sides", [("both", "left"), ("left", "left")])
def test_two_outputs_in_one_place_are_refused(sides: tuple[str, str]) -> None:
    outputs = tuple(
        OutputConfig(f"loa {number}", "soundcard", sound=SoundConfig(side=side))  # type: ignore[arg-type]  # those of the list
        for number, side in enumerate(sides)
    )
    with pytest.raises(ValueError, match="one side"):
        StationConfig("http://x", "loalang1", Path("x"), outputs)


def test_a_folder_is_seen_where_it_lies_however_it_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LOALANG_DATA_DIR", "data")
    monkeypatch.setenv("LOALANG_STATION__OUTPUTS", '[{"name": "loa", "kind": "folder", "folder": "data/station/ra"}]')
    settings = Settings.load()
    assert settings.shared_folders >= {tmp_path.resolve() / "data" / "station" / "ra"}
    server, data = StationServer(ManualClock(at("04T05:00"))), settings.data / "station"
    config = StationConfig("http://loalang.test", server.enrolment(), data, outputs_of(settings.station, data / "out"))
    station = Station(config, server.clock, transport=server.transport())
    station.close()
    assert (tmp_path / "data" / "station" / "ra").is_dir(), "one in the station's own data folder is made"


def test_silent_outputs_need_no_mixing_engine(tmp_path: Path) -> None:
    outputs = (OutputConfig("a", "null"), OutputConfig("b", "folder", folder=tmp_path))
    assert [type(output) for output in open_outputs(outputs, ManualClock(at("04T05:00")), tmp_path)] == [NullOutput, FolderOutput]
    assert not (tmp_path / "pcm").exists()


def test_a_machine_without_its_device_and_its_server_has_faults_and_goes_on(tmp_path: Path) -> None:
    outputs = (
        OutputConfig("loa", "soundcard", sound=SoundConfig(device="không có", chime="chuong-mo")),
        OutputConfig("ip", "icecast", sound=SoundConfig(url="http://127.0.0.1:9/x.mp3")),
        OutputConfig("không", "null"),
    )
    made = open_outputs(outputs, ManualClock(at("04T05:00")), tmp_path)
    try:
        assert [output.fault for output in made] == ["output_lost", "output_lost", None]
        assert made[0].prelude > timedelta(0)
    finally:
        for output in made:
            output.close()


def test_a_station_begins_each_item_on_the_frame_of_its_second(tmp_path: Path) -> None:
    """Whole way: manifest, audio fetched, prepared ahead, claimed a second ahead, heard on the frame; latency taken off."""
    clock = ManualClock(at("04T05:29:50"))
    server = StationServer(clock)
    stream = WavFile(clock, tmp_path / "heard.wav")
    zero = stream.zero
    data = to_wav(Sound(ramp(0.2), RATE))
    sha256 = hashlib.sha256(data).hexdigest()
    server.audio[sha256] = data
    planned = [at(f"04T05:29:{second}") + timedelta(microseconds=137_123) for second in (52, 53, 55)]
    for number, starts_at in enumerate(planned):
        item = server.add(starts_at, f"tin {number}", seconds=0.2)
        server.change(item, audio=(AudioFile(format="wav", sha256=sha256, size=len(data)),))
    outputs = (OutputConfig("loa", "null", formats=("wav",)),)
    config = StationConfig("http://server.test", server.enrolment(), tmp_path / "station", outputs, reserve_bytes=0)
    manner = Manner(("wav",), latency=timedelta(milliseconds=80))
    output = MixedOutput(clock, "loa", stream=stream, pcm=PcmFiles(tmp_path / "pcm"), manner=manner)
    station = Station(config, clock, transport=server.transport(), open_outputs=lambda _configs, _clock, _data: [output])
    try:
        for job in (station.sync.orders, station.sync.manifest, station.sync.audio, station.sync.verify):
            job()
        for _ in range(310):
            clock.advance(timedelta(milliseconds=20))
            due = stream.timeline.frame_at(clock.monotonic())
            assert until(lambda: stream.mixer.frame >= due - RATE // 40, 10)  # noqa: B023  # called at once
            station.player.turn()
            threading.Event().wait(0.006)
        assert until(lambda: not station.player.on_air, 5)
        station.sync.as_run()
    finally:
        station.close()
    expected = [round(((starts_at - zero).total_seconds() - 0.08) * RATE) for starts_at in planned]
    begun = onsets(heard(tmp_path / "heard.wav"))
    assert max(abs(begin - due) for begin, due in zip(begun, expected, strict=True)) <= 1
    aired = [line for line in server.log.values() if line.state == "aired"]
    assert [line.start_error_ms for line in aired] == [0, 0, 0]
    assert [line.seconds for line in aired] == [0.2] * 3
