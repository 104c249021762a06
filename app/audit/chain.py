"""The chain: each event's hash covers its own facts and the hash before it, so no row can be changed or taken out unnoticed."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.audit.tables import AuditEventRow, AuditHeadRow
from app.canonical import canonical_hash
from app.db import make_once
from app.units import CommuneId, Sha256, new_id

START = Sha256("0" * 64)
"""What the first event follows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """An act to be kept.

    act: a verb of the API's language (`approve`); subject: the kind of thing (`bulletin_version`) and its id;
    facts: JSON values worth keeping, never a secret.
    """

    at: datetime
    actor_kind: str
    actor_id: UUID | None
    actor_name: str
    act: str
    subject: str
    subject_id: str
    facts: Mapping[str, str | int | bool | None]


@dataclass(frozen=True, slots=True)
class ChainBreak:
    """Where a chain does not hold: the number of the first event that is not as it was written (or is missing)."""

    number: int
    reason: str


def record(session: Session, commune_id: CommuneId, happening: Happening) -> Sha256:
    """Append `happening` to the commune's chain; returns its hash.

    On PostgreSQL the chain's head stays locked until the transaction ends, which puts two writers of one commune in a row;
    on SQLite writers are in a row anyway.
    """
    head = _locked_head(session, commune_id)
    row = AuditEventRow(
        id=new_id(),
        commune_id=commune_id,
        number=head.number + 1,
        at=happening.at.astimezone(UTC),
        actor_kind=happening.actor_kind,
        actor_id=happening.actor_id,
        actor_name=happening.actor_name,
        act=happening.act,
        subject=happening.subject,
        subject_id=happening.subject_id,
        facts=dict(happening.facts),
        previous=head.hash,
        hash="",
    )
    row.hash = _hash(row)
    head.number, head.hash = row.number, row.hash
    session.add(row)
    session.flush()
    return Sha256(row.hash)


def is_recorded(session: Session, commune_id: CommuneId, *, at: datetime, act: str, subject_id: str) -> bool:
    """Whether the chain has this act on this thing at this very instant: one that is replayed is kept once."""
    query = select(AuditEventRow.id).where(
        AuditEventRow.commune_id == commune_id,
        AuditEventRow.subject_id == subject_id,
        AuditEventRow.at == at,
        AuditEventRow.act == act,
    )
    return session.scalar(query.limit(1)) is not None


def last_of(session: Session, commune_id: CommuneId, acts: Collection[str]) -> Happening | None:
    """The newest event of a commune's chain that is one of `acts`."""
    query = select(AuditEventRow).where(AuditEventRow.commune_id == commune_id, AuditEventRow.act.in_(acts))
    row = session.scalar(query.order_by(AuditEventRow.number.desc()).limit(1))
    return None if row is None else Happening(**{each.name: getattr(row, each.name) for each in fields(Happening)})


def verify(session: Session, commune_id: CommuneId) -> ChainBreak | None:
    """Look through the whole chain of a commune; None when every event is as it was written and none is missing."""
    number, previous = 0, str(START)
    query = select(AuditEventRow).where(AuditEventRow.commune_id == commune_id).order_by(AuditEventRow.number)
    with session.execute(query.execution_options(yield_per=500)) as found:
        for row in found.scalars():
            number += 1
            if row.number != number:
                return ChainBreak(number, "missing")
            if row.previous != previous:
                return ChainBreak(number, "unlinked")
            if row.hash != _hash(row):
                return ChainBreak(number, "changed")
            previous = row.hash
    head = session.get(AuditHeadRow, commune_id)
    at_end = (head.number, head.hash) if head is not None else (0, str(START))
    return None if at_end == (number, previous) else ChainBreak(number + 1, "missing")


def _locked_head(session: Session, commune_id: CommuneId) -> AuditHeadRow:
    query = select(AuditHeadRow).where(AuditHeadRow.commune_id == commune_id)
    query = query.with_for_update().execution_options(populate_existing=True)
    head = session.scalars(query).one_or_none()
    if head is not None:
        return head
    make_once(session, AuditHeadRow, commune_id=commune_id, number=0, hash=START)
    return session.scalars(query).one()


def _hash(row: AuditEventRow) -> str:
    facts: dict[str, Any] = {
        "id": str(row.id),
        "commune_id": str(row.commune_id),
        "number": row.number,
        "at": row.at.isoformat(timespec="microseconds"),
        "actor_kind": row.actor_kind,
        "actor_id": str(row.actor_id) if row.actor_id else None,
        "actor_name": row.actor_name,
        "act": row.act,
        "subject": row.subject,
        "subject_id": row.subject_id,
        "facts": row.facts,
        "previous": row.previous,
    }
    return canonical_hash(facts)
