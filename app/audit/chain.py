"""The chain: each event's hash covers its own facts and the hash before it, so no row can be changed or taken out unnoticed."""

from collections.abc import Mapping
from dataclasses import KW_ONLY
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.audit.names import actor_for
from app.audit.tables import AuditEventRow, AuditHeadRow
from app.canonical import Json, canonical_hash
from app.db import make_once
from app.units import CommuneId, Sha256, new_id
from app.values import frozen

START = Sha256("0" * 64)
"""What the first event follows."""


@frozen
class Happening:
    """An act to be kept.

    act: a verb of the API's language (`approve`); subject: the kind of thing (`bulletin_version`) and its id;
    facts: JSON values worth keeping, never a secret, and never the name of a person: these stand where they can be erased.
    """

    _: KW_ONLY
    at: datetime
    actor_kind: str
    actor_id: UUID | None
    actor_name: str
    act: str
    subject: str
    subject_id: str
    facts: Mapping[str, str | int | bool | None]


def record(session: Session, commune_id: CommuneId, happening: Happening) -> Sha256:
    """Append `happening` to the commune's chain; returns its hash.

    On PostgreSQL the chain's head stays locked until the transaction ends, which puts two writers of one commune in a row;
    on SQLite writers are in a row anyway.
    """
    head = locked_head(session, commune_id)
    actor = actor_for(session, commune_id, kind=happening.actor_kind, actor_id=happening.actor_id, name=happening.actor_name)
    row = AuditEventRow(
        id=new_id(),
        commune_id=commune_id,
        number=head.number + 1,
        at=happening.at.astimezone(UTC),
        actor_kind=happening.actor_kind,
        actor_id=happening.actor_id,
        actor=actor,
        act=happening.act,
        subject=happening.subject,
        subject_id=happening.subject_id,
        facts=dict(happening.facts),
        previous=head.hash,
        hash="",
    )
    row.hash = canonical_hash(hashed(row))
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


def locked_head(session: Session, commune_id: CommuneId) -> AuditHeadRow:
    """The ends of a commune's chain, ours until the transaction ends."""
    query = select(AuditHeadRow).where(AuditHeadRow.commune_id == commune_id)
    query = query.with_for_update().execution_options(populate_existing=True)
    head = session.scalars(query).one_or_none()
    if head is not None:
        return head
    make_once(session, AuditHeadRow, commune_id=commune_id, number=0, hash=START)
    return session.scalars(query).one()


def hashed(row: AuditEventRow) -> dict[str, Json]:
    """What the hash of an event covers, as it stands in an export beside the hash."""
    return {
        "id": str(row.id),
        "commune_id": str(row.commune_id),
        "number": row.number,
        "at": row.at.isoformat(timespec="microseconds"),
        "actor_kind": row.actor_kind,
        "actor_id": str(row.actor_id) if row.actor_id else None,
        "actor": row.actor,
        "act": row.act,
        "subject": row.subject,
        "subject_id": row.subject_id,
        "facts": row.facts,
        "previous": row.previous,
    }
