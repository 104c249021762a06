"""What a player is told survives the line it is told on."""

from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
from pydantic import TypeAdapter

from app.playout.switch import CommandSwitch, HttpSwitch, SerialSwitch
from app.station import OutputConfig, StationConfig
from app.station.config import AmplifierConfig, SoundConfig
from app.station.launch import Told
from app.units import ZoneId

SOUND = SoundConfig(device="USB", side="left", password="kín", latency_ms=120)  # noqa: S106  # of a test
OUTPUT = OutputConfig("loa trái", "soundcard", zones=frozenset({ZoneId(uuid4())}), sound=SOUND)
FOLDER = OutputConfig("thư mục", "folder", folder=Path("out"), formats=("mp3", "wav"))


@pytest.mark.parametrize(
    "switch",
    [
        HttpSwitch("http://a/on", "http://a/off"),
        SerialSwitch("/dev/ttyUSB0", "a0", "a1", 19_200),
        CommandSwitch(("a", "1"), ("a", "0")),
    ],
)
def test_a_line_says_everything(switch: HttpSwitch | SerialSwitch | CommandSwitch) -> None:
    output = replace(OUTPUT, sound=replace(SOUND, amplifier=AmplifierConfig(switch, 2.5, 7)))
    told = Told(StationConfig("http://x", "loalang1.a.b.c.d", Path("station"), (output, FOLDER)), "info", ends_with_parent=True)
    line = told.line()
    assert line.count(b"\n") == 1
    assert TypeAdapter(Told).validate_json(line) == told
