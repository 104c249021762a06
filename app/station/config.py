"""What a station is told at its start; one frozen value, read once by whoever starts it."""

from dataclasses import dataclass, fields
from datetime import timedelta
from pathlib import Path
from typing import Literal

from app.clock import Clock
from app.playout import AudioFormat, FolderOutput, NullOutput, Output
from app.station.protocol import AudioFile, ManifestItem
from app.units import ZoneId


@dataclass(frozen=True)
class OutputConfig:
    """One way out. folder: of a `folder` output; it must exist, unless it lies in the station's own data folder.

    formats: the forms it wants. zones: those it serves; empty is all zones of the station.
    """

    name: str
    kind: Literal["folder", "null"]
    folder: Path | None = None
    formats: tuple[AudioFormat, ...] = ("mp3",)
    zones: frozenset[ZoneId] = frozenset()

    def files_of(self, item: ManifestItem) -> tuple[AudioFile, ...]:
        """The files of `item` this output wants; empty when one of them is not prepared."""
        files = tuple(file for file in item.audio if file.format in self.formats)
        return files if len(files) == len(self.formats) else ()

    def zones_of(self, item: ManifestItem) -> frozenset[ZoneId]:
        """Where this output makes `item` heard."""
        zones = frozenset(ZoneId(zone) for zone in item.zones)
        return zones & self.zones if self.zones else zones

    def open(self, clock: Clock) -> Output:
        """The output itself."""
        if self.kind == "folder" and self.folder is not None:
            return FolderOutput(clock, self.name, root=self.folder, formats=self.formats)
        return NullOutput(clock, self.name, formats=self.formats)


@dataclass(frozen=True)
class Rhythm:
    """How often each job runs."""

    orders: timedelta = timedelta(seconds=3)
    manifest: timedelta = timedelta(seconds=10)
    audio: timedelta = timedelta(seconds=10)
    as_run: timedelta = timedelta(seconds=5)
    heartbeat: timedelta = timedelta(seconds=20)
    verify: timedelta = timedelta(minutes=1)
    housekeeping: timedelta = timedelta(hours=1)

    def as_dict(self) -> dict[str, timedelta]:
        """By the name of the job (`app.station.sync`)."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


@dataclass(frozen=True)
class StationConfig:
    """server: base URL. enrolment: the string the server printed (`app.station.enrolment`). data: a folder of its own.

    outputs: at least one, names unique. reserve_bytes: audio is not fetched when less room would be left.
    """

    server: str
    enrolment: str
    data: Path
    outputs: tuple[OutputConfig, ...]
    software: str = "loalang"
    reserve_bytes: int = 200_000_000
    rhythm: Rhythm = Rhythm()

    def __post_init__(self) -> None:
        """Raise ValueError for outputs that would get in each other's way."""
        if not self.outputs or len({output.name for output in self.outputs}) != len(self.outputs):
            raise ValueError("a station needs outputs with names of their own")
        folders = [output.folder for output in self.outputs if output.kind == "folder"]
        if None in folders or len(set(folders)) != len(folders):
            raise ValueError("each folder output needs a folder of its own")
        if any(not output.formats or len(set(output.formats)) != len(output.formats) for output in self.outputs):
            raise ValueError("an output needs at least one format, each once")
