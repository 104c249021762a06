"""What a person takes off the public page, and puts on it."""

from sqlalchemy.orm import Session

from app.accounts import Actor, record_act
from app.clock import Clock
from app.db import of_commune
from app.errors import NotFoundError
from app.publicity.model import Held
from app.publicity.tables import PublicationRow
from app.units import VersionId


def withhold(session: Session, clock: Clock, actor: Actor, version_id: VersionId) -> None:
    """Take a publication off the page, with its sound, out of every feed. Raises `NotFoundError`."""
    _hold(session, clock, actor, version_id, Held.PERSON)


def show(session: Session, clock: Clock, actor: Actor, version_id: VersionId) -> None:
    """Let a publication be shown, also one that was held since it may name a person. Raises `NotFoundError`."""
    _hold(session, clock, actor, version_id, None)


def _hold(session: Session, clock: Clock, actor: Actor, version_id: VersionId, held: Held | None) -> None:
    query = of_commune(PublicationRow, actor.commune_id).where(PublicationRow.version_id == version_id)
    row = session.scalars(query.with_for_update()).one_or_none()
    if row is None:
        raise NotFoundError(kind="publication", key=str(version_id))
    row.held = held
    session.flush()
    act = "show" if held is None else "withhold"
    record_act(session, clock.now(), actor, act, subject="publication", subject_id=version_id, title=row.title)
