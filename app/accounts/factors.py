"""What a person has besides a password: codes of a telephone, passkeys, and ten recovery codes on paper for when both are lost.

With the first of them all other sign-ins end, as they never gave it; recovery codes come with it and go with the last.
"""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, delete, func, select, true, update
from sqlalchemy.orm import Session

from app.accounts.actor import Actor
from app.accounts.acts import record_act
from app.accounts.attempts import attempt_key, count_try, forgive
from app.accounts.ending import end_factors
from app.accounts.errors import NoTotpBegunError, SecondFactorRequiredError, WrongFactorError
from app.accounts.model import Factor, Holder
from app.accounts.rights import must_have_second
from app.accounts.sealing import MachineKey
from app.accounts.secrets import hash_code, new_code
from app.accounts.tables import PasskeyRow, PersonRow, RecoveryCodeRow, SignInRow, TotpRow
from app.accounts.totp import new_totp_secret, step_of_code, totp_text, totp_uri
from app.clock import Clock
from app.db import Sessions, owned, present, readable
from app.errors import NotFoundError
from app.units import PersonId, new_id
from app.values import frozen

RECOVERY_CODES = 10
_CODE_PARTS = 5
_NEVER = 0


@frozen
class Passkey:
    """One of a person's passkeys. label: what the person calls it."""

    id: UUID
    label: str
    created_at: datetime
    used_at: datetime | None


@frozen
class Factors:
    """What a person has besides a password. totp_since: when a telephone was confirmed; codes_left: not used yet."""

    totp_since: datetime | None
    passkeys: tuple[Passkey, ...]
    codes_left: int


@frozen
class NewTotp:
    """A secret just made, which counts once it is confirmed; shown once and kept sealed. uri: the same for a picture to read."""

    secret: str
    uri: str


def factors_of(session: Session, person_id: UUID) -> tuple[Factor, ...]:
    """Which second factors a person has."""
    totp = select(TotpRow.person_id).where(TotpRow.person_id == person_id, TotpRow.confirmed_at.is_not(None))
    passkey = select(PasskeyRow.id).where(PasskeyRow.person_id == person_id).limit(1)
    found = {Factor.TOTP: totp, Factor.PASSKEY: passkey}
    return tuple(factor for factor, query in found.items() if session.scalar(query) is not None)


def own_factors(session: Session, actor: Actor) -> Factors:
    """What the actor has."""
    totp = session.get(TotpRow, actor.own_id)
    passkeys = readable(session, _passkeys(actor.own_id), lambda row: Passkey(row.id, row.label, row.created_at, row.used_at))
    left = select(func.count()).where(RecoveryCodeRow.person_id == actor.own_id, RecoveryCodeRow.used_at.is_(None))
    return Factors(totp.confirmed_at if totp is not None else None, tuple(passkeys), session.scalars(left).one())


def begin_totp(session: Session, actor: Actor, *, key: MachineKey) -> NewTotp:
    """Make a secret for the actor's telephone; one that is in force stays so until this one is confirmed."""
    person_id = actor.own_id
    login = owned(session, PersonRow, person_id, actor.commune_id, kind="person", lock=True).login
    row, secret = session.get(TotpRow, person_id), new_totp_secret()
    if row is None:
        row = TotpRow(person_id=person_id, commune_id=actor.commune_id, last_step=_NEVER)
        session.add(row)
    row.pending = key.seal(secret, person_id)
    return NewTotp(totp_text(secret), totp_uri(secret, login))


def confirm_totp(sessions: Sessions, clock: Clock, actor: Actor, code: str, *, key: MachineKey) -> tuple[str, ...]:
    """Let the secret count, of which `code` is the first code. Returns ten new recovery codes; older ones end.

    Raises `TooManyAttemptsError`, `NoTotpBegunError`, `WrongFactorError`.
    """
    now, keys = clock.now(), second_keys(actor.own_id)
    count_try(sessions, now, keys)
    with sessions.begin() as session:
        row = session.get(TotpRow, actor.own_id, with_for_update=True, populate_existing=True)
        if row is None or row.pending is None:
            raise NoTotpBegunError
        secret = key.open(row.pending, actor.own_id)
        step = step_of_code(secret, code, now, after=_NEVER) if secret is not None else None
        if step is None:
            raise WrongFactorError
        forgive(session, keys)
        note_first_factor(session, now, actor)
        row.sealed, row.pending, row.confirmed_at, row.last_step = row.pending, None, now, step
        record_act(session, now, actor, "add_totp", subject="person", subject_id=actor.own_id)
        return make_codes(session, now, actor)


