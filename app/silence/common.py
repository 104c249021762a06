"""What was silenced, in the database: each server's journal is its own first word, and these rows are the word of all of them.

A lift is a row that says so. A stop without a row, or a row that is gone, lets nothing sound.
"""

from collections.abc import Collection, Iterable
from dataclasses import fields, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, delete, or_, select
from sqlalchemy.orm import Session

from app.silence.model import TOLD_FOR, Act, Silence
from app.silence.tables import SilenceRow
from app.units import CommuneId, PersonId


def note(session: Session, silence: Silence, now: datetime) -> None:
    """Let all servers know; once, and a stop that was lifted meanwhile stays lifted. Forgets what stations need not be told."""
    if session.get(SilenceRow, silence.id) is None:
        session.add(_row(replace(silence, kept_at=silence.kept_at or now)))
    over = and_(SilenceRow.commune_id == silence.commune_id, SilenceRow.act != Act.STOP, SilenceRow.kept_at < now - TOLD_FOR)
    session.execute(delete(SilenceRow).where(over))
    session.flush()


def is_noted(session: Session, silence: Silence) -> bool:
    """Whether all servers can know."""
    return session.get(SilenceRow, silence.id) is not None


def note_lift(session: Session, stops: Iterable[Silence], now: datetime) -> None:
    """Let all servers know that these stops, and no others, are lifted."""
    for stop in stops:
        row = session.get(SilenceRow, stop.id)
        if row is None:
            row = _row(replace(stop, kept_at=now))
            session.add(row)
        row.lifted_at = row.lifted_at or now
    session.flush()


def said_since(
    session: Session, since: datetime, stops: Collection[UUID], commune_id: CommuneId | None = None
) -> tuple[list[Silence], dict[UUID, datetime]]:
    """What is silent: stops in force, and other acts the database has since then; and which of `stops` were lifted, and when.

    commune_id: None is every commune.
    """
    is_open = and_(SilenceRow.act == Act.STOP, SilenceRow.lifted_at.is_(None))
    is_new = and_(SilenceRow.act != Act.STOP, SilenceRow.kept_at >= since)
    wanted: ColumnElement[bool] = or_(is_open, is_new, SilenceRow.id.in_(list(stops)))
    if commune_id is not None:
        wanted = and_(SilenceRow.commune_id == commune_id, wanted)
    rows = session.scalars(select(SilenceRow).where(wanted).order_by(SilenceRow.kept_at, SilenceRow.id)).all()
    lifted = {row.id: row.lifted_at for row in rows if row.lifted_at is not None}
    return [_silence(row) for row in rows if row.id not in lifted], lifted


def _row(silence: Silence) -> SilenceRow:
    facts = {each.name: getattr(silence, each.name) for each in fields(silence)}
    return SilenceRow(**{**facts, "also": [str(each) for each in silence.also], "lifted_at": None})


def _silence(row: SilenceRow) -> Silence:
    return Silence(
        row.id,
        CommuneId(row.commune_id),
        row.act,
        row.subject,
        row.at,
        row.by,
        PersonId(row.by_id) if row.by_id is not None else None,
        row.reason,
        tuple(UUID(each) for each in row.also),
        row.kept_at,
    )
