"""Rows of banners."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Date, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.banners.sheets import Format
from app.db import Base


class BannerRow(Base):
    """A slogan that hangs or hung somewhere. version_id: as it was approved. photo_sha256: of a JPEG in the store of files."""

    __tablename__ = "banners"
    __table_args__ = (Index("ix_banners_commune_id_hung_on", "commune_id", "hung_on"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    commune_id: Mapped[UUID] = mapped_column(ForeignKey("communes.id"))
    version_id: Mapped[UUID] = mapped_column(ForeignKey("bulletin_versions.id"))
    format: Mapped[Format]
    zone_id: Mapped[UUID] = mapped_column(ForeignKey("zones.id"))
    place: Mapped[str]
    hung_on: Mapped[date] = mapped_column(Date)
    taken_down_on: Mapped[date | None] = mapped_column(Date)
    photo_sha256: Mapped[str | None] = mapped_column(String(64))
    revision: Mapped[int]
    updated_at: Mapped[datetime]
    updated_by: Mapped[str]
    removed_at: Mapped[datetime | None]
