"""Random secrets and the form in which they are kept."""

import hashlib
import secrets

from app.units import Sha256

_CODE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # without I, O, 0, 1: a code is read from one screen and typed at another


def new_secret() -> str:
    """256 random bits, as a token is shown once."""
    return f"loa_{secrets.token_urlsafe(32)}"


def new_code(parts: int = 4) -> str:
    """25 random bits a part for a person to type: `ABCDE-FGHJK-LMNPQ-RSTUV`."""
    return "-".join("".join(secrets.choice(_CODE_LETTERS) for _ in range(5)) for _ in range(parts))


def hash_secret(secret: str) -> Sha256:
    """What is stored of a secret: it is random and long, so one round of SHA-256 keeps it."""
    return Sha256(hashlib.sha256(secret.encode()).hexdigest())


def hash_code(code: str) -> Sha256:
    """The same of a code as typed: case, spaces and dashes do not matter."""
    return hash_secret("".join(letter for letter in code.upper() if letter.isalnum()))
