"""The due loop: looks at the clock, asks the tick, claims, plays, records. The only place that starts sound."""

import functools
import gc
import logging
import threading
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Concatenate, ParamSpec
from uuid import UUID

from app.clock import Clock
from app.errors import AppError
from app.playout import (
    Audio,
    BlockedReason,
    Cue,
    CueFile,
    Cut,
    Due,
    ItemKind,
    LateRule,
    OccurrenceState,
    Output,
    Rules,
    Transition,
    guard,
    tick,
)
from app.station.audio import AudioLibrary
from app.station.channel import Channel, Emergency, EmergencyEvent
from app.station.config import OutputConfig
from app.station.errors import AllStoppedError
from app.station.permission import Permission
from app.station.plan import candidate_of, rules_of, silenced_by
from app.station.stage import Spawn, Stage, in_thread
from app.station.store import MARK_EVERY, Claim, Planned, Store
from app.station.trusted_clock import JumpWatch, ServerTime, is_trusted
from app.units import Sha256, ZoneId
from app.wire.protocol import Manifest, ManifestItem, OutputHealth

_log = logging.getLogger(__name__)
_Rest = ParamSpec("_Rest")
_LOOK_AGAIN = timedelta(seconds=1)
_READ_AHEAD = timedelta(seconds=2)
"""What is due so soon is read already, so that at its second there is only to decide."""
_REMEMBER_EVERY = timedelta(seconds=30)
_ASIDE_S = 5.0
_ASK_AGAIN = timedelta(milliseconds=50)
"""How soon it is looked whether the server has answered; it wakes the loop, too."""


