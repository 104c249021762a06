"""Rows of what sounded: the stations' logs, word for word, and how far each thing got on each output."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from app.airing import AsRunKind, BlockedReason, OccurrenceState
from app.db import Base, Within

_DAY_S = 86400


class AsRunRow(Base):
    """One line of a station's log, as the station wrote it; the database lets none be changed or deleted.

    occurrence_id is no foreign key: what sounded is kept in any case. output_kind: what the station said then that the output is,
    None where it had not said.
    """

    __tablename__ = "as_run"
    __table_args__ = (
        Index("ix_as_run_occurrence_id", "occurrence_id"),
        Index("ix_as_run_commune_id_at", "commune_id", "at"),
        Index("ix_as_run_station_id_sequence", "station_id", "sequence"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    commune_id: Mapped[UUID] = mapped_column(ForeignKey("communes.id"))
    station_id: Mapped[UUID] = mapped_column(ForeignKey("stations.id"))
    sequence: Mapped[int] = mapped_column(Integer)
    kind: Mapped[AsRunKind]
    occurrence_id: Mapped[UUID]
    title: Mapped[str]
    approved_by: Mapped[str]
    output: Mapped[str]
    output_kind: Mapped[str | None]
    state: Mapped[OccurrenceState]
    at: Mapped[datetime]
    planned_at: Mapped[datetime]
    reason: Mapped[BlockedReason | None]
    started_at: Mapped[datetime | None]
    start_error_ms: Mapped[int | None]
    seconds: Mapped[float | None] = mapped_column(Within(0, _DAY_S))
    fault: Mapped[str | None]
    peak_dbfs: Mapped[float | None] = mapped_column(Within(-300, 60))
    audio_sha256: Mapped[str | None] = mapped_column(String(64))
    content_hash: Mapped[str] = mapped_column(String(64))
    received_at: Mapped[datetime]


class SoundingRow(Base):
    """How far an occurrence got on one output of one station. sequence, at, reason, fault, seconds: of the last line about it."""

    __tablename__ = "soundings"

    occurrence_id: Mapped[UUID] = mapped_column(ForeignKey("occurrences.id"), primary_key=True)
    station_id: Mapped[UUID] = mapped_column(ForeignKey("stations.id"), primary_key=True)
    output: Mapped[str] = mapped_column(primary_key=True)
    commune_id: Mapped[UUID] = mapped_column(ForeignKey("communes.id"))
    sequence: Mapped[int] = mapped_column(Integer)
    state: Mapped[OccurrenceState]
    at: Mapped[datetime]
    reason: Mapped[BlockedReason | None]
    fault: Mapped[str | None]
    seconds: Mapped[float | None]
