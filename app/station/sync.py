"""What goes on between station and server, one method a job. None of it is needed to play what is already here."""

import contextlib
import logging
import shutil
import threading
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID, uuid4

import httpx
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from app.clock import Clock
from app.errors import AppError
from app.station.alarms import AlarmDesk
from app.station.audio import AudioLibrary
from app.station.board import Board, BoardEmergency, BoardItem, put_board
from app.station.client import Client
from app.station.config import StationConfig
from app.station.errors import ServerRefusedError, StationDiskFullError
from app.station.fetching import Fetching
from app.station.local_orders import UNREADABLE_ORDER
from app.station.log_lines import within_clock
from app.station.outbox import Outbox
from app.station.permission import Question
from app.station.player import Player
from app.station.store import Planned, Store
from app.station.trusted_clock import ServerTime
from app.units import Sha256
from app.wire.dismissal import DISMISSED, read_dismissal
from app.wire.enrolment import Enrolment
from app.wire.errors import OlderManifestError
from app.wire.faults import LINE_REFUSED, MEMORY_LOST, STUCK
from app.wire.orders import read_orders
from app.wire.protocol import MOST_LISTED, AsRunBatch, AsRunEntry, FaultReport, Heartbeat
from app.wire.trust import is_linked, read_manifest, trusted_manifest

_log = logging.getLogger(__name__)
_AHEAD = timedelta(days=1)
_VERIFY_AHEAD = timedelta(minutes=10)
_REMEMBERED = timedelta(days=60)
_BATCH = 200
_MALFORMED = 422
_ON_BOARD = 8
_SLICE_S, _ALARM_SLICE_S = 60.0, 10.0
"""A file that comes slowly is left so often, to look whether another one is more urgent by now."""
_LAST_BYTES = 2_000_000
"""Left to the log and the memory, when even an emergency fills the reserve."""


