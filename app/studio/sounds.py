"""The product's own sounds in `audio_templates/sounds/`, by name; `scripts/make_sounds.py` makes them."""

from pathlib import Path

from app.names import name_key
from app.sound import WavClip
from app.studio.errors import UnknownSoundError

FOLDER = Path(__file__).resolve().parents[2] / "audio_templates" / "sounds"


def sound_names() -> tuple[str, ...]:
    """The names there are."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.wav")))


def find_sound(name: str) -> WavClip:
    """The sound of that name. Raises `UnknownSoundError`."""
    known = name_key(name)
    if known not in sound_names():
        raise UnknownSoundError(kind="sound", key=name)
    return WavClip.open(FOLDER / f"{known}.wav")
