"""Studio: assembly, mastering to a loudness that is promised, and the product's own sounds."""

from app.studio.errors import UnknownSoundError
from app.studio.model import LoudnessReport, Mastered, Piece, Profile, Progress, Role, Tags, Timeline, Timing
from app.studio.sounds import find_sound, sound_names

__all__ = [
    "LoudnessReport",
    "Mastered",
    "Piece",
    "Profile",
    "Progress",
    "Role",
    "Tags",
    "Timeline",
    "Timing",
    "UnknownSoundError",
    "find_sound",
    "sound_names",
]
