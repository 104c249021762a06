"""The machines of a commune: the server, and the broadcast PCs with their lines. Each can be killed, filled and set wrong."""

import asyncio
import logging
import random
import shutil
import sqlite3
import subprocess
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import httpx
from fastapi import FastAPI
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from app.clock import Clock, ManualClock
from app.main import create_app
from app.service.background import arm_background
from app.settings import Settings, TimetableSettings
from app.silence import Silence
from app.silence.journal import Journal
from app.station import OutputConfig, Station, StationConfig
from app.tasks.embedded import EmbeddedQueue
from app.units import ZoneId
from app.wiring import Services, build
from tests.model.sounding import Air, Fate, Hands, KilledError, Loudspeaker, WatchedFolder

_log = logging.getLogger(__name__)
MANIFEST_DAYS = 1
"""Short, so that a manifest is quickly made."""
RESERVE = 12_000_000
RHYTHM_S = {
    "orders": 3.0,
    "manifest": 10.0,
    "heartbeat": 20.0,
    "audio": 10.0,
    "verify": 60.0,
    "board": 600.0,
    "housekeeping": 3600.0,
}
"""The product's own rhythm: how soon after something new a connected station has asked."""
_IDLE_S = 3000.0
"""Without news each job runs so often: asking again in between would bring the same answer."""


class SetClock:
    """A machine's wall clock, which a person may set; its monotonic side is everybody's."""

    def __init__(self, true: ManualClock) -> None:
        self._true = true
        self.offset = timedelta(0)

    def now(self) -> datetime:
        return self._true.now() + self.offset

    def monotonic(self) -> float:
        return self._true.monotonic()

    def wait(self, until: datetime, interrupt: threading.Event) -> bool:
        return self._true.wait(until - self.offset, interrupt)


class HandQueue(EmbeddedQueue):
    """The server's jobs, run by hand: all of them when something was changed, and else now and then."""

    def __init__(self, clock: Clock) -> None:
        super().__init__(clock)
        self._by_hand = clock
        self._named: dict[str, Callable[[str], timedelta | None]] = {}
        self._regular: dict[str, Callable[[], None]] = {}
        self._nudged: list[tuple[str, str]] = []
        self._due_s = 0.0

    def task(self, name: str, run: Callable[[str], timedelta | None]) -> None:
        self._named[name] = run

    def every(self, name: str, interval: timedelta, run: Callable[[], None]) -> None:
        assert interval > timedelta(0)
        self._regular[name] = run

    def nudge(self, task: str, key: str) -> None:
        if (task, key) not in self._nudged:
            self._nudged.append((task, key))

    def hurry(self) -> None:
        """Have the regular jobs run at the next round."""
        self._due_s = 0.0

    def run(self) -> bool:
        """One round. Returns whether there was anything to do."""
        is_due = self._by_hand.monotonic() >= self._due_s
        if not self._nudged and not is_due:
            return False
        if is_due:
            self._due_s = self._by_hand.monotonic() + _IDLE_S
            for name, run in self._regular.items():
                self._try(name, run)
        for _ in range(8):
            waiting, self._nudged = self._nudged, []
            for name, key in waiting:
                self._try(name, partial(self._named[name], key))
        return True

    def _try(self, name: str, run: Callable[[], object]) -> None:
        try:
            run()
        except Exception:  # noqa: BLE001  # as the product's own queue does
            _log.debug("%s failed", name, exc_info=True)


class Disk:
    """A small disk of its own; without the right to mount, a folder that is never full."""

    def __init__(self, root: Path, size: str) -> None:
        root.mkdir(parents=True)
        self.root = root
        command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(root)]
        try:
            self.is_real = subprocess.run(command, capture_output=True, check=False).returncode == 0
        except OSError:
            self.is_real = False

    @property
    def is_full(self) -> bool:
        return (self.root / "filler").exists()

    def fill(self, leave: int = 0) -> None:
        """Leave so many bytes, or not one."""
        if self.is_real:
            room = max(0, shutil.disk_usage(self.root).free - leave)
            with suppress(OSError), (self.root / "filler").open("ab", buffering=0) as file:
                file.write(bytes(room))
            if not leave:
                with suppress(OSError), (self.root / "filler").open("ab", buffering=0) as file:
                    while file.write(b"#"):
                        pass

    def free(self) -> None:
        (self.root / "filler").unlink(missing_ok=True)

    def clear(self) -> None:
        for path in self.root.iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()

    def close(self) -> None:
        if self.is_real:
            subprocess.run(["umount", "-l", str(self.root)], check=False)  # noqa: S607  # the system's own


