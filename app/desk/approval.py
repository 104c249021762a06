"""Who approves: somebody else than who wrote it, unless the commune has one officer."""

from sqlalchemy.orm import Session

from app.accounts import Actor, Right
from app.desk.office import Office
from app.zones import has_one_officer, set_one_officer


def look(session: Session, actor: Actor) -> bool:
    """Whether the commune has one officer, who approves what that person wrote."""
    actor.must(Right.LOOK)
    return has_one_officer(session, actor.commune_id)


def choose(office: Office, session: Session, actor: Actor, *, one_officer: bool) -> None:
    """Say whether the commune has one officer; what was approved stays approved."""
    actor.must(Right.COMMUNE)
    set_one_officer(session, office.clock, actor, one_officer=one_officer)
