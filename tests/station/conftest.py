"""A station and its server, simulated in memory on one hand-moved clock."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest

from app.clock import ManualClock
from app.station import Station
from tests.support.recording_output import RecordingOutput
from tests.support.station_server import StationServer, at, config_of


@dataclass
class Village:
    """Server, clock, output and a station that can be restarted; what plays, plays at once and beside nothing."""

    data: Path
    clock: ManualClock = field(default_factory=lambda: ManualClock(at("04T05:00")))

    def __post_init__(self) -> None:
        self.server = StationServer(self.clock)
        self.output = RecordingOutput(self.clock)
        self.station = self._boot()

    def _boot(self) -> Station:
        return Station(
            config_of(self.server, self.data),
            self.clock,
            transport=self.server.transport(),
            spawn=lambda work: work(),
            open_outputs=lambda _configs, _clock, _data: [self.output],
        )

    def restart(self) -> None:
        self.station.close()
        self.station = self._boot()

    def sync(self) -> None:
        """Every job once."""
        sync = self.station.sync
        for job in (sync.orders, sync.heartbeat, sync.manifest, sync.audio, sync.as_run, sync.verify, sync.housekeeping):
            sync.guarded(job)

    def live(self, length: timedelta, step: timedelta = timedelta(minutes=1)) -> None:
        """Let `length` pass in steps, with a turn and every job at each."""
        end = self.clock.monotonic() + length.total_seconds()
        while self.clock.monotonic() < end:
            self.clock.advance(step)
            self.station.player.turn()
            self.sync()

    @property
    def titles(self) -> list[str]:
        """What was heard, by its first word."""
        return [heard.data.decode().split("#")[0] for heard in self.output.heard]


@pytest.fixture
def village(tmp_path: Path) -> Iterator[Village]:
    village = Village(tmp_path / "station")
    yield village
    village.station.close()
