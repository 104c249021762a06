"""Rows of what stations were last given and last said, and of the day packs that were made."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, LargeBinary, String
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


class OrdersRow(Base):
    """The newest orders of a station that any server gave. content: hash of what they say, without their version and time."""

    __tablename__ = "station_orders"

    station_id: Mapped[UUID] = mapped_column(ForeignKey("stations.id"), primary_key=True)
    commune_id: Mapped[UUID] = mapped_column(ForeignKey("communes.id"))
    version: Mapped[int] = mapped_column(BigInteger)
    content: Mapped[str] = mapped_column(String(64))
    issued_at: Mapped[datetime]


class RecallRow(Base):
    """A station knows that a version was withdrawn. at: since when, by the server's clock."""

    __tablename__ = "recalls"

    version_id: Mapped[UUID] = mapped_column(ForeignKey("bulletin_versions.id"), primary_key=True)
    station_id: Mapped[UUID] = mapped_column(ForeignKey("stations.id"), primary_key=True)
    commune_id: Mapped[UUID] = mapped_column(ForeignKey("communes.id"))
    at: Mapped[datetime]


class HeartbeatRow(Base):
    """The last heartbeat of a station, as it came; received_at by the server's clock. run_before: of the process before it."""

    __tablename__ = "heartbeats"

    station_id: Mapped[UUID] = mapped_column(ForeignKey("stations.id"), primary_key=True)
    commune_id: Mapped[UUID] = mapped_column(ForeignKey("communes.id"))
    received_at: Mapped[datetime]
    heartbeat: Mapped[dict[str, Any]]
    run_before: Mapped[UUID | None]
