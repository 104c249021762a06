"""The audit chain's rows."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base


class AuditEventRow(Base):
    """One act. Rows are only ever added; `hash` covers the row and the hash before it. actor: stands for a name, which may go."""

    __tablename__ = "audit_events"
    __table_args__ = (UniqueConstraint("commune_id", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    commune_id: Mapped[UUID]
    number: Mapped[int]
    at: Mapped[datetime]
    actor_kind: Mapped[str] = mapped_column(String(32))
    actor_id: Mapped[UUID | None]
    actor: Mapped[str] = mapped_column(String(64))
    act: Mapped[str] = mapped_column(String(64))
    subject: Mapped[str] = mapped_column(String(32))
    subject_id: Mapped[str] = mapped_column(String(64), index=True)
    facts: Mapped[dict[str, Any]]
    previous: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


class AuditNameRow(Base):
    """The name of an actor, and the salt without which nobody can tell what a hash stands for; both go when it is erased."""

    __tablename__ = "audit_names"
    __table_args__ = (Index(None, "commune_id", "actor_id"),)

    actor: Mapped[str] = mapped_column(String(64), primary_key=True)
    commune_id: Mapped[UUID]
    actor_kind: Mapped[str] = mapped_column(String(32))
    actor_id: Mapped[UUID | None]
    name: Mapped[str | None]
    salt: Mapped[str | None] = mapped_column(String(64))


class AuditHeadRow(Base):
    """Both ends of a commune's chain: what the next event follows, and what the first that is kept follows.

    removal: the signed statement that all up to `start_number` were removed; None while none were.
    """

    __tablename__ = "audit_heads"

    commune_id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[int]
    hash: Mapped[str] = mapped_column(String(64))
    removal: Mapped[bytes | None] = mapped_column(LargeBinary)
