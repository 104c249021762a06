"""Rows of the timetable: what the commune allows, slots, their dated occurrences, and what really sounded."""

from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import Date, ForeignKey, Index, Integer, String, Time, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base
from app.playout import BlockedReason, OccurrenceState


class RegulationRow(Base):
    """The operating regulation of a commune's station; one row a commune. quiet_from, quiet_to: local time."""

    __tablename__ = "regulations"

    commune_id: Mapped[UUID] = mapped_column(ForeignKey("communes.id"), primary_key=True)
    number: Mapped[str]
    dated: Mapped[date] = mapped_column(Date)
    quiet_from: Mapped[time] = mapped_column(Time)
    quiet_to: Mapped[time] = mapped_column(Time)
    daily_minutes: Mapped[int | None]
    slot_minutes: Mapped[int | None]
    revision: Mapped[int]
    updated_at: Mapped[datetime]
    updated_by: Mapped[str]


class SlotRow(Base):
    """A rule of airing. at: local time; zones: id and path of each; bulletin_ids: in the order they are heard."""

    __tablename__ = "slots"
    __table_args__ = (Index("ix_slots_commune_id_id", "commune_id", "id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    commune_id: Mapped[UUID] = mapped_column(ForeignKey("communes.id"))
    title: Mapped[str]
    rrule: Mapped[str]
    at: Mapped[time] = mapped_column(Time)
    first_date: Mapped[date] = mapped_column(Date)
    last_date: Mapped[date | None] = mapped_column(Date)
    zones: Mapped[list[dict[str, Any]]]
    template: Mapped[str]
    bulletin_ids: Mapped[list[str]]
    priority: Mapped[str] = mapped_column(String(32))
    late_grace_s: Mapped[int]
    created_at: Mapped[datetime]
    created_by: Mapped[str]
    ended_at: Mapped[datetime | None]


class OccurrenceRow(Base):
    """One dated airing of a slot.

    reason: of `blocked`; while it waits, what would block it now. version_ids: what it is to carry; left_out: the slot's other
    bulletins and why. zone_ids: where it is to sound. rendering_id, content_hash: the audio it is to be, once it is near enough
    to be prepared. length_s: of that audio, 0 before it is there.
    """

    __tablename__ = "occurrences"
    __table_args__ = (
        UniqueConstraint("slot_id", "starts_at"),
        Index("ix_occurrences_commune_id_starts_at", "commune_id", "starts_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    commune_id: Mapped[UUID] = mapped_column(ForeignKey("communes.id"))
    slot_id: Mapped[UUID] = mapped_column(ForeignKey("slots.id"))
    starts_at: Mapped[datetime]
    state: Mapped[OccurrenceState]
    reason: Mapped[BlockedReason | None]
    version_ids: Mapped[list[str]]
    left_out: Mapped[list[dict[str, Any]]]
    zone_ids: Mapped[list[str]]
    content_hash: Mapped[str | None] = mapped_column(String(64))
    rendering_id: Mapped[UUID | None] = mapped_column(ForeignKey("renderings.id"))
    length_s: Mapped[float]
    updated_at: Mapped[datetime]


class OccurrenceMoveRow(Base):
    """A move of an occurrence from one state to another. by: the station's, a person's or the product's name."""

    __tablename__ = "occurrence_moves"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    commune_id: Mapped[UUID] = mapped_column(ForeignKey("communes.id"))
    occurrence_id: Mapped[UUID] = mapped_column(ForeignKey("occurrences.id"), index=True)
    before: Mapped[OccurrenceState]
    after: Mapped[OccurrenceState]
    at: Mapped[datetime]
    reason: Mapped[str | None]
    by: Mapped[str]


class AsRunRow(Base):
    """One line of a station's log, as the station wrote it. occurrence_id is no foreign key: what sounded is kept in any case."""

    __tablename__ = "as_run"
    __table_args__ = (
        Index("ix_as_run_occurrence_id", "occurrence_id"),
        Index("ix_as_run_commune_id_at", "commune_id", "at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    commune_id: Mapped[UUID] = mapped_column(ForeignKey("communes.id"))
    station_id: Mapped[UUID] = mapped_column(ForeignKey("stations.id"))
    sequence: Mapped[int] = mapped_column(Integer)
    occurrence_id: Mapped[UUID]
    output: Mapped[str]
    state: Mapped[OccurrenceState]
    at: Mapped[datetime]
    planned_at: Mapped[datetime]
    reason: Mapped[BlockedReason | None]
    started_at: Mapped[datetime | None]
    start_error_ms: Mapped[int | None]
    seconds: Mapped[float | None]
    fault: Mapped[str | None]
    audio_sha256: Mapped[str | None] = mapped_column(String(64))
    content_hash: Mapped[str] = mapped_column(String(64))
    received_at: Mapped[datetime]
