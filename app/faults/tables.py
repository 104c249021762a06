"""Rows of faults and of the alarms that were sent about them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base


class FaultRow(Base):
    """One fault from its beginning to its end. The database lets no field be written twice and no row be deleted.

    station_id: None is the server itself. output: empty is the station as a whole. since: when it began; seen_at: when the server
    learnt of it.
    """

    __tablename__ = "faults"
    __table_args__ = (
        Index("ix_faults_commune_id_id", "commune_id", "id"),
        Index("ix_faults_station_id_ended_at", "station_id", "ended_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    commune_id: Mapped[UUID] = mapped_column(ForeignKey("communes.id"))
    station_id: Mapped[UUID | None] = mapped_column(ForeignKey("stations.id"))
    output: Mapped[str]
    code: Mapped[str] = mapped_column(String(64))
    since: Mapped[datetime]
    seen_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    accepted_at: Mapped[datetime | None]
    accepted_by: Mapped[str | None]


class FaultAlarmRow(Base):
    """That a fault was sent to people over one channel."""

    __tablename__ = "fault_alarms"

    fault_id: Mapped[UUID] = mapped_column(ForeignKey("faults.id"), primary_key=True)
    channel: Mapped[str] = mapped_column(String(32), primary_key=True)
    commune_id: Mapped[UUID] = mapped_column(ForeignKey("communes.id"))
    sent_at: Mapped[datetime]
