"""Rows of the policy library that a commune writes."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Date, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base


class EndedDocumentRow(Base):
    """That a document holds no more, as the commune entered it. ended_on: the first day it does not; successor: may be empty."""

    __tablename__ = "ended_documents"
    __table_args__ = (UniqueConstraint("commune_id", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    commune_id: Mapped[UUID] = mapped_column(ForeignKey("communes.id"), index=True)
    number: Mapped[str]
    ended_on: Mapped[date] = mapped_column(Date)
    successor: Mapped[str]
    entered_at: Mapped[datetime]
    entered_by: Mapped[str]
