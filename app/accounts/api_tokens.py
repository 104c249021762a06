"""The tokens people give to programs and devices."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import BindParameter, ColumnElement, bindparam, exists, or_, select
from sqlalchemy.orm import Session

from app.accounts.actor import Actor
from app.accounts.acts import record_act
from app.accounts.deputies import deputyship
from app.accounts.errors import NotSignedInError
from app.accounts.model import Role, Scope
from app.accounts.rights import Right
from app.accounts.secrets import hash_secret, new_secret
from app.accounts.tables import ApiTokenRow, PasskeyRow, PasswordRow, PersonRow
from app.accounts.uses import Uses
from app.clock import Clock
from app.db import UtcDateTime, owned, readable
from app.units import CommuneId, PersonId, new_id
from app.values import frozen

LIFE = timedelta(days=365)
"""Of a token, unless another is asked for."""


def _may_sign_in() -> ColumnElement[bool]:
    """Whether the person has something to sign in with."""
    return exists().where(PasswordRow.person_id == PersonRow.id) | exists().where(PasskeyRow.person_id == PersonRow.id)


def _lasts(now: datetime | BindParameter[datetime]) -> ColumnElement[bool]:
    return or_(ApiTokenRow.expires_at.is_(None), ApiTokenRow.expires_at > now)


_WHOSE = (
    select(PersonRow.commune_id, PersonRow.id, PersonRow.name, PersonRow.roles, PersonRow.may_alarm, ApiTokenRow.scope)
    .add_columns(ApiTokenRow.id.label("token_id"), _may_sign_in().label("may_sign_in"))
    .join(ApiTokenRow, ApiTokenRow.person_id == PersonRow.id)
    .where(ApiTokenRow.token_hash == bindparam("token_hash"), ApiTokenRow.revoked_at.is_(None), PersonRow.left_at.is_(None))
    .where(_lasts(bindparam("now", type_=UtcDateTime())))
)
"""Whose a token is, built once: every request with one asks it."""


@frozen
class NewToken:
    """A token just made; `secret` is shown once and kept nowhere."""

    id: UUID
    secret: str


@frozen
class Token:
    """A token as a list shows it; its secret is kept nowhere."""

    id: UUID
    person: str
    label: str
    scope: Scope
    created_at: datetime
    expires_at: datetime | None
    used_at: datetime | None


def issue_token(
    session: Session,
    clock: Clock,
    actor: Actor,
    *,
    person_id: PersonId,
    label: str,
    scope: Scope = Scope.FULL,
    life: timedelta = LIFE,
) -> NewToken:
    """Make a bearer token for a person of the actor's commune, which lasts for `life`. Raises `NotFoundError`."""
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
            expires_at=now + life,
        ),
    )
    facts = {"person_id": str(person_id), "label": label, "scope": scope.value}
    record_act(session, now, actor, "issue_token", subject="api_token", subject_id=token.id, **facts)
    return token


def tokens(session: Session, now: datetime, commune_id: CommuneId, *, uses: Uses) -> list[Token]:
    """The tokens of a commune that work, the oldest first."""
    query = (
        select(ApiTokenRow, PersonRow.name)
        .join(PersonRow, PersonRow.id == ApiTokenRow.person_id)
        .where(ApiTokenRow.commune_id == commune_id, ApiTokenRow.revoked_at.is_(None), PersonRow.left_at.is_(None), _lasts(now))
        .order_by(ApiTokenRow.id)
    )

    def told(row: ApiTokenRow, name: str) -> Token:
        return Token(row.id, name, row.label, row.scope, row.created_at, row.expires_at, uses.of(row.id) or row.used_at)

    return readable(session, query, told)


def revoke_token(session: Session, clock: Clock, actor: Actor, token_id: UUID) -> None:
    """End a token of the actor's commune; it works no more from the next request on.

    One's own at any time, another's with the right to. Raises `NotFoundError`, `TokenScopeError`, `RightMissingError`.
    """
    now = clock.now()
    token = owned(session, ApiTokenRow, token_id, actor.commune_id, kind="api_token")
    actor.must(Right.OWN if token.person_id == actor.person_id else Right.PEOPLE)
    if token.revoked_at is None:
        token.revoked_at = now
        record_act(session, now, actor, "revoke_token", subject="api_token", subject_id=token_id, label=token.label)


def who_is(session: Session, now: datetime, secret: str, *, uses: Uses) -> Actor:
    """The person a token belongs to, and what it is for.

    uses: that it was used is noted there. Of one who has nothing to sign in with yet a token does grave acts too: else nobody
    could let the first people in.
    Raises `NotSignedInError` for a token that is unknown, revoked, over, or of one who left.
    """
    found = session.execute(_WHOSE, {"token_hash": hash_secret(secret), "now": now}).one_or_none()
    if found is None:
        raise NotSignedInError
    uses.note(found.token_id, now)
    roles = frozenset(map(Role, found.roles))
    return Actor(
        commune_id=found.commune_id,
        person_id=found.id,
        name=found.name,
        scope=found.scope,
        roles=roles,
        may_alarm=found.may_alarm,
        deputy_for=deputyship(session, now, found.id, roles, found.scope),
        has_proved=not found.may_sign_in,
    )
