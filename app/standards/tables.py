"""Rows of the poverty review."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Date, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base
from app.standards.model import Area


class PovertyStandardRow(Base):
    """A standard that the province set above the State's, as the commune entered it. revision: counts its changes."""

    __tablename__ = "poverty_standards"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    commune_id: Mapped[UUID] = mapped_column(ForeignKey("communes.id"), index=True)
    area: Mapped[Area]
    amount_vnd: Mapped[int]
    valid_from: Mapped[date] = mapped_column(Date)
    valid_to: Mapped[date] = mapped_column(Date)
    source: Mapped[str]
    revision: Mapped[int]
    updated_at: Mapped[datetime]
    updated_by: Mapped[str]
