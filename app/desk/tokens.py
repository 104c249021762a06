"""Tokens: made for oneself, ended."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from app.accounts import Actor, Grave, NewToken, Right, Scope, issue_token, revoke_token
from app.desk.office import Office


def make(office: Office, session: Session, actor: Actor, label: str, *, scope: Scope, days: int) -> NewToken:
    """Make a token for oneself, for so many days. Raises `NotFoundError` for one who is no person."""
    actor.must(Right.OWN, Grave.MAKE_TOKEN)
    return issue_token(session, office.clock, actor, person_id=actor.own_id, label=label, scope=scope, life=timedelta(days=days))


def end(office: Office, session: Session, actor: Actor, token_id: UUID) -> None:
    """End a token, one's own or with the right to another's. Raises what `revoke_token` raises."""
    revoke_token(session, office.clock, actor, token_id)
