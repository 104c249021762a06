"""What can go wrong with acts of silence."""

from dataclasses import dataclass
from typing import ClassVar

from app.errors import UnavailableError


@dataclass(eq=False)
class NothingKnownError(UnavailableError):
    """The database does not answer, and has not answered this before."""

    code: ClassVar[str] = "database_unavailable"
