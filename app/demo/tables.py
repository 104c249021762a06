"""Rows of those who practise."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base


class PracticeRow(Base):
    """Whose account of a training commune is whose. id: of the account; commune_id: the training commune; person_id: the person.

    The name of the person stands nowhere in the training commune.
    """

    __tablename__ = "practices"
    __table_args__ = (UniqueConstraint("commune_id", "person_id"),)

    id: Mapped[UUID] = mapped_column(ForeignKey("people.id"), primary_key=True)
    commune_id: Mapped[UUID] = mapped_column(ForeignKey("communes.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"), index=True)
    began_at: Mapped[datetime]
