"""The one-time set-up code of an empty installation: printed where it was started, turned once into the first administrator.

An attempt is counted and committed before the code is looked at: neither a rollback nor many attempts at once pass the limit.
"""

import hmac
from datetime import timedelta

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from app.accounts.errors import SetupDoneError, TooManyAttemptsError, WrongSetupCodeError
from app.accounts.secrets import hash_code, new_code
from app.accounts.tables import PersonRow, SetupCodeRow
from app.clock import Clock
from app.units import new_id

ATTEMPTS = 5
WINDOW = timedelta(minutes=1)


def is_set_up(session: Session) -> bool:
    """Whether the installation has a person who may act."""
    return bool(session.scalar(select(exists().where(PersonRow.id.is_not(None)))))


def make_setup_code(session: Session, clock: Clock) -> str:
    """Make a new code to print; an older unused one stops working. Raises `SetupDoneError`."""
    if is_set_up(session):
        raise SetupDoneError
    for old in session.scalars(select(SetupCodeRow)):
        session.delete(old)
    code, now = new_code(), clock.now()
    session.add(SetupCodeRow(id=new_id(), code_hash=hash_code(code), created_at=now, attempts=0, window_from=now))
    session.flush()
    return code


def count_attempt(session: Session, clock: Clock) -> None:
    """Count one attempt, in a transaction of its own. Raises `TooManyAttemptsError` or `SetupDoneError`."""
    now = clock.now()
    row = _code(session)
    if row is None or row.used_at is not None:
        raise SetupDoneError
    # A wall clock that went back must not lock the door for as long as it jumped.
    if now - row.window_from >= WINDOW or now < row.window_from:
        row.window_from, row.attempts = now, 0
    if row.attempts >= ATTEMPTS:
        wait = row.window_from + WINDOW - now
        raise TooManyAttemptsError(wait_s=max(1, int(wait.total_seconds())))
    row.attempts += 1
    session.flush()


def use_setup_code(session: Session, clock: Clock, code: str) -> None:
    """Use the code up. Raises `WrongSetupCodeError`, or `SetupDoneError` when it was used before."""
    row = _code(session)
    if row is None or row.used_at is not None or is_set_up(session):
        raise SetupDoneError
    if not hmac.compare_digest(row.code_hash, hash_code(code)):
        raise WrongSetupCodeError
    row.used_at = clock.now()
    session.flush()


def _code(session: Session) -> SetupCodeRow | None:
    query = select(SetupCodeRow).order_by(SetupCodeRow.created_at.desc()).limit(1)
    return session.scalars(query.with_for_update()).one_or_none()
