"""Values of speech: accent, chain of voices, and a presenter's finished part."""

from collections.abc import Callable
from enum import StrEnum

from app.canonical import canonical
from app.sound import Clip
from app.speech.ports import Presenter, Prosody, Voice
from app.values import frozen

Progress = Callable[[float], None]
"""Called with the share of sentences done, 0 to 1, never backwards."""


class Accent(StrEnum):
    """The accent an engine that has several speaks with."""

    NORTH = "north"
    CENTRAL = "central"
    SOUTH = "south"


@frozen
class VoiceChain:
    """Which engines may speak, in what order, and with which voices. An approval binds it.

    engines: names, the first is tried first. presenter_1, presenter_2: voice ids; empty: each engine's own choice for
    the presenter and accent. A voice id counts in the engine that has it; the others make their own choice.
    """

    engines: tuple[str, ...] = ("espeak",)
    accent: Accent = Accent.NORTH
    presenter_1: str = ""
    presenter_2: str = ""

    def __post_init__(self) -> None:
        """Refuse a chain that could not speak or would try an engine twice."""
        if not self.engines or len(set(self.engines)) != len(self.engines):
            msg = f"a chain names each engine once, and at least one: {self.engines}"
            raise ValueError(msg)

    def wanted(self, presenter: Presenter) -> str:
        """The voice id set for `presenter`; empty when the engine chooses."""
        return self.presenter_1 if presenter is Presenter.A else self.presenter_2

    def canonical(self) -> str:
        """Canonical JSON (sorted keys, no spaces), for content hashes. The same chain gives the same text for ever."""
        fields = {
            "accent": self.accent.value,
            "engines": list(self.engines),
            "presenter_1": self.presenter_1,
            "presenter_2": self.presenter_2,
        }
        return canonical(fields).decode()


@frozen
class Part:
    """All sentences of one presenter in one rendering, spoken by one voice.

    clips: one a sentence, in order, loaded from the cache only when used. fell_back_from: engines tried in vain, and a
    voice that was set but that no engine has. synthesised, cached: how many sentences were made now or found.
    """

    clips: tuple[Clip, ...]
    voice: Voice
    fell_back_from: tuple[str, ...]
    synthesised: int
    cached: int


def usual_prosody(presenter: Presenter, *, urgent: bool = False) -> Prosody:
    """The measured manner of speaking: 140 words a minute, 125 for emergencies; presenter 2's voice has its own pitch."""
    rate = 125 if urgent else 140
    return Prosody(rate=rate) if presenter is Presenter.A else Prosody(rate=rate, pitch=50, pitch_range=60)