class Sync:
    """The jobs. Each raises AppError when it could not do its work; `guarded` turns that into a fault that is reported."""

    def __init__(
        self,
        config: StationConfig,
        enrolment: Enrolment,
        *,
        clock: Clock,
        client: Client,
        store: Store,
        library: AudioLibrary,
        player: Player,
        alarms: AlarmDesk,
        server_time: ServerTime,
    ) -> None:
        """All the parts of one station."""
        self._config = config
        self._enrolment = enrolment
        self._key = Ed25519PublicKey.from_public_bytes(enrolment.public_key)
        self._clock = clock
        self._client = client
        self._store = store
        self._outbox = Outbox(store.database)
        self._fetching = Fetching(config, client=client, store=store, library=library, player=player)
        self._library = library
        self._player = player
        self._alarms = alarms
        self._server_time = server_time
        self.stuck_mark = config.data / "stuck"
        self._etag: str | None = None
        self._version: int | None = None
        self._faults: dict[str, str] = {}
        self._linked = True
        self._heard_at: datetime | None = None
        self._greeted_s = float("-inf")
        self._since: dict[str, datetime] = {}
        self._one_manifest = threading.Lock()
        self._one_order = threading.Lock()
        self._run = uuid4()
        self._one_fetch = threading.Lock()
        self._one_alarm_fetch = threading.Lock()
        self._fetch_alarms: Callable[[], None] = self.alarm_audio
        self._fetch_audio: Callable[[], None] = partial(self.guarded, self.audio)

    def guarded(self, job: Callable[[], None]) -> None:
        """Run one job; remember the code of its error until the same job succeeds. A PC that was dismissed only says so."""
        if self._player.is_dismissed and job.__name__ != self.board.__name__:
            return
        try:
            job()
        except AppError as error:
            if self._faults.get(job.__name__) != error.code:
                _log.warning("%s: %s", job.__name__, error)
            self._faults[job.__name__] = error.code
            if isinstance(error, ServerRefusedError) and error.status == httpx.codes.UNAUTHORIZED:
                self._ask_whether_dismissed()
        except Exception:  # noqa: BLE001  # the worker loop: a job that broke is tried again at its next time
            _log.exception("%s failed", job.__name__)
            self._faults[job.__name__] = "error"
        else:
            self._faults.pop(job.__name__, None)

    def _ask_whether_dismissed(self) -> None:
        """A refusal alone ends nothing, since anybody on the network can give one; the commune's signed word does, for good."""
        try:
            signed = self._client.dismissal()
            ended = read_dismissal(signed, self._enrolment)
        except AppError as error:
            _log.info("the token is refused, and nothing says that this enrolment has ended: %s", error)
            return
        _log.error("this PC is its station no more since %s", ended.at)
        self._player.dismiss()  # first the silence, then the memory of it
        self._player.stage.record(lambda: self._store.keep_dismissal(signed))

    # --- jobs

    def resume(self) -> None:
        """At the start: go by the manifest that was accepted last, after checking it again."""
        signed = self._store.signed
        if signed is None:
            return
        manifest = read_manifest(signed, key=self._key, station_id=self._enrolment.station_id)
        self._version = manifest.version
        self._player.take(manifest)
        self._store.accept(signed, manifest, self._config.outputs, None)  # the outputs may be others than before

    def manifest(self) -> None:
        """Ask for a newer manifest, go by it when it can be trusted, and fetch what it needs.

        What sounds is told before, so that the server knows to list it; and the server's time is heard before a memory begins.
        """
        if self._player.on_air and self._outbox.count():
            self.guarded(self.as_run)
        with self._one_manifest:  # or an older answer could be accepted after a newer one
            if self._store.signed is None and self._server_time.now() is None:
                self._greet()
            elif self._greeted_s < self._player.permission.asked_s:
                with contextlib.suppress(AppError):  # the heartbeat itself tells of it
                    self._greet()
            fetched = self._client.manifest(self._etag)
            if fetched is None:
                self._answered("manifest")
                return
            now = self._server_time.now() or self._clock.now()
            before = self._store.accepted
            manifest = trusted_manifest(
                fetched.signed, key=self._key, station_id=self._enrolment.station_id, accepted=before, now=now
            )
            self._linked = is_linked(manifest, before)
            self._player.give_up_past()
            self._player.take(manifest)  # first what it takes back, then the memory of it
            self._store.accept(fetched.signed, manifest, self._config.outputs, now)
            self._etag = fetched.etag
            self._version = manifest.version
            self._faults.pop(self.resume.__name__, None)
            self._answered("manifest")
        _log.info("manifest %d with %d items", manifest.version, len(manifest.items))
        self._fetch_audio()

    def resume_orders(self) -> None:
        """At the start: go by the orders that were obeyed last, with the server down too."""
        signed = self._alarms.remembered
        if signed is not None:
            self._alarms.obey(read_orders(signed, key=self._key, station_id=self._enrolment.station_id), signed)

    def orders(self) -> None:
        """Ask what is to be done at once, obey it, and have its audio fetched."""
        with self._one_order:
            manifest, asked_s = self._player.manifest, self._clock.monotonic()
            signed = self._client.orders(self._alarms.version, manifest.issued_at if manifest is not None else None)
            orders = read_orders(signed, key=self._key, station_id=self._enrolment.station_id)
            if orders.version < self._alarms.version:
                raise OlderManifestError(orders.version, self._alarms.version)
            if orders.version > self._alarms.version:
                self._alarms.obey(orders, signed)
            self._alarms.answered(asked_s)
            self._answered("orders")
        self._fetch_alarms()

    def alarm_audio(self) -> None:
        """Fetch the audio of emergencies, what sounds now first."""
        with self._one_alarm_fetch:
            while not self._fetching.each(
                lambda: self._alarms.files, reserve=_LAST_BYTES, slice_s=_ALARM_SLICE_S, on_each=self._alarms.look_at
            ):
                pass

    def fetch_beside(self, *, alarms: Callable[[], None], audio: Callable[[], None]) -> None:
        """From now on other threads do `alarm_audio` and `audio` when these are called.

        On a slow line a download takes minutes: it must keep back no order, no plan and no heartbeat.
        """
        self._fetch_alarms, self._fetch_audio = alarms, audio

    def audio(self) -> None:
        """Fetch what is planned and not here, the next one first."""
        with self._one_fetch:
            while not self._fetching.each(self._fetching.wanted, reserve=self._config.reserve_bytes, slice_s=_SLICE_S):
                pass

    def as_run(self) -> None:
        """Hand in the log until the server has confirmed all of it."""
        while entries := self._outbox.oldest(_BATCH):
            stored = self._handed_in(entries)
            self._outbox.confirm(entry.id for entry in entries if entry.id in stored)
            left = sum(entry.id not in stored for entry in entries)
            if left:
                _log.warning("the server did not store %d lines of the log", left)
                return

    def settle(self) -> None:
        """Have what was remembered outlive a power cut. Its own job: the disk may take its time, and the server too."""
        self._store.settle()

    def _handed_in(self, entries: Sequence[AsRunEntry]) -> set[UUID]:
        """The lines that the server stored. One that it finds malformed is set aside, so that it holds up no other."""
        try:
            return set(self._client.report(AsRunBatch(entries=tuple(entries))).stored)
        except ServerRefusedError as error:
            if error.status != _MALFORMED:
                raise
        if len(entries) == 1:
            _log.error("the server refuses a line of the log for good: %s", entries[0].id)
            self._outbox.set_aside(entries[0].id)
            return {entries[0].id}
        middle = len(entries) // 2
        return self._handed_in(entries[:middle]) | self._handed_in(entries[middle:])

    def heartbeat(self) -> None:
        """Say how the station is and learn the server's time; fetch at once when its manifest is newer."""
        newest = self._greet()
        if newest is not None and newest != self._version:
            self.guarded(self.manifest)

    def _greet(self) -> int | None:
        """The heartbeat itself; returns the version of the newest manifest, as far as there is one."""
        asked_at = self._clock.monotonic()
        state = self._state()
        reply = self._client.heartbeat(state)
        self._server_time.hear(reply.server_time, asked_at=asked_at)
        self._greeted_s = asked_at
        self._heard_at = self._clock.now()
        self._note_told({report.code for report in state.faults})
        return reply.manifest_version

    def _answered(self, question: Question) -> None:
        self._player.permission.answered(question)
        self._player.wake.set()
        self._alarms.wake.set()

    def board(self) -> None:
        """Keep how the station is where a person at this PC finds it."""
        manifest, now = self._player.manifest, self._clock.now()
        since = max(now, manifest.issued_at) if manifest else now  # a clock of 1970 hides nothing
        put_board(
            self._config.data,
            Board(
                state=self._state(),
                heard_at=self._heard_at,
                clock_trusted=self._player.clock_trusted,
                stopped=self._player.is_stopped,
                on_air=self._player.titles_on_air,
                emergencies=tuple(BoardEmergency(id=order.id, title=order.heading) for order in self._alarms.standing),
                issued_at=manifest.issued_at if manifest else None,
                expires_at=manifest.expires_at if manifest else None,
                upcoming=self._upcoming(since + _AHEAD),
            ),
        )

    def verify(self) -> None:
        """Ten minutes before its time, read every file again and prepare it; what changed on the disk is fetched anew."""
        soon = self._clock.now() + _VERIFY_AHEAD + self._config.rhythm.verify
        for planned in self._store.waiting(soon):
            self._player.prepare(planned)

    def housekeeping(self) -> None:
        """Drop audio nothing waits for, and what was decided and confirmed long ago."""
        with self._one_fetch:
            if not self._player.is_sounding:  # what is on air no longer waits, but its file is in use
                wanted = {Sha256(file.sha256) for file in [*self._fetching.wanted(), *self._alarms.kept]}
                self._library.keep_only(wanted)
                self._player.keep_only(wanted)
        last_seen = self._store.last_seen
        if last_seen is not None and self._player.clock_trusted:
            self._store.forget(min(last_seen, self._clock.now()) - _REMEMBERED)
        self._store.tidy()

    # --- parts of them

    def _note_told(self, told: set[str]) -> None:
        """The server shows it until a person has seen it."""
        if STUCK in told:
            with contextlib.suppress(OSError):  # a disk that takes nothing: it is told again
                self.stuck_mark.unlink(missing_ok=True)
        if MEMORY_LOST in told:
            self._store.told_of_loss()
        if LINE_REFUSED in told:
            self._outbox.told_of_refusal()

    def _state(self) -> Heartbeat:
        now = within_clock(self._clock.now())
        prepared = [planned for planned in self._store.waiting(now + _AHEAD) if self._fetching.is_here(planned)]
        accepted = self._store.accepted
        free = shutil.disk_usage(self._config.data).free
        return Heartbeat(
            run=self._run,
            at=now,
            software=self._config.software,
            manifest_version=accepted.version if accepted else None,
            clock_offset_s=self._server_time.offset_s(),
            disk_free_bytes=free,
            next_at=self._store.next_planned(now),
            on_air=self._player.on_air,
            prepared=tuple(dict.fromkeys(planned.item.occurrence_id for planned in prepared))[:MOST_LISTED],
            unsent=self._outbox.count(),
            outputs=self._player.health(),
            faults=self._reports(now, free),
        )

    def _upcoming(self, until: datetime) -> tuple[BoardItem, ...]:
        by_item: dict[UUID, list[Planned]] = {}
        for planned in self._store.waiting(until):
            by_item.setdefault(planned.item.occurrence_id, []).append(planned)
        return tuple(
            BoardItem(
                at=same[0].item.starts_at,
                title=same[0].item.title,
                kind=same[0].item.kind,
                outputs=tuple(each.output for each in same),
                is_here=all(self._fetching.is_here(each) for each in same),
            )
            for same in list(by_item.values())[:_ON_BOARD]
        )

    def _reports(self, now: datetime, free: int) -> tuple[FaultReport, ...]:
        """What is wrong now, each with when it was first seen."""
        codes = set(self._faults.values()) | self._alarms.faults
        if self._player.is_dismissed:
            codes.add(DISMISSED)
        if self._version is not None and not self._player.clock_trusted:
            codes.add("clock_untrusted")
        if free < self._config.reserve_bytes:
            codes.add(StationDiskFullError.code)
        if self.stuck_mark.exists():
            codes.add(STUCK)
        if self._alarms.has_unreadable:
            codes.add(UNREADABLE_ORDER)
        if self._store.is_loss_untold:
            codes.add(MEMORY_LOST)
        if self._outbox.is_refusal_untold:
            codes.add(LINE_REFUSED)
        if not self._linked:
            codes.add("manifest_unlinked")
        self._since = {code: self._since.get(code, now) for code in sorted(codes)}
        return tuple(FaultReport(code=code, since=since) for code, since in self._since.items())
