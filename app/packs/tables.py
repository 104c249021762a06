"""Rows of the day packs that were made."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Date, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base


class DayPackRow(Base):
    """A version of a day's pack. digest: of what it told an operator to do; delivered_at, fault: of the set folder.

    version_ids: the bulletins that its audio carries.
    """

    __tablename__ = "day_packs"
    __table_args__ = (UniqueConstraint("commune_id", "day", "version"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    commune_id: Mapped[UUID] = mapped_column(ForeignKey("communes.id"))
    day: Mapped[date] = mapped_column(Date)
    version: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))
    made_at: Mapped[datetime]
    made_by: Mapped[str]
    version_ids: Mapped[list[str]]
    delivered_at: Mapped[datetime | None]
    fault: Mapped[str | None]


class DayPackPullRow(Base):
    """Somebody took a version of a day's pack away."""

    __tablename__ = "day_pack_pulls"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    commune_id: Mapped[UUID] = mapped_column(ForeignKey("communes.id"))
    pack_id: Mapped[UUID] = mapped_column(ForeignKey("day_packs.id"), index=True)
    at: Mapped[datetime]
    by: Mapped[str]
