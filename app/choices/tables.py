"""Rows of what communes chose."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base
from app.speech import Accent
from app.studio import Profile


class ChoicesRow(Base):
    """What a commune chose; see `Choices`."""

    __tablename__ = "commune_choices"

    commune_id: Mapped[UUID] = mapped_column(ForeignKey("communes.id"), primary_key=True)
    engines: Mapped[list[str]]
    accent: Mapped[Accent]
    presenter_1: Mapped[str]
    presenter_2: Mapped[str]
    profile: Mapped[Profile]
    pack_hour: Mapped[int]
    pack_formats: Mapped[list[str]]
    revision: Mapped[int]
    updated_at: Mapped[datetime]
    updated_by: Mapped[str]
