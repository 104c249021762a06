"""The station as a running thing: parts put together, a thread for each job, the due loop beside them, a clean end."""

import contextlib
import logging
import threading
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import httpx

from app.clock import Clock, SystemClock
from app.ending import when_told_to_end
from app.playout import BlockedReason, Output
from app.precedence import go_first, hold_memory
from app.privacy import begin_tightening, shared_folder
from app.station.alarm_memory import AlarmMemory
from app.station.alarms import AlarmDesk
from app.station.audio import AudioLibrary
from app.station.channel import EmergencyEvent
from app.station.client import Client
from app.station.config import OutputConfig, StationConfig
from app.station.listener import Listener
from app.station.local_orders import LocalOrders
from app.station.outputs import open_outputs
from app.station.permission import Permission
from app.station.player import Player
from app.station.stage import Spawn, in_thread
from app.station.store import Store
from app.station.sync import Sync
from app.station.trusted_clock import ServerTime
from app.station.watchdog import Watchdog
from app.station.worker import Worker
from app.wire.dismissal import read_dismissal
from app.wire.enrolment import Enrolment
from app.wire.errors import ManifestRefusedError
from app.wire.orders import EmergencyOrder

_log = logging.getLogger(__name__)
_END_S = 3.0


class Station:
    """One station of one data folder. `sync` and `player` may also be driven by hand, on any Clock."""

    def __init__(
        self,
        config: StationConfig,
        clock: Clock,
        *,
        transport: httpx.BaseTransport | None = None,
        spawn: Spawn = in_thread,
        open_outputs: Callable[[Sequence[OutputConfig], Clock, Path], Sequence[Output]] = open_outputs,
        on_emergency: Callable[[EmergencyEvent], None] = lambda _event: None,
    ) -> None:
        """Open everything and go on where the last run ended.

        transport, spawn, open_outputs: other ways to the server, to play beside the loop and out, for simulations.
        on_emergency: told as well what became of an emergency on each output, from the threads that play.
        Raises BadEnrolmentError, FolderInUseError, OtherFolderError, StoreFailedError, FileTroubleError.
        """
        enrolment = Enrolment.parse(config.enrolment)
        self._config = config
        self._enrolment = enrolment
        self._on_emergency = on_emergency
        self._clock = clock
        self._store = Store(config.data, enrolment.station_id)
        with contextlib.ExitStack() as undoing:  # of a station that does not come to be, the folder is free
            undoing.callback(self._store.close)
            self._client = Client(config.server, enrolment.token, transport=transport)
            library, server_time = AudioLibrary(config.data / "audio"), ServerTime(clock)
            self.player = Player(
                clock,
                self._store,
                library,
                outputs=list(zip(_with_folders(config), open_outputs(config.outputs, clock, config.data), strict=True)),
                server_time=server_time,
                permission=Permission(clock, config.patience),
                spawn=spawn,
                on_jump=self._ring_all,
                on_change=self._report,
                on_unready=self._prepare,
                on_emergency=self._emergency,
                on_stop=self._tell,
            )
            self._alarm_memory = AlarmMemory(self._store.database)
            self.alarms = AlarmDesk(
                clock,
                self._alarm_memory,
                library,
                self.player,
                server_time=server_time,
                local=LocalOrders(config.data / "orders"),
                outputs=config.outputs,
                log=self._log_emergency,
            )
            self.sync = Sync(
                config,
                enrolment,
                clock=clock,
                client=self._client,
                store=self._store,
                library=library,
                player=self.player,
                alarms=self.alarms,
                server_time=server_time,
            )
            self._workers = _workers_of(self.sync, clock, config)
            self._listener = Listener(clock, self._client, self._hear)
            self._go_on()
            undoing.pop_all()

    def _go_on(self) -> None:
        """Take up the last run where it ended, unless that was the end of being this station."""
        ended = self._store.dismissal
        if ended is not None:
            try:
                read_dismissal(ended, self._enrolment)
            except ManifestRefusedError:  # it was enrolled again since
                self._store.begin_anew()
            else:
                self.player.dismiss()
        broken_off = self._store.recover(self._clock.now())
        if broken_off:
            _log.warning("%d items were on air when the station went down", broken_off)
        self.alarms.take_up(self._alarm_memory.recover(self._clock.now()))
        self.sync.guarded(self.sync.resume)
        self.sync.guarded(self.sync.resume_orders)

    def run(self, stop: threading.Event) -> None:
        """Work until `stop` is set (and `player.wake` with it)."""
        self.sync.fetch_beside(alarms=self._workers["alarm_audio"].ring, audio=self._workers["audio"].ring)
        for worker in self._workers.values():
            worker.start()
        self._listener.start(stop)
        threading.Thread(target=self.alarms.run, args=(stop,), name="alarms", daemon=True).start()
        try:
            self.player.run(stop)
        finally:
            self.player.stage.end_all(_END_S)
            self._report()  # a last time, if the server answers soon
            end = self._clock.monotonic() + _END_S
            for worker in self._workers.values():
                worker.end(max(0.0, end - self._clock.monotonic()))

    def close(self) -> None:
        """Close what was opened."""
        self.player.close()
        self._client.close()
        self._store.close()

    def _emergency(self, event: EmergencyEvent) -> None:
        self.alarms.heard(event)
        self._on_emergency(event)

    def _log_emergency(self, order: EmergencyOrder, event: EmergencyEvent) -> None:
        reason = BlockedReason.STOPPED if event.state == "interrupted" and self.player.is_stopped else None
        self.player.stage.record(lambda: self._alarm_memory.log(order, event, reason))
        self._report()

    def _hear(self) -> None:
        self._workers["orders"].ring()
        self._workers["manifest"].ring()
        if self.player.is_stopped:  # it may have been lifted and said again before either was heard of here
            self._tell()

    def _report(self) -> None:
        self._workers["settle"].ring()
        self._workers["as_run"].ring()
        if self.player.is_stopped:  # what ended late has ended now
            self._tell()

    def _tell(self) -> None:
        """Say how the station is, without waiting for the next heartbeat: whoever stopped everything waits for its word."""
        self._workers["heartbeat"].ring()

    def _prepare(self) -> None:
        self._workers["verify"].ring()

    def _ring_all(self) -> None:
        """After a jump of the wall clock: hear the server's time at once, and look at everything again."""
        for worker in self._workers.values():
            worker.ring()


