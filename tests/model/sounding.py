"""Loudspeakers that last: what sounds is in a thread of its own, as in the product, and each waits for the clock's hand.

Between two moves of the clock nothing runs but what the product itself starts or breaks off, so a walk is repeatable.
"""

import contextlib
import hashlib
import threading
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal
from uuid import UUID

from app.clock import Clock, ManualClock
from app.playout import Alarm, AudioDiffersError, AudioFormat, Cue, Cut, FolderOutput, Level, OutputLostError, Played
from app.units import Sha256

_LATELY = 40
"""No more things sound at one instant."""
_SOON_S = 20.0
"""Real seconds within which a thread of the product that was told to end has ended."""


class KilledError(BaseException):
    """The process is no more: nothing of the product may catch this."""


@dataclass
class Stretch:
    """What one output made heard without a break.

    pc: which machine. key: the occurrence or emergency. words: what is said in it. shown: what its clock showed. end: None while
    it sounds. from_s: of the audio. is_cut: its process was killed before it could write that down.
    """

    pc: str
    output: str
    key: UUID
    words: str
    is_alarm: bool
    begin: datetime
    shown: datetime
    from_s: float = 0.0
    end: datetime | None = None
    is_cut: bool = False

    @property
    def seconds(self) -> float:
        """How long it was heard, once it is over."""
        return 0.0 if self.end is None else (self.end - self.begin).total_seconds()


@dataclass
class Air:
    """All that was heard, in the order it began."""

    clock: ManualClock
    stretches: list[Stretch] = field(default_factory=list)
    sounding: list[Stretch] = field(default_factory=list)

    def begin(self, pc: str, output: str, cue: Cue, data: bytes, *, is_alarm: bool, shown: datetime, from_s: float) -> Stretch:
        made = Stretch(pc, output, cue.occurrence_id, data.decode(), is_alarm, self.clock.now(), shown, from_s)
        self.stretches.append(made)
        self.sounding.append(made)
        return made

    def cut(self, pc: str) -> None:
        """A process was killed: what it was about to write down of its sounds is lost."""
        for stretch in self.stretches[-_LATELY:]:
            if stretch.pc == pc and stretch.end in {None, self.clock.now()}:
                stretch.is_cut = True

    def end(self, stretch: Stretch, *, at_most_s: float) -> None:
        """Over; a clock that was moved on while nobody could listen makes nothing longer than its audio."""
        passed = (self.clock.now() - stretch.begin).total_seconds()
        stretch.end = stretch.begin + timedelta(seconds=min(passed, max(0.0, at_most_s)))
        self.sounding.remove(stretch)


@dataclass
class Parked:
    """A thread that waits: for its time on the monotonic clock, or to be broken off."""

    pc: str
    interrupt: threading.Event
    until_s: float | None = None
    is_woken: bool = False
    is_dead: bool = False


