"""Everything that sounds on the outputs, from the claim to the line in the log; emergencies over it; the end of it all.

Each thing sounds in a thread of its own. The loop decides what begins (`app.station.player`); here is only how it goes and ends.
"""

import logging
import threading
from collections.abc import Callable, Mapping
from uuid import UUID

from app.clock import Clock
from app.playout import BlockedReason, Cue, Cut
from app.station.channel import Alarming, Channel, Emergency, EmergencyEvent, EmergencyState, Sounding
from app.station.config import OutputConfig
from app.station.errors import StoreFailedError
from app.station.store import STATION_RESTARTED, Claim, Store
from app.units import ZoneId
from app.wire.protocol import ManifestItem

_log = logging.getLogger(__name__)
Spawn = Callable[[Callable[[], None]], None]
_STUCK_AFTER_S = 30.0


def in_thread(work: Callable[[], None]) -> None:
    """Run `work` beside the loop, so that one output's trouble is not another's."""
    threading.Thread(target=work, name="sound", daemon=True).start()


class Stage:
    """The outputs and what is on them."""

    def __init__(
        self,
        clock: Clock,
        store: Store,
        channels: Mapping[str, Channel],
        *,
        spawn: Spawn,
        must_end: Callable[[ManifestItem, OutputConfig], BlockedReason | None],
        may_return: Callable[[Claim, Cut | None], BlockedReason | None],
        on_change: Callable[[], None],
        on_emergency: Callable[[EmergencyEvent], None],
    ) -> None:
        """must_end: why a programme must not sound any longer on an output. may_return: why what an emergency cut may not go on.

        on_change: the log has a new line, or an output is free. on_emergency: told from the threads that play.
        """
        self._clock = clock
        self._store = store
        self._channels = channels
        self._spawn = spawn
        self._must_end = must_end
        self._may_return = may_return
        self._on_change = on_change
        self._on_emergency = on_emergency
        self._ends = False
        self._unrecorded: list[Callable[[], None]] = []
        self._changing = threading.RLock()
        self._quiet = threading.Condition()

    # --- programmes

    def start(self, channel: Channel, claim: Claim, cue: Cue) -> None:
        """Play what was claimed, beside the caller."""
        sounding = Sounding(claim, self._over_by(claim))
        with self._changing:
            channel.programme = sounding
        self._spawn(lambda: self._sound(channel, sounding, cue))

    def review(self) -> None:
        """The rules may have changed: break off what must not sound any longer."""
        for channel in self._channels.values():
            sounding = channel.programme
            if sounding is not None and self._must_end(sounding.claim.planned.item, channel.config) is not None:
                sounding.interrupt.set()

    def _sound(self, channel: Channel, sounding: Sounding, cue: Cue) -> None:
        item, begun_s = sounding.claim.planned.item, self._clock.monotonic()
        if self._must_end(item, channel.config) is not None:  # a manifest that came while it was claimed
            sounding.interrupt.set()
        try:
            played, fault = channel.attempt(lambda: channel.output.play(cue, sounding.interrupt), self._clock.now)
            ended_at, reason = self._clock.now(), None
            if played is not None and not played.finished:
                reason = self._must_end(item, channel.config) or (BlockedReason.EMERGENCY if sounding.gave_way else None)
                fault = STATION_RESTARTED if reason is None and self._ends else None
            heard_s = self._clock.monotonic() - begun_s if played is None else played.seconds
            may_go_on = fault is not None and heard_s < cue.remaining_s
            self.record(
                lambda: self._store.finish(sounding.claim, played, ended_at, reason=reason, fault=fault, may_go_on=may_go_on)
            )
        finally:
            with self._changing:
                channel.programme = None
            self._free()

    # --- emergencies

    def cut_in(self, emergency: Emergency) -> tuple[str, ...]:
        """Make `emergency` heard now on every output of its zones; returns their names. A newer one takes over from an older."""
        chosen = [channel for channel in self._channels.values() if channel.serves(emergency.zones)]
        for channel in chosen:
            alarming = Alarming(emergency)
            with self._changing:
                before, channel.alarm = channel.alarm, alarming
            if before is not None:
                before.interrupt.set()
            self._spawn(lambda channel=channel, alarming=alarming: self._alarm(channel, alarming))  # type: ignore[misc]  # bound now
        return tuple(channel.config.name for channel in chosen)

    def end(self, emergency_id: UUID) -> None:
        """End that emergency wherever it sounds."""
        for channel in self._channels.values():
            alarming = channel.alarm
            if alarming is not None and alarming.emergency.id == emergency_id:
                alarming.interrupt.set()

    def keep_to(self, emergency_id: UUID, zones: frozenset[ZoneId]) -> None:
        """End that emergency on the outputs that are heard in none of `zones` any more."""
        for channel in self._channels.values():
            alarming = channel.alarm
            if alarming is not None and alarming.emergency.id == emergency_id and not channel.serves(zones):
                alarming.interrupt.set()

    def _alarm(self, channel: Channel, alarming: Alarming) -> None:
        emergency, name = alarming.emergency, channel.config.name

        def begun(cut: Cut) -> None:
            sounding = channel.programme
            if sounding is not None and cut.second is not None:
                sounding.cut, second = cut, cut.second
                self.record(lambda: self._store.note(sounding.claim, cut.at, second, reason=BlockedReason.EMERGENCY))
            self._on_emergency(EmergencyEvent(emergency.id, name, "on_air", cut.at, number=emergency.number))
            self._on_change()

        try:
            played, fault = channel.attempt(
                lambda: channel.output.cut_in(emergency.alarm, alarming.interrupt, begun), self._clock.now
            )
            state: EmergencyState = "aired" if played is not None and played.finished else "interrupted"
            self._on_emergency(EmergencyEvent(emergency.id, name, state, self._clock.now(), played, fault, emergency.number))
        finally:
            with self._changing:
                if channel.alarm is alarming:  # else a newer one sounds already
                    self._return(channel, emergency)
                    channel.alarm = None
            self._free()

    def _return(self, channel: Channel, emergency: Emergency) -> None:
        """Let the programme that was cut go on, or end it where it was cut."""
        sounding = channel.programme
        if sounding is not None:
            cut, sounding.cut = sounding.cut, None
            if not emergency.resumes or not self._goes_on(sounding.claim, cut):
                sounding.gave_way = True
                sounding.interrupt.set()
                return
            if cut is not None and cut.second is not None:
                claim, second, now = sounding.claim, cut.second, self._clock.now()
                self.record(lambda: self._store.note(claim, now, second))
            sounding.over_by_s = self._over_by(sounding.claim)
        channel.output.go_on()

    def _goes_on(self, claim: Claim, cut: Cut | None) -> bool:
        """Where the memory cannot tell, it does not: silence is the safe side."""
        try:
            return self._may_return(claim, cut) is None
        except StoreFailedError as error:
            _log.error("what was cut does not go on: %s", error)
            return False

    def _over_by(self, claim: Claim) -> float:
        """Half a minute after all of it would have been heard from now; counted anew when it goes on after an emergency."""
        return self._clock.monotonic() + claim.planned.item.length_s + _STUCK_AFTER_S

    # --- the end, and the log

    def end_all(self, timeout_s: float) -> bool:
        """This player ends: break off what is sounding, for the next one to go on with as its late rule says."""
        self._ends = True
        return self.break_off(timeout_s)

    def break_off(self, timeout_s: float) -> bool:
        """Break off what is sounding, and wait until that is recorded; False when it took longer."""
        for channel in self._channels.values():
            channel.interrupt()
        with self._quiet:
            return self._quiet.wait_for(lambda: not any(channel.is_busy for channel in self._channels.values()), timeout_s)

    def record(self, write: Callable[[], None]) -> None:
        """Write to the log, now or as soon as that is possible: sound never waits for the database."""
        try:
            write()
        except StoreFailedError as error:
            _log.error("the log could not be written, will be tried again: %s", error)
            self._unrecorded.append(write)

    def record_late(self) -> None:
        """Try again what could not be written."""
        again, self._unrecorded = self._unrecorded, []
        for write in again:
            self.record(write)

    def _free(self) -> None:
        with self._quiet:
            self._quiet.notify_all()
        self._on_change()
