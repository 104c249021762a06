"""Faults begin, end, and are accepted by a person; each of the three is written once.

A fault is shown from when it is seen until it has ended *and* somebody has accepted it (EN 50849: the sign stays).
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from app.accounts import Actor, record_act
from app.clock import Clock
from app.db import Page, newest_first, of_commune, owned, readable
from app.faults.tables import FaultRow
from app.units import CommuneId, StationId, new_id
from app.values import frozen
from app.wire.faults import LINE_REFUSED, MEMORY_LOST, STUCK

LOG_GAP = "log_gap"
"""Lines of a station's log are missing at the server."""
FOREIGN_LINE = "log_line_foreign"
"""A station reported on what is another station's."""
RESTORED = "restored"
"""The data were put back from a backup."""
EMERGENCY_ALTERED = "emergency_altered"
"""An emergency in the database was not what a person let sound, and was ended."""
_HAPPENED = frozenset({RESTORED, EMERGENCY_ALTERED, LOG_GAP, FOREIGN_LINE, LINE_REFUSED, MEMORY_LOST, STUCK})
"""What is over as soon as it is told: it lasts until a person has seen it, so that it is also sent."""


@frozen
class Fault:
    """A fault; see `FaultRow`. code: as in `app.words`."""

    id: UUID
    commune_id: CommuneId
    station_id: StationId | None
    output: str
    code: str
    since: datetime
    ended_at: datetime | None
    accepted_at: datetime | None
    accepted_by: str | None


def observe(
    session: Session,
    now: datetime,
    commune_id: CommuneId,
    station_id: StationId | None,
    present: Mapping[tuple[str, str], datetime],
    *,
    among: Collection[str] | None = None,
) -> None:
    """What is wrong with a station (None: with the server) at `now`, by output and code, each since when; the rest has ended.

    among: the codes this look can tell of, where several look at one thing; what it cannot see stays as it is.
    """
    query = of_commune(FaultRow, commune_id).where(FaultRow.station_id == station_id, FaultRow.ended_at.is_(None))
    known = {(row.output, row.code): row for row in session.scalars(query)}
    for key, row in known.items():
        is_seen = among is None or row.code in among
        if is_seen and key not in present and not (row.code in _HAPPENED and row.accepted_at is None):
            row.ended_at = now
    for key in sorted(present.keys() - known.keys()):
        begin_fault(session, now, commune_id, station_id, output=key[0], code=key[1], since=present[key])
    session.flush()


def begin_fault(
    session: Session,
    now: datetime,
    commune_id: CommuneId,
    station_id: StationId | None,
    *,
    output: str,
    code: str,
    since: datetime,
) -> None:
    """Keep one fault more, that began at `since`; an instant that has not come yet, by a clock that is wrong, counts as now."""
    session.add(
        FaultRow(
            id=new_id(),
            commune_id=commune_id,
            station_id=station_id,
            output=output,
            code=code,
            since=min(since, now),
            seen_at=now,
        )
    )
    session.flush()


def note_fault(session: Session, now: datetime, commune_id: CommuneId, code: str) -> None:
    """Keep something that happened to the server and is over: it is shown until a person accepts it."""
    begin_fault(session, now, commune_id, None, output="", code=code, since=now)
    query = of_commune(FaultRow, commune_id).where(FaultRow.code == code, FaultRow.ended_at.is_(None))
    for row in session.scalars(query):
        row.ended_at = now
    session.flush()


def is_open(session: Session, station_id: StationId, *, output: str, code: str) -> bool:
    """Whether a station has this fault now."""
    found = exists().where(
        FaultRow.station_id == station_id, FaultRow.ended_at.is_(None), FaultRow.output == output, FaultRow.code == code
    )
    return bool(session.scalar(select(found)))


def shown_faults(session: Session, commune_id: CommuneId) -> list[Fault]:
    """Every fault that has not ended, or that nobody has accepted; the newest first."""
    is_shown = or_(FaultRow.ended_at.is_(None), FaultRow.accepted_at.is_(None))
    query = of_commune(FaultRow, commune_id).where(is_shown).order_by(FaultRow.id.desc())
    return readable(session, query, fault_of)


def faults_between(session: Session, commune_id: CommuneId, code: str, since: datetime, until: datetime) -> list[Fault]:
    """Those with this code that lasted at some time from `since` up to, not including, `until`; by when they began."""
    query = of_commune(FaultRow, commune_id).where(
        FaultRow.code == code, FaultRow.since < until, or_(FaultRow.ended_at.is_(None), FaultRow.ended_at > since)
    )
    return readable(session, query.order_by(FaultRow.since, FaultRow.id), fault_of)


def fault_page(session: Session, commune_id: CommuneId, *, cursor: str | None = None, limit: int = 50) -> Page[Fault]:
    """A page of all faults there ever were, the newest first. Raises `BadCursorError`."""
    query = of_commune(FaultRow, commune_id)
    return newest_first(session, query, fault_of, by=FaultRow.id, key=lambda each: each.id, cursor=cursor, limit=limit)


def accept_fault(session: Session, clock: Clock, actor: Actor, fault_id: UUID) -> Fault:
    """A person has seen it; the first one is kept. Raises `NotFoundError`."""
    row = owned(session, FaultRow, fault_id, actor.commune_id, kind="fault", lock=True)
    if row.accepted_at is None:
        row.accepted_at, row.accepted_by = clock.now(), actor.name
        session.flush()
        record_act(session, row.accepted_at, actor, "accept_fault", subject="fault", subject_id=fault_id, code=row.code)
    return fault_of(row)


def fault_of(row: FaultRow) -> Fault:
    """The value of a row."""
    return Fault(
        id=row.id,
        commune_id=CommuneId(row.commune_id),
        station_id=None if row.station_id is None else StationId(row.station_id),
        output=row.output,
        code=row.code,
        since=row.since,
        ended_at=row.ended_at,
        accepted_at=row.accepted_at,
        accepted_by=row.accepted_by,
    )
