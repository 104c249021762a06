"""Rows of campaigns."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Date, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.campaigns.model import CampaignKind, DayUnit
from app.db import Base


class CampaignRow(Base):
    """A campaign. zones: paths it is heard in; amounts: the thresholds it says and their source; revision: counts its changes."""

    __tablename__ = "campaigns"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    commune_id: Mapped[UUID] = mapped_column(ForeignKey("communes.id"), index=True)
    kind: Mapped[CampaignKind]
    title: Mapped[str]
    first_date: Mapped[date] = mapped_column(Date)
    last_date: Mapped[date | None] = mapped_column(Date)
    officer_name: Mapped[str]
    hotline: Mapped[str]
    place: Mapped[str]
    legal_basis: Mapped[list[str]]
    zones: Mapped[list[str]]
    amounts: Mapped[dict[str, Any]]
    revision: Mapped[int]
    created_at: Mapped[datetime]
    created_by: Mapped[str]
    updated_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]


class CampaignStepRow(Base):
    """A step. script: its text with the variables in it; pieces: its bulletins and their slots, as JSON values."""

    __tablename__ = "campaign_steps"
    __table_args__ = (UniqueConstraint("campaign_id", "code"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    commune_id: Mapped[UUID] = mapped_column(ForeignKey("communes.id"), index=True)
    campaign_id: Mapped[UUID] = mapped_column(ForeignKey("campaigns.id"))
    position: Mapped[int]
    code: Mapped[str]
    title: Mapped[str]
    days: Mapped[int]
    unit: Mapped[DayUnit]
    basis: Mapped[str]
    together: Mapped[str | None]
    beyond: Mapped[bool]
    fixed: Mapped[date | None] = mapped_column(Date)
    first_date: Mapped[date] = mapped_column(Date)
    last_date: Mapped[date] = mapped_column(Date)
    times: Mapped[list[str]]
    lead_days: Mapped[int]
    script: Mapped[str]
    names_reason: Mapped[str]
    pieces: Mapped[list[dict[str, Any]]]


class CampaignTaskRow(Base):
    """A line of a step's checklist. before: so many days before the step begins, None: by its last day."""

    __tablename__ = "campaign_tasks"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    commune_id: Mapped[UUID] = mapped_column(ForeignKey("communes.id"), index=True)
    step_id: Mapped[UUID] = mapped_column(ForeignKey("campaign_steps.id"), index=True)
    position: Mapped[int]
    who: Mapped[str]
    what: Mapped[str]
    before: Mapped[int | None]
    due: Mapped[date] = mapped_column(Date)
    done_at: Mapped[datetime | None]
    done_by: Mapped[str | None]
