"""What is heard, in order: words to be spoken and sounds to be played."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.bulletins import SpokenScript
from app.sound import Clip
from app.speech import Presenter, Prosody, Speaker
from app.studio import Role

FindSound = Callable[[str], Clip]
"""A sound by its name. Raises `UnknownSoundError`."""


@dataclass(frozen=True)
class Spoken:
    """Words to be spoken. label: the running-order item, as timings name it."""

    label: str
    script: SpokenScript
    speaker: Speaker
    prosody: Mapping[Presenter, Prosody]
    pause_s: float = 0.0


@dataclass(frozen=True)
class Played:
    """A sound to be played as it is: a tune, a chime, a human reading. pause_s: silence after it."""

    label: str
    clip: Clip
    role: Role
    pause_s: float = 0.0


@dataclass(frozen=True)
class RunningOrder:
    """What is heard, in order, over an optional music bed."""

    items: tuple[Spoken | Played, ...]
    bed: Clip | None = None
