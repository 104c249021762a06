"""Rows of the timetable: what the commune allows, slots, and their dated occurrences."""

from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import Date, ForeignKey, Index, String, Time, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.calendar.working_days import CalendarKind, DayChoice
from app.db import Base, Within
from app.playout import BlockedReason, ItemKind, LateRule, OccurrenceState

_DAY_S = 86400


class RegulationRow(Base):
    """The operating regulation of a commune's station; one row a commune. quiet_from, quiet_to: local time."""

    __tablename__ = "regulations"

    commune_id: Mapped[UUID] = mapped_column(ForeignKey("communes.id"), primary_key=True)
    number: Mapped[str]
    dated: Mapped[date] = mapped_column(Date)
    quiet_from: Mapped[time] = mapped_column(Time)
    quiet_to: Mapped[time] = mapped_column(Time)
    daily_minutes: Mapped[int | None]
    slot_minutes: Mapped[int | None]
    revision: Mapped[int]
    updated_at: Mapped[datetime]
    updated_by: Mapped[str]


class HolidayRow(Base):
    """Days off, or with `is_worked` days worked instead; see `app.calendar.working_days.HolidayRule`. source: the document."""

    __tablename__ = "holidays"
    __table_args__ = (Index("ix_holidays_commune_id", "commune_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    commune_id: Mapped[UUID] = mapped_column(ForeignKey("communes.id"))
    name: Mapped[str]
    calendar: Mapped[CalendarKind]
    month: Mapped[int]
    day: Mapped[int]
    days: Mapped[int]
    year: Mapped[int | None]
    is_worked: Mapped[bool]
    source: Mapped[str]
    revision: Mapped[int]
    updated_at: Mapped[datetime]
    updated_by: Mapped[str]
    removed_at: Mapped[datetime | None]


class MourningRow(Base):
    """A period of mourning ("quốc tang"): no music and nothing cheerful. source: the document."""

    __tablename__ = "mourning_periods"
    __table_args__ = (Index("ix_mourning_periods_commune_id", "commune_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    commune_id: Mapped[UUID] = mapped_column(ForeignKey("communes.id"))
    name: Mapped[str]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    source: Mapped[str]
    revision: Mapped[int]
    updated_at: Mapped[datetime]
    updated_by: Mapped[str]
    removed_at: Mapped[datetime | None]


class SlotRow(Base):
    """A rule of airing.

    at: local time. rrule: empty where lunar days or extra dates alone say the days. zones: id and path of each. bulletin_ids:
    in the order they are heard; variants: zones and bulletins of those that hear something else. duration_s, overrun_s: what
    its programme has to fit into. continues_id: the slot of which it is the later part.
    """

    __tablename__ = "slots"
    __table_args__ = (Index("ix_slots_commune_id_id", "commune_id", "id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    commune_id: Mapped[UUID] = mapped_column(ForeignKey("communes.id"))
    title: Mapped[str]
    kind: Mapped[ItemKind]
    rrule: Mapped[str]
    at: Mapped[time] = mapped_column(Time)
    first_date: Mapped[date] = mapped_column(Date)
    last_date: Mapped[date | None] = mapped_column(Date)
    except_dates: Mapped[list[str]]
    extra_dates: Mapped[list[str]]
    lunar: Mapped[list[dict[str, Any]]]
    choice: Mapped[DayChoice]
    zones: Mapped[list[dict[str, Any]]]
    template: Mapped[str]
    bulletin_ids: Mapped[list[str]]
    variants: Mapped[list[dict[str, Any]]]
    priority: Mapped[str] = mapped_column(String(32))
    duration_s: Mapped[int | None]
    overrun_s: Mapped[int]
    late: Mapped[LateRule]
    late_grace_s: Mapped[int]
    revision: Mapped[int]
    continues_id: Mapped[UUID | None]
    created_at: Mapped[datetime]
    created_by: Mapped[str]
    updated_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class SlotEditRow(Base):
    """What is different on one day of a slot: another time, other bulletins, or nothing at all."""

    __tablename__ = "slot_edits"
    __table_args__ = (UniqueConstraint("slot_id", "day"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    commune_id: Mapped[UUID] = mapped_column(ForeignKey("communes.id"))
    slot_id: Mapped[UUID] = mapped_column(ForeignKey("slots.id"))
    day: Mapped[date] = mapped_column(Date)
    moved_to: Mapped[datetime | None]
    bulletin_ids: Mapped[list[str] | None]
    is_cancelled: Mapped[bool]
    reason: Mapped[str]
    made_at: Mapped[datetime]
    made_by: Mapped[str]


class OccurrenceRow(Base):
    """One dated airing of a slot.

    day: of the slot's recurrence, also when it was moved; part: which of the slot's contents. A day that was cancelled and comes
    back is another row, and so is one that never began and gets another hour. reason: of `blocked`; while it waits, what would
    block it now. version_ids: what it is to carry; left_out: the slot's other bulletins and why. zone_ids: where it is to sound.
    rendering_id, content_hash: the audio it is to be, once it is near enough to be prepared. length_s: of that audio, 0 before it
    is there. cheerful: it may not sound in mourning. heard_s, is_written: by the lines of the log so far, how long it was
    heard to its end where that was longest, and whether into files alone; None while it was nowhere.
    """

    __tablename__ = "occurrences"
    __table_args__ = (
        Index(
            "uq_occurrences_slot_id_day_part",
            "slot_id",
            "day",
            "part",
            unique=True,
            sqlite_where=text(
                "state IN ('planned', 'prepared')"
            ),  # and on PostgreSQL, as its migration says: to name that here loads its drivers
        ),
        Index("ix_occurrences_commune_id_starts_at", "commune_id", "starts_at"),
        Index("ix_occurrences_slot_id_length_s", "slot_id", "length_s"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    commune_id: Mapped[UUID] = mapped_column(ForeignKey("communes.id"))
    slot_id: Mapped[UUID] = mapped_column(ForeignKey("slots.id"))
    day: Mapped[date] = mapped_column(Date)
    part: Mapped[int]
    starts_at: Mapped[datetime]
    state: Mapped[OccurrenceState]
    reason: Mapped[BlockedReason | None]
    version_ids: Mapped[list[str]]
    left_out: Mapped[list[dict[str, Any]]]
    zone_ids: Mapped[list[str]]
    content_hash: Mapped[str | None] = mapped_column(String(64))
    rendering_id: Mapped[UUID | None] = mapped_column(ForeignKey("renderings.id"))
    length_s: Mapped[float] = mapped_column(Within(0, _DAY_S))
    heard_s: Mapped[float | None] = mapped_column(Within(0, _DAY_S))
    is_written: Mapped[bool | None]
    cheerful: Mapped[bool]
    updated_at: Mapped[datetime]


class PlanningRow(Base):
    """When a commune's timetable was last looked over; at most a minute before it really was."""

    __tablename__ = "plannings"

    commune_id: Mapped[UUID] = mapped_column(ForeignKey("communes.id"), primary_key=True)
    at: Mapped[datetime]


class OccurrenceMoveRow(Base):
    """A move of an occurrence from one state to another. by: the station's, a person's or the product's name."""

    __tablename__ = "occurrence_moves"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    commune_id: Mapped[UUID] = mapped_column(ForeignKey("communes.id"))
    occurrence_id: Mapped[UUID] = mapped_column(ForeignKey("occurrences.id"), index=True)
    before: Mapped[OccurrenceState]
    after: Mapped[OccurrenceState]
    at: Mapped[datetime]
    reason: Mapped[str | None]
    by: Mapped[str]
