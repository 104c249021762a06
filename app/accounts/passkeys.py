"""Passkeys (WebAuthn): a key that the device keeps and opens by a finger, a face or its own code, for pages of one name alone.

Each is used with the person's verification, so it is a second factor and a whole sign-in alike. The signatures, and what
they are over, are looked at by `fido2` (Yubico); here is what it leaves to us: challenges, counters, whose a key is.
"""

import hmac
import logging
import secrets
import struct
import threading
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.actor import Actor
from app.accounts.acts import record_act
from app.accounts.errors import PasskeysNeedHttpsError, WrongFactorError
from app.accounts.factors import make_codes, note_first_factor, note_last_factor
from app.accounts.model import Holder
from app.accounts.tables import PasskeyRow, PersonRow
from app.clock import Clock
from app.db import owned
from app.errors import NotFoundError
from app.units import PersonId, new_id

if TYPE_CHECKING:
    from fido2.server import Fido2Server

Json = Mapping[str, Any]
_LIFE = timedelta(minutes=5)
_NONCE, _TIME = 16, 8
_MALFORMED = (ValueError, KeyError, TypeError, AttributeError, IndexError, AssertionError, OverflowError, struct.error)
"""What the library raises for what is wrong and for what is no answer at all."""


@dataclass(frozen=True, slots=True)
class Site:
    """Where passkeys are for: the name they are bound to, and the very origin pages have."""

    host: str
    origin: str


class Challenges:
    """What a device is asked to sign: good for one purpose, five minutes and once.

    Nothing is kept of one that is not answered, so that strangers who ask fill nothing: it is signed with a key of this process,
    and a restart ends all.
    """

    def __init__(self) -> None:
        """None was used."""
        self._key = secrets.token_bytes(32)
        self._used: dict[bytes, datetime] = {}
        self._lock = threading.Lock()

    def make(self, now: datetime, purpose: str) -> bytes:
        """A new one."""
        body = secrets.token_bytes(_NONCE) + int(now.timestamp()).to_bytes(_TIME, "big")
        return body + self._mark(body, purpose)

    def refuse(self, now: datetime, challenge: bytes, purpose: str) -> None:
        """Raises `WrongFactorError` for one that is not ours, for another purpose, or too old."""
        body, mark = challenge[: _NONCE + _TIME], challenge[_NONCE + _TIME :]
        age_s = int(now.timestamp()) - int.from_bytes(body[_NONCE:], "big")
        if not hmac.compare_digest(mark, self._mark(body, purpose)) or not 0 <= age_s < _LIFE.total_seconds():
            raise WrongFactorError

    def use_up(self, now: datetime, challenge: bytes) -> None:
        """It was answered rightly. Raises `WrongFactorError` where it had been before."""
        with self._lock:
            self._used = {each: at for each, at in self._used.items() if at > now - _LIFE}
            if challenge in self._used:
                raise WrongFactorError
            self._used[challenge] = now

    def _mark(self, body: bytes, purpose: str) -> bytes:
        return hmac.digest(self._key, body + purpose.encode(), "sha256")


@dataclass(frozen=True, slots=True)
class Door:
    """Where passkeys are asked for. address: the public one of this installation, as set; host: what the browser calls it.

    Any door can be stood at; whether it has passkeys is asked once somebody may ask for one, in `site`.
    """

    address: str
    host: str
    challenges: Challenges

    @property
    def site(self) -> Site:
        """Browsers offer passkeys over HTTPS or on the machine itself only. Raises `PasskeysNeedHttpsError`."""
        if self.address:
            return Site(urlsplit(self.address).hostname or "", self.address)
        if _is_this_machine(self.host):
            return Site("localhost", f"http://{self.host}")
        raise PasskeysNeedHttpsError


@dataclass(frozen=True, slots=True)
class Assertion:
    """What a device answered to be let in, as the browser gives it."""

    credential: Json
    door: Door


def new_passkey_options(session: Session, now: datetime, actor: Actor, door: Door) -> dict[str, Any]:
    """What the browser is given to make a passkey; those the person has are named, so that a device makes no second one.

    Raises `PasskeysNeedHttpsError`.
    """
    from fido2.webauthn import (  # noqa: PLC0415  # a start does without it
        PublicKeyCredentialUserEntity,
        ResidentKeyRequirement,
        UserVerificationRequirement,
    )

    person = owned(session, PersonRow, actor.own_id, actor.commune_id, kind="person")
    rows = session.scalars(select(PasskeyRow).where(PasskeyRow.person_id == actor.own_id))
    options, _state = _server(door.site).register_begin(
        PublicKeyCredentialUserEntity(id=actor.own_id.bytes, name=person.login, display_name=person.name),
        [_kept(row) for row in rows],
        resident_key_requirement=ResidentKeyRequirement.REQUIRED,
        user_verification=UserVerificationRequirement.REQUIRED,
        challenge=door.challenges.make(now, f"new {actor.own_id}"),
    )
    return dict(options.public_key)


