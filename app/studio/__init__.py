"""Studio: assembly, mastering to a loudness that is promised, and the product's own sounds.

What works on samples, and its library with it, is loaded when it is first asked for: a server at rest does without.
"""

from typing import TYPE_CHECKING

from app.deferred import deferred
from app.studio.errors import (
    BadUploadError,
    EmptyTimelineError,
    MasteringFailedError,
    NotAudioError,
    SilentError,
    TooShortError,
    UnknownSoundError,
)
from app.studio.model import LoudnessReport, Mastered, Piece, Profile, Progress, Role, Tags, Timeline, Timing
from app.studio.sealing import Parts, parts_of, put_seal, seal_of
from app.studio.sounds import find_sound, sound_names

if TYPE_CHECKING:
    from app.studio.mastering import master
    from app.studio.uploads import DecodedUpload, UploadLimits, UploadWarning, decode_upload

__all__ = [
    "BadUploadError",
    "DecodedUpload",
    "EmptyTimelineError",
    "LoudnessReport",
    "Mastered",
    "MasteringFailedError",
    "NotAudioError",
    "Parts",
    "Piece",
    "Profile",
    "Progress",
    "Role",
    "SilentError",
    "Tags",
    "Timeline",
    "Timing",
    "TooShortError",
    "UnknownSoundError",
    "UploadLimits",
    "UploadWarning",
    "decode_upload",
    "find_sound",
    "master",
    "parts_of",
    "put_seal",
    "seal_of",
    "sound_names",
]

if not TYPE_CHECKING:
    __getattr__ = deferred(__name__, ("mastering", "uploads"), __all__)
