"""What somebody types and has not saved: apart from versions, one row a person and bulletin, until it is saved or thrown away.

Nobody else sees it, nothing sounds of it, and it goes by itself after a month (docs/decisions/0179).
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import ClassVar
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.accounts import Actor
from app.bulletins.tables import UnsavedTextRow
from app.bulletins.whole_versions import latest
from app.clock import Clock
from app.errors import InvalidError
from app.units import BulletinId, CommuneId, PersonId, new_id
from app.values import frozen

KEPT_FOR = timedelta(days=30)
LONGEST_FORM = 250_000
"""Characters of all fields together: a script of any length that may be saved, and what stands around it."""


class FormTooLongError(InvalidError):
    """What was typed is longer than any bulletin may be."""

    code: ClassVar[str] = "form_too_long"
    length: int
    limit: int


@frozen
class UnsavedText:
    """What was typed, and when."""

    fields: Mapping[str, Sequence[str]]
    at: datetime


def keep_unsaved(
    session: Session, clock: Clock, actor: Actor, bulletin_id: BulletinId | None, fields: Mapping[str, Sequence[str]]
) -> UnsavedText:
    """Keep what is typed in place of what was. bulletin_id: None for one that is not written yet.

    Raises `NotFoundError` for a bulletin that is not there, `FormTooLongError`.
    """
    length = sum(len(each) for values in fields.values() for each in values)
    if length > LONGEST_FORM:
        raise FormTooLongError(length=length, limit=LONGEST_FORM)
    if bulletin_id is not None:
        latest(session, actor.commune_id, bulletin_id)
    now = clock.now()
    session.execute(delete(UnsavedTextRow).where(UnsavedTextRow.updated_at < now - KEPT_FOR))
    row = _row(session, actor, bulletin_id)
    if row is None:
        row = UnsavedTextRow(id=new_id(), commune_id=actor.commune_id, person_id=actor.typing_id, bulletin_id=bulletin_id)
        session.add(row)
    row.fields = {_storable(name): [_storable(each) for each in values] for name, values in fields.items()}
    row.updated_at = now
    session.flush()
    return UnsavedText(row.fields, now)


def _storable(typed: str) -> str:
    """NUL, which no JSON of PostgreSQL holds, is kept as the mark of a broken character: the rest is not lost for it."""
    return typed.replace("\x00", "\ufffd")


def unsaved_text(session: Session, actor: Actor, bulletin_id: BulletinId | None) -> UnsavedText | None:
    """What this person typed last and did not save; None: nothing."""
    row = _row(session, actor, bulletin_id)
    return None if row is None else UnsavedText(row.fields, row.updated_at)


def drop_unsaved(session: Session, actor: Actor, bulletin_id: BulletinId | None) -> None:
    """It is saved now, or not wanted any longer."""
    if (row := _row(session, actor, bulletin_id)) is not None:
        session.delete(row)
        session.flush()


def forget_unsaved(session: Session, person_id: PersonId) -> None:
    """Take away all that a person who leaves had typed, also while practising."""
    session.execute(delete(UnsavedTextRow).where(UnsavedTextRow.person_id == person_id))


def forget_all_unsaved(session: Session, commune_id: CommuneId) -> None:
    """Take away what anybody had typed in a commune that is closed."""
    session.execute(delete(UnsavedTextRow).where(UnsavedTextRow.commune_id == commune_id))


def _row(session: Session, actor: Actor, bulletin_id: UUID | None) -> UnsavedTextRow | None:
    own = (UnsavedTextRow.person_id == actor.typing_id, UnsavedTextRow.bulletin_id == bulletin_id)
    query = select(UnsavedTextRow).where(UnsavedTextRow.commune_id == actor.commune_id, *own)  # practising, or not
    return session.scalars(query.order_by(UnsavedTextRow.updated_at.desc())).first()
