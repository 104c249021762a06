"""Keeps the stations of this machine running: one child process for each commune, the same program as on a broadcast PC.

A child is told everything on its standard input, nothing secret stands in its arguments; when that input closes, because this
process ended in whatever way, the child ends too. A child that ends by itself is started again.
"""

import subprocess
import threading
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Self

import structlog
from sqlalchemy.orm import Session

from app.accounts import system_actor
from app.privacy import shared_folder
from app.settings import SANDBOX_FOLDER
from app.station import OutputConfig, StationConfig
from app.station.configuring import outputs_of, sandbox_outputs
from app.station.launch import COMMAND, Told
from app.tasks import alone
from app.units import CommuneId
from app.wire.enrolment import Enrolment
from app.wiring import Services
from app.zones import OWN_STATION, Commune, add_station, communes, public_key, renew_station_token, root_zone, stations

_log = structlog.get_logger(__name__)

RESTART_AFTER = timedelta(seconds=1)
"""Since its start: one that falls over at once does not keep a processor busy."""
_END_S = 10


@dataclass
class _Child:
    process: subprocess.Popen[bytes]
    started_at: datetime


class StationKeeper:
    """The stations of this machine, while the web server of `server` (a base URL) runs."""

    def __init__(self, services: Services, server: str) -> None:
        self._services = services
        self._server = server
        self._children: dict[CommuneId, _Child] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for child in self._children.values():
            child.process.terminate()
        for child in self._children.values():
            try:
                child.process.wait(_END_S)
            except subprocess.TimeoutExpired:
                child.process.kill()
                child.process.wait()
            if child.process.stdin is not None:
                child.process.stdin.close()

    def look(self) -> None:
        """Start what is not running: the station of a commune just founded, or one that ended."""
        services = self._services
        if not services.settings.station.embedded:
            return
        with services.sessions.read() as session:
            found = communes(session)
        self._end_others({each.id for each in found})
        alone(found, self._look_at, job="stations")

    def _end_others(self, present: set[CommuneId]) -> None:
        """End the stations of communes that were closed."""
        for key in set(self._children) - present:
            process = self._children.pop(key).process
            process.terminate()
            if process.stdin is not None:
                process.stdin.close()
            threading.Thread(target=process.wait, name="station end", daemon=True).start()

    def _look_at(self, commune: Commune) -> None:
        child = self._children.get(commune.id)
        if child is None or self._is_gone(child, commune):
            self._start(commune)

    def _is_gone(self, child: _Child, commune: Commune) -> bool:
        if child.process.poll() is None or self._services.clock.now() - child.started_at < RESTART_AFTER:
            return False
        _log.warning("station.restart", commune=str(commune.id), code=child.process.returncode)
        if child.process.stdin is not None:
            child.process.stdin.close()
        return True

    def _start(self, commune: Commune) -> None:
        services = self._services
        with services.sessions.begin() as session:
            enrolment = self._enrol(session, commune)
        settings = services.settings
        outputs = self._outputs(commune)
        data = settings.data / "stations" / str(enrolment.station_id)
        patience = timedelta(seconds=settings.station.ask_first_s)
        is_sandbox = commune.is_sandbox
        config = StationConfig(self._server, enrolment.encode(), data, outputs, patience=patience, is_sandbox=is_sandbox)
        process = subprocess.Popen(COMMAND, stdin=subprocess.PIPE)  # noqa: S603  # ourselves
        self._children[commune.id] = _Child(process, services.clock.now())
        if process.stdin is not None:
            process.stdin.write(Told(config, settings.log_level, ends_with_parent=True).line())
            process.stdin.flush()

    def _outputs(self, commune: Commune) -> tuple[OutputConfig, ...]:
        folder = self.folder(commune)
        if commune.is_sandbox:
            return sandbox_outputs(folder)
        return outputs_of(self._services.settings.station, folder, sounds=self._sounds(commune))

    def _sounds(self, commune: Commune) -> bool:
        """Whether the loudspeakers of this machine are that commune's: of the only real one here, never of a sandbox."""
        with self._services.sessions.read() as session:
            real = [each.id for each in communes(session) if not each.is_sandbox]
        return real == [commune.id]

    def folder(self, commune: Commune) -> Path:
        """Where the finished audio of a commune lands; a sandbox never lands among the real ones."""
        settings = self._services.settings
        real = settings.station.folder or settings.data / "out"
        folder = settings.data / SANDBOX_FOLDER if commune.is_sandbox else real
        if folder.is_relative_to(settings.data):
            shared_folder(folder, within=settings.data)
        return folder

    def _enrol(self, session: Session, commune: Commune) -> Enrolment:
        """A fresh token at each start, so that none has to be kept on the disk."""
        clock, actor = self._services.clock, system_actor(commune.id)
        mine = next((station for station in stations(session, commune.id) if station.name == OWN_STATION), None)
        if mine is None:
            zone = root_zone(session, commune.id)
            made = add_station(session, clock, actor, name=OWN_STATION, zone_ids=[zone.id], outputs={})
            station_id, secret = made.station.id, made.secret
        else:
            station_id, secret = mine.id, renew_station_token(session, clock, actor, mine.id)
        return Enrolment(station_id, public_key(session, commune.id), secret)
