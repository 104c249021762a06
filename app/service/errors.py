"""Errors of the running service."""

from dataclasses import dataclass
from typing import ClassVar

from app.errors import UnavailableError


@dataclass(eq=False)
class CannotListenError(UnavailableError):
    """Nobody could reach the service: its address is not to be had. cause: `taken` by another program, or `refused`."""

    code: ClassVar[str] = "cannot_listen"
    address: str
    cause: str
