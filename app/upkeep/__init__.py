"""What keeps an installation healthy: doctor, backup and restore."""

from app.upkeep.backup import BackupContents, back_up, back_up_database
from app.upkeep.doctor import Check, Finding, examine
from app.upkeep.errors import BackupBrokenError, NotEmptyError, WrongDatabaseError
from app.upkeep.restore import restore

__all__ = [
    "BackupBrokenError",
    "BackupContents",
    "Check",
    "Finding",
    "NotEmptyError",
    "WrongDatabaseError",
    "back_up",
    "back_up_database",
    "examine",
    "restore",
]
