"""Events as they are read: a page of them, by day, act, actor and subject."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import KW_ONLY
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.audit.chain import hashed
from app.audit.names import names_for
from app.audit.tables import AuditEventRow
from app.db import readable, readable_page
from app.units import CommuneId
from app.values import frozen

_ERASED = (None, None)
_PART = 500


@frozen
class AuditEvent:
    """One event. actor_name: None where it was erased; salt: what makes its hash; hashed: what `hash` covers, as JSON values."""

    _: KW_ONLY
    number: int
    at: datetime
    actor_kind: str
    actor_id: UUID | None
    actor_name: str | None
    salt: str | None
    act: str
    subject: str
    subject_id: str
    facts: Mapping[str, Any]
    hash: str
    hashed: Mapping[str, Any]


@frozen
class AuditFilter:
    """Which events are wanted; None: all. since, before: instants, the latter not included."""

    _: KW_ONLY
    since: datetime | None = None
    before: datetime | None = None
    act: str | None = None
    actor_id: UUID | None = None
    subject: str | None = None
    subject_id: str | None = None


@frozen
class AuditPage:
    """The newest first. cursor: give it for the next page; None: there is none."""

    items: tuple[AuditEvent, ...]
    cursor: int | None


def audit_page(
    session: Session, commune_id: CommuneId, wanted: AuditFilter, *, cursor: int | None = None, limit: int
) -> AuditPage:
    """A page of a commune's events. cursor: the number after which the page begins, downwards."""
    query = _wanted(commune_id, wanted).order_by(AuditEventRow.number.desc())
    if cursor is not None:
        query = query.where(AuditEventRow.number < cursor)
    rows, more = readable_page(session, query, _readable, limit)
    items = _events(session, commune_id, rows)
    return AuditPage(tuple(items), items[-1].number if more and items else None)


def all_events(session: Session, commune_id: CommuneId, wanted: AuditFilter) -> Iterator[AuditEvent]:
    """Every event wanted, the oldest first, a part of them in memory at a time; what cannot be read is left out, as of a page.

    Its number is missing then, by which whoever proves the chain finds it.
    """
    query = _wanted(commune_id, wanted).order_by(AuditEventRow.number)
    numbers = session.scalars(query.with_only_columns(AuditEventRow.number)).all()
    for at in range(0, len(numbers), _PART):
        part = query.where(AuditEventRow.number.in_(numbers[at : at + _PART]))
        yield from _events(session, commune_id, readable(session, part, _readable))


def events_about(session: Session, commune_id: CommuneId, subject: str, ids: Collection[UUID]) -> list[AuditEvent]:
    """What is kept about some things of one kind, the oldest first."""
    query = select(AuditEventRow).where(
        AuditEventRow.commune_id == commune_id,
        AuditEventRow.subject == subject,
        AuditEventRow.subject_id.in_([str(key) for key in ids]),
    )
    return _events(session, commune_id, session.scalars(query.order_by(AuditEventRow.number)).all())


def _wanted(commune_id: CommuneId, wanted: AuditFilter) -> Select[AuditEventRow]:
    query = select(AuditEventRow).where(AuditEventRow.commune_id == commune_id)
    if wanted.since is not None:
        query = query.where(AuditEventRow.at >= wanted.since)
    if wanted.before is not None:
        query = query.where(AuditEventRow.at < wanted.before)
    for column in ("act", "actor_id", "subject", "subject_id"):
        value = getattr(wanted, column)
        if value is not None:
            query = query.where(getattr(AuditEventRow, column) == value)
    return query


def _readable(row: AuditEventRow) -> AuditEventRow:
    """Raises TypeError where `facts` are none."""
    if not isinstance(row.facts, dict):
        raise TypeError("facts")
    return row


def _events(session: Session, commune_id: CommuneId, rows: Sequence[AuditEventRow]) -> list[AuditEvent]:
    names = names_for(session, commune_id, [row.actor for row in rows])
    return [
        AuditEvent(
            number=row.number,
            at=row.at,
            actor_kind=row.actor_kind,
            actor_id=row.actor_id,
            actor_name=names.get(row.actor, _ERASED)[0],
            salt=names.get(row.actor, _ERASED)[1],
            act=row.act,
            subject=row.subject,
            subject_id=row.subject_id,
            facts=row.facts,
            hash=row.hash,
            hashed=hashed(row),
        )
        for row in rows
    ]
