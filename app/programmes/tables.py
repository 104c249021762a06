"""Rows of renderings and recordings."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, LargeBinary, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base
from app.programmes.model import RenderingState


class RenderingRow(Base):
    """A rendering: what is to be made, who is making it, what came out.

    order: the order as JSON. content_hash and profile: what makes two orders the same. lease, lease_until: of the worker that
    makes it; a lapsed lease lets another take over. result: seconds, voices, loudness report …
    signature: binds the files to content_hash (`made`). failure: code and facts.
    """

    __tablename__ = "renderings"
    __table_args__ = (
        UniqueConstraint("commune_id", "content_hash", "profile"),
        Index("ix_renderings_state_lease_until", "state", "lease_until"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    commune_id: Mapped[UUID] = mapped_column(ForeignKey("communes.id"))
    order: Mapped[dict[str, Any]]
    content_hash: Mapped[str] = mapped_column(String(64))
    profile: Mapped[str]
    state: Mapped[RenderingState]
    progress: Mapped[float]
    lease: Mapped[UUID | None]
    lease_until: Mapped[datetime | None]
    mp3_sha256: Mapped[str | None] = mapped_column(String(64))
    mp3_size: Mapped[int | None]
    wav_sha256: Mapped[str | None] = mapped_column(String(64))
    wav_size: Mapped[int | None]
    signature: Mapped[bytes | None] = mapped_column(LargeBinary)
    peaks_sha256: Mapped[str | None] = mapped_column(String(64))
    timings_sha256: Mapped[str | None] = mapped_column(String(64))
    result: Mapped[dict[str, Any] | None]
    failure: Mapped[dict[str, Any] | None]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]


class RecordingRow(Base):
    """An uploaded sound. version_id: the bulletin version it is the human reading of; None: music, found by its name.

    name_key: the name as it is compared, see `app.names`. audio_sha256: the decoded WAV in the store of files. warnings: codes of
    what is odd about it. ends_at: the first instant at which it is no longer to be heard; None: there is none. retired_at: since
    then another may have its name.
    """

    __tablename__ = "recordings"
    __table_args__ = (
        Index(
            "uq_recordings_commune_id_name_key",
            "commune_id",
            "name_key",
            unique=True,
            sqlite_where=text(
                "retired_at IS NULL"
            ),  # and on PostgreSQL, as its migration says: to name that here loads its drivers
        ),
        Index("ix_recordings_version_id", "version_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    commune_id: Mapped[UUID] = mapped_column(ForeignKey("communes.id"))
    version_id: Mapped[UUID | None] = mapped_column(ForeignKey("bulletin_versions.id"))
    name: Mapped[str]
    name_key: Mapped[str]
    audio_sha256: Mapped[str] = mapped_column(String(64))
    seconds: Mapped[float]
    warnings: Mapped[list[str]]
    created_at: Mapped[datetime]
    created_by: Mapped[str]
    created_by_id: Mapped[UUID | None]
    ends_at: Mapped[datetime | None]
    retired_at: Mapped[datetime | None]
