"""Who signed in at a screen: kept at the server, ended there, looked at with every request.

The cookie holds 256 random bits and nothing else; a new one is made at each sign-in, so that none can be planted beforehand.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import bindparam, select, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from app.accounts.actor import Actor
from app.accounts.acts import record_act
from app.accounts.attempts import attempt_key, count_try, forgive, network_of, refuse_early
from app.accounts.deputies import deputyship
from app.accounts.errors import NotSignedInError, OldPasswordMissingError, WrongPasswordError
from app.accounts.factors import factors_of
from app.accounts.model import Factor, Holder, Role, Scope, Wait
from app.accounts.passkeys import Assertion, take_assertion
from app.accounts.passwords import hash_password, is_password, kept_password, store_password
from app.accounts.people import login_key
from app.accounts.practising import practising
from app.accounts.rights import must_have_second
from app.accounts.secrets import hash_secret, new_secret
from app.accounts.tables import PersonRow, SignInRow
from app.accounts.uses import Uses, write_end
from app.clock import Clock
from app.db import Sessions, is_disk_full, present, readable
from app.errors import NotFoundError
from app.units import CommuneId, PersonId, new_id
from app.values import frozen

_DEVICE_KNOWN = timedelta(days=365)
_LONGEST_LABEL = 200
_SECOND_WITHIN = timedelta(minutes=10)
"""So long a sign-in waits for its second factor."""

_WHOSE = (
    select(PersonRow.commune_id, PersonRow.id, PersonRow.name, PersonRow.roles, PersonRow.may_alarm)
    .add_columns(SignInRow.id.label("sign_in_id"), SignInRow.created_at, SignInRow.used_at)
    .add_columns(SignInRow.proved_at, SignInRow.second_at, SignInRow.awaits_second, SignInRow.practises_as)
    .join(SignInRow, SignInRow.person_id == PersonRow.id)
    .where(SignInRow.token_hash == bindparam("token_hash"), SignInRow.ended_at.is_(None), PersonRow.left_at.is_(None))
)
"""Whose a sign-in is, built once: every request with a cookie asks it, and building it took longer than asking."""


@frozen
class Limits:
    """How long a sign-in lasts: without a request, and at most; how long it counts as proved; who must have a second factor."""

    idle: timedelta
    longest: timedelta
    proof: timedelta = timedelta(minutes=5)
    second_for: Collection[Holder] = ()


@frozen
class Visitor:
    """Where a try comes from. label: what the browser calls itself.

    device: the secret of a device that signed in before, as it was sent.
    """

    address: str
    device: str
    label: str


@frozen
class NewSignIn:
    """A sign-in just made; secret and device are for the browser and kept nowhere. second: what it waits for, one of these."""

    id: UUID
    secret: str
    device: str
    actor: Actor
    second: tuple[Factor, ...] = ()


@frozen
class SignIn:
    """One of a person's sign-ins that lasts."""

    id: UUID
    label: str
    address: str
    created_at: datetime
    used_at: datetime


def sign_in(sessions: Sessions, clock: Clock, login: str, password: str, visitor: Visitor) -> NewSignIn:
    """Sign a person in. The try is counted first; no transaction is open while the password is looked at.

    Who has a second factor has yet to give it (`app.accounts.proofs`).
    Raises `TooManyAttemptsError`; `WrongPasswordError`, alike for a wrong password, one who has none, left or was never there.
    """
    now, key = clock.now(), login_key(login)
    with sessions.read() as session:
        row = session.scalars(select(PersonRow).where(PersonRow.login == key, PersonRow.left_at.is_(None))).one_or_none()
        kept = kept_password(session, CommuneId(row.commune_id), PersonId(row.id)) if row is not None else None
        is_known = row is not None and _is_known(session, now, PersonId(row.id), visitor.device)
        if is_known:
            keys = {"device": attempt_key("device", f"{key} {visitor.device}")}
        else:
            keys = {"account": attempt_key("account", key), "address": attempt_key("address", network_of(visitor.address))}
        refuse_early(session, now, keys)
    count_try(sessions, now, keys)
    if not is_password(password, kept) or row is None:
        raise WrongPasswordError
    with sessions.begin() as session:
        forgive(session, keys)
        made = _begin(session, now, PersonId(row.id), visitor, is_known=is_known)
        if kept_password(session, made.actor.commune_id, PersonId(row.id)) != kept:
            raise WrongPasswordError  # it was changed, or the person left, while this one was looked at
        act = "begin_sign_in" if made.second else "sign_in"
        record_act(session, now, made.actor, act, subject="sign_in", subject_id=made.id)
        return made


def sign_in_with_passkey(sessions: Sessions, clock: Clock, given: Assertion, visitor: Visitor) -> NewSignIn:
    """Sign in whoever the passkey is of: what the device verified is as much as a password and a second factor.

    Raises `WrongFactorError`; `WrongPasswordError` for one who left.
    """
    now = clock.now()
    with sessions.begin() as session:
        person_id = take_assertion(session, now, given, None)
        is_known = _is_known(session, now, person_id, visitor.device)
        made = replace(_begin(session, now, person_id, visitor, is_known=is_known), second=())
        query = update(SignInRow).where(SignInRow.id == made.id)
        session.execute(query.values(awaits_second=False, second_at=now))
        record_act(session, now, made.actor, "sign_in", subject="sign_in", subject_id=made.id, by=Factor.PASSKEY.value)
        return made


