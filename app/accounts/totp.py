"""Codes that a telephone makes from a secret and the time (RFC 6238): SHA-1, six figures, thirty seconds, as all apps do."""

import base64
import hmac
import secrets
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.twofactor.totp import TOTP

_STEP_S, _FIGURES, _SECRET_BYTES = 30, 6, 20
_ISSUER = "Loa Làng"


def new_totp_secret() -> bytes:
    """160 random bits, as RFC 4226 asks for."""
    return secrets.token_bytes(_SECRET_BYTES)


def totp_text(secret: bytes) -> str:
    """The secret to type into a telephone that reads no picture: base32, 32 letters."""
    return base64.b32encode(secret).decode()


def totp_uri(secret: bytes, login: str) -> str:
    """The same as `otpauth://…`, for a picture that the telephone reads."""
    return _totp(secret).get_provisioning_uri(login, _ISSUER)


def step_of_code(secret: bytes, code: str, now: datetime, *, after: int) -> int | None:
    """Which step a code is of: this one or a neighbour, since clocks differ; later than `after`, as one is good for one time."""
    typed, totp = "".join(code.split()).encode(), _totp(secret)
    present = int(now.timestamp()) // _STEP_S
    found = [step for step in (present - 1, present, present + 1) if hmac.compare_digest(totp.generate(step * _STEP_S), typed)]
    return next((step for step in found if step > after), None)


def _totp(secret: bytes) -> "TOTP":
    from cryptography.hazmat.primitives.hashes import SHA1  # noqa: PLC0415  # a start does without it
    from cryptography.hazmat.primitives.twofactor.totp import TOTP  # noqa: PLC0415  # likewise

    return TOTP(secret, _FIGURES, SHA1(), _STEP_S)  # noqa: S303  # what the apps know; HMAC is not hurt by what broke SHA-1
