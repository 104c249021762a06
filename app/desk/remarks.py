"""Remarks of citizens: read and answered by officers."""

from uuid import UUID

from sqlalchemy.orm import Session

from app import publicity
from app.accounts import Actor, Right
from app.db import Page
from app.desk.office import Office
from app.publicity import Remark, RemarkState
from app.tags import Tag


def look(session: Session, actor: Actor, state: RemarkState | None, *, cursor: str | None, limit: int) -> Page[Remark]:
    """Remarks, the newest first; whoever reads them reads who sent them. Raises `BadCursorError`."""
    actor.must(Right.REMARKS)
    return publicity.remarks(session, actor.commune_id, state, cursor=cursor, limit=limit)


def look_at(session: Session, actor: Actor, remark_id: UUID) -> Remark:
    """One. Raises `NotFoundError`."""
    actor.must(Right.REMARKS)
    return publicity.remark(session, actor.commune_id, remark_id)


def answer(
    office: Office, session: Session, actor: Actor, remark_id: UUID, text: str, *, as_shown: str | None, tag: Tag
) -> Remark:
    """Answer one, to whoever has the receipt, and to all beside the text `as_shown`. Raises as `app.publicity.answer`."""
    actor.must(Right.REMARKS)
    return publicity.answer(session, office.clock, actor, remark_id, text, as_shown=as_shown, tag=tag)


def set_aside(office: Office, session: Session, actor: Actor, remark_id: UUID, *, tag: Tag) -> Remark:
    """It is no remark. Raises `NotFoundError`, `StaleError`."""
    actor.must(Right.REMARKS)
    return publicity.set_aside(session, office.clock, actor, remark_id, tag=tag)


def forget_sender(office: Office, session: Session, actor: Actor, remark_id: UUID) -> Remark:
    """Erase who sent it. Raises `NotFoundError`."""
    actor.must(Right.REMARKS)
    return publicity.forget_sender(session, office.clock, actor, remark_id)
