"""What playout asks of a way out: take one thing, make it heard, say so."""

import threading
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal, Protocol
from uuid import UUID

from app.units import Sha256

AudioFormat = Literal["mp3", "wav"]


@dataclass(frozen=True)
class CueFile:
    """One form of the audio on the local disk, and the hash its bytes must have."""

    format: AudioFormat
    path: Path
    sha256: Sha256


@dataclass(frozen=True)
class Cue:
    """One thing to play. number: its place among what begins at the same minute. files: one for each format the output wants."""

    occurrence_id: UUID
    planned_at: datetime
    number: int
    title: str
    length: timedelta
    files: tuple[CueFile, ...]


@dataclass(frozen=True)
class Played:
    """What the output confirmed. seconds: how much of it; finished: whether to its end."""

    started_at: datetime
    seconds: float
    finished: bool


class Output(Protocol):
    """One way out; it plays one thing at a time."""

    @property
    def name(self) -> str:
        """Unique within the station."""
        ...

    @property
    def kind(self) -> Literal["folder", "null"]:
        """Which sort it is."""
        ...

    @property
    def formats(self) -> tuple[AudioFormat, ...]:
        """The forms it needs of each item, all of them."""
        ...

    def play(self, cue: Cue, interrupt: threading.Event) -> Played:
        """Play `cue` and return when it has been heard; stop soon after `interrupt` is set.

        Raises OutputLostError, AudioDiffersError; then nothing that looks whole is left behind.
        """
        ...
