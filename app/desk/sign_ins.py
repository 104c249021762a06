"""Signing in with a password, the password itself, and one's own sign-ins."""

from uuid import UUID

from app.accounts import (
    Actor,
    Assertion,
    Given,
    Invited,
    NewSignIn,
    Right,
    Visitor,
    change_password,
    end_sign_in,
    hash_password,
    invited,
    prove,
    refuse_weak_password,
    sign_in_with_passkey,
    store_password,
    whose_invitation,
)
from app.accounts import sign_in as begin_sign_in
from app.desk.office import Office
from app.zones import root_zone


def sign_in(office: Office, login: str, password: str, visitor: Visitor) -> NewSignIn:
    """Sign in. Raises what `app.accounts.sign_in` raises."""
    return begin_sign_in(office.sessions, office.clock, login, password, visitor)


def with_passkey(office: Office, given: Assertion, visitor: Visitor) -> NewSignIn:
    """Sign in by a passkey alone. Raises what `sign_in_with_passkey` raises."""
    return sign_in_with_passkey(office.sessions, office.clock, given, visitor)


def prove_again(office: Office, actor: Actor, given: Given) -> str:
    """Prove anew who is at the screen; returns the new secret of the sign-in. Raises what `prove` raises."""
    actor.must(Right.SIGN_IN)
    return prove(office.sessions, office.clock, actor, given, key=office.machine_key)


def end(office: Office, actor: Actor, sign_in_id: UUID) -> None:
    """End one of one's own. Raises `NotFoundError`."""
    actor.must(Right.SIGN_IN)
    end_sign_in(office.sessions, office.clock, actor, sign_in_id, office.uses)


def choose_password(office: Office, actor: Actor, password: str, *, old: str | None) -> None:
    """Set one's own. Raises `WeakPasswordError`, and what `change_password` raises."""
    actor.must(Right.OWN)
    _refuse_weak(office, actor, password)
    change_password(office.sessions, office.clock, actor, password, old=old)


def come_in(office: Office, code: str, password: str) -> Invited:
    """Use an invitation's code up and choose the password to sign in with.

    The password is weighed and hashed before the code is used, with no transaction open: a weak one costs no code.
    Raises `BadInvitationError`, `WeakPasswordError`.
    """
    with office.sessions.read() as session:
        came = whose_invitation(session, office.clock, code)
    _refuse_weak(office, came.actor, password)
    hashed = hash_password(password)
    with office.sessions.begin() as session:
        came = invited(session, office.clock, code)
        store_password(session, office.clock, came.actor, came.person_id, hashed)
    return came


def _refuse_weak(office: Office, actor: Actor, password: str) -> None:
    with office.sessions.read() as session:
        commune = root_zone(session, actor.commune_id).name
    refuse_weak_password(password, (commune, actor.name))
