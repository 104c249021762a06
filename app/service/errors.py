"""Errors of the running service."""

from typing import ClassVar

from app.errors import UnavailableError


class DatabaseLostError(UnavailableError):
    """The database is empty, and the store of files beside it is not: to begin anew would hide the loss. folder: of the data."""

    code: ClassVar[str] = "database_lost"
    folder: str


class CannotListenError(UnavailableError):
    """Nobody could reach the service: its address is not to be had. cause: `taken` by another program, or `refused`."""

    code: ClassVar[str] = "cannot_listen"
    address: str
    cause: str
