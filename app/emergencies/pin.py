"""The PIN a person gives again for each emergency act: a token left open on a desk must not be enough to wake a village.

Kept as scrypt (RFC 7914): six figures are few, so each guess must cost. A PIN is looked at in a transaction of its own that holds
the person's row: a wrong one is counted and committed whatever becomes of the act, many at once stand in line, and a right one
never counts, however often what it was given for is refused or sent again.
"""

import hashlib
import hmac
import itertools
import secrets
from datetime import timedelta

from sqlalchemy.orm import Session

from app.accounts import Actor, Grave, Right, record_act
from app.clock import Clock
from app.db import Sessions
from app.emergencies.errors import BadPinError, OldPinMissingError, PinLockedError, PinMissingError, WrongPinError
from app.emergencies.tables import PinRow
from app.units import PersonId

ATTEMPTS, WINDOW = 5, timedelta(minutes=5)
_SHORTEST, _LONGEST = 6, 12
_COST = {"n": 1 << 14, "r": 8, "p": 1}


def change_pin(sessions: Sessions, clock: Clock, actor: Actor, pin: str, *, old: str | None) -> None:
    """Set the actor's own PIN; who has one gives it (`old`), so that a token alone changes nothing, and the first one is grave.

    Raises `BadPinError`, `OldPinMissingError`, and what `prove_pin` and `Actor.must` raise.
    """
    refuse_weak_pin(pin)
    with sessions.read() as session:
        has_one = session.get(PinRow, _person(actor)) is not None
    if has_one:
        if old is None:
            raise OldPinMissingError
        prove_pin(sessions, clock, actor, old)
    else:
        actor.must(Right.OWN, Grave.SET_PIN)
    with sessions.begin() as session:
        set_pin(session, clock, actor, actor, pin)


def set_pin(session: Session, clock: Clock, actor: Actor, person: Actor, pin: str) -> None:
    """Give `person` a PIN, whatever the old one was: `actor` is the person who proved it, or somebody at the machine itself.

    Raises `BadPinError`.
    """
    refuse_weak_pin(pin)
    person_id, now = _person(person), clock.now()
    row = session.get(PinRow, person_id)
    if row is None:
        row = PinRow(person_id=person_id, commune_id=person.commune_id)
        session.add(row)
    salt = secrets.token_bytes(16)
    row.salt, row.hash, row.set_at = salt, _hash(pin, salt), now
    row.attempts, row.window_from = 0, now
    session.flush()
    record_act(session, now, actor, "set_pin", subject="person", subject_id=person_id)


def has_pin(session: Session, person_id: PersonId | None) -> bool:
    """Whether somebody has one to give."""
    return person_id is not None and session.get(PinRow, person_id) is not None


def forget_pin(session: Session, person_id: PersonId) -> None:
    """Take away the PIN of a person who leaves."""
    row = session.get(PinRow, person_id)
    if row is not None:
        session.delete(row)
        session.flush()


def refuse_weak_pin(pin: str) -> None:
    """Raises `BadPinError` for what is too short, too long, no figures, all alike or in a row."""
    if not (pin.isascii() and pin.isdigit() and _SHORTEST <= len(pin) <= _LONGEST) or _is_easy(pin):
        raise BadPinError


def prove_pin(sessions: Sessions, clock: Clock, actor: Actor, pin: str) -> None:
    """Raises `PinMissingError`, `PinLockedError`, or `WrongPinError` once the attempt is counted."""
    with sessions.begin() as session:
        is_right = _try(session, clock, actor, pin)
    if not is_right:
        raise WrongPinError


def _try(session: Session, clock: Clock, actor: Actor, pin: str) -> bool:
    now = clock.now()
    row = session.get(PinRow, _person(actor), with_for_update=True, populate_existing=True)
    if row is None:
        raise PinMissingError
    if now - row.window_from >= WINDOW or now < row.window_from:
        row.window_from, row.attempts = now, 0
    if row.attempts >= ATTEMPTS:
        raise PinLockedError(max(1, int((row.window_from + WINDOW - now).total_seconds())))
    is_right = hmac.compare_digest(row.hash, _hash(pin, row.salt))
    row.attempts = 0 if is_right else row.attempts + 1
    session.flush()
    if not is_right:
        record_act(session, now, actor, "refuse_pin", subject="person", subject_id=_person(actor), attempt=row.attempts)
    return is_right


def _person(actor: Actor) -> PersonId:
    if actor.person_id is None:
        raise PinMissingError
    return actor.person_id


def _hash(pin: str, salt: bytes) -> bytes:
    return hashlib.scrypt(pin.encode(), salt=salt, dklen=32, **_COST)


def _is_easy(pin: str) -> bool:
    steps = {int(after) - int(before) for before, after in itertools.pairwise(pin)}
    return len(steps) == 1 and steps <= {-1, 0, 1}
