"""What of passkeys is the library's: what a device is asked, and whether what it answered is right (`fido2`, Yubico).

Only `app.accounts.passkeys` loads this, and only once somebody asks for a passkey: a start does without.
"""

import logging
import struct
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from fido2.server import Fido2Server
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    CollectedClientData,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from app.accounts.errors import WrongFactorError
from app.values import frozen

Json = Mapping[str, Any]
_Value = TypeVar("_Value")
_MALFORMED = (ValueError, KeyError, TypeError, AttributeError, IndexError, AssertionError, OverflowError, struct.error)
"""What the library raises for what is wrong and for what is no answer at all."""

logging.getLogger("fido2").setLevel(logging.WARNING)  # it tells keys by their ids


@frozen
class Made:
    """A passkey that a device made. credential_id: base64url; public_key: as it is kept; count: of its uses."""

    credential_id: str
    public_key: bytes
    count: int


@frozen
class User:
    """For whom a passkey is made."""

    id: bytes
    login: str
    name: str


class Site:
    """The name passkeys are bound to, and the very origin that its pages have."""

    def __init__(self, host: str, origin: str) -> None:
        """host: as `loa.lienan.vn`; origin: as `https://loa.lienan.vn`."""
        self._server = Fido2Server(
            PublicKeyCredentialRpEntity(id=host, name="Loa Làng"), verify_origin=lambda said: said == origin
        )

    def asked_to_make(self, user: User, kept: Sequence[bytes], challenge: bytes) -> dict[str, Any]:
        """What the browser is given. kept: public keys the person has, so that a device makes no second one."""
        options, _state = self._server.register_begin(
            PublicKeyCredentialUserEntity(id=user.id, name=user.login, display_name=user.name),
            [AttestedCredentialData(key) for key in kept],
            resident_key_requirement=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
            challenge=challenge,
        )
        return dict(options.public_key)

    def made(self, credential: Json, challenge: bytes) -> Made:
        """What a device made. Raises `WrongFactorError`."""
        data = _right(lambda: self._server.register_complete(_state(challenge), credential))
        if data.credential_data is None:
            raise WrongFactorError
        return Made(websafe_encode(data.credential_data.credential_id), bytes(data.credential_data), data.counter)

    def asked_to_use(self, kept: Sequence[bytes], challenge: bytes) -> dict[str, Any]:
        """What the browser is given. kept: public keys of the person, none: anybody's passkey will do."""
        options, _state = self._server.authenticate_begin(
            [AttestedCredentialData(key) for key in kept] or None,
            user_verification=UserVerificationRequirement.REQUIRED,
            challenge=challenge,
        )
        return dict(options.public_key)

    def used(self, credential: Json, public_key: bytes, challenge: bytes) -> int:
        """How often the passkey says it was used, where its answer is right. Raises `WrongFactorError`."""

        def count() -> int:
            response = AuthenticationResponse.from_dict(credential)
            self._server.authenticate_complete(_state(challenge), [AttestedCredentialData(public_key)], response)
            return response.response.authenticator_data.counter

        return _right(count)


def credential_id_of(credential: Json) -> str:
    """Which passkey a device says it used, base64url. Raises `WrongFactorError`."""
    return _right(lambda: websafe_encode(AuthenticationResponse.from_dict(credential).raw_id))


def challenge_of(credential: Json) -> bytes:
    """What a device says it was asked. Raises `WrongFactorError`, also for a page inside another's."""
    said = _right(lambda: CollectedClientData(websafe_decode(credential["response"]["clientDataJSON"])))
    if said.cross_origin:
        raise WrongFactorError
    return said.challenge


def _state(challenge: bytes) -> dict[str, Any]:
    return {"challenge": websafe_encode(challenge), "user_verification": "required"}


def _right(look: Callable[[], _Value]) -> _Value:
    try:
        return look()
    except _MALFORMED as error:
        raise WrongFactorError from error
