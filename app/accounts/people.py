"""People and the tokens they sign in with."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.actor import Actor
from app.accounts.acts import record_act
from app.accounts.errors import NotSignedInError, PersonUnclearError
from app.accounts.model import Role, Scope
from app.accounts.rights import Right
from app.accounts.secrets import hash_secret, new_secret
from app.accounts.tables import ApiTokenRow, PersonRow
from app.clock import Clock
from app.db import owned, readable
from app.errors import NotFoundError
from app.units import CommuneId, PersonId, new_id


@dataclass(frozen=True, slots=True)
class NewToken:
    """A token just made; `secret` is shown once and kept nowhere."""

    id: UUID
    secret: str


@dataclass(frozen=True, slots=True)
class Token:
    """A token as a list shows it; its secret is kept nowhere."""

    id: UUID
    person: str
    label: str
    scope: Scope
    created_at: datetime


def add_person(session: Session, clock: Clock, actor: Actor, *, name: str, role: Role) -> PersonId:
    """Add a person to the actor's commune."""
    now = clock.now()
    person_id = PersonId(new_id())
    session.add(PersonRow(id=person_id, commune_id=actor.commune_id, name=name, role=role, created_at=now))
    session.flush()
    record_act(session, now, actor, "add_person", subject="person", subject_id=person_id, name=name, role=role.value)
    return person_id


def person_called(session: Session, called: str) -> Actor:
    """The person of the whole installation with this name, or this id. Raises `NotFoundError`, `PersonUnclearError`."""
    rows = session.scalars(select(PersonRow).where(PersonRow.left_at.is_(None)).order_by(PersonRow.id)).all()
    found = [row for row in rows if called in {row.name, str(row.id)}]
    if not found:
        raise NotFoundError(kind="person", key=called)
    if len(found) > 1:
        raise PersonUnclearError(called, ", ".join(str(row.id) for row in found))
    [row] = found
    return Actor(commune_id=CommuneId(row.commune_id), person_id=PersonId(row.id), name=row.name, role=row.role)


def issue_token(
    session: Session, clock: Clock, actor: Actor, *, person_id: PersonId, label: str, scope: Scope = Scope.FULL
) -> NewToken:
    """Make a bearer token for a person of the actor's commune. Raises `NotFoundError`."""
    now = clock.now()
    owned(session, PersonRow, person_id, actor.commune_id, kind="person")
    token = NewToken(id=new_id(), secret=new_secret())
    session.add(
        ApiTokenRow(
            id=token.id,
            commune_id=actor.commune_id,
            person_id=person_id,
            label=label,
            scope=scope,
            token_hash=hash_secret(token.secret),
            created_at=now,
        ),
    )
    session.flush()
    facts = {"person_id": str(person_id), "label": label, "scope": scope.value}
    record_act(session, now, actor, "issue_token", subject="api_token", subject_id=token.id, **facts)
    return token


def tokens(session: Session, commune_id: CommuneId) -> list[Token]:
    """The tokens of a commune that work, the oldest first."""
    query = (
        select(ApiTokenRow, PersonRow.name)
        .join(PersonRow, PersonRow.id == ApiTokenRow.person_id)
        .where(ApiTokenRow.commune_id == commune_id, ApiTokenRow.revoked_at.is_(None), PersonRow.left_at.is_(None))
        .order_by(ApiTokenRow.id)
    )
    return readable(session, query, lambda row, name: Token(row.id, name, row.label, row.scope, row.created_at))


def revoke_token(session: Session, clock: Clock, actor: Actor, token_id: UUID) -> None:
    """End a token of the actor's commune; it works no more from the next request on.

    One's own at any time, another's with the right to. Raises `NotFoundError`, `TokenScopeError`, `RightMissingError`.
    """
    now = clock.now()
    token = owned(session, ApiTokenRow, token_id, actor.commune_id, kind="api_token")
    actor.must(Right.OWN if token.person_id == actor.person_id else Right.PEOPLE)
    if token.revoked_at is None:
        token.revoked_at = now
        session.flush()
        record_act(session, now, actor, "revoke_token", subject="api_token", subject_id=token_id)


def who_is(session: Session, secret: str) -> Actor:
    """The person a token belongs to, and what it is for.

    Raises `NotSignedInError` for a token that is unknown, revoked, or of one who left.
    """
    query = (
        select(PersonRow.commune_id, PersonRow.id, PersonRow.name, PersonRow.role, ApiTokenRow.scope)
        .join(ApiTokenRow, ApiTokenRow.person_id == PersonRow.id)
        .where(ApiTokenRow.token_hash == hash_secret(secret), ApiTokenRow.revoked_at.is_(None), PersonRow.left_at.is_(None))
    )
    found = session.execute(query).one_or_none()
    if found is None:
        raise NotSignedInError
    return Actor(commune_id=found.commune_id, person_id=found.id, name=found.name, scope=found.scope, role=found.role)
