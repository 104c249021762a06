"""A file that only a passphrase opens, written and read in pieces of one megabyte, of whatever length.

The key comes from the passphrase by scrypt (RFC 7914), each piece is sealed with AES-256-GCM under its number, and the last
one is marked as the last (the STREAM construction, as in `age`): pieces cannot be changed, reordered or left out.
A part of what scrypt gives stands in the head, so that a wrong passphrase is told from a damaged file. See docs/decisions/0140.
"""

import hashlib
import os
import struct
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from app.storage import durable
from app.upkeep.errors import BackupBrokenError, PassphraseUnreadableError, WeakPassphraseError, WrongPassphraseError

MAGIC = b"loalang-sealed/1\n"
SHORTEST = 12
_HEAD = struct.Struct(">16sB32s")
"""Salt, logarithm of the cost, check. The SHA-256 of magic and head follows, for a damaged head."""
_COST = 17
"""128 MiB and a third of a second, as the OWASP Password Storage Cheat Sheet asks for."""
_MOST_COST = 20
_PIECE = 1 << 20
_TAG = 16


def is_sealed(source: Path) -> bool:
    """Whether a file is one of these."""
    with source.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC


def passphrase_in(file: Path) -> str:
    """The first line of a file. Raises `PassphraseUnreadableError`: one sign for all that cannot be read would fit many files."""
    with file.open("rb") as lines:
        line = lines.readline()
    with suppress(UnicodeDecodeError):
        if (found := line.decode("utf-8-sig").rstrip("\r\n")).isprintable():
            return found
    raise PassphraseUnreadableError(path=str(file))


@contextmanager
def sealed(to: Path, passphrase: str) -> Iterator[BinaryIO]:
    """Write the file `to`, durable and sealed, or nothing at all. Raises WeakPassphraseError."""
    if len(passphrase) < SHORTEST:
        raise WeakPassphraseError(shortest=SHORTEST)
    salt = os.urandom(16)
    key, check = _derived(passphrase, salt, _COST)
    head = MAGIC + _HEAD.pack(salt, _COST, check)
    with durable(to) as target:
        target.write(head + hashlib.sha256(head).digest())
        writer = _Sealing(target, AESGCM(key))
        yield writer  # type: ignore[misc]  # as much of a file as zipfile asks of one that it cannot go back in
        writer.finish()


def unseal(source: Path, to: Path, passphrase: str) -> None:
    """Write what `source` holds to `to`. Raises WrongPassphraseError; BackupBrokenError for a piece that was changed."""
    with source.open("rb") as file, to.open("wb") as out:
        head = file.read(len(MAGIC) + _HEAD.size)
        if len(head) != len(MAGIC) + _HEAD.size or file.read(32) != hashlib.sha256(head).digest():
            raise BackupBrokenError(str(source), "seal")
        salt, cost, check = _HEAD.unpack(head[len(MAGIC) :])
        if not 1 <= cost <= _MOST_COST:
            raise BackupBrokenError(str(source), "seal")
        key, expected = _derived(passphrase, salt, cost)
        if check != expected:
            raise WrongPassphraseError(path=str(source))
        cipher, number, piece = AESGCM(key), 0, file.read(_PIECE + _TAG)
        while True:
            following = file.read(_PIECE + _TAG)
            try:
                out.write(cipher.decrypt(_nonce(number, is_last=not following), piece, None))
            except InvalidTag as exc:
                raise BackupBrokenError(str(source), "seal") from exc
            if not following:
                return
            number, piece = number + 1, following


def _derived(passphrase: str, salt: bytes, cost: int) -> tuple[bytes, bytes]:
    """The key, and what shows that the passphrase is the right one."""
    made = Scrypt(salt=salt, length=64, n=1 << cost, r=8, p=1).derive(passphrase.encode())
    return made[:32], hashlib.sha256(made[32:]).digest()


def _nonce(number: int, *, is_last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([is_last])


class _Sealing:
    """What is written goes out in sealed pieces."""

    def __init__(self, target: BinaryIO, cipher: AESGCM) -> None:
        self._target, self._cipher = target, cipher
        self._held = bytearray()
        self._number = 0

    def write(self, data: bytes) -> int:
        self._held += data
        while len(self._held) > _PIECE:  # the last piece is never an empty one
            self._seal(bytes(self._held[:_PIECE]), is_last=False)
            del self._held[:_PIECE]
        return len(data)

    def flush(self) -> None:
        """Pieces go out when they are full."""

    def finish(self) -> None:
        self._seal(bytes(self._held), is_last=True)

    def _seal(self, piece: bytes, *, is_last: bool) -> None:
        self._target.write(self._cipher.encrypt(_nonce(self._number, is_last=is_last), piece, None))
        self._number += 1