def who_signed_in(session: Session, now: datetime, secret: str, *, limits: Limits, uses: Uses) -> Actor:
    """Whose a sign-in is; a query or two, and nothing is written. uses: what was used since it was last written down.

    Raises `NotSignedInError` for one that is unknown, was ended, came to its end, or whose person left; `PracticeEndedError`.
    """
    found = session.execute(_WHOSE, {"token_hash": hash_secret(secret)}).one_or_none()
    if found is None:
        raise NotSignedInError
    used_at = max(found.used_at, uses.of(found.sign_in_id) or found.used_at)
    longest = _SECOND_WITHIN if found.awaits_second else limits.longest
    if not (found.created_at <= now < found.created_at + longest and now < used_at + limits.idle):
        raise NotSignedInError
    if uses.has_ended(found.sign_in_id):
        raise NotSignedInError
    uses.note(found.sign_in_id, now)
    roles, wait = frozenset(map(Role, found.roles)), None
    if found.awaits_second:
        wait = Wait.SECOND
    elif found.second_at is None and must_have_second(roles, limits.second_for, may_alarm=found.may_alarm):
        wait = Wait.ENROL
    own = Actor(
        commune_id=found.commune_id,
        person_id=found.id,
        name=found.name,
        roles=roles,
        may_alarm=found.may_alarm,
        deputy_for=deputyship(session, now, found.id, roles, Scope.FULL),
        sign_in_id=found.sign_in_id,
        has_proved=not found.awaits_second and found.proved_at <= now < found.proved_at + limits.proof,
        wait=wait,
        until=found.created_at + longest,
    )
    return own if found.practises_as is None or wait is not None else practising(session, own, found.practises_as)


def list_sign_ins(session: Session, now: datetime, person_id: PersonId, *, limits: Limits, uses: Uses) -> list[SignIn]:
    """A person's that last, the oldest first."""
    query = select(SignInRow).where(
        SignInRow.person_id == person_id,
        SignInRow.ended_at.is_(None),
        SignInRow.awaits_second.is_(False),
        SignInRow.created_at > now - limits.longest,
    )
    found = readable(session, query.order_by(SignInRow.id), lambda row: _sign_in(row, uses))
    return [each for each in found if now < each.used_at + limits.idle]


def end_sign_in(sessions: Sessions, clock: Clock, actor: Actor, sign_in_id: UUID, uses: Uses) -> None:
    """End one of the actor's own; its cookie opens nothing from the next request on. Raises `NotFoundError`.

    Where the disk is full, who leaves is not kept: it is ended in `uses`, which writes it down once there is room.
    """
    now = clock.now()
    with sessions.read() as session:
        row = present(session, SignInRow, sign_in_id, actor.commune_id, kind="sign_in")
        if row.person_id != actor.person_id or uses.has_ended(sign_in_id):
            raise NotFoundError(kind="sign_in", key=str(sign_in_id))
    try:
        with sessions.begin() as session:
            write_end(session, now, actor, sign_in_id)
    except OperationalError as error:
        if not is_disk_full(error):
            raise
        uses.end(sign_in_id, actor, now)


def change_password(sessions: Sessions, clock: Clock, actor: Actor, password: str, *, old: str | None) -> None:
    """Set the actor's own password; who has one gives it (`old`). All other sign-ins of that person end.

    The caller has refused weak ones. Raises `OldPasswordMissingError`, `TooManyAttemptsError`, `WrongPasswordError`.
    """
    now, person_id = clock.now(), actor.own_id
    with sessions.read() as session:
        kept = kept_password(session, actor.commune_id, person_id)
    keys = {"account": attempt_key("account", f"old password of {person_id}")}
    if kept is not None:
        if old is None:
            raise OldPasswordMissingError
        count_try(sessions, now, keys)
        if not is_password(old, kept):
            raise WrongPasswordError
    hashed = hash_password(password)
    with sessions.begin() as session:
        forgive(session, keys)
        if kept_password(session, actor.commune_id, person_id) != kept:
            raise WrongPasswordError
        store_password(session, clock, actor, person_id, hashed)
        others = (SignInRow.person_id == person_id, SignInRow.ended_at.is_(None), SignInRow.id != actor.sign_in_id)
        session.execute(update(SignInRow).where(*others).values(ended_at=now))


def _begin(session: Session, now: datetime, person_id: PersonId, visitor: Visitor, *, is_known: bool) -> NewSignIn:
    person = session.get_one(PersonRow, person_id, with_for_update=True, populate_existing=True)
    if person.left_at is not None:
        raise WrongPasswordError
    roles, device = frozenset(map(Role, person.roles)), visitor.device if is_known else new_secret()
    actor = Actor(CommuneId(person.commune_id), person_id, person.name, roles=roles, may_alarm=person.may_alarm)
    made = NewSignIn(new_id(), new_secret(), device, actor, factors_of(session, person_id))
    session.add(
        SignInRow(
            id=made.id,
            commune_id=person.commune_id,
            person_id=person_id,
            token_hash=hash_secret(made.secret),
            device_hash=hash_secret(device),
            label=visitor.label[:_LONGEST_LABEL],
            address=visitor.address,
            created_at=now,
            used_at=now,
            proved_at=now,
            awaits_second=bool(made.second),
        )
    )
    return made


def _is_known(session: Session, now: datetime, person_id: PersonId, device: str) -> bool:
    """Whether this person signed in from that device before; a planted one is nobody's."""
    known = (SignInRow.person_id == person_id, SignInRow.device_hash == hash_secret(device))
    query = select(SignInRow.id).where(*known, SignInRow.created_at > now - _DEVICE_KNOWN)
    return session.scalar(query.limit(1)) is not None


def _sign_in(row: SignInRow, uses: Uses) -> SignIn:
    used_at = max(row.used_at, uses.of(row.id) or row.used_at)
    return SignIn(row.id, row.label, row.address, row.created_at, used_at)
