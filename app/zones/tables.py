"""Rows of communes, their signing keys, zones and stations."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, LargeBinary, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base
from app.zones.model import Level


class CommuneRow(Base):
    """A commune. one_officer: who writes may approve it too, since there is nobody else.

    is_sandbox: nothing of it ever sounds. home_id: of a training commune, the one whose people practise there; closed_at: since
    when nobody does any more. No foreign key: SQLite would have to make this table anew under the triggers that name it.
    The two instants are read where they are asked for alone: everything goes on though one of them cannot be read.
    """

    __tablename__ = "communes"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str]
    is_sandbox: Mapped[bool]
    one_officer: Mapped[bool]
    created_at: Mapped[datetime] = mapped_column(deferred=True)
    home_id: Mapped[UUID | None]
    closed_at: Mapped[datetime | None] = mapped_column(deferred=True)


class CommuneKeyRow(Base):
    """The Ed25519 key a commune's manifests are signed with; raw 32 bytes each. Apart from the commune: no list loads it."""

    __tablename__ = "commune_keys"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    commune_id: Mapped[UUID] = mapped_column(ForeignKey("communes.id"), unique=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    private_key: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime]


class ZoneRow(Base):
    """A zone; `path_key` is its path without case and odd spaces (accents stay: they tell villages apart), as it is looked up.

    revision: counts its own renamings and moves. left_at: when it was merged or taken away; what was heard there still names it.
    merged_into: the zone that took it in.
    """

    __tablename__ = "zones"
    __table_args__ = (
        Index(
            "uq_zones_commune_id_path_key",
            "commune_id",
            "path_key",
            unique=True,
            sqlite_where=text("left_at IS NULL"),  # and on PostgreSQL, as its migration says: to name that here loads its drivers
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    commune_id: Mapped[UUID] = mapped_column(ForeignKey("communes.id"))
    parent_id: Mapped[UUID | None] = mapped_column(ForeignKey("zones.id"), index=True)
    level: Mapped[Level]
    name: Mapped[str]
    path: Mapped[str]
    path_key: Mapped[str] = mapped_column(String(1000))
    revision: Mapped[int]
    created_at: Mapped[datetime]
    left_at: Mapped[datetime | None]
    merged_into: Mapped[UUID | None] = mapped_column(ForeignKey("zones.id"))


class EnrolmentCodeRow(Base):
    """A one-time code that makes a PC a station. lookup: what a PC names it by; key: proves the answer, gone once it was used."""

    __tablename__ = "enrolment_codes"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    commune_id: Mapped[UUID] = mapped_column(ForeignKey("communes.id"))
    station_id: Mapped[UUID] = mapped_column(ForeignKey("stations.id"), index=True)
    lookup: Mapped[str] = mapped_column(String(64), unique=True)
    key: Mapped[bytes | None] = mapped_column(LargeBinary)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class FormerTokenRow(Base):
    """A token that a station had once, by its SHA-256: another PC took its place, or the station was taken away."""

    __tablename__ = "former_tokens"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    commune_id: Mapped[UUID] = mapped_column(ForeignKey("communes.id"))
    station_id: Mapped[UUID] = mapped_column(ForeignKey("stations.id"))
    ended_at: Mapped[datetime]


class StationRow(Base):
    """A station; of its token only the SHA-256 is kept. name_key: its name as it is compared, see `app.names`.

    telephone: of who is on duty at it, or empty.
    """

    __tablename__ = "stations"
    __table_args__ = (UniqueConstraint("commune_id", "name_key"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    commune_id: Mapped[UUID] = mapped_column(ForeignKey("communes.id"))
    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(String(200))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    zone_ids: Mapped[list[str]]
    outputs: Mapped[dict[str, Any]]
    telephone: Mapped[str] = mapped_column(String(20), server_default="")
    created_at: Mapped[datetime]
    left_at: Mapped[datetime | None]
