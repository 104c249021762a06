"""What a station is told at its start; one frozen value, read once by whoever starts it."""

from dataclasses import field, fields
from datetime import timedelta
from pathlib import Path
from typing import Literal

from app.playout import AudioFormat, OutputKind
from app.playout.switch import CommandSwitch, HttpSwitch, SerialSwitch
from app.units import ZoneId
from app.values import frozen
from app.wire.protocol import AudioFile, ManifestItem

SILENT = frozenset({"folder", "null"})
"""The kinds of outputs that nobody hears."""


@frozen
class AmplifierConfig:
    """See `app.playout.amplifier.Amplifier`. Outputs with an equal one share it."""

    switch: HttpSwitch | SerialSwitch | CommandSwitch
    pre_roll_s: float = 3.0
    hold_s: float = 10.0


@frozen
class SoundConfig:
    """How an output sounds.

    device: of a sound card, its name or a part of it; empty is the usual one. side: where on it. url, user, password: of an
    Icecast mount. level_db: 0 is as it was mastered. latency_ms: from a frame to the loudspeaker, as calibrated. chime: name of
    a sound before each programme. silent_after_s: digital silence in a programme that is a fault.
    """

    device: str = ""
    side: Literal["both", "left", "right"] = "both"
    url: str = ""
    user: str = "source"
    password: str = field(default="", repr=False)
    bit_rate: int = 96
    level_db: float = 0.0
    latency_ms: int = 0
    chime: str = ""
    silent_after_s: float = 30.0
    amplifier: AmplifierConfig | None = None


@frozen
class OutputConfig:
    """One way out. folder: of a `folder` output; it must exist, unless it lies in the station's own data folder.

    formats: the forms it wants. zones: those it serves; empty is all zones of the station.
    """

    name: str
    kind: OutputKind
    folder: Path | None = None
    formats: tuple[AudioFormat, ...] = ("mp3",)
    zones: frozenset[ZoneId] = frozenset()
    sound: SoundConfig = SoundConfig()

    @property
    def is_heard(self) -> bool:
        """Whether it makes a sound in its zones; a folder is for somebody who will."""
        return self.kind != "folder"

    def files_of(self, item: ManifestItem) -> tuple[AudioFile, ...]:
        """The files of `item` this output wants; empty when one of them is not prepared."""
        files = tuple(file for file in item.audio if file.format in self.formats)
        return files if len(files) == len(self.formats) else ()

    def zones_of(self, item: ManifestItem) -> frozenset[ZoneId]:
        """Where this output makes `item` heard."""
        zones = frozenset(ZoneId(zone) for zone in item.zones)
        if self.zones:
            return zones & self.zones
        return frozenset() if item.apart and self.is_heard else zones


@frozen
class Rhythm:
    """How often each job runs."""

    orders: timedelta = timedelta(seconds=3)
    manifest: timedelta = timedelta(seconds=10)
    audio: timedelta = timedelta(seconds=10)
    as_run: timedelta = timedelta(seconds=5)
    heartbeat: timedelta = timedelta(seconds=20)
    board: timedelta = timedelta(seconds=5)
    verify: timedelta = timedelta(minutes=1)
    housekeeping: timedelta = timedelta(hours=1)
    settle: timedelta = timedelta(seconds=1)
    alarm_audio: timedelta = timedelta(seconds=10)

    def as_dict(self) -> dict[str, timedelta]:
        """By the name of the job (`app.station.sync`)."""
        return {each.name: getattr(self, each.name) for each in fields(self)}


@frozen
class StationConfig:
    """What one station is told.

    server: base URL. enrolment: the string the server printed (`app.wire.enrolment`). data: a folder of its own. outputs: at
    least one, names unique. reserve_bytes: programmes are not fetched when less room would be left; emergencies are. patience:
    how long the server is waited for, after a start, before what is remembered is gone by. is_sandbox: of a training commune.
    """

    server: str
    enrolment: str
    data: Path
    outputs: tuple[OutputConfig, ...]
    software: str = "loalang"
    reserve_bytes: int = 200_000_000
    rhythm: Rhythm = Rhythm()
    patience: timedelta = timedelta(seconds=5)
    is_sandbox: bool = False

    def __post_init__(self) -> None:
        """Raise ValueError for outputs that would get in each other's way, or would sound where nothing may."""
        if self.is_sandbox and any(output.kind not in SILENT or output.sound.amplifier for output in self.outputs):
            raise ValueError("a station of a training commune writes files, and never sounds")
        if not self.outputs or len({output.name for output in self.outputs}) != len(self.outputs):
            raise ValueError("a station needs outputs with names of their own")
        folders = [output.folder for output in self.outputs if output.kind == "folder"]
        if None in folders or len(set(folders)) != len(folders):
            raise ValueError("each folder output needs a folder of its own")
        if any(not output.formats or len(set(output.formats)) != len(output.formats) for output in self.outputs):
            raise ValueError("an output needs at least one format, each once")
        cards = [output.sound for output in self.outputs if output.kind == "soundcard"]
        for device in {card.device for card in cards}:
            sides = [card.side for card in cards if card.device == device]
            if len(set(sides)) != len(sides) or ("both" in sides and len(sides) > 1):
                raise ValueError(f"two outputs on one side of the device {device!r}")
