"""A key of this machine alone, with which secrets in the database are sealed: who has the database or a backup has not got them.

It lies in the data folder for its owner alone, is in no backup, and stays where it is when data are put back.
"""

import secrets
import threading
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from app.storage import write_durably

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NAME = "machine.key"
_KEY_BYTES, _NONCE_BYTES = 32, 12
_made = threading.Lock()


class MachineKey:
    """Seals and opens (AES-256-GCM); it is made when something is sealed for the first time."""

    def __init__(self, data: Path) -> None:
        """data: the folder it lies in."""
        self._path = data / NAME

    def seal(self, secret: bytes, of: UUID) -> bytes:
        """`secret`, of the person with that id: put into another's row it opens nothing. Raises OSError."""
        with _made:
            if not self._path.exists():
                write_durably(self._path, secrets.token_bytes(_KEY_BYTES))
        nonce = secrets.token_bytes(_NONCE_BYTES)
        return nonce + self._aes().encrypt(nonce, secret, of.bytes)

    def open(self, sealed: bytes, of: UUID) -> bytes | None:
        """What was sealed; None where that was by the key of another machine. Raises OSError."""
        from cryptography.exceptions import InvalidTag  # noqa: PLC0415  # a start does without it

        if not self._path.exists():
            return None
        try:
            return self._aes().decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], of.bytes)
        except InvalidTag:
            return None

    def _aes(self) -> "AESGCM":
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415  # likewise

        return AESGCM(self._path.read_bytes())
