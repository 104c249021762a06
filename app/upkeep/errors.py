"""Errors of upkeep."""

from dataclasses import dataclass
from typing import ClassVar

from app.errors import ConflictError, InvalidError


@dataclass(eq=False)
class BackupBrokenError(InvalidError):
    """The backup file is not one of ours, or a part of it is damaged. part: the member that is wrong."""

    code: ClassVar[str] = "backup_broken"
    path: str
    part: str


@dataclass(eq=False)
class NotEmptyError(ConflictError):
    """A restore needs an empty place, so that nothing present is lost."""

    code: ClassVar[str] = "not_empty"
    place: str


@dataclass(eq=False)
class WrongDatabaseError(InvalidError):
    """A backup of one kind of database cannot be put into another."""

    code: ClassVar[str] = "wrong_database"
    found: str
    expected: str