def _with_folders(config: StationConfig) -> tuple[OutputConfig, ...]:
    """The outputs; folders inside the station's own data folder are made, others must be there."""
    for output in config.outputs:
        if output.folder is not None and output.folder.is_relative_to(config.data):
            shared_folder(output.folder, within=config.data)
    return config.outputs


def _workers_of(sync: Sync, clock: Clock, config: StationConfig) -> dict[str, Worker]:
    """A handful of static jobs; none of them holds any truth, and none starts sound."""
    return {
        name: Worker(name, partial(sync.guarded, getattr(sync, name)), clock=clock, every=every)
        for name, every in config.rhythm.as_dict().items()
    }


def run(config: StationConfig, clock: Clock | None = None, stop: threading.Event | None = None) -> None:
    """Be a station until SIGTERM or SIGINT, or until `stop` is set when it is given (a thread of another process).

    Killed at any instant, the next start goes on: nothing sounds twice and no line of the log is lost.
    Raises what `Station` raises.
    """
    is_first = go_first()
    station = Station(config, clock or SystemClock())
    folders = [output.folder for output in config.outputs if output.folder is not None]
    begin_tightening(config.data, shared=folders)
    ended = stop or threading.Event()
    if stop is None:

        def end() -> None:
            ended.set()
            station.player.wake.set()

        when_told_to_end(end)
        holds = hold_memory()  # with what was loaded, and not of a process that is not ours alone
        _log.info("before other work: %s; memory held: %s", is_first, holds)
        Watchdog(clock or SystemClock(), lambda: station.player.turns, station.sync.stuck_mark).start(ended)
    try:
        station.run(ended)
    finally:
        station.close()
