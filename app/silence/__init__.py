"""Acts of silence: in force from the moment a person says so; on the disk and in the database as soon as can be."""

from app.silence.errors import NothingKnownError, StopSaidAgainError
from app.silence.journal import Journal
from app.silence.last_known import LastKnown
from app.silence.model import Act, Hush, Silence

__all__ = ["Act", "Hush", "Journal", "LastKnown", "NothingKnownError", "Silence", "StopSaidAgainError"]
