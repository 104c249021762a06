"""What playout asks of a way out: take one thing, make it heard, say so; let an emergency cut in, and go on after it."""

import threading
from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol
from uuid import UUID

from app.airing import AudioFormat, OutputKind
from app.units import Sha256
from app.values import frozen


@frozen
class CueFile:
    """One form of the audio on the local disk, and the hash its bytes must have."""

    format: AudioFormat
    path: Path
    sha256: Sha256


@frozen
class Cue:
    """One thing to play. number: its place among what begins at the same minute. files: one for each format the output wants.

    Without files it is a relay: another station's sound is on the mixer, and the output is held free, its amplifier on, for
    `length`. length: of the whole audio. starts_at: the instant at which its first frame is to be heard; None, or gone by: at
    once. from_s: where in the audio it begins, for what is joined late. sentences_s: where its sentences begin, ascending
    seconds of the audio; after an emergency it returns to the beginning of the one that was cut.
    """

    occurrence_id: UUID
    planned_at: datetime
    number: int
    title: str
    length: timedelta
    files: tuple[CueFile, ...]
    starts_at: datetime | None = None
    from_s: float = 0.0
    sentences_s: tuple[float, ...] = ()

    @property
    def is_relay(self) -> bool:
        """Whether there is nothing of ours to hear."""
        return not self.files

    @property
    def remaining_s(self) -> float:
        """Seconds from where it begins to its end."""
        return max(0.0, self.length.total_seconds() - self.from_s)

    def return_s(self, cut_s: float) -> float:
        """Where to go on after a cut at `cut_s` of the audio: where that sentence begins; the cut itself when none is known."""
        begun = [start for start in self.sentences_s if self.from_s <= start <= cut_s]
        return max(begun, default=self.from_s if self.sentences_s else cut_s)


@frozen
class Alarm:
    """An emergency as an output makes it heard: the attention signal, the message, again and again until it is ended.

    attention: a WAV file, None for none. every: from one beginning to the next, or as soon as the last has ended; None: once.
    """

    message: Cue
    attention: Path | None = None
    every: timedelta | None = None


@frozen
class Level:
    """What a meter read, in dB relative to full scale; digital silence reads `SILENT_DB`."""

    peak_dbfs: float
    rms_dbfs: float


SILENT_DB = -120.0
"""Below the smallest step of 16 bits (-90.3 dBFS)."""


@frozen
class Played:
    """What the output confirmed. seconds: how much of it; finished: whether to its end; level: by its meter, if it has one."""

    started_at: datetime
    seconds: float
    finished: bool
    level: Level | None = None


@frozen
class Cut:
    """An emergency begins to be heard. at: when; second: of the audio it cut into, None when nothing was playing."""

    at: datetime
    second: float | None


class Output(Protocol):
    """One way out; one thing sounds at a time: a programme, or an emergency while the programme is held."""

    @property
    def name(self) -> str:
        """Unique within the station."""
        ...

    @property
    def kind(self) -> OutputKind:
        """Which sort it is."""
        ...

    @property
    def formats(self) -> tuple[AudioFormat, ...]:
        """The forms it needs of each item, all of them."""
        ...

    @property
    def lead(self) -> timedelta:
        """How long before its time a cue must be handed over, for its first frame to be heard on time."""
        ...

    @property
    def prelude(self) -> timedelta:
        """What it sounds by itself before each cue, from the instant of the cue on."""
        ...

    @property
    def fault(self) -> str | None:
        """The code of what is wrong with it now, as far as it knows by itself: nothing is given to it while it is lost."""
        ...

    @property
    def level(self) -> Level | None:
        """Of the last second; None without a meter."""
        ...

    def prepare(self, cue: Cue) -> None:
        """Do ahead what must not be done at the second; nothing when it is done already.

        Raises OutputLostError, AudioDiffersError, AudioUnplayableError.
        """
        ...

    def is_ready(self, cue: Cue) -> bool:
        """Whether `cue` may be given to `play`; asked at the second, so it is answered without touching the audio."""
        ...

    def keep_only(self, hashes: Collection[Sha256]) -> None:
        """Let go of what was prepared of any other audio."""
        ...

    def play(self, cue: Cue, interrupt: threading.Event) -> Played:
        """Play `cue` and return when it has been heard; stop soon after `interrupt` is set.

        Raises OutputLostError, AudioDiffersError; then nothing that looks whole is left behind.
        """
        ...

    def cut_in(self, alarm: Alarm, interrupt: threading.Event, on_sound: Callable[[Cut], None]) -> Played:
        """Make `alarm` heard at once, over what `play` is playing in another thread, which is held at its place.

        Returns when it has been heard, or soon after `interrupt` is set; what was held stays held until `go_on`, or until its own
        interrupt is set. on_sound: called once, when it begins to be heard. Raises as `play`.
        """
        ...

    def go_on(self) -> None:
        """Let what was held go on, from the beginning of the sentence that was cut. Nothing when nothing is held."""
        ...

    def close(self) -> None:
        """Let go of the device."""
        ...
