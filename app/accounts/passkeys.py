"""Passkeys (WebAuthn): a key that the device keeps and opens by a finger, a face or its own code, for pages of one name alone.

Each is used with the person's verification, so it is a second factor and a whole sign-in alike. The signatures, and what
they are over, are looked at in `webauthn`; here is what that leaves to us: challenges, counters, whose a key is.
"""

import hmac
import secrets
import threading
from collections.abc import Collection, Mapping
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
from app.values import frozen

if TYPE_CHECKING:
    from app.accounts import webauthn

Json = Mapping[str, Any]
_LIFE = timedelta(minutes=5)
_NONCE, _TIME = 16, 8


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


@frozen
class Door:
    """Where passkeys are asked for. address: the public one of this installation, as set; host: what the browser calls it.

    Any door can be stood at; whether it has passkeys is asked once somebody may ask for one, in `site`.
    """

    address: str
    host: str
    challenges: Challenges

    @property
    def site(self) -> "webauthn.Site":
        """Browsers offer passkeys over HTTPS or on the machine itself only. Raises `PasskeysNeedHttpsError`."""
        from app.accounts import webauthn  # noqa: PLC0415  # a start does without it

        if self.address:
            return webauthn.Site(urlsplit(self.address).hostname or "", self.address)
        if _is_this_machine(self.host):
            return webauthn.Site("localhost", f"http://{self.host}")
        raise PasskeysNeedHttpsError


@frozen
class Assertion:
    """What a device answered to be let in, as the browser gives it."""

    credential: Json
    door: Door


def new_passkey_options(session: Session, now: datetime, actor: Actor, door: Door) -> dict[str, Any]:
    """What the browser is given to make a passkey; those the person has are named, so that a device makes no second one.

    Raises `PasskeysNeedHttpsError`.
    """
    from app.accounts.webauthn import User  # noqa: PLC0415  # a start does without it

    person = owned(session, PersonRow, actor.own_id, actor.commune_id, kind="person")
    user = User(actor.own_id.bytes, person.login, person.name)
    challenge = door.challenges.make(now, f"new {actor.own_id}")
    return door.site.asked_to_make(user, _kept(session, actor.own_id), challenge)


def add_passkey(session: Session, clock: Clock, actor: Actor, credential: Json, door: Door, *, label: str) -> tuple[str, ...]:
    """Keep a passkey that was just made. Returns recovery codes with the first second factor.

    Raises `PasskeysNeedHttpsError`, `WrongFactorError`.
    """
    from app.accounts.webauthn import challenge_of  # noqa: PLC0415  # a start does without it

    now, site = clock.now(), door.site
    challenge = challenge_of(credential)
    door.challenges.refuse(now, challenge, f"new {actor.own_id}")
    made = site.made(credential, challenge)
    door.challenges.use_up(now, challenge)
    if session.scalar(select(PasskeyRow.id).where(PasskeyRow.credential_id == made.credential_id)) is not None:
        raise WrongFactorError
    is_first = note_first_factor(session, now, actor)
    passkey_id = new_id()
    of = {"commune_id": actor.commune_id, "person_id": actor.own_id}
    row = PasskeyRow(id=passkey_id, **of, credential_id=made.credential_id, public_key=made.public_key, created_at=now)
    row.label, row.sign_count = label, made.count
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
    challenge = door.challenges.make(now, _purpose(person_id))
    return door.site.asked_to_use(_kept(session, person_id) if person_id is not None else [], challenge)


def take_assertion(session: Session, now: datetime, given: Assertion, person_id: PersonId | None) -> PersonId:
    """Whose passkey answered: of that person, or of anybody. Raises `WrongFactorError`, also where it counts backwards.

    One that counts no uses says 0 each time; a count that does not rise is that of a copy (WebAuthn Level 3, 6.1.1).
    Raises `PasskeysNeedHttpsError`.
    """
    from app.accounts.webauthn import challenge_of, credential_id_of  # noqa: PLC0415  # a start does without it

    site, challenge = given.door.site, challenge_of(given.credential)
    given.door.challenges.refuse(now, challenge, _purpose(person_id))
    query = select(PasskeyRow).where(PasskeyRow.credential_id == credential_id_of(given.credential))
    row = session.scalars(query.with_for_update().execution_options(populate_existing=True)).one_or_none()
    if row is None or person_id not in {None, row.person_id}:
        raise WrongFactorError
    count = site.used(given.credential, row.public_key, challenge)
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


def _kept(session: Session, person_id: PersonId) -> list[bytes]:
    return list(session.scalars(select(PasskeyRow.public_key).where(PasskeyRow.person_id == person_id)))
