"""Speech: spoken words in, sound out, by a chain of voices over a sentence cache. Light to import: engines load when built."""

from app.speech.build import build_engines, build_speaker
from app.speech.cache import SentenceCache
from app.speech.errors import (
    BadVoiceFileError,
    EngineMissingError,
    UnknownEngineError,
    UnknownVoiceError,
    UnspeakableError,
    VoiceFailedError,
)
from app.speech.model import Accent, Part, Progress, VoiceChain, usual_prosody
from app.speech.ports import Engine, ForeignEar, Limits, Presenter, Prosody, Voice
from app.speech.speaker import Speaker
from app.speech.text import SENTENCE_LIMIT, speakable
from app.speech.voices import InstalledVoice, add_voice, installed_voices

__all__ = [
    "SENTENCE_LIMIT",
    "Accent",
    "BadVoiceFileError",
    "Engine",
    "EngineMissingError",
    "ForeignEar",
    "InstalledVoice",
    "Limits",
    "Part",
    "Presenter",
    "Progress",
    "Prosody",
    "SentenceCache",
    "Speaker",
    "UnknownEngineError",
    "UnknownVoiceError",
    "UnspeakableError",
    "Voice",
    "VoiceChain",
    "VoiceFailedError",
    "add_voice",
    "build_engines",
    "build_speaker",
    "installed_voices",
    "speakable",
    "usual_prosody",
]