class Untidied:
    """Keeps an SQLite database as a killed process leaves it, with its log beside it, until another process has it open."""

    def __init__(self, database: Path) -> None:
        self._database = database
        self._held: sqlite3.Connection | None = None

    def hold(self) -> None:
        """Call before the process's own connections are closed: the last one to close would tidy up."""
        if self._held is None and self._database.exists():
            self._held = sqlite3.connect(self._database)
            with suppress(sqlite3.Error):
                self._held.execute("SELECT count(*) FROM sqlite_master").fetchone()

    def let_go(self) -> None:
        if self._held is not None:
            self._held.close()
            self._held = None


class Door:
    """The server's web door, answered in the thread that asks: see `tests.model.tiny.costless`."""

    def __init__(self) -> None:
        self._app: FastAPI | None = None
        self._loop = asyncio.new_event_loop()

    def open(self, services: Services) -> None:
        self._app = create_app(services)

    def answer(self, request: httpx.Request) -> httpx.Response:
        return self._loop.run_until_complete(self._answer(request))

    async def _answer(self, request: httpx.Request) -> httpx.Response:
        assert self._app is not None
        inner = httpx.ASGITransport(app=self._app, raise_app_exceptions=False)
        asked = httpx.Request(request.method, request.url, headers=request.headers, content=request.read())
        found = await inner.handle_async_request(asked)
        body = b"".join([chunk async for chunk in found.aiter_raw()])
        return httpx.Response(found.status_code, headers=found.headers, content=body, request=request)

    def close(self) -> None:
        self._loop.close()


class Server:
    """The server's PC. services: of the process that runs, None while there is none."""

    def __init__(self, disk: Disk, true: ManualClock, door: Door) -> None:
        self.disk = disk
        self.true = true
        self.clock = SetClock(true)
        self.data = disk.root / "data"
        self.services: Services | None = None
        self.queue: HandQueue | None = None
        self.dies_at_commit = 0
        self.door = door
        self._untidied = Untidied(self.data / "loalang.sqlite3")

    @property
    def settings(self) -> Settings:
        return Settings(data_dir=self.data, timetable=TimetableSettings(manifest_days=MANIFEST_DAYS))

    @property
    def running(self) -> Services:
        assert self.services is not None
        return self.services

    def boot(self) -> None:
        """Start it over what lies on its disk."""
        if self.services is None:
            self.queue = HandQueue(self.clock)
            made = build(self.settings, self.clock)
            self.services = replace(made, queue=self.queue)
            event.listen(self.services.sessions.engine, "commit", self._commit)
            arm_background(self.services)
            self.door.open(self.services)
            with suppress(OperationalError):
                self.services.silencer.recall()
            self._untidied.let_go()

    def stop(self) -> None:
        """End it as a person does."""
        self.kill()
        self._untidied.let_go()

    def kill(self) -> None:
        """The process is no more; what was not on the disk is lost, and nothing is tidied up on it."""
        if self.services is not None:
            self._untidied.hold()
            event.remove(self.services.sessions.engine, "commit", self._commit)
            self.services.close()
            self.services = self.queue = None
            self.dies_at_commit = 0

    def _commit(self, _connection: object) -> None:
        if self.dies_at_commit and threading.current_thread() is threading.main_thread():
            self.dies_at_commit -= 1
            if not self.dies_at_commit:
                raise KilledError

    def answer(self, request: httpx.Request) -> httpx.Response | None:
        """What its web door says; None when there is no process, or none any more."""
        if self.services is None:
            return None
        try:
            return self.door.answer(request)
        except KilledError:
            self.kill()
            return None

    def jobs(self) -> bool:
        """Its background work. Returns whether there was any."""
        try:
            return self.queue is not None and self.queue.run()
        except KilledError:
            self.kill()
            return False

    def ask(
        self, method: str, path: str, *, token: str, json: object = None, content: bytes | None = None, **headers: str
    ) -> Any:  # noqa: ANN401  # JSON
        """A person's call: the answer, or None when the server has none."""
        sent = {"Authorization": f"Bearer {token}"} | {name.replace("_", "-"): value for name, value in headers.items()}
        request = httpx.Request(method, f"http://loalang/api/v1{path}", headers=sent, json=json, content=content)
        return self.answer(request)

    def stored(self) -> list[Path]:
        """Stored audio."""
        return self._found("files")

    def helpers(self) -> list[Path]:
        """Small files it trusts to parse."""
        return self._found("silence") + self._found("orders")

    def waiting_silences(self) -> list[Silence]:
        """What stands in the journal of the process that runs, and in its database not yet."""
        journal = self.running.stops
        assert isinstance(journal, Journal)
        return journal.open()

    @property
    def journal(self) -> Path:
        return self.data / "silence" / "journal"

    def _found(self, name: str) -> list[Path]:
        return [path for path in sorted((self.data / name).rglob("*")) if path.is_file()]


