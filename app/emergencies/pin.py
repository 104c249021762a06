"""The PIN a person gives again for each emergency act: a token left open on a desk must not be enough to wake a village.

Kept as scrypt (RFC 7914): six figures are few, so each guess must cost. An attempt is counted and committed before the PIN is
looked at, so neither a rollback nor many attempts at once pass the limit.
"""

import hashlib
import hmac
import itertools
import secrets
from datetime import timedelta

from sqlalchemy.orm import Session

from app.accounts import Actor, record_act
from app.clock import Clock
from app.emergencies.errors import BadPinError, PinLockedError, PinMissingError, WrongPinError
from app.emergencies.tables import PinRow
from app.units import PersonId

ATTEMPTS, WINDOW = 5, timedelta(minutes=5)
_SHORTEST, _LONGEST = 6, 12
_COST = {"n": 1 << 14, "r": 8, "p": 1}


def set_pin(session: Session, clock: Clock, actor: Actor, pin: str) -> None:
    """Set the actor's own PIN. Raises `BadPinError`."""
    refuse_weak_pin(pin)
    person_id = _person(actor)
    row = session.get(PinRow, person_id)
    if row is None:
        row = PinRow(person_id=person_id, commune_id=actor.commune_id)
        session.add(row)
    salt = secrets.token_bytes(16)
    row.salt, row.hash, row.set_at = salt, _hash(pin, salt), clock.now()
    row.attempts, row.window_from = 0, clock.now()
    session.flush()
    record_act(session, clock.now(), actor, "set_pin", subject="person", subject_id=person_id)


def refuse_weak_pin(pin: str) -> None:
    """Raises `BadPinError` for what is too short, too long, no figures, all alike or in a row."""
    if not (pin.isascii() and pin.isdigit() and _SHORTEST <= len(pin) <= _LONGEST) or _is_easy(pin):
        raise BadPinError


def count_pin_attempt(session: Session, clock: Clock, actor: Actor) -> None:
    """Count one attempt, in a transaction of its own. Raises `PinMissingError` or `PinLockedError`."""
    now = clock.now()
    row = session.get(PinRow, _person(actor), with_for_update=True, populate_existing=True)
    if row is None:
        raise PinMissingError
    if now - row.window_from >= WINDOW or now < row.window_from:
        row.window_from, row.attempts = now, 0
    if row.attempts >= ATTEMPTS:
        raise PinLockedError(max(1, int((row.window_from + WINDOW - now).total_seconds())))
    row.attempts += 1
    session.flush()


def check_pin(session: Session, actor: Actor, pin: str) -> None:
    """Raises `WrongPinError`. A right one clears the count with the act it was given for."""
    row = session.get(PinRow, _person(actor))
    if row is None:
        raise PinMissingError
    if not hmac.compare_digest(row.hash, _hash(pin, row.salt)):
        raise WrongPinError
    row.attempts = 0


def _person(actor: Actor) -> PersonId:
    if actor.person_id is None:
        raise PinMissingError
    return actor.person_id


def _hash(pin: str, salt: bytes) -> bytes:
    return hashlib.scrypt(pin.encode(), salt=salt, dklen=32, **_COST)


def _is_easy(pin: str) -> bool:
    steps = {int(after) - int(before) for before, after in itertools.pairwise(pin)}
    return len(steps) == 1 and steps <= {-1, 0, 1}
