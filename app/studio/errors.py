"""Errors of the studio."""

from typing import ClassVar

from app.errors import InvalidError, NotFoundError, UnavailableError


class EmptyTimelineError(InvalidError):
    """A programme without a single piece."""

    code: ClassVar[str] = "empty_timeline"


class TooShortError(InvalidError):
    """A programme shorter than the one block of 0.4 s that loudness is defined on."""

    code: ClassVar[str] = "too_short"
    seconds: float


class SilentError(InvalidError):
    """A programme in which nothing sounds: there is no loudness to bring to the target."""

    code: ClassVar[str] = "silent"
    seconds: float


class MasteringFailedError(UnavailableError):
    """The encoder or decoder gave up. reason: short, English, for logs."""

    code: ClassVar[str] = "mastering_failed"
    reason: str


class UnknownSoundError(NotFoundError):
    """No sound of this name in audio_templates."""

    code: ClassVar[str] = "unknown_sound"


class NotAudioError(InvalidError):
    """Neither an MP3 nor a WAV: there is nothing in it that could carry a seal."""

    code: ClassVar[str] = "not_audio"
    file: str


class BadUploadError(InvalidError):
    """A recording that was not taken.

    reason: `empty`, `too_large`, `not_audio`, `playlist`, `broken`, `too_short`, `too_long`, `silent` or `too_heavy`
    (decoding it passed the limits of time, memory or size). limit: the limit passed, in the reason's unit (bytes or seconds).
    """

    code: ClassVar[str] = "bad_upload"
    file: str
    reason: str
    limit: float | None = None
