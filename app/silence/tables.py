"""Rows of silences: what all servers of an installation have in common."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base
from app.silence.model import Act


class SilenceRow(Base):
    """An act of silence, as it was said; see `Silence`. lifted_at: of a stop, when a person let things sound again."""

    __tablename__ = "silences"
    __table_args__ = (Index("ix_silences_commune_id_kept_at", "commune_id", "kept_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    commune_id: Mapped[UUID] = mapped_column(ForeignKey("communes.id"))
    act: Mapped[Act]
    subject: Mapped[UUID]
    also: Mapped[list[str]]
    at: Mapped[datetime]
    by: Mapped[str]
    by_id: Mapped[UUID | None]
    reason: Mapped[str]
    kept_at: Mapped[datetime]
    lifted_at: Mapped[datetime | None]
