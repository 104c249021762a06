"""Rows of training sessions."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Date, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.bulletins.model import Theme
from app.db import Base
from app.trainings.model import SessionKind


class TrainingRow(Base):
    """A session. at: local, HH:MM; groups: zone_id and people of each village; bulletin_id: of its invitation."""

    __tablename__ = "trainings"
    __table_args__ = (Index("ix_trainings_commune_id_held_on", "commune_id", "held_on"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    commune_id: Mapped[UUID] = mapped_column(ForeignKey("communes.id"))
    topic: Mapped[str]
    theme: Mapped[Theme]
    kind: Mapped[SessionKind]
    held_on: Mapped[date] = mapped_column(Date)
    at: Mapped[str] = mapped_column(String(5))
    place: Mapped[str]
    trainer_name: Mapped[str]
    groups: Mapped[list[dict[str, Any]]]
    bulletin_id: Mapped[UUID | None] = mapped_column(ForeignKey("bulletins.id"))
    revision: Mapped[int]
    updated_at: Mapped[datetime]
    updated_by: Mapped[str]
    removed_at: Mapped[datetime | None]


class TrainingAttendeeRow(Base):
    """One who is on the sheet by name; gone when the names are forgotten, the numbers stay."""

    __tablename__ = "training_attendees"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    commune_id: Mapped[UUID] = mapped_column(ForeignKey("communes.id"))
    training_id: Mapped[UUID] = mapped_column(ForeignKey("trainings.id"), index=True)
    zone_id: Mapped[UUID] = mapped_column(ForeignKey("zones.id"))
    attendee_name: Mapped[str]


class TrainingMaterialRow(Base):
    """What a session is taught with: an address of the web, or a file in the store of files."""

    __tablename__ = "training_materials"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    commune_id: Mapped[UUID] = mapped_column(ForeignKey("communes.id"))
    training_id: Mapped[UUID] = mapped_column(ForeignKey("trainings.id"), index=True)
    title: Mapped[str]
    address: Mapped[str | None]
    file_sha256: Mapped[str | None] = mapped_column(String(64))
    size: Mapped[int | None]
