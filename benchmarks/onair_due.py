"""`due_100_max_ms`, `due_1000_max_ms`: so many items are due at one second, in a table of 50,000; when are all of them judged?

The time from the second itself until the first of them is claimed, which comes after the last was judged; real clock, real
loop, a fresh copy of the station's memory for each turn.
"""

import contextlib
import shutil
import sqlite3
import tempfile
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from figures import Figure, at_most

from app.clock import SystemClock
from app.playout import NullOutput
from app.station.audio import AudioLibrary
from app.station.config import OutputConfig
from app.station.permission import Permission
from app.station.player import Player
from app.station.store import Claim, Planned, Store
from app.station.trusted_clock import ServerTime
from app.units import Sha256, new_id
from app.wire.protocol import Manifest, ManifestItem
from tests.support.station_server import STATION, StationServer, at
from tests.support.waiting import until

ROWS = 50_000
GOALS_MS = {100: 20.0, 1000: 60.0}
_SECOND = at("04T12:00")
_LONG_AGO = _SECOND - timedelta(days=365)
_NEVER = datetime.max.replace(tzinfo=UTC)
_OUTPUT = OutputConfig("loa", "null")


class _Shifted(SystemClock):
    """The machine's clock, set so that the second of the test comes soon."""

    def __init__(self, ahead: timedelta) -> None:
        self._offset = _SECOND - ahead - super().now()

    def now(self) -> datetime:
        return super().now() + self._offset


class _Watched(Store):
    """Notes when the first claim is asked for."""

    claimed_at = _NEVER
    clock: SystemClock

    def claim(self, planned: Planned, audio_sha256: Sha256 | None, now: datetime) -> Claim | None:
        self.claimed_at = min(self.claimed_at, self.clock.now())
        return super().claim(planned, audio_sha256, now)


def measure(*, quick: bool) -> list[Figure]:
    """Half a minute; `quick`: fewer turns."""
    return [
        at_most(f"due_{due}_max_ms", max(_times_ms(due, 5 if quick else 20)), f"ms, {ROWS} rows", goal)
        for due, goal in GOALS_MS.items()
    ]


def _times_ms(due: int, turns: int) -> list[float]:
    server = StationServer(SystemClock())
    items = [server.add(_SECOND, data=b"sound %d" % number * 1000) for number in range(due)]
    items += [item.model_copy(update={"occurrence_id": new_id(), "starts_at": _SECOND + timedelta(hours=1)}) for item in items]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        manifest = _manifest(server, items)
        _remember(folder / "first", server, manifest)
        library = AudioLibrary(folder / "audio")
        for sha256, data in server.audio.items():
            library.part(Sha256(sha256)).write_bytes(data)
            library.adopt(Sha256(sha256))
            library.verify(Sha256(sha256))
        return [_once(folder, manifest, library, turn) for turn in range(turns)]


def _remember(folder: Path, server: StationServer, manifest: Manifest) -> None:
    """A memory full of what was aired, and the manifest of now."""
    store = Store(folder, STATION)
    start = timedelta(minutes=1)
    past = [
        manifest.items[0].model_copy(update={"occurrence_id": new_id(), "starts_at": _SECOND - number * start})
        for number in range(1, ROWS + 1 - len(manifest.items))
    ]
    store.accept(b"past", _manifest(server, past), (_OUTPUT,), _LONG_AGO)
    store.close()
    with contextlib.closing(sqlite3.connect(folder / "station.sqlite")) as connection:
        connection.execute("UPDATE item SET state = 'aired'")
        connection.commit()
    store = Store(folder, STATION)
    store.accept(b"signed", manifest, (_OUTPUT,), _LONG_AGO)
    store.close()


def _manifest(server: StationServer, items: list[ManifestItem]) -> Manifest:
    usual = server.manifest(items=[], issued_at=_SECOND - timedelta(days=1), not_before=_SECOND - timedelta(days=1))
    return usual.model_copy(update={"items": tuple(items), "expires_at": _SECOND + timedelta(days=14)})


def _once(folder: Path, manifest: Manifest, library: AudioLibrary, turn: int) -> float:
    shutil.copytree(folder / "first", folder / f"turn{turn}")
    clock = _Shifted(timedelta(seconds=0.8 + 0.13 * turn))
    store = _Watched(folder / f"turn{turn}", STATION)
    store.clock = clock
    output = replace(_OUTPUT)
    player = Player(
        clock,
        store,
        library,
        outputs=[(output, NullOutput(clock, output.name))],
        server_time=ServerTime(clock),
        permission=Permission(clock, timedelta(0)),
    )
    player.take(manifest)
    stop = threading.Event()
    loop = threading.Thread(target=player.run, args=(stop,))
    loop.start()
    if not until(lambda: store.claimed_at < _NEVER, 30):
        raise SystemExit("nothing was claimed")
    stop.set()
    player.wake.set()
    loop.join()  # first, or it would start the next item
    player.stage.break_off(5)
    store.close()
    return (store.claimed_at - _SECOND) / timedelta(milliseconds=1)
