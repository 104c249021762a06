"""Proving anew who is at a screen: by the second factor where the person has one, else by the password.

It makes a sign-in whole that waits for its second factor, and opens grave acts for some minutes. The cookie changes with it
(ASVS 5.0, 7.2.4): one that was taken before is worth nothing after.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from app.accounts.actor import Actor
from app.accounts.acts import record_act
from app.accounts.attempts import attempt_key, count_try, forgive
from app.accounts.errors import NoSignInError, SecondFactorMissingError, WrongPasswordError
from app.accounts.factors import factors_of, second_keys, take_code
from app.accounts.model import Factor
from app.accounts.passkeys import Assertion, take_assertion
from app.accounts.passwords import is_password, kept_password
from app.accounts.sealing import MachineKey
from app.accounts.secrets import hash_secret, new_secret
from app.accounts.tables import SignInRow
from app.clock import Clock
from app.db import Sessions, present
from app.units import PersonId
from app.values import frozen


@frozen
class Given:
    """What is given as a proof, one of them. code: of the telephone, or of recovery."""

    password: str = ""
    code: str = ""
    passkey: Assertion | None = None


def prove(sessions: Sessions, clock: Clock, actor: Actor, given: Given, *, key: MachineKey) -> str:
    """Prove that it is the actor who is there; returns the new secret of the sign-in. The try is counted first.

    Raises `NoSignInError` for a token, `TooManyAttemptsError`, `SecondFactorMissingError` where the password is not enough,
    `WrongPasswordError`, `WrongFactorError`.
    """
    now, person_id = clock.now(), actor.own_id
    if actor.sign_in_id is None:
        raise NoSignInError
    with sessions.read() as session:
        has_second = bool(factors_of(session, person_id))
        kept = kept_password(session, actor.commune_id, person_id)
    if has_second and not given.code and given.passkey is None:
        raise SecondFactorMissingError
    keys = second_keys(person_id) if has_second else {"account": attempt_key("account", f"old password of {person_id}")}
    count_try(sessions, now, keys)
    if not has_second and not is_password(given.password, kept):
        raise WrongPasswordError
    with sessions.begin() as session:
        by = _taken(session, now, person_id, given, key) if has_second else "password"
        forgive(session, keys)
        return _proved(session, now, actor, by)


def _taken(session: Session, now: datetime, person_id: PersonId, given: Given, key: MachineKey) -> str:
    if given.passkey is None:
        return take_code(session, now, person_id, given.code, key=key)
    take_assertion(session, now, given.passkey, person_id)
    return Factor.PASSKEY.value


def _proved(session: Session, now: datetime, actor: Actor, by: str) -> str:
    assert actor.sign_in_id is not None  # noqa: S101  # asked before
    row = present(session, SignInRow, actor.sign_in_id, actor.commune_id, kind="sign_in", lock=True)
    secret, act = new_secret(), "sign_in" if row.awaits_second else "prove"
    row.token_hash, row.proved_at, row.awaits_second = hash_secret(secret), now, False
    if by != "password":
        row.second_at = now
    record_act(session, now, actor, act, subject="sign_in", subject_id=row.id, by=by)
    return secret
