"""What the product asks of whoever gives stations their orders."""

from datetime import datetime
from typing import Protocol


class OrderDesk(Protocol):
    """Gives each station its orders."""

    def signed(self, secret: str, *, obeyed: int = 0, planned_at: datetime | None = None) -> bytes:
        """What holds now for the station with this token; the same bytes while nothing changes.

        obeyed: the version it goes by. planned_at: when the manifest was made that it goes by; what was silenced since is told as
        long as it goes by that. Raises `NotSignedInError`, `NothingKnownError`.
        """
        ...

    def close(self) -> None:
        """Ask the database no more."""
        ...
