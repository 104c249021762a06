"""What is heard, in order: words to be spoken and sounds to be played."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from app.bulletins import Music, SpokenScript
from app.sound import Clip
from app.speech import Presenter, Prosody, Speaker
from app.studio import Role, find_sound
from app.values import frozen

GREETING_LABEL = "lời dẫn"
"""Of what is said around the bulletins."""
FindSound = Callable[[str], Clip]
"""A sound by its name. Raises `UnknownSoundError`."""


@frozen
class Spoken:
    """Words to be spoken. label: the running-order item, as timings name it. bulletin: which one of the order's it is of.

    find_sound: what its script calls by name.
    """

    label: str
    script: SpokenScript
    speaker: Speaker
    prosody: Mapping[Presenter, Prosody]
    pause_s: float = 0.0
    bulletin: int | None = None
    find_sound: FindSound = find_sound


@frozen
class Played:
    """A sound to be played as it is: a tune, a chime, a human reading. pause_s: silence after it; bulletin: as of `Spoken`."""

    label: str
    clip: Clip
    role: Role
    pause_s: float = 0.0
    bulletin: int | None = None


@frozen
class RunningOrder:
    """What is heard, in order, over an optional music bed. limit_s: what it has to fit into."""

    items: tuple[Spoken | Played, ...]
    bed: Clip | None = None
    limit_s: int | None = None

    @property
    def has_music(self) -> bool:
        """Whether music is heard anywhere in it."""
        return self.bed is not None or any(_has_music(item) for item in self.items)


def without_music(script: SpokenScript) -> SpokenScript:
    """The same words without the music between them."""
    return replace(script, items=tuple(part for part in script.items if not isinstance(part, Music)))


def _has_music(item: Spoken | Played) -> bool:
    if isinstance(item, Played):
        return item.role is Role.MUSIC
    return any(isinstance(part, Music) for part in item.script.items)
