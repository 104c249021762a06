"""The `Engine` port: what a voice engine is to the rest of the product."""

from enum import StrEnum
from typing import Protocol, runtime_checkable

from app.sound import Sound
from app.values import frozen


class Presenter(StrEnum):
    """Who speaks a part: `PTV1:` and `PTV2:` in a script."""

    A = "ptv1"
    B = "ptv2"


@frozen
class Prosody:
    """How it is spoken.

    rate: eSpeak's words a minute (140 for bulletins, 125 for emergencies); other engines scale from 140.
    pitch, pitch_range: 0-99; gap: units of 10 ms between words. Source: measurements of horn loudspeaker speech.
    """

    rate: int = 140
    pitch: int = 60
    pitch_range: int = 70
    gap: int = 1


@frozen
class Voice:
    """One voice of one engine.

    id: as the engine names it (`vi`, `vi+Annie`, `vi-VN-HoaiMyNeural`); label: Vietnamese, for people.
    revision: engine version and, where there is one, model hash: part of every cache key.
    """

    engine: str
    id: str
    label: str
    revision: str


@frozen
class Limits:
    """What one call may hold: characters a sentence, and the longest wait in seconds."""

    characters: int
    timeout_s: float


class Engine(Protocol):
    """A voice engine. Calls may come from any thread; an adapter that needs one at a time locks by itself."""

    @property
    def name(self) -> str:
        """Short stable name: `espeak`, `gtts`, `edge`, `piper`."""
        ...

    @property
    def needs_network(self) -> bool:
        """Whether it speaks only while an outside service answers."""
        ...

    @property
    def limits(self) -> Limits:
        """The engine's limits; the caller cuts no sentence, it is refused when too long."""
        ...

    def voices(self) -> tuple[Voice, ...]:
        """The voices it has now."""
        ...

    def cast(self, presenter: Presenter, accent: str) -> Voice:
        """Its own choice of voice for `presenter`; accent: `north`, `central`, `south`, ignored where it has only one.

        Raises `VoiceFailedError` when it has no voice at all.
        """
        ...

    def synthesise(self, text: str, voice: Voice, prosody: Prosody) -> Sound:
        """Speak one sentence.

        text: spoken words; NFC is made here. Returns at least 0.2 s of mono PCM at the engine's own rate.
        Raises `VoiceFailedError` (unavailable: try again or elsewhere) or `UnspeakableError` (invalid: empty, too long).
        """
        ...

    def close(self) -> None:
        """Let go of processes and connections."""
        ...


@runtime_checkable
class ForeignEar(Protocol):
    """What an engine may offer besides: it tells which words it would not read as Vietnamese."""

    def foreign_words(self, text: str) -> tuple[str, ...]:
        """The words of `text` it would read as another language, in order, each once."""
        ...