class Hands:
    """Every thread that sounds, held until the clock has come to it."""

    def __init__(self, clock: ManualClock) -> None:
        self._clock = clock
        self._changed = threading.Condition()
        self._running = 0
        self._parked: list[Parked] = []

    def spawn(self, work: Callable[[], None]) -> None:
        """What a station starts its sounds with."""
        with self._changed:
            self._running += 1
        threading.Thread(target=self._run, args=(work,), name="sound", daemon=True).start()

    def _run(self, work: Callable[[], None]) -> None:
        try:
            with contextlib.suppress(KilledError):
                work()
        finally:
            with self._changed:
                self._running -= 1
                self._changed.notify_all()

    def park(self, parked: Parked) -> None:
        """Wait, in a thread that sounds. Raises KilledError when its process was killed."""
        with self._changed:
            self._parked.append(parked)
            self._running -= 1
            self._changed.notify_all()
        parked.interrupt.wait()
        with self._changed:
            self._parked.remove(parked)
            self._running += 1
        if parked.is_dead:
            raise KilledError
        if parked.is_woken:
            parked.is_woken = False
            parked.interrupt.clear()

    def settle(self) -> None:
        """Return when every thread waits for the clock again."""
        with self._changed:
            calm = self._changed.wait_for(
                lambda: not self._running and not any(each.interrupt.is_set() for each in self._parked), _SOON_S
            )
        assert calm, "a sound that was told to end goes on"

    def next_due_s(self) -> float | None:
        with self._changed:
            return min((each.until_s for each in self._parked if each.until_s is not None), default=None)

    def wake_due(self) -> None:
        """Let those go on whose time has come, one after the other."""
        while True:
            now = self._clock.monotonic() + 1e-6
            with self._changed:
                due = [each for each in self._parked if each.until_s is not None and each.until_s <= now]
            if not due:
                return
            first = min(due, key=lambda each: each.until_s or 0.0)
            first.is_woken, first.until_s = True, None
            first.interrupt.set()
            self.settle()

    def wake(self, parked: Parked) -> None:
        """Have it look again, whatever the clock shows."""
        parked.is_woken = True
        parked.interrupt.set()

    def kill(self, pc: str) -> None:
        """End every thread of a process, at the instruction it is at."""
        with self._changed:
            doomed = [each for each in self._parked if each.pc == pc]
        for each in doomed:
            each.is_dead = True
            each.interrupt.set()
        self.settle()


@dataclass
class Fate:
    """What befalls a machine at its next sound. is_lost: its outputs take nothing. is_dying: a thread of it was killed."""

    kill_at_claim: bool = False
    kill_at_end: bool = False
    is_lost: bool = False
    is_dying: bool = False

    def claimed(self) -> None:
        if self.kill_at_claim:
            self._die()

    def ended(self) -> None:
        if self.kill_at_end:
            self._die()

    def spare(self) -> None:
        self.kill_at_claim = self.kill_at_end = self.is_dying = False

    def _die(self) -> None:
        self.spare()
        self.is_dying = True
        raise KilledError


@dataclass
class _Playing:
    """A programme on a loudspeaker. since_s: on the monotonic clock, None while it is held."""

    cue: Cue
    words: bytes
    parked: Parked
    position_s: float
    heard_s: float = 0.0
    since_s: float | None = None
    is_held: bool = False
    stretch: Stretch | None = None

    @property
    def left_s(self) -> float:
        return max(0.0, self.cue.length.total_seconds() - self.position_s)


