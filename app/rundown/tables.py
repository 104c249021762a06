"""Rows of what stations were last given and last said, and of the day packs that were made."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Date, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base


class ManifestRow(Base):
    """The newest manifest of a station. content: hash of what it says, without its version and times; signed: as it is sent."""

    __tablename__ = "manifests"

    station_id: Mapped[UUID] = mapped_column(ForeignKey("stations.id"), primary_key=True)
    commune_id: Mapped[UUID] = mapped_column(ForeignKey("communes.id"))
    version: Mapped[int]
    content: Mapped[str] = mapped_column(String(64))
    signed: Mapped[bytes] = mapped_column(LargeBinary)
    digest: Mapped[str] = mapped_column(String(64))
    issued_at: Mapped[datetime]
    expires_at: Mapped[datetime]


class HeartbeatRow(Base):
    """The last heartbeat of a station, as it came; received_at by the server's clock. run_before: of the process before it."""

    __tablename__ = "heartbeats"

    station_id: Mapped[UUID] = mapped_column(ForeignKey("stations.id"), primary_key=True)
    commune_id: Mapped[UUID] = mapped_column(ForeignKey("communes.id"))
    received_at: Mapped[datetime]
    heartbeat: Mapped[dict[str, Any]]
    run_before: Mapped[UUID | None]


class DayPackRow(Base):
    """A version of a day's pack. digest: of what it told an operator to do; delivered_at, fault: of the set folder."""

    __tablename__ = "day_packs"
    __table_args__ = (UniqueConstraint("commune_id", "day", "version"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    commune_id: Mapped[UUID] = mapped_column(ForeignKey("communes.id"))
    day: Mapped[date] = mapped_column(Date)
    version: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))
    made_at: Mapped[datetime]
    made_by: Mapped[str]
    delivered_at: Mapped[datetime | None]
    fault: Mapped[str | None]
