"""Forms and answers of slots."""

from datetime import date, datetime, time
from typing import Annotated, Self
from uuid import UUID

from pydantic import AfterValidator, ConfigDict, Field, JsonValue
from pydantic_core import PydanticCustomError

from app.api.bulletins.bulletin_answers import ZoneRefAnswer
from app.api.shared.forms import Answer, Form, Instant, LocalDate
from app.bulletins import Priority
from app.calendar import DayChoice, LeapMonths, LunarDay, Recurrence, recurrence
from app.playout import ItemKind, LateRule
from app.timetable import LATE_GRACE_S, Edit, Slot, Today, TodayKind, Wanted, WantedEdit, WantedVariant
from app.units import BulletinId
from app.visits.seen import quoted
from app.words import hour_said, word

USUAL_TEMPLATE = "ban-tin"
LONGEST_S = 4 * 3600
_DAILY = "FREQ=DAILY"
EXAMPLE: dict[str, JsonValue] = {
    "title": "Bản tin sáng",
    "at": "05:30",
    "rrule": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
    "first_date": "2025-11-04",
    "last_date": "2025-11-30",
    "choice": "working_days",
    "except_dates": ["2025-11-20"],
    "bulletins": ["019a4c00-0000-7000-8000-000000000001"],
    "zones": ["xã Liên An"],
    "duration_s": 1800,
    "overrun_s": 60,
    "late": "join",
}
LUNAR_EXAMPLE: dict[str, JsonValue] = {
    "title": "Nhắc vệ sinh đường làng ngày rằm, mồng một",
    "at": "17:00",
    "lunar": [{"day": 1, "leap": "also"}, {"day": 15, "leap": "also"}],
    "bulletins": ["019a4c00-0000-7000-8000-000000000001"],
}
RELAY_EXAMPLE: dict[str, JsonValue] = {"title": "Tiếp âm Đài tỉnh", "kind": "relay", "at": "06:00", "duration_s": 1800}


def _local(value: time) -> time:
    if value.tzinfo is not None:
        raise PydanticCustomError("time_parsing", "a local time has no offset")
    return value


class LunarForm(Form):
    """A lunar day: of each month, or of one month a year. day: -1 is the last of the month."""

    day: int = Field(ge=-1, le=30)
    month: int | None = Field(default=None, ge=1, le=12)
    leap: LeapMonths = Field(
        default=LeapMonths.SKIP, description="Tháng nhuận: skip bỏ qua, also cũng tính, only chỉ tháng nhuận."
    )


class VariantForm(Form):
    """Zones that hear other bulletins in the same slot."""

    zones: list[str] = Field(min_length=1, max_length=500)
    bulletins: list[UUID] = Field(max_length=50)


class SlotForm(Form):
    """A slot: at this local time, on these days, these bulletins in a programme; or a relay, which leaves the output free."""

    title: str = Field(max_length=1000)
    at: Annotated[time, AfterValidator(_local)] = Field(description="Giờ địa phương, như 05:30.")
    kind: ItemKind = Field(default=ItemKind.PROGRAMME, description="programme: chương trình; relay: tiếp âm, không có bản tin.")
    rrule: str | None = Field(
        default=None,
        max_length=1000,
        description="Quy tắc RFC 5545 theo ngày, như FREQ=WEEKLY;BYDAY=MO; để trống là hằng ngày, hoặc theo lunar, extra_dates.",
    )
    lunar: list[LunarForm] = Field(default=[], max_length=60, description="Ngày âm lịch, thay cho rrule.")
    first_date: LocalDate | None = Field(default=None, description="Ngày đầu; để trống là hôm nay.")
    last_date: date | None = Field(default=None, description="Ngày cuối, tính cả ngày ấy; để trống là không thời hạn.")
    except_dates: list[date] = Field(default=[], max_length=1000, description="Những ngày không phát (EXDATE).")
    extra_dates: list[LocalDate] = Field(default=[], max_length=1000, description="Những ngày phát thêm (RDATE).")
    choice: DayChoice = Field(default=DayChoice.EVERY, description="every, not_holidays (trừ ngày lễ) hoặc working_days.")
    bulletins: list[UUID] = Field(default=[], max_length=50, description="Mã bản tin, theo thứ tự phát.")
    variants: list[VariantForm] = Field(default=[], max_length=50, description="Nội dung riêng cho một số khu vực.")
    template: str = Field(default=USUAL_TEMPLATE, max_length=100, description="Mẫu chương trình.")
    zones: list[str] = Field(default=[], max_length=500, description="Đường dẫn khu vực phát; để trống là cả xã.")
    priority: Priority = Priority.NORMAL
    duration_s: int | None = Field(default=None, ge=60, le=LONGEST_S, description="Thời lượng; để trống là theo chương trình.")
    overrun_s: int = Field(default=0, ge=0, le=1800, description="Được phát quá thời lượng tối đa bao nhiêu giây.")
    late: LateRule = Field(
        default=LateRule.FROM_START, description="Khi trễ: from_start từ đầu, join vào từ một câu, skip bỏ qua."
    )
    late_grace_s: int = Field(default=LATE_GRACE_S, ge=0, le=3600, description="Được phát trễ tối đa bao nhiêu giây.")

    model_config = ConfigDict(json_schema_extra={"examples": [EXAMPLE, LUNAR_EXAMPLE, RELAY_EXAMPLE]})

    def wanted(self, first: date) -> Wanted:
        """What is asked for. first: the first date where none is given. Raises `BadRuleError`, `NoOccurrenceError`."""
        return Wanted(
            title=self.title,
            recurrence=self.recurrence(first),
            bulletins=[BulletinId(key) for key in self.bulletins],
            template=self.template,
            zones=self.zones,
            priority=self.priority,
            late_grace_s=self.late_grace_s,
            late=self.late,
            kind=self.kind,
            variants=[WantedVariant(each.zones, [BulletinId(key) for key in each.bulletins]) for each in self.variants],
            duration_s=self.duration_s,
            overrun_s=self.overrun_s,
        )

    def recurrence(self, first: date) -> Recurrence:
        """Its days."""
        rule = self.rrule if self.rrule is not None else "" if self.lunar or self.extra_dates else _DAILY
        return recurrence(
            rule,
            self.at,
            self.first_date or first,
            self.last_date,
            except_=frozenset(self.except_dates),
            extra=frozenset(self.extra_dates),
            lunar=tuple(LunarDay(each.day, each.month, each.leap) for each in self.lunar),
            choice=self.choice,
        )


