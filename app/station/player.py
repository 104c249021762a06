"""The due loop: looks at the clock, asks the tick, claims, plays, records. The only place that starts sound."""

import logging
import threading
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from app.clock import Clock
from app.errors import AppError
from app.playout import (
    Audio,
    BlockedReason,
    Cue,
    CueFile,
    Due,
    OccurrenceState,
    Output,
    Played,
    Transition,
    tick,
)
from app.station.audio import AudioLibrary
from app.station.config import OutputConfig
from app.station.errors import StoreFailedError
from app.station.plan import candidate_of, rules_of
from app.station.protocol import Manifest, ManifestItem, OutputHealth
from app.station.store import Claim, Planned, Store
from app.station.trusted_clock import JumpWatch, ServerTime, is_trusted
from app.units import Sha256

_log = logging.getLogger(__name__)
_LOOK_AGAIN = timedelta(seconds=1)
_REMEMBER_EVERY = timedelta(seconds=30)
Spawn = Callable[[Callable[[], None]], None]


def in_thread(work: Callable[[], None]) -> None:
    """Run `work` beside the loop, so that one output's trouble is not another's."""
    threading.Thread(target=work, name="sound", daemon=True).start()


class _Channel:
    """One output as the loop sees it."""

    def __init__(self, config: OutputConfig, output: Output) -> None:
        self.config = config
        self.output = output
        self.interrupt = threading.Event()
        self.playing: UUID | None = None
        self.fault: tuple[str, datetime] | None = None


