"""Errors of speech."""

from typing import ClassVar

from app.errors import InvalidError, NotFoundError, UnavailableError


class UnspeakableError(InvalidError):
    """A sentence no engine may be given. reason: `empty` or `too_long`."""

    code: ClassVar[str] = "unspeakable"
    sentence: str
    reason: str


class VoiceFailedError(UnavailableError):
    """An engine did not speak this sentence. reason: short, English, for logs."""

    code: ClassVar[str] = "voice_failed"
    engine: str
    sentence: str
    reason: str


class UnknownVoiceError(NotFoundError):
    """No engine has a voice of this name."""

    code: ClassVar[str] = "unknown_voice"


class UnknownEngineError(NotFoundError):
    """The voice chain names an engine that does not exist here."""

    code: ClassVar[str] = "unknown_engine"


class EngineMissingError(VoiceFailedError):
    """An engine whose optional package is not installed; reason says how to install it."""

    code: ClassVar[str] = "engine_missing"


class BadVoiceFileError(InvalidError):
    """A voice that was not added. reason: `missing`, `not_a_voice`, `too_large`, `hash_differs` or `exists`."""

    code: ClassVar[str] = "bad_voice_file"
    file: str
    reason: str