def add_passkey(session: Session, clock: Clock, actor: Actor, credential: Json, door: Door, *, label: str) -> tuple[str, ...]:
    """Keep a passkey that was just made. Returns recovery codes with the first second factor.

    Raises `PasskeysNeedHttpsError`, `WrongFactorError`.
    """
    now, purpose, site = clock.now(), f"new {actor.own_id}", door.site
    try:
        challenge = _challenge(credential)
        door.challenges.refuse(now, challenge, purpose)
        data = _server(site).register_complete(_state(challenge), credential)
        made = data.credential_data
        assert made is not None  # noqa: S101  # the library asks for it
    except _MALFORMED as error:
        raise WrongFactorError from error
    door.challenges.use_up(now, challenge)
    key = _named(made.credential_id)
    if session.scalar(select(PasskeyRow.id).where(PasskeyRow.credential_id == key)) is not None:
        raise WrongFactorError
    is_first = note_first_factor(session, now, actor)
    passkey_id = new_id()
    of = {"commune_id": actor.commune_id, "person_id": actor.own_id}
    row = PasskeyRow(id=passkey_id, **of, credential_id=key, public_key=bytes(made), label=label, created_at=now)
    row.sign_count = data.counter
    session.add(row)
    session.flush()
    record_act(session, now, actor, "add_passkey", subject="passkey", subject_id=passkey_id, label=label)
    return make_codes(session, now, actor) if is_first else ()


def rename_passkey(session: Session, clock: Clock, actor: Actor, passkey_id: UUID, label: str) -> None:
    """Call one's own otherwise. Raises `NotFoundError`."""
    _own(session, actor, passkey_id).label = label
    session.flush()
    record_act(session, clock.now(), actor, "rename_passkey", subject="passkey", subject_id=passkey_id, label=label)


def remove_passkey(session: Session, clock: Clock, actor: Actor, passkey_id: UUID, *, holders: Collection[Holder]) -> None:
    """Take one of one's own away. Raises `NotFoundError`, `SecondFactorRequiredError`."""
    row = _own(session, actor, passkey_id)
    session.delete(row)
    session.flush()
    note_last_factor(session, actor, holders)
    record_act(session, clock.now(), actor, "remove_passkey", subject="passkey", subject_id=passkey_id, label=row.label)


def passkey_options(session: Session, now: datetime, door: Door, person_id: PersonId | None) -> dict[str, Any]:
    """What the browser is given to ask for a passkey: of that person, or of anybody, who is then known by it.

    Raises `PasskeysNeedHttpsError`.
    """
    from fido2.webauthn import UserVerificationRequirement  # noqa: PLC0415

    rows = session.scalars(select(PasskeyRow).where(PasskeyRow.person_id == person_id)) if person_id is not None else ()
    options, _state = _server(door.site).authenticate_begin(
        [_kept(row) for row in rows] or None,
        user_verification=UserVerificationRequirement.REQUIRED,
        challenge=door.challenges.make(now, _purpose(person_id)),
    )
    return dict(options.public_key)


def take_assertion(session: Session, now: datetime, given: Assertion, person_id: PersonId | None) -> PersonId:
    """Whose passkey answered: of that person, or of anybody. Raises `WrongFactorError`, also where it counts backwards.

    One that counts no uses says 0 each time; a count that does not rise is that of a copy (WebAuthn Level 3, 6.1.1).
    Raises `PasskeysNeedHttpsError`.
    """
    from fido2.webauthn import AuthenticationResponse  # noqa: PLC0415

    site = given.door.site
    try:
        challenge = _challenge(given.credential)
        given.door.challenges.refuse(now, challenge, _purpose(person_id))
        response = AuthenticationResponse.from_dict(given.credential)
        query = select(PasskeyRow).where(PasskeyRow.credential_id == _named(response.raw_id))
        row = session.scalars(query.with_for_update().execution_options(populate_existing=True)).one_or_none()
        if row is None or person_id not in {None, row.person_id}:
            raise WrongFactorError
        _server(site).authenticate_complete(_state(challenge), [_kept(row)], response)
    except _MALFORMED as error:
        raise WrongFactorError from error
    count = response.response.authenticator_data.counter
    if (count or row.sign_count) and count <= row.sign_count:
        raise WrongFactorError
    given.door.challenges.use_up(now, challenge)
    row.sign_count, row.used_at = count, now
    session.flush()
    return PersonId(row.person_id)


def _is_this_machine(host: str) -> bool:
    try:
        return urlsplit(f"//{host}").hostname == "localhost"
    except ValueError:  # a header may say anything
        return False


def _own(session: Session, actor: Actor, passkey_id: UUID) -> PasskeyRow:
    row = owned(session, PasskeyRow, passkey_id, actor.commune_id, kind="passkey", lock=True)
    if row.person_id != actor.person_id:
        raise NotFoundError(kind="passkey", key=str(passkey_id))
    return row


def _purpose(person_id: PersonId | None) -> str:
    return f"proof {person_id}" if person_id is not None else "sign in"


def _server(site: Site) -> "Fido2Server":
    from fido2.server import Fido2Server  # noqa: PLC0415
    from fido2.webauthn import PublicKeyCredentialRpEntity  # noqa: PLC0415

    logging.getLogger("fido2").setLevel(logging.WARNING)  # it tells keys by their ids
    return Fido2Server(PublicKeyCredentialRpEntity(id=site.host, name="Loa Làng"), verify_origin=lambda said: said == site.origin)


def _state(challenge: bytes) -> dict[str, Any]:
    return {"challenge": _named(challenge), "user_verification": "required"}


def _challenge(credential: Json) -> bytes:
    from fido2.utils import websafe_decode  # noqa: PLC0415
    from fido2.webauthn import CollectedClientData  # noqa: PLC0415

    said = CollectedClientData(websafe_decode(credential["response"]["clientDataJSON"]))
    if said.cross_origin:
        raise WrongFactorError
    return said.challenge


def _kept(row: PasskeyRow) -> Any:  # noqa: ANN401  # the library's own value
    from fido2.webauthn import AttestedCredentialData  # noqa: PLC0415

    return AttestedCredentialData(row.public_key)


def _named(data: bytes) -> str:
    from fido2.utils import websafe_encode  # noqa: PLC0415

    return websafe_encode(data)
