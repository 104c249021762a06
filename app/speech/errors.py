"""Errors of speech."""

from dataclasses import dataclass
from typing import ClassVar

from app.errors import InvalidError, NotFoundError, UnavailableError


@dataclass(eq=False)
class UnspeakableError(InvalidError):
    """A sentence no engine may be given. reason: `empty` or `too_long`."""

    code: ClassVar[str] = "unspeakable"
    sentence: str
    reason: str


@dataclass(eq=False)
class VoiceFailedError(UnavailableError):
    """An engine did not speak this sentence. reason: short, English, for logs."""

    code: ClassVar[str] = "voice_failed"
    engine: str
    sentence: str
    reason: str


@dataclass(eq=False)
class UnknownVoiceError(NotFoundError):
    """No engine has a voice of this name."""

    code: ClassVar[str] = "unknown_voice"