def remove_totp(session: Session, clock: Clock, actor: Actor, *, holders: Collection[Holder]) -> None:
    """Take the telephone away. holders: who must have a second factor. Raises `NotFoundError`, `SecondFactorRequiredError`."""
    row = session.get(TotpRow, actor.own_id, with_for_update=True, populate_existing=True)
    if row is None or row.confirmed_at is None:
        raise NotFoundError(kind="totp", key=actor.name)
    session.delete(row)
    note_last_factor(session, actor, holders)
    record_act(session, clock.now(), actor, "remove_totp", subject="person", subject_id=actor.own_id)


def renew_codes(session: Session, clock: Clock, actor: Actor) -> tuple[str, ...]:
    """Ten new recovery codes; older ones end. Raises `NotFoundError` for one who has no second factor."""
    if not factors_of(session, actor.own_id):
        raise NotFoundError(kind="second_factor", key=actor.name)
    now = clock.now()
    record_act(session, now, actor, "renew_codes", subject="person", subject_id=actor.own_id)
    return make_codes(session, now, actor)


def forget_factors(session: Session, clock: Clock, actor: Actor, person_id: PersonId) -> None:
    """Take all second factors of a person away who lost them, and with them the sign-ins. Raises `NotFoundError`."""
    now = clock.now()
    present(session, PersonRow, person_id, actor.commune_id, kind="person", lock=True)
    end_factors(session, now, person_id)
    record_act(session, now, actor, "forget_factors", subject="person", subject_id=person_id)


def take_code(session: Session, now: datetime, person_id: UUID, code: str, *, key: MachineKey) -> str:
    """Use a code up, of the telephone or of recovery; returns which. Raises `WrongFactorError`."""
    row = session.get(TotpRow, person_id, with_for_update=True, populate_existing=True)
    if row is not None and row.sealed is not None:
        secret = key.open(row.sealed, person_id)
        step = step_of_code(secret, code, now, after=row.last_step) if secret is not None else None
        if step is not None:
            row.last_step = step
            return Factor.TOTP.value
    query = select(RecoveryCodeRow).where(RecoveryCodeRow.person_id == person_id, RecoveryCodeRow.code_hash == hash_code(code))
    spare = session.scalars(query.with_for_update().execution_options(populate_existing=True)).one_or_none()
    if spare is None or spare.used_at is not None:
        raise WrongFactorError
    spare.used_at = now
    return "recovery"


def second_keys(person_id: UUID) -> dict[str, str]:
    """What tries at a second factor are counted by: who gets here has given the password, so no stranger holds it shut."""
    return {"second": attempt_key("second", str(person_id))}


def make_codes(session: Session, now: datetime, actor: Actor) -> tuple[str, ...]:
    """Ten recovery codes of the actor's in place of the older ones."""
    session.execute(delete(RecoveryCodeRow).where(RecoveryCodeRow.person_id == actor.own_id))
    codes = tuple(new_code(_CODE_PARTS) for _ in range(RECOVERY_CODES))
    for code in codes:
        of = {"commune_id": actor.commune_id, "person_id": actor.own_id}
        session.add(RecoveryCodeRow(id=new_id(), **of, code_hash=hash_code(code), made_at=now))
    return codes


def note_first_factor(session: Session, now: datetime, actor: Actor) -> bool:
    """Before one is added: this sign-in has given it now, and where it is the first all others end. Returns whether it is."""
    is_first = not factors_of(session, actor.own_id)
    own = SignInRow.person_id == actor.own_id
    if is_first:
        session.execute(update(SignInRow).where(own, SignInRow.ended_at.is_(None), _not_this(actor)).values(ended_at=now))
    session.execute(update(SignInRow).where(own, SignInRow.id == actor.sign_in_id).values(second_at=now))
    return is_first


def note_last_factor(session: Session, actor: Actor, holders: Collection[Holder]) -> None:
    """After one was taken away: the recovery codes go with the last. Raises `SecondFactorRequiredError` for who must have one."""
    if factors_of(session, actor.own_id):
        return
    if must_have_second(actor.roles, holders, may_alarm=actor.may_alarm):
        raise SecondFactorRequiredError
    session.execute(delete(RecoveryCodeRow).where(RecoveryCodeRow.person_id == actor.own_id))


def _not_this(actor: Actor) -> ColumnElement[bool]:
    return SignInRow.id != actor.sign_in_id if actor.sign_in_id is not None else true()


def _passkeys(person_id: UUID) -> Select[PasskeyRow]:
    return select(PasskeyRow).where(PasskeyRow.person_id == person_id).order_by(PasskeyRow.id)
