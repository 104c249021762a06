"""One's own second factors: looked at, added, renewed, taken away."""

from sqlalchemy.orm import Session

from app.accounts import (
    Actor,
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
