"""What somebody types and has not saved: kept apart from versions, for that person alone."""

from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from app import bulletins
from app.accounts import Actor, Right
from app.bulletins import UnsavedText
from app.desk.office import Office
from app.units import BulletinId


def keep(
    office: Office, session: Session, actor: Actor, bulletin_id: BulletinId | None, fields: Mapping[str, Sequence[str]]
) -> UnsavedText:
    """Keep what is typed. bulletin_id: None, one that is not written yet. Raises what `app.bulletins.keep_unsaved` raises."""
    actor.must(Right.WRITE)
    return bulletins.keep_unsaved(session, office.clock, actor, bulletin_id, fields)


def look(_office: Office, session: Session, actor: Actor, bulletin_id: BulletinId | None) -> UnsavedText | None:
    """What one typed last and did not save."""
    actor.must(Right.WRITE)
    return bulletins.unsaved_text(session, actor, bulletin_id)


def drop(_office: Office, session: Session, actor: Actor, bulletin_id: BulletinId | None) -> None:
    """Throw it away."""
    actor.must(Right.WRITE)
    bulletins.drop_unsaved(session, actor, bulletin_id)
