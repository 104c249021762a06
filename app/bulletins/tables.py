"""Rows of bulletins, their versions, moves and approvals."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.bulletins.model import Kind, Language, Priority, State, Theme
from app.db import Base
from app.reading import Layer


class BulletinRow(Base):
    """A bulletin: what its versions have in common. `latest_number` spares lists the search for the newest version."""

    __tablename__ = "bulletins"
    __table_args__ = (Index("ix_bulletins_commune_id_id", "commune_id", "id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    commune_id: Mapped[UUID] = mapped_column(ForeignKey("communes.id"))
    latest_number: Mapped[int]
    created_at: Mapped[datetime]
    created_by: Mapped[str]


class BulletinVersionRow(Base):
    """One version. Up to `draft` it is edited in place and `revision` counts the edits; afterwards only `state` moves.

    spoken, voices, prosody and content_hash are frozen at submission. valid_to is exclusive. cheerful: it is not for a time of
    mourning. folded: title and script without accents and case, for the search; by_title: its beginning, for the order. lexicon,
    issuer: as JSON values.
    """

    __tablename__ = "bulletin_versions"
    __table_args__ = (
        UniqueConstraint("bulletin_id", "number"),
        Index("ix_bulletin_versions_commune_id_state", "commune_id", "state", "bulletin_id"),
        Index("ix_bulletin_versions_commune_id_kind", "commune_id", "kind", "bulletin_id"),
        Index("ix_bulletin_versions_counted", "commune_id", "state", "theme", "kind", "bulletin_id", "number"),
        Index("ix_bulletin_versions_commune_id_by_title", "commune_id", "by_title", "bulletin_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    commune_id: Mapped[UUID] = mapped_column(ForeignKey("communes.id"))
    bulletin_id: Mapped[UUID] = mapped_column(ForeignKey("bulletins.id"))
    number: Mapped[int]
    revision: Mapped[int]
    state: Mapped[State]
    title: Mapped[str]
    kind: Mapped[Kind]
    theme: Mapped[Theme]
    priority: Mapped[Priority]
    zones: Mapped[list[dict[str, Any]]]
    valid_from: Mapped[datetime | None]
    valid_to: Mapped[datetime | None]
    legal_basis: Mapped[list[str]]
    cheerful: Mapped[bool]
    language: Mapped[Language] = mapped_column(server_default=Language.VIETNAMESE)
    script: Mapped[str]
    lexicon: Mapped[list[dict[str, Any]]]
    issuer: Mapped[dict[str, Any] | None]
    folded: Mapped[str]
    by_title: Mapped[str] = mapped_column(server_default="")
    spoken: Mapped[dict[str, Any] | None] = mapped_column(deferred=True)
    voices: Mapped[dict[str, Any] | None]
    prosody: Mapped[dict[str, Any] | None]
    content_hash: Mapped[str | None] = mapped_column(String(64))
    created_at: Mapped[datetime]
    created_by: Mapped[str]
    updated_at: Mapped[datetime]


class UnsavedTextRow(Base):
    """What one person types and has not saved. bulletin_id: None, of a bulletin not written yet; fields: of the form."""

    __tablename__ = "unsaved_texts"
    __table_args__ = (Index("ix_unsaved_texts_person_id_bulletin_id", "person_id", "bulletin_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    commune_id: Mapped[UUID] = mapped_column(ForeignKey("communes.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    bulletin_id: Mapped[UUID | None] = mapped_column(ForeignKey("bulletins.id"))
    fields: Mapped[dict[str, Any]]
    updated_at: Mapped[datetime]


class VersionMoveRow(Base):
    """A move of a version from one state to another: when, by whom, why. notes: to single sentences, as JSON values."""

    __tablename__ = "version_moves"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    commune_id: Mapped[UUID] = mapped_column(ForeignKey("communes.id"))
    version_id: Mapped[UUID] = mapped_column(ForeignKey("bulletin_versions.id"), index=True)
    before: Mapped[State]
    after: Mapped[State]
    at: Mapped[datetime]
    actor_id: Mapped[UUID | None]
    actor_name: Mapped[str]
    reason: Mapped[str | None]
    notes: Mapped[list[dict[str, Any]]]


class VersionAuthorRow(Base):
    """Somebody who wrote at a version: its text, or the reading that takes the place of the voices."""

    __tablename__ = "version_authors"

    version_id: Mapped[UUID] = mapped_column(ForeignKey("bulletin_versions.id"), primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"), primary_key=True)
    commune_id: Mapped[UUID] = mapped_column(ForeignKey("communes.id"))


class ApprovalRow(Base):
    """An approval: this person, at this instant, saw exactly this content.

    alone: the approver wrote at it, in a commune that has one officer; else the database takes no approval by an author, or on
    behalf of one. on_behalf_of: who let the approver do so, by the delegation; the database takes it only while that holds.
    """

    __tablename__ = "approvals"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    commune_id: Mapped[UUID] = mapped_column(ForeignKey("communes.id"))
    version_id: Mapped[UUID] = mapped_column(ForeignKey("bulletin_versions.id"), unique=True)
    content_hash: Mapped[str] = mapped_column(String(64))
    approver_id: Mapped[UUID | None]
    approver_name: Mapped[str]
    alone: Mapped[bool]
    delegation_id: Mapped[UUID | None]
    on_behalf_of_id: Mapped[UUID | None]
    on_behalf_of: Mapped[str | None]
    approved_at: Mapped[datetime]


class LexiconRow(Base):
    """The state of a commune's lexicon: every change of its entries counts it up, and whoever freezes words holds it."""

    __tablename__ = "lexicons"

    commune_id: Mapped[UUID] = mapped_column(ForeignKey("communes.id"), primary_key=True)
    revision: Mapped[int]


class LexiconEntryRow(Base):
    """An entry of the province's layer or the commune's own. key: what no two of a layer share; folded: for the search."""

    __tablename__ = "lexicon_entries"
    __table_args__ = (
        UniqueConstraint("commune_id", "layer", "key"),
        Index("ix_lexicon_entries_commune_id_id", "commune_id", "id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    commune_id: Mapped[UUID] = mapped_column(ForeignKey("communes.id"))
    layer: Mapped[Layer]
    written: Mapped[str]
    spoken: Mapped[str]
    any_case: Mapped[bool]
    key: Mapped[str]
    folded: Mapped[str]
    revision: Mapped[int]
    updated_at: Mapped[datetime]
    updated_by: Mapped[str]
