"""Rows of emergencies, of what the commune decides about them, and of the PINs."""

from datetime import datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Time, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base
from app.emergencies.model import EmergencyState, Hazard, MsgType, Resume, Sort, Status


class EmergencyRow(Base):
    """An emergency or a correction; see `app.emergencies.model.Emergency`. request: hash of what an idempotency key came with.

    part: which of the blocks of one message. begins_at: not before; None: as soon as it may. seal: of a person's word that it may
    sound until `sealed_until` (`sealing`); None: nobody's, or it is over.
    """

    __tablename__ = "emergencies"
    __table_args__ = (
        UniqueConstraint("commune_id", "idempotency_key"),
        UniqueConstraint("commune_id", "sender", "identifier", "part"),
        Index("ix_emergencies_commune_id_state", "commune_id", "state"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    commune_id: Mapped[UUID] = mapped_column(ForeignKey("communes.id"))
    sort: Mapped[Sort]
    correction_of: Mapped[UUID | None] = mapped_column(ForeignKey("emergencies.id"), index=True)
    identifier: Mapped[str]
    sender: Mapped[str]
    part: Mapped[int]
    sent: Mapped[datetime]
    status: Mapped[Status]
    msg_type: Mapped[MsgType]
    references: Mapped[list[str]]
    hazard: Mapped[Hazard]
    title: Mapped[str]
    text: Mapped[str]
    spoken: Mapped[str]
    zone_ids: Mapped[list[str]]
    repeat_every_s: Mapped[int]
    times: Mapped[int | None]
    begins_at: Mapped[datetime | None]
    ends_at: Mapped[datetime]
    resume: Mapped[Resume]
    repeat_from: Mapped[time | None] = mapped_column(Time)
    repeat_to: Mapped[time | None] = mapped_column(Time)
    state: Mapped[EmergencyState]
    audio: Mapped[dict[str, Any] | None]
    content_hash: Mapped[str] = mapped_column(String(64))
    seal: Mapped[bytes | None] = mapped_column(LargeBinary)
    sealed_until: Mapped[datetime | None]
    idempotency_key: Mapped[str | None] = mapped_column(String(200))
    request: Mapped[str | None] = mapped_column(String(64))
    started_by: Mapped[str]
    started_by_id: Mapped[UUID | None]
    confirmed_by: Mapped[str | None]
    began_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[str | None]
    end_reason: Mapped[str | None]


class EmergencyRulesRow(Base):
    """What a commune decides about emergencies; one row a commune."""

    __tablename__ = "emergency_rules"

    commune_id: Mapped[UUID] = mapped_column(ForeignKey("communes.id"), primary_key=True)
    two_persons: Mapped[bool]
    repeat_from: Mapped[time | None] = mapped_column(Time)
    repeat_to: Mapped[time | None] = mapped_column(Time)
    resume: Mapped[Resume]
    revision: Mapped[int]
    updated_at: Mapped[datetime]
    updated_by: Mapped[str]


class PinRow(Base):
    """A person's PIN, as scrypt. attempts since window_from: wrong ones are few."""

    __tablename__ = "emergency_pins"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"), primary_key=True)
    commune_id: Mapped[UUID] = mapped_column(ForeignKey("communes.id"))
    salt: Mapped[bytes] = mapped_column(LargeBinary)
    hash: Mapped[bytes] = mapped_column(LargeBinary)
    set_at: Mapped[datetime]
    attempts: Mapped[int]
    window_from: Mapped[datetime]