def _alone(work: Callable[Concatenate["Player", Planned, _Rest], None]) -> Callable[Concatenate["Player", Planned, _Rest], None]:
    """Let an item that cannot be seen to be the fault of its output, and hold up no other item."""

    @functools.wraps(work)
    def guarded(self: "Player", planned: Planned, /, *rest: _Rest.args, **more: _Rest.kwargs) -> None:
        try:
            work(self, planned, *rest, **more)
        except Exception:  # noqa: BLE001  # the playout loop: the other items have done nothing
            _log.exception("%s on %s could not be seen to", planned.item.occurrence_id, planned.output)
            self.put_aside(planned)

    return guarded


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
        permission: Permission,
        spawn: Spawn = in_thread,
        on_jump: Callable[[], None] = lambda: None,
        on_change: Callable[[], None] = lambda: None,
        on_unready: Callable[[], None] = lambda: None,
        on_emergency: Callable[[EmergencyEvent], None] = lambda _event: None,
        on_stop: Callable[[], None] = lambda: None,
    ) -> None:
        """spawn: how things are played beside the loop. on_jump: the wall clock jumped. on_change: the log has a new line.

        on_unready: something is due and its output has not been prepared. on_emergency: what became of an emergency.
        on_stop: a stop was obeyed, or its lifting.
        """
        self._clock = clock
        self._store = store
        self._library = library
        self._channels = {config.name: Channel(config, output) for config, output in outputs}
        self._leads = {channel.output.lead for channel in self._channels.values()}
        self._server_time = server_time
        self._on_jump = on_jump
        self._on_change = on_change
        self._on_unready = on_unready
        self._on_stop = on_stop
        self._watch = JumpWatch(clock)
        self._aside: dict[tuple[UUID, str], float] = {}
        self._manifest: Manifest | None = None
        self._listed: dict[UUID, ManifestItem] = {}
        self._silenced: frozenset[UUID] = frozenset()
        self._believed = True
        self._decided_at = store.last_seen
        self._unseen: BlockedReason = BlockedReason.MACHINE_OFF
        self._stopped = store.stopped
        self._no_stop_at: datetime | None = None
        self._stop_told: tuple[float, datetime] | None = None
        self._dismissed = False
        self.permission = permission
        self.wake = threading.Event()
        self.turns = 0
        self.stage = Stage(
            clock,
            store,
            self._channels,
            spawn=spawn,
            must_end=self._must_end,
            may_return=self._may_return,
            on_change=self._changed,
            on_emergency=on_emergency,
        )

    # --- from outside

    def take(self, manifest: Manifest) -> None:
        """Go by this manifest from now on; what is on air and no longer may be is broken off.

        Before it is remembered: what it takes back needs no disk.
        """
        if manifest.rules.stopped:
            self._stop_told = self._clock.monotonic(), manifest.issued_at
        self._manifest, self._listed = manifest, {item.occurrence_id: item for item in manifest.items}
        self.stage.review()
        self.wake.set()

    def give_up_past(self) -> None:
        """Note what was missed while nobody looked at the clock, before a newer plan names it no more."""
        manifest, now = self._manifest, self._clock.now()
        if manifest is not None and not self._dismissed and self._trusts(now, manifest):
            self._decide(manifest, now, begins=False)

    def hush(self, silenced: frozenset[UUID]) -> None:
        """Nothing of these occurrences and versions of bulletins, nor in these zones, sounds now, whatever any manifest says.

        The one place where single things are broken off at once.
        """
        if silenced != self._silenced:
            self._silenced = silenced
            self.stage.review()
            self.wake.set()

    def dismiss(self) -> None:
        """This PC is its station no more: end what sounds, and let nothing sound again."""
        self._dismissed = True
        self.stage.break_off(0)

    def cut_in(self, emergency: Emergency) -> tuple[str, ...]:
        """Make an emergency heard now; returns the names of the outputs.

        Raises AllStoppedError until a stop is lifted.
        """
        if self.is_stopped:
            raise AllStoppedError
        return self.stage.cut_in(emergency)

    def is_heard(self, output: str) -> bool:
        """Whether an output makes a sound itself; a folder is for somebody who will."""
        return self._channels[output].config.is_heard

    def end(self, emergency_id: UUID) -> None:
        """End an emergency; what it cut goes on, when it may."""
        self.stage.end(emergency_id)

    def keep_to(self, emergency_id: UUID, zones: frozenset[ZoneId]) -> None:
        """End an emergency on the outputs that are heard in none of `zones` any more."""
        self.stage.keep_to(emergency_id, zones)

    def stop_all(self, timeout_s: float = 1.0) -> bool:
        """Silence at once, and until a person lifts it, also over a restart. Returns whether all was quiet in that time."""
        self._stopped = True  # first the sound, then the record of it
        quiet = self.stage.break_off(timeout_s)
        self.stage.record(lambda: self._store.set_stopped(self._stopped))
        self._on_stop()
        return quiet

    def lift(self) -> None:
        """Let sound again what comes from now on."""
        self._stopped = False
        self.stage.record(lambda: self._store.set_stopped(self._stopped))
        self._on_stop()
        self.wake.set()

    def go_by(self, orders_at: datetime) -> None:
        """Orders made at that instant know of no stop: that of an older manifest was lifted since."""
        self._no_stop_at = orders_at
        self.wake.set()

    def is_stop_known(self, asked_s: float, orders_at: datetime | None) -> bool:
        """Whether orders asked for then (monotonic), or made at that instant, know of every stop that a manifest told of."""
        if self._stop_told is None:
            return True
        told_s, stopped_at = self._stop_told
        return asked_s >= told_s or (orders_at is not None and orders_at > stopped_at)

    @property
    def is_stopped(self) -> bool:
        """Whether a person said stop, here or at the server, or that this PC is its station no more."""
        return self._stopped or self._dismissed or self._says_stop(self._manifest)

    def _says_stop(self, manifest: Manifest | None) -> bool:
        if manifest is None or not manifest.rules.stopped:
            return False
        return self._no_stop_at is None or manifest.issued_at >= self._no_stop_at

    @property
    def is_dismissed(self) -> bool:
        """Whether the server said that this PC is its station no more."""
        return self._dismissed

    @property
    def on_air(self) -> tuple[UUID, ...]:
        """The occurrences that are sounding."""
        return tuple(each.occurrence_id for each in self._channels.values() if each.occurrence_id is not None)

    @property
    def manifest(self) -> Manifest | None:
        """What it goes by."""
        return self._manifest

    @property
    def titles_on_air(self) -> tuple[str, ...]:
        """What is heard: emergencies, and programmes they have not cut."""
        heard = [channel.title for channel in self._channels.values()]
        return tuple(dict.fromkeys(title for title in heard if title is not None))

    @property
    def is_sounding(self) -> bool:
        """Whether a programme or an emergency is on any output."""
        return any(channel.is_busy for channel in self._channels.values())

    @property
    def clock_trusted(self) -> bool:
        """Whether the clock may be believed now."""
        return self._manifest is not None and self._trusts(self._clock.now(), self._manifest)

    def health(self) -> tuple[OutputHealth, ...]:
        """How each output is."""
        return tuple(channel.health(self._clock) for channel in self._channels.values())

    def run(self, stop: threading.Event) -> None:
        """Look at the clock until `stop` is set; set `wake` with it, to be heard at once."""
        gc.freeze()  # what is loaded now stays; no collection of garbage in the second of a start looks through it again
        while not stop.is_set():
            self.wake.clear()
            try:
                until = self.turn()
            except Exception:  # noqa: BLE001  # the playout loop goes on whatever one turn met; silence is its worst
                _log.exception("a turn of the due loop failed")
                until = self._clock.now() + _LOOK_AGAIN
            if not stop.is_set():
                soon = self._clock.now() + _LOOK_AGAIN  # the clock may have gone back an hour during the turn
                self._clock.wait(min(until, soon), self.wake)

    def put_aside(self, planned: Planned) -> None:
        """An item met what nobody foresaw: a fault of its output, which others may use before it is tried again."""
        if planned.output in self._channels:
            self._channels[planned.output].blame("error", self._clock.now())
        self._aside[planned.item.occurrence_id, planned.output] = self._clock.monotonic() + _ASIDE_S

    def keep_only(self, hashes: Collection[Sha256]) -> None:
        """Have the outputs let go of what they prepared of any other audio."""
        for channel in self._channels.values():
            channel.output.keep_only(hashes)

    def close(self) -> None:
        """Let go of the outputs."""
        for channel in self._channels.values():
            channel.output.close()

    def _changed(self) -> None:
        self._on_change()
        self.wake.set()

    # --- one look

    def turn(self) -> datetime:
        """Decide what is due and start it. Returns when to look again."""
        self.turns += 1
        now = self._clock.now()
        if self._watch.jumped():
            _log.warning("the wall clock jumped; it shows %s now", now)
            self.permission.ask_anew()  # it may have slept, and what it knows be old
            self._on_jump()
        self.stage.record_late()
        manifest = self._manifest
        if not self.permission.is_fresh:
            return now + _ASK_AGAIN
        if manifest is not None and not self._dismissed:
            if self._believes(now, manifest):
                self._decide(manifest, now)
                self._decided_at, self._unseen = now, BlockedReason.MACHINE_OFF
                self._remember(now)
            else:
                self._unseen = BlockedReason.CLOCK_UNTRUSTED
        upcoming = [at - lead for lead in self._leads if (at := self._store.next_planned(now + lead)) is not None]
        return min([now + _LOOK_AGAIN, *upcoming])

    def _decide(self, manifest: Manifest, now: datetime, *, begins: bool = True) -> None:
        """begins: whether anything may; else only what is over for good is ruled out."""
        now_s = self._clock.monotonic()
        self._aside = {key: until_s for key, until_s in self._aside.items() if now_s < until_s}
        waiting = {
            (each.item.occurrence_id, each.output): each
            for each in self._store.waiting(now + max(self._leads) + _READ_AHEAD)
            if (each.item.occurrence_id, each.output) not in self._aside and (each.not_before is None or each.not_before <= now)
        }
        if not waiting:
            return
        busy = {name for name, channel in self._channels.items() if channel.is_busy or channel.is_lost}
        used = {name: self._store.used(name, now) for name in self._channels}
        dues = [self._due(planned, used[planned.output]) for planned in waiting.values() if planned.output in self._channels]
        in_force = manifest.not_before <= now < manifest.expires_at
        for move in tick(dues, now, self._rules(manifest), busy=busy, sounding=self._sounding()):
            planned = waiting[move.due.occurrence_id, move.due.output]
            is_over = now > planned.item.starts_at + timedelta(seconds=planned.item.late_grace_s)
            if move.to is not OccurrenceState.ON_AIR and (begins or is_over):
                self._rule_out(planned, move, now)
            elif move.to is OccurrenceState.ON_AIR and begins and in_force:
                self._start(planned, now, move.from_s)

    def _sounding(self) -> dict[UUID, frozenset[ZoneId]]:
        """What is heard now, and where."""
        heard: dict[UUID, frozenset[ZoneId]] = {}
        for channel in self._channels.values():
            programme = channel.programme
            if programme is not None and channel.config.is_heard:
                item = programme.claim.planned.item
                heard[item.occurrence_id] = heard.get(item.occurrence_id, frozenset()) | channel.config.zones_of(item)
        return heard

    def _due(self, planned: Planned, used_today: timedelta) -> Due:
        item, channel = planned.item, self._channels[planned.output]
        config, is_relay = channel.config, planned.item.kind is ItemKind.RELAY
        audio = Audio.VERIFIED if is_relay else self._library.state(Sha256(file.sha256) for file in config.files_of(item))
        zones, prelude = self._zones_of(item, config), timedelta(0) if is_relay else channel.output.prelude
        return Due(
            item.occurrence_id,
            planned.output,
            item.starts_at,
            grace=timedelta(seconds=item.late_grace_s),
            item=candidate_of(item, zones=zones, audio=audio, used_today=used_today, silenced=self._silenced, prelude=prelude),
            lead=channel.output.lead,
            kind=item.kind,
            late=LateRule.FROM_START if item.late is LateRule.JOIN and not config.is_heard else item.late,  # a file is whole
            sentences_s=item.sentences_s,
            priority=item.priority,
            is_heard=config.is_heard,
        )

    @_alone
    def _rule_out(self, planned: Planned, move: Transition, now: datetime) -> None:
        fault = self._channels[planned.output].output.fault
        to, reason = move.to, move.reason
        if to is OccurrenceState.MISSED or (reason is not None and reason.may_pass):
            if self._decided_at is not None and self._decided_at < planned.item.starts_at:
                to, reason = OccurrenceState.MISSED, self._unseen
            elif reason is None and fault is None:
                reason = self._why_missed(planned.output, now)
        _log.warning("%s on %s: %s %s", planned.item.title, planned.output, to, reason or "")
        self._store.rule_out(planned, to, now, reason=reason, fault=fault)
        self._on_change()

    def _why_missed(self, output: str, now: datetime) -> BlockedReason | None:
        """Why what was allowed to begin did not, all its grace long."""
        if self._manifest is not None and now >= self._manifest.expires_at:
            return BlockedReason.NO_CONTACT
        if self._channels[output].alarm is not None:
            return BlockedReason.EMERGENCY
        return BlockedReason.BUSY if self.is_sounding else None

    @_alone
    def _start(self, planned: Planned, now: datetime, from_s: float) -> None:
        """Claim and hand over to the output, which knows the audio already; what it does not know yet waits within its grace."""
        channel = self._channels[planned.output]
        cue = self._cue(planned)
        if cue is None or self._listed.get(planned.item.occurrence_id) != planned.item:
            return  # a file is not here, or a newer manifest is just being remembered
        if not channel.output.is_ready(cue):
            self._on_unready()
            return
        claim = self._store.claim(planned, None if cue.is_relay else cue.files[0].sha256, now)
        if claim is None:
            return
        self._on_change()
        self.stage.start(channel, claim, replace(cue, from_s=from_s))

    @_alone
    def prepare(self, planned: Planned) -> None:
        """Read its audio again, whole, and have the output do ahead what must not be done at the second.

        Called ten minutes before its time, beside the loop. Audio that differs is dropped, so that it is fetched anew.
        """
        channel = self._channels.get(planned.output)  # gone, when a manifest of before could not be taken up again
        if channel is None or not self._is_intact(planned, channel.config):
            return
        cue = self._cue(planned)
        if cue is None or channel.output.is_ready(cue):
            return
        try:
            channel.output.prepare(cue)
        except AppError as error:
            _log.warning("output %s cannot prepare %s: %s", planned.output, planned.item.title, error)
            channel.blame(error.code, self._clock.now())
            return  # looked at again in a second, not at once and so without end
        self.wake.set()

    def _is_intact(self, planned: Planned, config: OutputConfig) -> bool:
        states = {self._library.verify(Sha256(file.sha256)) for file in config.files_of(planned.item)}
        return states == {Audio.VERIFIED} or planned.item.kind is ItemKind.RELAY

    def _cue(self, planned: Planned) -> Cue | None:
        """What the output is told; None when a file is not here."""
        item, files = planned.item, []
        wanted = self._channels[planned.output].config.files_of(item)
        if not wanted and item.kind is not ItemKind.RELAY:
            return None
        for file in wanted:
            sha256 = Sha256(file.sha256)
            path = self._library.path(sha256)
            if path is None:
                return None
            files.append(CueFile(file.format, path, sha256))
        return Cue(
            item.occurrence_id,
            item.starts_at,
            item.number,
            item.title,
            timedelta(seconds=item.length_s),
            tuple(files),
            starts_at=item.starts_at,
            sentences_s=item.sentences_s,
        )

    # --- what may sound on

    def _must_end(self, item: ManifestItem, config: OutputConfig) -> BlockedReason | None:
        """Why what sounds on an output has to be broken off; None: it may sound on. What is not listed has no permission."""
        if self._dismissed:
            return BlockedReason.STATION_DISMISSED
        if self._manifest is None or self._says_stop(self._manifest) or self._stopped:
            return BlockedReason.STOPPED
        listed = self._listed.get(item.occurrence_id)
        if listed is None:
            return silenced_by(item, self._silenced) or BlockedReason.NOT_LISTED
        reason = silenced_by(item, self._silenced) or silenced_by(listed, self._silenced)
        return reason or (None if self._zones_of(listed, config) else BlockedReason.WRONG_ZONE)

    def _zones_of(self, item: ManifestItem, config: OutputConfig) -> frozenset[ZoneId]:
        """Where an output makes `item` heard: in no zone that was taken away."""
        return config.zones_of(item) - self._silenced

    def _may_return(self, claim: Claim, cut: Cut | None) -> BlockedReason | None:
        """Why what an emergency cut may not go on: the guard asks again, and an hour that is long over is not made up for."""
        now = self._clock.now()
        config = self._channels[claim.planned.output].config
        reason = self._must_end(claim.planned.item, config)
        if reason is not None or self._manifest is None:
            return reason
        item = self._listed.get(claim.planned.item.occurrence_id, claim.planned.item)
        if now - (item.starts_at if cut is None else cut.at) > timedelta(seconds=item.late_grace_s):
            return BlockedReason.EMERGENCY
        played_s = 0.0 if cut is None or cut.second is None else cut.second
        counted = timedelta(seconds=item.length_s)  # whole, since the claim
        candidate = candidate_of(
            item,
            zones=self._zones_of(item, config),
            audio=Audio.VERIFIED,
            used_today=max(timedelta(0), self._store.used(claim.planned.output, now) - counted),
            silenced=self._silenced,
        )
        remaining = timedelta(seconds=max(0.0, item.length_s - played_s))
        return guard(replace(candidate, length=remaining), self._rules(self._manifest), now)

    def _rules(self, manifest: Manifest) -> Rules:
        rules = rules_of(manifest)
        return replace(rules, stopped=self._says_stop(manifest) or self._stopped)

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
        last, every = self._store.last_seen, MARK_EVERY if self.is_sounding else _REMEMBER_EVERY
        if last is None or now - last >= every or now < last:
            self._store.see(now)
