"""Passwords: chosen by their person alone, kept as argon2id, and none that many others have too.

Cost: OWASP asks for 19 MiB in two passes at least (Password Storage Cheat Sheet); 32 MiB in three are a tenth of a second.
A password is compared in one form of Unicode (NFC): a Mac sends letters and marks apart.
"""

import functools
import itertools
import re
import unicodedata
from collections.abc import Collection
from importlib.resources import files
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from app.accounts.actor import Actor
from app.accounts.acts import record_act
from app.accounts.errors import WeakPasswordError
from app.accounts.tables import PasswordRow
from app.clock import Clock
from app.names import fold
from app.units import CommuneId, PersonId

if TYPE_CHECKING:
    from pwdlib import PasswordHash

SHORTEST_PASSWORD, LONGEST_PASSWORD = 12, 200
_PASSES, _KIB = 3, 32 * 1024
_SHORTEST_NAME = 4
"""A shorter name is in too many good passwords."""
_UNIT = re.compile(r"(.{1,6})\1+")


def refuse_weak_password(password: str, names: Collection[str]) -> None:
    """Raises `WeakPasswordError` for what is too short or too long, in use everywhere, or holds one of `names`."""
    if len(password) < SHORTEST_PASSWORD:
        raise WeakPasswordError("short")
    if len(password) > LONGEST_PASSWORD:
        raise WeakPasswordError("long")
    plain = "".join(letter for letter in fold(password) if letter.isalnum())
    if _is_common(plain):
        raise WeakPasswordError("common")
    if any(part in plain for part in filter(None, map(_proper, names))):
        raise WeakPasswordError("name")


def hash_password(password: str) -> str:
    """What is kept of a password; costs as much as the check of one, on purpose."""
    return _argon2().hash(_one_form(password))


def is_password(password: str, kept: str | None) -> bool:
    """Whether it is the one that is kept. None: of nobody, which costs the same and is never right."""
    return _argon2().verify(_one_form(password), kept if kept is not None else _of_nobody()) and kept is not None


def store_password(session: Session, clock: Clock, actor: Actor, person_id: PersonId, hashed: str) -> None:
    """Keep what `hash_password` made, in place of an older one: `actor` is that very person."""
    now = clock.now()
    row = session.get(PasswordRow, person_id)
    if row is None:
        row = PasswordRow(person_id=person_id, commune_id=actor.commune_id)
        session.add(row)
    row.hash, row.set_at = hashed, now
    record_act(session, now, actor, "set_password", subject="person", subject_id=person_id)


def kept_password(session: Session, commune_id: CommuneId, person_id: PersonId) -> str | None:
    """What is kept of a person's password; None where there is none."""
    row = session.get(PasswordRow, person_id)
    return row.hash if row is not None and row.commune_id == commune_id else None


def _is_common(plain: str) -> bool:
    """A well-known password, be it with figures around it, said twice, or a row of neighbours."""
    core = plain.strip("0123456789")
    unit = _UNIT.fullmatch(plain)
    steps = {ord(after) - ord(before) for before, after in itertools.pairwise(plain)}
    return not core or unit is not None or len(steps) <= 1 or not {plain, core}.isdisjoint(_common())


def _proper(name: str) -> str:
    """`xã Liên An` => `lienan`; what is too short to look for gives nothing."""
    words = fold(name).split()
    own = "".join(words[1:] if words and words[0] in {"xa", "phuong"} else words)
    return own if len(own) >= _SHORTEST_NAME else ""


def _one_form(password: str) -> str:
    return unicodedata.normalize("NFC", password)


@functools.cache
def _argon2() -> "PasswordHash":
    from pwdlib import PasswordHash  # noqa: PLC0415  # a start does without it
    from pwdlib.hashers.argon2 import Argon2Hasher  # noqa: PLC0415  # likewise

    return PasswordHash((Argon2Hasher(time_cost=_PASSES, memory_cost=_KIB, parallelism=1),))


@functools.cache
def _of_nobody() -> str:
    return hash_password("nobody has this one")


@functools.cache
def _common() -> frozenset[str]:
    return frozenset((files("app.accounts") / "common_passwords.txt").read_text(encoding="utf-8").split())
