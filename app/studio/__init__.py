"""Studio: assembly, mastering to a loudness that is promised, and the product's own sounds."""

from app.studio.errors import (
    BadUploadError,
    EmptyTimelineError,
    MasteringFailedError,
    SilentError,
    TooShortError,
    UnknownSoundError,
)
from app.studio.mastering import master
from app.studio.model import LoudnessReport, Mastered, Piece, Profile, Progress, Role, Tags, Timeline, Timing
from app.studio.sounds import find_sound, sound_names
from app.studio.uploads import DecodedUpload, UploadLimits, UploadWarning, decode_upload

__all__ = [
    "BadUploadError",
    "DecodedUpload",
    "EmptyTimelineError",
    "LoudnessReport",
    "Mastered",
    "MasteringFailedError",
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
    "sound_names",
]
