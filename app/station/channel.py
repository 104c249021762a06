"""One output as the due loop sees it: at most one programme, at most one emergency over it, and the last fault."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal
from uuid import UUID

from app.clock import Clock
from app.errors import AppError
from app.playout import Alarm, Cut, Output, OutputLostError, Played
from app.station.config import OutputConfig
from app.station.log_lines import within_clock
from app.station.store import Claim
from app.units import ZoneId
from app.values import frozen
from app.wire.protocol import OutputHealth

_log = logging.getLogger(__name__)
STUCK = "output_stuck"
EmergencyState = Literal["on_air", "aired", "interrupted"]


@frozen
class Emergency:
    """An emergency to make heard now.

    zones: where; empty is everywhere. resumes: whether what it cuts may go on afterwards, when the guard still allows it.
    number: of this sounding, which its events carry; a repeat is another one.
    """

    id: UUID
    alarm: Alarm
    zones: frozenset[ZoneId] = frozenset()
    resumes: bool = True
    number: int = 0


@frozen
class EmergencyEvent:
    """What became of an emergency on one output. played, fault: of how it ended. number: of the sounding."""

    emergency_id: UUID
    output: str
    state: EmergencyState
    at: datetime
    played: Played | None = None
    fault: str | None = None
    number: int = 0


@dataclass
class Sounding:
    """One programme on an output, and how to break it off.

    over_by_s: when it must be over, on the monotonic clock; it counts as stuck after. cut: the emergency that holds it.
    gave_way: it was ended because of one.
    """

    claim: Claim
    over_by_s: float
    interrupt: threading.Event = field(default_factory=threading.Event)
    cut: Cut | None = None
    gave_way: bool = False


@dataclass
class Alarming:
    """An emergency on an output, and how to end it."""

    emergency: Emergency
    interrupt: threading.Event = field(default_factory=threading.Event)


class Channel:
    """One output with what sounds on it. Written by the threads that play on it, read by the loop."""

    def __init__(self, config: OutputConfig, output: Output) -> None:
        self.config = config
        self.output = output
        self.programme: Sounding | None = None
        self.alarm: Alarming | None = None
        self._fault: tuple[str, datetime] | None = None
        self._seen: tuple[str, datetime] | None = None

    @property
    def is_busy(self) -> bool:
        """Whether something is sounding on it, or held."""
        return self.programme is not None or self.alarm is not None

    @property
    def is_lost(self) -> bool:
        """Whether nothing can be heard through it now; what is due waits within its grace."""
        return self.output.fault == OutputLostError.code

    @property
    def occurrence_id(self) -> UUID | None:
        """The programme that is on it."""
        return None if self.programme is None else self.programme.claim.planned.item.occurrence_id

    @property
    def title(self) -> str | None:
        """What is heard on it."""
        alarm, programme = self.alarm, self.programme
        if alarm is not None:
            return alarm.emergency.alarm.message.title
        return None if programme is None else programme.claim.planned.item.title

    def serves(self, zones: frozenset[ZoneId]) -> bool:
        """Whether it is heard in one of `zones`; no zones are all of them."""
        return not zones or not self.config.zones or not self.config.zones.isdisjoint(zones)

    def interrupt(self) -> None:
        """Break off whatever sounds on it."""
        for sounding in (self.alarm, self.programme):
            if sounding is not None:
                sounding.interrupt.set()

    def attempt(self, work: Callable[[], Played], now: Callable[[], datetime]) -> tuple[Played | None, str | None]:
        """Have the output do `work`; its fault is remembered until the next time that goes well."""
        played: Played | None = None
        fault: str | None = None
        try:
            played = work()
        except AppError as error:
            _log.warning("output %s: %s", self.config.name, error)
            fault = error.code
        except Exception:  # noqa: BLE001  # one output's fault never ends the loop or another output
            _log.exception("output %s failed", self.config.name)
            fault = "error"
        self.blame(fault, now())
        return played, fault

    def blame(self, fault: str | None, now: datetime) -> None:
        """The last thing it did ended with `fault`, or well."""
        if fault is None:
            self._fault = None
        elif self._fault is None or self._fault[0] != fault:
            self._fault = fault, now

    def is_stuck(self, monotonic_s: float) -> bool:
        """Whether a programme should have been over for a while, and no emergency holds it."""
        sounding = self.programme
        return sounding is not None and sounding.cut is None and monotonic_s > sounding.over_by_s

    def health(self, clock: Clock) -> OutputHealth:
        """How it is: that it does not come back, then its own word, then how the last thing on it ended."""
        now = within_clock(clock.now())
        own = STUCK if self.is_stuck(clock.monotonic()) else self.output.fault
        if own is None:
            self._seen = None
        elif self._seen is None or self._seen[0] != own:
            self._seen = own, now
        fault, since = self._seen or self._fault or (None, None)
        level = self.output.level
        return OutputHealth(
            name=self.config.name,
            kind=self.output.kind,
            fault=fault,
            since=since,
            peak_dbfs=level.peak_dbfs if level else None,
            rms_dbfs=level.rms_dbfs if level else None,
        )
