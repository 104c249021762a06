"""Errors of accounts."""

from dataclasses import dataclass
from typing import ClassVar

from app.errors import ConflictError, InvalidError, RefusedError


@dataclass(eq=False)
class NotSignedInError(RefusedError):
    """No token, or one that is unknown or revoked."""

    code: ClassVar[str] = "not_signed_in"
    http_status: ClassVar[int] = 401


@dataclass(eq=False)
class TokenScopeError(RefusedError):
    """The token is a right one, but not for this. scope: what it is for."""

    code: ClassVar[str] = "token_scope"
    scope: str


@dataclass(eq=False)
class RightMissingError(RefusedError):
    """The person has not the right to do this. right: that is missing; role: what the person is."""

    code: ClassVar[str] = "right_missing"
    right: str
    role: str


@dataclass(eq=False)
class WrongSetupCodeError(RefusedError):
    """The set-up code is not the one that was printed."""

    code: ClassVar[str] = "wrong_setup_code"
    field: ClassVar[str] = "code"


@dataclass(eq=False)
class TooManyAttemptsError(RefusedError):
    """Too many wrong codes; try again after `wait_s` seconds."""

    code: ClassVar[str] = "too_many_attempts"
    http_status: ClassVar[int] = 429
    wait_s: int


@dataclass(eq=False)
class SetupDoneError(ConflictError):
    """The installation has its first administrator already."""

    code: ClassVar[str] = "setup_done"


@dataclass(eq=False)
class PersonUnclearError(InvalidError):
    """Several persons go by this name. ids: theirs, to choose from."""

    code: ClassVar[str] = "person_unclear"
    called: str
    ids: str
