"""Periods of mourning ("quốc tang"), decided by the centre, entered by the commune: no music, nothing cheerful.

speech goes on.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts import Actor, record_act
from app.clock import Clock
from app.db import present, readable, readable_whole
from app.errors import NotFoundError, StaleError
from app.playout import Period
from app.timetable.errors import MourningError
from app.timetable.moves import unmake_all
from app.timetable.tables import MourningRow
from app.units import CommuneId, new_id

LONGEST_NAME = 200
LONGEST = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class MourningPeriod:
    """From the instant `starts_at` up to, not including, `ends_at`. source: the document it comes from."""

    id: UUID
    name: str
    starts_at: datetime
    ends_at: datetime
    source: str
    revision: int


def mourning_periods(session: Session, commune_id: CommuneId) -> list[MourningPeriod]:
    """The commune's periods, the latest first."""
    query = select(MourningRow).where(MourningRow.commune_id == commune_id, MourningRow.removed_at.is_(None))
    return readable(session, query.order_by(MourningRow.starts_at.desc(), MourningRow.id), _period)


def mourning(session: Session, commune_id: CommuneId, after: datetime) -> tuple[Period, ...]:
    """The periods that end after an instant, as the guard's rules have them; by start.

    Raises `RowUnreadableError`.
    """
    query = select(MourningRow).where(MourningRow.commune_id == commune_id, MourningRow.removed_at.is_(None))
    found = readable_whole(session, query.order_by(MourningRow.starts_at, MourningRow.id), _period)
    return tuple(Period(each.starts_at, each.ends_at) for each in found if each.ends_at > after)


def put_mourning(
    session: Session,
    clock: Clock,
    actor: Actor,
    name: str,
    period: Period,
    *,
    source: str = "",
    replaces: MourningPeriod | None = None,
) -> MourningPeriod:
    """Enter a period, or write another over `replaces`. Raises `MourningError`, `NotFoundError`, `StaleError`."""
    now = clock.now()
    clean = " ".join(name.split())
    if (
        not clean
        or len(clean) > LONGEST_NAME
        or not clean.isprintable()
        or not timedelta(0) < period.end - period.start <= LONGEST
    ):
        raise MourningError(days=LONGEST.days)
    row = (
        MourningRow(id=new_id(), commune_id=actor.commune_id, revision=0) if replaces is None else _row(session, actor, replaces)
    )
    row.name, row.source, row.starts_at, row.ends_at = clean, source, period.start, period.end
    row.revision, row.updated_at, row.updated_by = row.revision + 1, now, actor.name
    session.add(row)
    unmake_all(session, now, actor.commune_id, by=actor.name)
    session.flush()
    facts = {"name": clean, "from": period.start.isoformat(), "to": period.end.isoformat(), "source": source}
    record_act(session, now, actor, "put_mourning", subject="mourning", subject_id=row.id, **facts)
    return _period(row)


def remove_mourning(session: Session, clock: Clock, actor: Actor, period: MourningPeriod) -> None:
    """Take a period away, as one entered by mistake. Raises `NotFoundError`, `StaleError`."""
    now = clock.now()
    row = _row(session, actor, period)
    row.removed_at = row.updated_at = now
    row.updated_by = actor.name
    unmake_all(session, now, actor.commune_id, by=actor.name)
    session.flush()
    record_act(session, now, actor, "remove_mourning", subject="mourning", subject_id=row.id, name=row.name)


def mourning_period(session: Session, commune_id: CommuneId, period_id: UUID) -> MourningPeriod:
    """One period. Raises `NotFoundError`."""
    for each in mourning_periods(session, commune_id):
        if each.id == period_id:
            return each
    raise NotFoundError(kind="mourning", key=str(period_id))


def _row(session: Session, actor: Actor, seen: MourningPeriod) -> MourningRow:
    row = present(session, MourningRow, seen.id, actor.commune_id, kind="mourning", lock=True)
    if row.revision != seen.revision:
        raise StaleError(kind="mourning", key=row.name)
    return row


def _period(row: MourningRow) -> MourningPeriod:
    return MourningPeriod(row.id, row.name, row.starts_at, row.ends_at, row.source, row.revision)
