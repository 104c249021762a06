"""An output that remembers what it was given, and can be told to be slow, to fail or to hang."""

import contextlib
import hashlib
import threading
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from app.clock import Clock
from app.playout import Alarm, AudioDiffersError, AudioFormat, Cue, Cut, Level, Played
from app.units import Sha256


@dataclass(frozen=True)
class Heard:
    """One thing that sounded."""

    at: datetime
    occurrence_id: UUID
    data: bytes
    from_s: float = 0.0


@dataclass
class RecordingOutput:
    """Hears everything at once, from the bytes it read ahead. before: called first, may raise or wait."""

    clock: Clock
    name: str = "loa"
    formats: tuple[AudioFormat, ...] = ("mp3",)
    kind: Literal["null"] = "null"
    lead: timedelta = timedelta(0)
    prelude: timedelta = timedelta(0)
    fault: str | None = None
    level: Level | None = None
    before: Callable[[Cue, threading.Event], None] = lambda _cue, _interrupt: None
    heard: list[Heard] = field(default_factory=list)
    _ready: dict[Sha256, bytes] = field(default_factory=dict)

    def prepare(self, cue: Cue) -> None:
        if cue.is_relay:
            return
        data = cue.files[0].path.read_bytes()
        if hashlib.sha256(data).hexdigest() != cue.files[0].sha256:
            raise AudioDiffersError(cue.files[0].sha256)
        self._ready[cue.files[0].sha256] = data

    def is_ready(self, cue: Cue) -> bool:
        """It prepares in no time, so it asks for none."""
        if cue.is_relay:
            return True
        if cue.files[0].sha256 not in self._ready:
            with contextlib.suppress(AudioDiffersError):
                self.prepare(cue)
        return cue.files[0].sha256 in self._ready

    def keep_only(self, hashes: Collection[Sha256]) -> None:
        self._ready = {sha256: data for sha256, data in self._ready.items() if sha256 in hashes}

    def play(self, cue: Cue, interrupt: threading.Event) -> Played:
        started_at = self.clock.now()
        self.before(cue, interrupt)
        if interrupt.is_set():
            return Played(started_at, seconds=0.0, finished=False)
        data = b"#" if cue.is_relay else self._ready[cue.files[0].sha256]
        self.heard.append(Heard(started_at, cue.occurrence_id, data, cue.from_s))
        return Played(started_at, seconds=cue.remaining_s, finished=True)

    def cut_in(self, alarm: Alarm, interrupt: threading.Event, on_sound: Callable[[Cut], None]) -> Played:
        self.prepare(alarm.message)
        on_sound(Cut(self.clock.now(), None))
        return self.play(alarm.message, interrupt)

    def go_on(self) -> None:
        pass

    def close(self) -> None:
        pass
