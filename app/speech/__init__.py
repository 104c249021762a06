"""Speech: spoken words in, sound out, by a chain of voices over a sentence cache. Light to import: engines load when built."""

from app.speech.errors import UnknownVoiceError, UnspeakableError, VoiceFailedError
from app.speech.model import Accent, Part, Progress, VoiceChain, usual_prosody
from app.speech.ports import Engine, Limits, Presenter, Prosody, Voice

__all__ = [
    "Accent",
    "Engine",
    "Limits",
    "Part",
    "Presenter",
    "Progress",
    "Prosody",
    "UnknownVoiceError",
    "UnspeakableError",
    "Voice",
    "VoiceChain",
    "VoiceFailedError",
    "usual_prosody",
]
