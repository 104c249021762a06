"""Names of actors stand beside the chain, which holds a salted hash of each: a name can be erased and the chain still holds."""

import secrets
from collections.abc import Iterable, Mapping
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.audit.tables import AuditNameRow
from app.canonical import canonical_hash
from app.units import CommuneId

_SALT_BYTES = 16


def commitment(salt: str, name: str) -> str:
    """What stands in the chain for a name: nobody finds the name without the salt, nor another name for it."""
    return canonical_hash({"salt": salt, "name": name})


def actor_for(session: Session, commune_id: CommuneId, *, kind: str, actor_id: UUID | None, name: str) -> str:
    """The hash that stands for this actor's name, made the first time. The caller holds the chain's head."""
    found = session.scalar(
        select(AuditNameRow.actor).where(
            AuditNameRow.commune_id == commune_id,
            AuditNameRow.actor_kind == kind,
            AuditNameRow.actor_id.is_(None) if actor_id is None else AuditNameRow.actor_id == actor_id,
            AuditNameRow.name == name,
        )
    )
    if found is not None:
        return found
    salt = secrets.token_hex(_SALT_BYTES)
    row = AuditNameRow(
        actor=commitment(salt, name), commune_id=commune_id, actor_kind=kind, actor_id=actor_id, name=name, salt=salt
    )
    session.add(row)
    return row.actor


def names_for(session: Session, commune_id: CommuneId, actors: Iterable[str]) -> Mapping[str, tuple[str, str]]:
    """Name and salt that these hashes stand for, without those that were erased."""
    query = select(AuditNameRow).where(AuditNameRow.commune_id == commune_id, AuditNameRow.actor.in_(set(actors)))
    rows = session.scalars(query)
    return {row.actor: (row.name, row.salt) for row in rows if row.name is not None and row.salt is not None}


def erase_names(session: Session, commune_id: CommuneId, actor_id: UUID) -> list[str]:
    """Forget every name of an actor; returns the hashes that stand for nothing now, which the chain is to keep."""
    query = select(AuditNameRow).where(AuditNameRow.commune_id == commune_id, AuditNameRow.actor_id == actor_id)
    rows = session.scalars(query.where(AuditNameRow.name.is_not(None)).order_by(AuditNameRow.actor)).all()
    for row in rows:
        row.name = row.salt = None
    session.flush()
    return [row.actor for row in rows]
