"""Poverty standards that the province set."""

from uuid import UUID

from sqlalchemy.orm import Session

from app.accounts import Actor, Right
from app.desk.office import Office
from app.standards import PovertyStandard, StoredStandard, add_standard, change_standard, remove_standard
from app.tags import Tag


def add(office: Office, session: Session, actor: Actor, standard: PovertyStandard) -> StoredStandard:
    """Enter one. Raises what `add_standard` raises."""
    actor.must(Right.COMMUNE)
    return add_standard(session, office.clock, actor, standard)


def change(
    office: Office, session: Session, actor: Actor, standard_id: UUID, *, wanted: PovertyStandard, tag: Tag
) -> StoredStandard:
    """Change one. tag: as it was seen. Raises what `change_standard` raises."""
    actor.must(Right.COMMUNE)
    return change_standard(session, office.clock, actor, standard_id, wanted=wanted, tag=tag)


def remove(office: Office, session: Session, actor: Actor, standard_id: UUID, *, tag: Tag) -> None:
    """Remove one. tag: as it was seen. Raises what `remove_standard` raises."""
    actor.must(Right.COMMUNE)
    remove_standard(session, office.clock, actor, standard_id, tag=tag)
