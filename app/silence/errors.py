"""What can go wrong with acts of silence."""

from typing import ClassVar

from app.errors import ConflictError, UnavailableError


class NothingKnownError(UnavailableError):
    """The database does not answer, and has not answered this before."""

    code: ClassVar[str] = "database_unavailable"


class StopSaidAgainError(ConflictError):
    """Somebody said stop while a lift was under way: everything stays stopped."""

    code: ClassVar[str] = "stop_said_again"