class Player:
    """Plays the accepted manifest on the outputs."""

    def __init__(
        self,
        clock: Clock,
        store: Store,
        library: AudioLibrary,
        *,
        outputs: Sequence[tuple[OutputConfig, Output]],
        server_time: ServerTime,
        spawn: Spawn = in_thread,
        on_jump: Callable[[], None] = lambda: None,
        on_change: Callable[[], None] = lambda: None,
    ) -> None:
        """spawn: how an item is played beside the loop. on_jump: the wall clock jumped. on_change: the log has a new line."""
        self._clock = clock
        self._store = store
        self._library = library
        self._channels = {config.name: _Channel(config, output) for config, output in outputs}
        self._server_time = server_time
        self._spawn = spawn
        self._on_jump = on_jump
        self._on_change = on_change
        self._watch = JumpWatch(clock)
        self._manifest: Manifest | None = None
        self._believed = True
        self._unrecorded: list[Callable[[], None]] = []
        self._quiet = threading.Condition()
        self.wake = threading.Event()

    # --- from outside

    def take(self, manifest: Manifest) -> None:
        """Go by this manifest from now on; what is on air and no longer may be is broken off."""
        self._manifest = manifest
        for channel in self._channels.values():
            if channel.playing is not None and self._must_end(channel.playing) is not None:
                channel.interrupt.set()
        self.wake.set()

    @property
    def on_air(self) -> tuple[UUID, ...]:
        """What is sounding."""
        return tuple(channel.playing for channel in self._channels.values() if channel.playing is not None)

    @property
    def clock_trusted(self) -> bool:
        """Whether the clock may be believed now."""
        return self._manifest is not None and self._trusts(self._clock.now(), self._manifest)

    def health(self) -> tuple[OutputHealth, ...]:
        """How each output did last."""
        return tuple(
            OutputHealth(
                name=name,
                kind=channel.output.kind,
                fault=channel.fault[0] if channel.fault else None,
                since=channel.fault[1] if channel.fault else None,
            )
            for name, channel in self._channels.items()
        )

    def run(self, stop: threading.Event) -> None:
        """Look at the clock until `stop` is set; set `wake` with it, to be heard at once."""
        while not stop.is_set():
            self.wake.clear()
            try:
                until = self.turn()
            except Exception:  # noqa: BLE001  # the playout loop goes on whatever one turn met; silence is its worst
                _log.exception("a turn of the due loop failed")
                until = self._clock.now() + _LOOK_AGAIN
            if not stop.is_set():
                self._clock.wait(until, self.wake)

    def break_off(self, timeout_s: float) -> None:
        """Break off what is sounding, and wait until that is recorded."""
        for channel in self._channels.values():
            channel.interrupt.set()
        with self._quiet:
            self._quiet.wait_for(lambda: not self.on_air, timeout_s)

    # --- one look

    def turn(self) -> datetime:
        """Decide what is due and start it. Returns when to look again."""
        now = self._clock.now()
        if self._watch.jumped():
            _log.warning("the wall clock jumped; it shows %s now", now)
            self._on_jump()
        self._record_late()
        manifest = self._manifest
        if manifest is not None and self._believes(now, manifest):
            self._remember(now)
            self._decide(manifest, now)
        upcoming = self._store.next_planned(now)
        return now + _LOOK_AGAIN if upcoming is None else min(upcoming, now + _LOOK_AGAIN)

    def _decide(self, manifest: Manifest, now: datetime) -> None:
        waiting = {(planned.item.occurrence_id, planned.output): planned for planned in self._store.waiting(now)}
        if not waiting:
            return
        busy = {name for name, channel in self._channels.items() if channel.playing is not None}
        dues = [self._due(planned, now) for planned in waiting.values() if planned.output in self._channels]
        in_force = manifest.not_before <= now < manifest.expires_at
        for move in tick(dues, now, rules_of(manifest), busy=busy):
            planned = waiting[move.due.occurrence_id, move.due.output]
            if move.to is not OccurrenceState.ON_AIR:
                self._rule_out(planned, move, now)
            elif in_force:
                self._start(planned, now)

    def _due(self, planned: Planned, now: datetime) -> Due:
        item, config = planned.item, self._channels[planned.output].config
        hashes = [Sha256(file.sha256) for file in config.files_of(item)]
        candidate = candidate_of(
            item,
            zones=config.zones_of(item),
            audio=self._library.state(hashes),
            used_today=self._store.used(planned.output, now),
        )
        grace = timedelta(seconds=item.late_grace_s)
        return Due(item.occurrence_id, planned.output, item.starts_at, grace, candidate)

    def _rule_out(self, planned: Planned, move: Transition, now: datetime) -> None:
        _log.warning("%s on %s: %s %s", planned.item.title, planned.output, move.to, move.reason or "")
        self._store.rule_out(planned, move.to, now, reason=move.reason)
        self._on_change()

    def _start(self, planned: Planned, now: datetime) -> None:
        """Read the audio a last time, claim, and play beside the loop."""
        channel = self._channels[planned.output]
        cue = self._cue(planned.item, channel.config)
        if cue is None:
            return  # dropped just now; the item waits for it within its grace
        claim = self._store.claim(planned, cue.files[0].sha256, now)
        if claim is None:
            return
        channel.interrupt = threading.Event()
        channel.playing = planned.item.occurrence_id
        self._on_change()
        self._spawn(lambda: self._sound(channel, claim, cue))

    def _cue(self, item: ManifestItem, config: OutputConfig) -> Cue | None:
        files = []
        for file in config.files_of(item):
            sha256 = Sha256(file.sha256)
            path = self._library.path(sha256)
            if path is None or self._library.verify(sha256) is not Audio.VERIFIED:
                return None
            files.append(CueFile(file.format, path, sha256))
        length = timedelta(seconds=item.length_s)
        return Cue(item.occurrence_id, item.starts_at, item.number, item.title, length, tuple(files))

    # --- sound

    def _sound(self, channel: _Channel, claim: Claim, cue: Cue) -> None:
        played: Played | None = None
        fault: str | None = None
        try:
            if self._must_end(cue.occurrence_id) is not None:  # a manifest that came while it was claimed
                channel.interrupt.set()
            played = channel.output.play(cue, channel.interrupt)
        except AppError as error:
            _log.warning("output %s: %s", channel.config.name, error)
            fault = error.code
        except Exception:  # noqa: BLE001  # one output's fault never ends the loop or another output
            _log.exception("output %s failed", channel.config.name)
            fault = "error"
        ended_at = self._clock.now()
        reason = self._must_end(cue.occurrence_id) if played is not None and not played.finished else None
        self._record(lambda: self._store.finish(claim, played, ended_at, reason=reason, fault=fault))
        if fault is None:
            channel.fault = None
        elif channel.fault is None:
            channel.fault = (fault, ended_at)
        with self._quiet:
            channel.playing = None
            self._quiet.notify_all()
        self._on_change()
        self.wake.set()

    def _must_end(self, occurrence_id: UUID) -> BlockedReason | None:
        """Why the present manifest wants it broken off; None: it does not."""
        if self._manifest is None or self._manifest.rules.stopped:
            return BlockedReason.STOPPED
        withdrawn = any(item.withdrawn for item in self._manifest.items if item.occurrence_id == occurrence_id)
        return BlockedReason.WITHDRAWN if withdrawn else None

    def _record(self, write: Callable[[], None]) -> None:
        try:
            write()
        except StoreFailedError as error:
            _log.error("the log could not be written, will be tried again: %s", error)
            self._unrecorded.append(write)

    def _record_late(self) -> None:
        again, self._unrecorded = self._unrecorded, []
        for write in again:
            self._record(write)

    # --- time

    def _trusts(self, now: datetime, manifest: Manifest) -> bool:
        return is_trusted(now, server_now=self._server_time.now(), last_seen=self._store.last_seen, issued_at=manifest.issued_at)

    def _believes(self, now: datetime, manifest: Manifest) -> bool:
        trusted = self._trusts(now, manifest)
        if trusted != self._believed:
            _log.warning("the clock shows %s and is %s", now, "believed again" if trusted else "not believed: nothing is played")
        self._believed = trusted
        return trusted

    def _remember(self, now: datetime) -> None:
        last = self._store.last_seen
        if last is None or now - last >= _REMEMBER_EVERY or now < last:
            self._store.see(now)
