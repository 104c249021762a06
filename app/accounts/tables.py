"""Rows of people, their API tokens and the one-time set-up code."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.accounts.model import Role, Scope
from app.db import Base


class PersonRow(Base):
    """A person of a commune."""

    __tablename__ = "people"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    commune_id: Mapped[UUID] = mapped_column(ForeignKey("communes.id"), index=True)
    name: Mapped[str]
    role: Mapped[Role]
    created_at: Mapped[datetime]
    left_at: Mapped[datetime | None]


class ApiTokenRow(Base):
    """A bearer token, of which only the SHA-256 is kept: it has 256 random bits, so no slow hash is needed."""

    __tablename__ = "api_tokens"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    commune_id: Mapped[UUID] = mapped_column(ForeignKey("communes.id"), index=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"), index=True)
    label: Mapped[str]
    scope: Mapped[Scope]
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]


class SetupCodeRow(Base):
    """The one-time code of an empty installation. It has no commune: it is what the first one is made with."""

    __tablename__ = "setup_codes"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    code_hash: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime]
    attempts: Mapped[int]
    window_from: Mapped[datetime]
    used_at: Mapped[datetime | None]