class Line(httpx.BaseTransport):
    """One station's way to the server."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self.is_up = True
        self.slow_s = 0.0
        self.loses_answer = self.has_lost = False
        self.kills_at = 0

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        if self.kills_at:
            self.kills_at -= 1
            if not self.kills_at:
                raise KilledError
        server = self._server
        if not self.is_up or server.services is None:
            raise httpx.ConnectError("down", request=request)
        server.true.advance(timedelta(seconds=self.slow_s / 2))
        answer = server.answer(request)
        server.true.advance(timedelta(seconds=self.slow_s / 2))
        if answer is None or self.loses_answer:
            self.loses_answer, self.has_lost = False, True
            raise httpx.ReadError("cut", request=request)
        return answer

    def close(self) -> None:
        """The line stays when the station's process ends."""


@dataclass
class Contact:
    """A time in which a PC could reach the server. is_boot: from its very first look on, so it has asked before it sounded."""

    since: datetime
    is_boot: bool
    until: datetime | None = None


@dataclass
class Pc:
    """A broadcast PC. place: whose loudspeakers these are; a PC that was replaced keeps them, and is to be silent.

    is_unknown: it was enrolled after the backup that its server was restored from, which can tell it nothing (decision 0076).
    """

    name: str
    place: str
    disk: Disk
    server: Server
    air: Air
    hands: Hands
    outputs: tuple[tuple[str, ZoneId], ...]
    enrolment: str
    has_folder: bool = False
    fate: Fate = field(default_factory=Fate)
    station: Station | None = None
    replaced_at: datetime | None = None
    contacts: list[Contact] = field(default_factory=list)
    is_booting: bool = False
    is_unknown: bool = False
    _due_s: dict[str, float] = field(default_factory=dict)
    look_s: float = 0.0

    def __post_init__(self) -> None:
        self.clock = SetClock(self.server.true)
        self.line = Line(self.server)
        self.data = self.disk.root / self.name / "data"
        self._untidied = Untidied(self.data / "station.sqlite")

    @property
    def configs(self) -> tuple[OutputConfig, ...]:
        folder = self.data / "out"
        return tuple(
            OutputConfig(
                name,
                "folder" if self._is_folder(name) else "null",
                zones=frozenset({zone}),
                folder=folder if self._is_folder(name) else None,
            )
            for name, zone in self.outputs
        )

    def _is_folder(self, name: str) -> bool:
        return self.has_folder and name == self.outputs[-1][0]

    def boot(self) -> None:
        """Start it over what lies on its disk."""
        if self.station is None:
            config = StationConfig("http://loalang", self.enrolment, self.data, self.configs, reserve_bytes=RESERVE)
            try:
                self.station = Station(config, self.clock, transport=self.line, spawn=self.hands.spawn, open_outputs=self._open)
            except Exception:  # noqa: BLE001  # no room to start: the system starts it again by and by
                _log.debug("%s does not start", self.name, exc_info=True)
                self.station = None
            else:
                self._untidied.let_go()
            self._due_s, self.is_booting = {}, True

    def _open(self, configs: Any, clock: Clock, _data: Path) -> list[Loudspeaker | WatchedFolder]:  # noqa: ANN401  # as given
        return [
            WatchedFolder(each.name, self.name, clock, root=each.folder, air=self.air, fate=self.fate)
            if each.folder is not None
            else Loudspeaker(each.name, self.name, clock, air=self.air, hands=self.hands, fate=self.fate)
            for each in configs
        ]

    def kill(self) -> None:
        """The process is no more, at whatever instruction it was."""
        station, self.station = self.station, None
        self.fate.spare()
        self.line.kills_at = 0
        self.air.cut(self.name)
        self.hands.kill(self.name)
        if station is not None:
            self._untidied.hold()
            station.close()

    def close(self) -> None:
        """The end of the walk."""
        self.kill()
        self._untidied.let_go()

    def is_connected(self) -> bool:
        return self.station is not None and self.line.is_up and self.server.services is not None and not self.is_unknown

    def look(self) -> None:
        """Everything its threads do at this instant."""
        self._note_contact()
        if self.station is None:
            return
        try:
            self._settle()
            self._turn(self.station)
            if self._sync(self.station):
                self._turn(self.station)
        except KilledError:
            self.kill()
        self._note_contact()

    def _note_contact(self) -> None:
        now, last = self.server.true.now(), self.contacts[-1] if self.contacts else None
        if self.is_connected():
            if last is None or last.until is not None:
                self.contacts.append(Contact(now, self.is_booting))
        elif last is not None and last.until is None:
            last.until = now
        self.is_booting = False

    def has_been_told(self, at: datetime) -> bool:
        """Whether it could reach the server all the time since then."""
        last = self.contacts[-1] if self.contacts else None
        return last is not None and last.until is None and last.since <= at

    def reached(self, at: datetime, within: timedelta) -> datetime | None:
        """When something done at `at` must have arrived here: `within` after it, or after contact; None: not yet.

        A PC that boots asks before it sounds.
        """
        for each in self.contacts:
            due = each.since if each.is_boot and at <= each.since else max(each.since, at) + within
            if due <= (each.until or self.server.true.now()):
                return due
        return None

    def _turn(self, station: Station) -> None:
        self.look_s = self._turn_alarms(station)
        self._loop_once(station.player.turn)

    def _turn_alarms(self, station: Station) -> float:
        """The alarm loop until it waits. Returns when it looks again, on the monotonic clock."""
        for _ in range(12):
            until = self._loop_once(station.alarms.turn)
            left_s = (until - self.clock.now()).total_seconds()
            if left_s > 0:
                return self.clock.monotonic() + left_s
        return self.clock.monotonic() + 1.0

    def _loop_once(self, turn: Callable[[], datetime]) -> datetime:
        """As the product's loops do, whatever one turn met. Returns when to look again."""
        try:
            return turn()
        except Exception:  # noqa: BLE001  # a full disk, say
            _log.debug("a turn of %s failed", self.name, exc_info=True)
            return self.clock.now() + timedelta(seconds=5)
        finally:
            self._settle()

    def _settle(self) -> None:
        """Wait for its sounds. Raises KilledError when one of them met the end of the process."""
        self.hands.settle()
        if self.fate.is_dying:
            raise KilledError

    def news(self) -> None:
        """Something may be new: within its rhythm every job runs once more."""
        now_s = self.clock.monotonic()
        for name, every_s in RHYTHM_S.items():
            self._due_s[name] = min(self._due_s.get(name, now_s), now_s + every_s)

    @property
    def due_s(self) -> float:
        """When the next job that brings news runs, on the monotonic clock; the others go with what happens then."""
        return min((self._due_s[name] for name in ("orders", "manifest", "audio") if name in self._due_s), default=0.0)

    def _sync(self, station: Station) -> bool:
        """The jobs that are due. Returns whether there were any."""
        now_s, sync = self.clock.monotonic(), station.sync
        due = [name for name in RHYTHM_S if self._due_s.get(name, 0.0) <= now_s + 1e-6]
        for name in due:
            self._due_s[name] = (now_s // _IDLE_S + 1) * _IDLE_S  # all machines at once, which costs one look
            self._run(getattr(sync, name))
        if {"orders", "manifest"} & set(due):  # each fetches at once what it needs
            self._due_s["audio"] = min(self._due_s["audio"], now_s + RHYTHM_S["audio"])
        if self.is_connected():
            self._run(sync.as_run)
        if self.line.has_lost:  # it asks again
            self.line.has_lost = False
            self.news()
        return bool(due)

    def _run(self, job: Callable[[], None]) -> None:
        if self.station is not None:
            self.station.sync.guarded(job)
            self._settle()

    def damage(self, chance: random.Random) -> bool:
        """Change a byte of some audio file."""
        found = [path for path in sorted((self.data / "audio").glob("??/*")) if path.is_file()]
        return bool(found) and _damage(chance.choice(found))


def _damage(path: Path) -> bool:
    data = path.read_bytes()
    path.write_bytes(data[:-1] + b"!" if data else b"!")
    return True


def halved(data: bytes) -> bytes:
    return data[: len(data) // 2]


DAMAGES: tuple[Callable[[bytes], bytes], ...] = (lambda _data: b"", halved, lambda _data: b"[1]", lambda _data: b"{}")
"""What is left of a file: nothing, half of it, or valid and of another shape."""