class Loudspeaker:
    """An output that takes as long as what it plays, and gives way to an emergency as a sound card does."""

    kind: Literal["null"] = "null"
    formats: tuple[AudioFormat, ...] = ("mp3",)
    lead = prelude = timedelta(0)
    level: Level | None = None

    def __init__(self, name: str, pc: str, clock: Clock, *, air: Air, hands: Hands, fate: Fate) -> None:
        self.name = name
        self._pc = pc
        self._clock = clock
        self._air = air
        self._hands = hands
        self._fate = fate
        self._ready: dict[Sha256, bytes] = {}
        self._playing: _Playing | None = None
        self._alarms = 0

    @property
    def fault(self) -> str | None:
        return OutputLostError.code if self._fate.is_lost else None

    def prepare(self, cue: Cue) -> None:
        for file in cue.files:
            data = file.path.read_bytes()
            if hashlib.sha256(data).hexdigest() != file.sha256:
                raise AudioDiffersError(file.sha256)
            self._ready[file.sha256] = data

    def is_ready(self, cue: Cue) -> bool:
        if any(file.sha256 not in self._ready for file in cue.files):
            with contextlib.suppress(AudioDiffersError, OSError):
                self.prepare(cue)
        return all(file.sha256 in self._ready for file in cue.files)

    def keep_only(self, hashes: Collection[Sha256]) -> None:
        self._ready = {sha256: data for sha256, data in self._ready.items() if sha256 in hashes}

    def play(self, cue: Cue, interrupt: threading.Event) -> Played:
        started_at = self._clock.now()
        self._begin()
        data = self._ready[cue.files[0].sha256]
        me = self._playing = _Playing(cue, data, Parked(self._pc, interrupt), cue.from_s, is_held=self._alarms > 0)
        try:
            while not interrupt.is_set() and me.left_s > 0:
                if not me.is_held:
                    self._go(me)
                self._hands.park(me.parked)
                self._pause(me)
        finally:
            self._pause(me)
            self._playing = None
        self._fate.ended()
        return Played(started_at, seconds=me.heard_s, finished=me.left_s <= 0)

    def cut_in(self, alarm: Alarm, interrupt: threading.Event, on_sound: Callable[[Cut], None]) -> Played:
        started_at, begun_s = self._clock.now(), self._air.clock.monotonic()
        self._begin()
        self.prepare(alarm.message)
        playing, second = self._playing, None
        if playing is not None:
            self._pause(playing)
            playing.is_held, second = True, playing.position_s
        length_s = alarm.message.remaining_s
        self._alarms += 1
        stretch = self._sound(alarm.message, self._ready[alarm.message.files[0].sha256], 0.0, is_alarm=True)
        try:
            on_sound(Cut(started_at, second))
            if not interrupt.is_set():
                self._hands.park(Parked(self._pc, interrupt, begun_s + length_s))
        finally:
            self._air.end(stretch, at_most_s=length_s)
            self._alarms -= 1
        self._fate.ended()
        passed = self._air.clock.monotonic() - begun_s
        return Played(started_at, seconds=min(passed, length_s), finished=passed >= length_s and not interrupt.is_set())

    def go_on(self) -> None:
        playing = self._playing
        if playing is not None and playing.is_held and self._alarms == 0:
            playing.is_held, playing.position_s = False, playing.cue.return_s(playing.position_s)
            self._go(playing)

    def close(self) -> None:
        """Holds nothing."""

    def _begin(self) -> None:
        self._fate.claimed()
        if self._fate.is_lost:
            raise OutputLostError(self.name, "missing")

    def _go(self, playing: _Playing) -> None:
        if playing.since_s is None:
            playing.since_s = self._air.clock.monotonic()
            playing.stretch = self._sound(playing.cue, playing.words, playing.position_s, is_alarm=False)
            playing.parked.until_s = playing.since_s + playing.left_s

    def _pause(self, playing: _Playing) -> None:
        if playing.since_s is not None and playing.stretch is not None:
            passed = min(self._air.clock.monotonic() - playing.since_s, playing.left_s)
            self._air.end(playing.stretch, at_most_s=playing.left_s)
            playing.position_s += passed
            playing.heard_s += passed
            playing.since_s = playing.parked.until_s = None

    def _sound(self, cue: Cue, data: bytes, from_s: float, *, is_alarm: bool) -> Stretch:
        return self._air.begin(self._pc, self.name, cue, data, is_alarm=is_alarm, shown=self._clock.now(), from_s=from_s)


class WatchedFolder(FolderOutput):
    """The product's own folder output; each file that lands counts as heard at that instant."""

    def __init__(self, name: str, pc: str, clock: Clock, *, root: Path, air: Air, fate: Fate) -> None:
        super().__init__(clock, name, root=root, formats=("mp3",))
        self._pc = pc
        self._now = clock
        self._air = air
        self._fate = fate
        self._is_alarm = False

    def play(self, cue: Cue, interrupt: threading.Event) -> Played:
        self._fate.claimed()
        if self._fate.is_lost:
            raise OutputLostError(self.name, "missing")
        data = cue.files[0].path.read_bytes()
        played = super().play(cue, interrupt)
        if played.finished:
            landed = self._air.begin(self._pc, self.name, cue, data, is_alarm=self._is_alarm, shown=self._now.now(), from_s=0.0)
            self._air.end(landed, at_most_s=0.0)
        self._fate.ended()
        return played

    def cut_in(self, alarm: Alarm, interrupt: threading.Event, on_sound: Callable[[Cut], None]) -> Played:
        self._is_alarm = True
        try:
            return super().cut_in(alarm, interrupt, on_sound)
        finally:
            self._is_alarm = False