class LunarAnswer(Answer):
    """A lunar day."""

    day: int
    month: int | None
    leap: LeapMonths


class VariantAnswer(Answer):
    """Zones that hear other bulletins."""

    zones: list[ZoneRefAnswer]
    bulletins: list[UUID]


class SlotAnswer(Answer):
    """A slot. at: local time; last_date: included; continues_id: the slot of which it is the later part."""

    id: UUID
    title: str
    kind: ItemKind
    kind_word: str
    at: time
    rrule: str
    lunar: list[LunarAnswer]
    first_date: date
    last_date: date | None
    except_dates: list[date]
    extra_dates: list[date]
    choice: DayChoice
    bulletins: list[UUID]
    variants: list[VariantAnswer]
    template: str
    zones: list[ZoneRefAnswer]
    priority: Priority
    duration_s: int | None
    overrun_s: int
    late: LateRule
    late_grace_s: int
    continues_id: UUID | None
    created_by: str
    created_at: datetime
    updated_at: datetime
    ended_at: datetime | None
    etag: str

    @classmethod
    def of(cls, found: Slot) -> Self:
        """The answer for a slot."""
        days = found.recurrence
        same = {name: getattr(found, name) for name in cls.model_fields if hasattr(found, name) and name not in _OWN}
        return cls(
            **same,
            kind_word=word("item", found.kind.value),
            rrule=days.rule,
            lunar=[LunarAnswer.model_validate(each) for each in days.lunar],
            first_date=days.first_date,
            last_date=days.last_date,
            except_dates=sorted(days.except_),
            extra_dates=sorted(days.extra),
            choice=days.choice,
            bulletins=list(found.bulletins),
            variants=[VariantAnswer.model_validate(each) for each in found.variants],
            zones=[ZoneRefAnswer.model_validate(zone) for zone in found.zones],
            etag=quoted(found.tag),
        )


_OWN = {"bulletins", "variants", "zones"}


class TodayAnswer(Answer):
    """What becomes of the slot's airing of today. at: the hour that is to come, was heard, or is gone by."""

    kind: TodayKind
    at: datetime | None
    detail: str

    @classmethod
    def of(cls, found: Today) -> Self:
        """The answer for it."""
        at = hour_said(found.at) if found.at is not None else ""
        return cls(kind=found.kind, at=found.at, detail=word("today", found.kind.value).format(at=at))


class ChangedSlotAnswer(SlotAnswer):
    """A slot after a change."""

    today: TodayAnswer


class SlotsAnswer(Answer):
    """The slots that are in force, the newest first."""

    items: list[SlotAnswer]


class DayForm(Form):
    """What one day of a slot is to be: moved, with other bulletins, or cancelled with a reason."""

    moved_to: Instant | None = Field(default=None, description="Giờ mới, có múi giờ, như 2025-11-05T06:00:00+07:00.")
    bulletins: list[UUID] | None = Field(default=None, max_length=50, description="Thay các bản tin của ngày ấy.")
    cancelled: bool = False
    reason: str = Field(min_length=1, max_length=2000)

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"moved_to": "2025-11-05T06:00:00+07:00", "reason": "Nhường giờ cho họp trực tuyến của tỉnh."},
                {"cancelled": True, "reason": "Mất điện theo lịch của điện lực."},
            ],
        },
    )

    def wanted(self) -> WantedEdit:
        """What is asked for."""
        bulletins = None if self.bulletins is None else [BulletinId(key) for key in self.bulletins]
        return WantedEdit(self.moved_to, bulletins, is_cancelled=self.cancelled, reason=self.reason)


class DayAnswer(Answer):
    """What is different on one day of a slot."""

    day: date
    moved_to: datetime | None
    bulletins: list[UUID] | None
    cancelled: bool
    reason: str
    made_by: str
    made_at: datetime

    @classmethod
    def of(cls, edit: Edit) -> Self:
        """The answer for an edited day."""
        return cls(
            day=edit.day,
            moved_to=edit.moved_to,
            bulletins=None if edit.bulletins is None else list(edit.bulletins),
            cancelled=edit.is_cancelled,
            reason=edit.reason,
            made_by=edit.made_by,
            made_at=edit.made_at,
        )


class DaysAnswer(Answer):
    """The days of a slot that differ from its rule."""

    items: list[DayAnswer]
