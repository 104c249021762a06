"""Rows of plans."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Date, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base


class PlanRow(Base):
    """A commune's plan of one year; see `PlanContent`. revision: counts its changes."""

    __tablename__ = "plans"
    __table_args__ = (UniqueConstraint("commune_id", "year"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    commune_id: Mapped[UUID] = mapped_column(ForeignKey("communes.id"))
    year: Mapped[int]
    number: Mapped[str]
    dated: Mapped[date | None] = mapped_column(Date)
    title: Mapped[str]
    legal_basis: Mapped[list[str]]
    goals: Mapped[str]
    audience: Mapped[str]
    themes: Mapped[list[dict[str, Any]]]
    channels: Mapped[list[dict[str, Any]]]
    tasks: Mapped[list[dict[str, Any]]]
    officers: Mapped[list[str]]
    bodies: Mapped[list[str]]
    zones: Mapped[list[dict[str, Any]]]
    revision: Mapped[int]
    updated_at: Mapped[datetime]
    updated_by: Mapped[str]
