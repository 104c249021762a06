"""The audit chain's rows."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base


class AuditEventRow(Base):
    """One act. Rows are only ever added; `hash` covers the row and the hash before it."""

    __tablename__ = "audit_events"
    __table_args__ = (UniqueConstraint("commune_id", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    commune_id: Mapped[UUID]
    number: Mapped[int]
    at: Mapped[datetime]
    actor_kind: Mapped[str] = mapped_column(String(32))
    actor_id: Mapped[UUID | None]
    actor_name: Mapped[str]
    act: Mapped[str] = mapped_column(String(64))
    subject: Mapped[str] = mapped_column(String(32))
    subject_id: Mapped[str] = mapped_column(String(64), index=True)
    facts: Mapped[dict[str, Any]]
    previous: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


class AuditHeadRow(Base):
    """The end of a commune's chain: what the next event follows, and how a cut-off tail is noticed."""

    __tablename__ = "audit_heads"

    commune_id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[int]
    hash: Mapped[str] = mapped_column(String(64))
