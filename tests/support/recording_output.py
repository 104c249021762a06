"""An output that remembers what it was given, and can be told to be slow, to fail or to hang."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal
from uuid import UUID

from app.clock import Clock
from app.playout import AudioFormat, Cue, Played


@dataclass(frozen=True)
class Heard:
    """One thing that sounded."""

    at: datetime
    occurrence_id: UUID
    data: bytes


@dataclass
class RecordingOutput:
    """Hears everything at once. before: called first, may raise or wait."""

    clock: Clock
    name: str = "loa"
    formats: tuple[AudioFormat, ...] = ("mp3",)
    kind: Literal["null"] = "null"
    before: Callable[[Cue, threading.Event], None] = lambda _cue, _interrupt: None
    heard: list[Heard] = field(default_factory=list)

    def play(self, cue: Cue, interrupt: threading.Event) -> Played:
        started_at = self.clock.now()
        self.before(cue, interrupt)
        if interrupt.is_set():
            return Played(started_at, seconds=0.0, finished=False)
        self.heard.append(Heard(started_at, cue.occurrence_id, cue.files[0].path.read_bytes()))
        return Played(started_at, seconds=cue.length.total_seconds(), finished=True)
