"""Rows of plans."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Date, ForeignKey, Index, LargeBinary, String, text
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base


class PlanRow(Base):
    """A commune's plan of one year; see `PlanContent`. recorded_at: when it was entered; revision: counts its changes.

    removed_at: since when it is taken away, and may be brought back; a year has one that is not.
    """

    __tablename__ = "plans"
    __table_args__ = (
        Index(
            "uq_plans_commune_id_year",
            "commune_id",
            "year",
            unique=True,
            sqlite_where=text(
                "removed_at IS NULL"
            ),  # and on PostgreSQL, as its migration says: to name that here loads its drivers
        ),
    )

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
    recorded_at: Mapped[datetime]
    revision: Mapped[int]
    updated_at: Mapped[datetime]
    updated_by: Mapped[str]
    removed_at: Mapped[datetime | None]


class PlanReportingRow(Base):
    """When reports on plans are due; without a row, as it ships. deadlines: as JSON values; sent: days whose report was sent."""

    __tablename__ = "plan_reporting"

    commune_id: Mapped[UUID] = mapped_column(ForeignKey("communes.id"), primary_key=True)
    deadlines: Mapped[list[dict[str, Any]]]
    remind_days: Mapped[int]
    sent: Mapped[list[str]]
    revision: Mapped[int]
    updated_at: Mapped[datetime]
    updated_by: Mapped[str]


class LetterTemplateRow(Base):
    """The template that an office wrote over the product's own. letter: code of what is written by it; data: the Word file."""

    __tablename__ = "letter_templates"

    commune_id: Mapped[UUID] = mapped_column(ForeignKey("communes.id"), primary_key=True)
    letter: Mapped[str] = mapped_column(String(32), primary_key=True)
    name: Mapped[str]
    data: Mapped[bytes] = mapped_column(LargeBinary)
    brought_at: Mapped[datetime]
    brought_by: Mapped[str]
