"""One's own second factors: looked at, added, renewed, taken away."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from app import accounts
from app.accounts import (
    Actor,
    Door,
    Factors,
    Grave,
    NewTotp,
    Right,
    begin_totp,
    confirm_totp,
    own_factors,
    remove_totp,
    renew_codes,
)
from app.desk.office import Office


def look(session: Session, actor: Actor) -> Factors:
    """What one has."""
    actor.must(Right.SIGN_IN)
    return own_factors(session, actor)


def begin_telephone(office: Office, session: Session, actor: Actor) -> NewTotp:
    """Make a secret for a telephone, which counts once it is confirmed."""
    actor.must(Right.SIGN_IN, Grave.ADD_FACTOR)
    return begin_totp(session, actor, key=office.machine_key)


def confirm_telephone(office: Office, actor: Actor, code: str) -> tuple[str, ...]:
    """Let it count; returns recovery codes. Raises what `confirm_totp` raises."""
    actor.must(Right.SIGN_IN)
    return confirm_totp(office.sessions, office.clock, actor, code, key=office.machine_key)


def remove_telephone(office: Office, session: Session, actor: Actor) -> None:
    """Take it away. Raises what `remove_totp` raises."""
    actor.must(Right.SIGN_IN, Grave.REMOVE_FACTOR)
    remove_totp(session, office.clock, actor, holders=office.sign_in_limits.second_for)


def renew_recovery(office: Office, session: Session, actor: Actor) -> tuple[str, ...]:
    """New recovery codes. Raises what `renew_codes` raises."""
    actor.must(Right.SIGN_IN, Grave.RENEW_CODES)
    return renew_codes(session, office.clock, actor)


def passkey_to_add(office: Office, session: Session, actor: Actor, door: Door) -> dict[str, Any]:
    """What the browser is given to make one. Raises `PasskeysNeedHttpsError`."""
    actor.must(Right.SIGN_IN, Grave.ADD_FACTOR)
    return accounts.new_passkey_options(session, office.clock.now(), actor, door)


def add_passkey(
    office: Office, session: Session, actor: Actor, credential: Mapping[str, Any], door: Door, *, label: str
) -> tuple[str, ...]:
    """Keep one that was made; returns recovery codes with the first second factor. Raises what `accounts.add_passkey` raises."""
    actor.must(Right.SIGN_IN, Grave.ADD_FACTOR)
    return accounts.add_passkey(session, office.clock, actor, credential, door, label=label)


def rename_passkey(office: Office, session: Session, actor: Actor, passkey_id: UUID, label: str) -> None:
    """Call one otherwise. Raises `NotFoundError`."""
    actor.must(Right.OWN)
    accounts.rename_passkey(session, office.clock, actor, passkey_id, label)


def remove_passkey(office: Office, session: Session, actor: Actor, passkey_id: UUID) -> None:
    """Take one away. Raises what `app.accounts.remove_passkey` raises."""
    actor.must(Right.SIGN_IN, Grave.REMOVE_FACTOR)
    holders = office.sign_in_limits.second_for
    accounts.remove_passkey(session, office.clock, actor, passkey_id, holders=holders)


def passkey_to_prove(office: Office, session: Session, actor: Actor, door: Door) -> dict[str, Any]:
    """What the browser is given to ask for one of the person's. Raises `PasskeysNeedHttpsError`."""
    actor.must(Right.SIGN_IN)
    return accounts.passkey_options(session, office.clock.now(), door, actor.own_id)
