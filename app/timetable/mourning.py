"""Periods of mourning ("quốc tang"), decided by the centre, entered by the commune: no music, nothing cheerful.

speech goes on.
"""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Select
from sqlalchemy.orm import Session

from app.accounts import Actor, record_act
from app.clock import Clock
from app.db import of_commune, present, readable, readable_one, readable_whole
from app.errors import NotFoundError
from app.playout import Period
from app.tags import Tag, refuse_stale, tag_of
from app.timetable.errors import MourningError
from app.timetable.moves import unmake_all
from app.timetable.tables import MourningRow
from app.units import CommuneId, new_id
from app.values import frozen

LONGEST_NAME = 200
LONGEST = timedelta(days=31)


@frozen
class MourningPeriod:
    """From the instant `starts_at` up to, not including, `ends_at`. source: the document it comes from."""

    id: UUID
    name: str
    starts_at: datetime
    ends_at: datetime
    source: str
    tag: Tag


def mourning_periods(session: Session, commune_id: CommuneId) -> list[MourningPeriod]:
    """The commune's periods, the latest first."""
    query = _live(commune_id)
    return readable(session, query.order_by(MourningRow.starts_at.desc(), MourningRow.id), _period)


def mourning(session: Session, commune_id: CommuneId, after: datetime) -> tuple[Period, ...]:
    """The periods that end after an instant, as the guard's rules have them; by start.

    Raises `RowUnreadableError`.
    """
    query = _live(commune_id)
    found = readable_whole(session, query.order_by(MourningRow.starts_at, MourningRow.id), _period)
    return tuple(Period(each.starts_at, each.ends_at) for each in found if each.ends_at > after)


def add_mourning(session: Session, clock: Clock, actor: Actor, name: str, period: Period, *, source: str = "") -> MourningPeriod:
    """Enter a period. Raises `MourningError`."""
    row = MourningRow(id=new_id(), commune_id=actor.commune_id, revision=0)
    return _write(session, clock, actor, row, name=name, period=period, source=source)


def change_mourning(
    session: Session, clock: Clock, actor: Actor, period_id: UUID, name: str, *, period: Period, source: str, tag: Tag
) -> MourningPeriod:
    """Write a period anew. tag: of the period as it was seen. Raises `MourningError`, `NotFoundError`, `StaleError`."""
    row = _held(session, actor, period_id, tag)
    return _write(session, clock, actor, row, name=name, period=period, source=source)


def remove_mourning(session: Session, clock: Clock, actor: Actor, period_id: UUID, *, tag: Tag) -> None:
    """Take a period away, as one entered by mistake. tag: of the period as it was seen. Raises `NotFoundError`, `StaleError`."""
    row = _held(session, actor, period_id, tag)
    now = clock.now()
    row.removed_at = row.updated_at = now
    row.updated_by = actor.name
    unmake_all(session, now, actor.commune_id, by=actor.name)
    session.flush()
    record_act(session, now, actor, "remove_mourning", subject="mourning", subject_id=row.id, name=row.name)


def _held(session: Session, actor: Actor, period_id: UUID, tag: Tag) -> MourningRow:
    row = present(session, MourningRow, period_id, actor.commune_id, kind="mourning", lock=True)
    refuse_stale(tag, tag_of(row.revision), kind="mourning", key=str(period_id))
    return row


def _write(
    session: Session, clock: Clock, actor: Actor, row: MourningRow, *, name: str, period: Period, source: str
) -> MourningPeriod:
    now = clock.now()
    clean = " ".join(name.split())
    if (
        not clean
        or len(clean) > LONGEST_NAME
        or not clean.isprintable()
        or not timedelta(0) < period.end - period.start <= LONGEST
    ):
        raise MourningError(days=LONGEST.days)
    row.name, row.source, row.starts_at, row.ends_at = clean, source, period.start, period.end
    row.revision, row.updated_at, row.updated_by = row.revision + 1, now, actor.name
    session.add(row)
    unmake_all(session, now, actor.commune_id, by=actor.name)
    session.flush()
    facts = {"name": clean, "from": period.start.isoformat(), "to": period.end.isoformat(), "source": source}
    record_act(session, now, actor, "put_mourning", subject="mourning", subject_id=row.id, **facts)
    return _period(row)


def mourning_period(session: Session, commune_id: CommuneId, period_id: UUID) -> MourningPeriod:
    """One period. Raises `NotFoundError`."""
    query = _live(commune_id).where(MourningRow.id == period_id)
    if (found := readable_one(session, query, _period)) is None:
        raise NotFoundError(kind="mourning", key=str(period_id))
    return found


def _live(commune_id: CommuneId) -> Select[MourningRow]:
    return of_commune(MourningRow, commune_id).where(MourningRow.removed_at.is_(None))


def _period(row: MourningRow) -> MourningPeriod:
    return MourningPeriod(row.id, row.name, row.starts_at, row.ends_at, row.source, tag_of(row.revision))
