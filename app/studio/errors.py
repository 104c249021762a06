"""Errors of the studio."""

from dataclasses import dataclass
from typing import ClassVar

from app.errors import NotFoundError


@dataclass(eq=False)
class UnknownSoundError(NotFoundError):
    """No sound of this name in audio_templates."""

    code: ClassVar[str] = "unknown_sound"
