"""Rows of the public page: whether it is open, what was aired and may be shown there, and what citizens sent in."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Date, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base
from app.publicity.model import Held, RemarkState


class PublicPageRow(Base):
    """What a commune decided about its page; without a row its page is as it ships. reply_days: working days."""

    __tablename__ = "public_pages"

    commune_id: Mapped[UUID] = mapped_column(ForeignKey("communes.id"), primary_key=True)
    is_open: Mapped[bool]
    contact: Mapped[str]
    reply_days: Mapped[int]
    revision: Mapped[int]
    updated_at: Mapped[datetime]
    updated_by: Mapped[str]


class PublicationRow(Base):
    """A bulletin version that was aired, as it is shown: what never changes of it is copied, so that a list asks no other table.

    theme: its code. zones: paths of where it was heard. sentences: as they were written, those that were said. folded: for the
    search. first_at, last_at: of its airings. leaves_at: since then it is not shown any more. held: why it is not shown at all.
    rendering_id: its sound, once it was asked for.
    """

    __tablename__ = "publications"
    __table_args__ = (Index("ix_publications_shown", "commune_id", "held", "last_at", "version_id", "leaves_at"),)

    version_id: Mapped[UUID] = mapped_column(ForeignKey("bulletin_versions.id"), primary_key=True)
    commune_id: Mapped[UUID] = mapped_column(ForeignKey("communes.id"))
    bulletin_id: Mapped[UUID] = mapped_column(ForeignKey("bulletins.id"))
    title: Mapped[str]
    theme: Mapped[str] = mapped_column(String(32))
    zones: Mapped[list[str]]
    sentences: Mapped[list[str]]
    folded: Mapped[str]
    valid_to: Mapped[datetime | None]
    leaves_at: Mapped[datetime | None]
    first_at: Mapped[datetime]
    last_at: Mapped[datetime]
    airings: Mapped[int]
    held: Mapped[Held | None]
    rendering_id: Mapped[UUID | None] = mapped_column(ForeignKey("renderings.id"))


class PublicationAiringRow(Base):
    """An occurrence in which a version was heard whole somewhere. counts: False where zones heard the same airing apart.

    theme: of the version, so that figures ask no other table; empty: it is nothing to show (a greeting).
    """

    __tablename__ = "publication_airings"
    __table_args__ = (
        Index("ix_publication_airings_version_id_starts_at", "version_id", "starts_at"),
        Index("ix_publication_airings_commune_id_theme", "commune_id", "theme", "counts", "starts_at"),
    )

    occurrence_id: Mapped[UUID] = mapped_column(ForeignKey("occurrences.id"), primary_key=True)
    version_id: Mapped[UUID] = mapped_column(ForeignKey("bulletin_versions.id"), primary_key=True)
    commune_id: Mapped[UUID] = mapped_column(ForeignKey("communes.id"))
    slot_id: Mapped[UUID] = mapped_column(ForeignKey("slots.id"))
    starts_at: Mapped[datetime]
    theme: Mapped[str] = mapped_column(String(32))
    counts: Mapped[bool]


class RemarkRow(Base):
    """What a citizen sent in ("góp ý").

    receipt: what it is asked after by, which nobody can guess. sender, telephone: only if given, never shown, empty once erased.
    has_link: an address of the web stands in it. shown: the text as it is shown to all with the answer; None: it is not shown.
    """

    __tablename__ = "remarks"
    __table_args__ = (Index("ix_remarks_commune_id_id", "commune_id", "id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    commune_id: Mapped[UUID] = mapped_column(ForeignKey("communes.id"))
    receipt: Mapped[str] = mapped_column(String(20), unique=True)
    state: Mapped[RemarkState]
    text: Mapped[str]
    sender: Mapped[str]
    telephone: Mapped[str]
    has_link: Mapped[bool]
    sent_at: Mapped[datetime]
    reply_by: Mapped[date] = mapped_column(Date)
    answer: Mapped[str]
    shown: Mapped[str | None]
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[str]
    revision: Mapped[int]
