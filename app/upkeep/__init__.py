"""What keeps an installation healthy: doctor, backup and restore."""

from app.upkeep.backup import BackupContents, back_up, back_up_database
from app.upkeep.certificate import CertificateError, look_at_certificate
from app.upkeep.changes import Look
from app.upkeep.doctor import Check, Finding, examine
from app.upkeep.errors import (
    BackupBrokenError,
    NotEmptyError,
    PassphraseNeededError,
    WeakPassphraseError,
    WrongDatabaseError,
    WrongPassphraseError,
)
from app.upkeep.leaving import let_leave
from app.upkeep.personal import Kept, Mention, erase_personal_data, export_person
from app.upkeep.restore import Restored, finish_restore, restore
from app.upkeep.sealing import is_sealed, passphrase_in
from app.upkeep.swap import is_pending

__all__ = [
    "BackupBrokenError",
    "BackupContents",
    "CertificateError",
    "Check",
    "Finding",
    "Kept",
    "Look",
    "Mention",
    "NotEmptyError",
    "PassphraseNeededError",
    "Restored",
    "WeakPassphraseError",
    "WrongDatabaseError",
    "WrongPassphraseError",
    "back_up",
    "back_up_database",
    "erase_personal_data",
    "examine",
    "export_person",
    "finish_restore",
    "is_pending",
    "is_sealed",
    "let_leave",
    "look_at_certificate",
    "passphrase_in",
    "restore",
]
