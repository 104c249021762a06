"""Errors of upkeep."""

from typing import ClassVar

from app.errors import ConflictError, InvalidError, RefusedError


class BackupBrokenError(InvalidError):
    """The backup file is not one of ours, or a part of it is damaged. part: the member that is wrong."""

    code: ClassVar[str] = "backup_broken"
    path: str
    part: str


class NotEmptyError(ConflictError):
    """A restore needs an empty place, so that nothing present is lost."""

    code: ClassVar[str] = "not_empty"
    place: str


class WrongDatabaseError(InvalidError):
    """A backup of one kind of database cannot be put into another."""

    code: ClassVar[str] = "wrong_database"
    found: str
    expected: str


class PassphraseNeededError(RefusedError):
    """A backup holds the commune's keys: what leaves the data folder is sealed, and what is sealed asks for its passphrase."""

    code: ClassVar[str] = "passphrase_needed"
    path: str


class WrongPassphraseError(RefusedError):
    """The passphrase is not the one the backup was sealed with."""

    code: ClassVar[str] = "wrong_passphrase"
    path: str


class WeakPassphraseError(InvalidError):
    """Too short a passphrase. shortest: characters it has at least."""

    code: ClassVar[str] = "weak_passphrase"
    shortest: int


class PassphraseUnreadableError(InvalidError):
    """The first line of the file for the passphrase is no text in UTF-8."""

    code: ClassVar[str] = "passphrase_unreadable"
    path: str
