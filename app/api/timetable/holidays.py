"""The commune's table of holidays: days off by either calendar, and days worked instead."""

from typing import Self
from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import ConfigDict, Field

from app.api.shared.conditional import RequiredTag, tell
from app.api.shared.forms import NEXT, Answer, Form
from app.calendar import CalendarKind, HolidayRule
from app.desk import holidays as acts
from app.edge import AskedFirst, Looking, Parts, ReadSession, SignedIn, WriteSession
from app.timetable import Holiday, holiday, holidays
from app.visits.seen import quoted

router = APIRouter(prefix="/holidays", tags=["timetable"], route_class=AskedFirst)


class HolidayForm(Form):
    """Some days off in a row. day: -1 is the last of its month. year: that one only. is_worked: days worked instead."""

    name: str = Field(min_length=1, max_length=200)
    calendar: CalendarKind = Field(default=CalendarKind.SOLAR, description="solar: dương lịch; lunar: âm lịch.")
    month: int = Field(ge=1, le=12)
    day: int = Field(ge=-1, le=31)
    days: int = Field(default=1, ge=1, le=31, description="Nghỉ mấy ngày liền.")
    year: int | None = Field(default=None, ge=2000, le=2100, description="Chỉ năm ấy; để trống là mỗi năm.")
    is_worked: bool = Field(default=False, description="Ngày làm bù.")
    source: str = Field(default="", max_length=500, description="Văn bản căn cứ.")

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"name": "Nghỉ Quốc khánh", "month": 9, "day": 1, "year": 2026, "source": "Thông báo nghỉ lễ, Tết năm 2026"},
                {"name": "Hội làng", "calendar": "lunar", "month": 2, "day": 15},
            ],
        },
    )

    def rule(self) -> HolidayRule:
        """Its days."""
        return HolidayRule(self.calendar, self.month, self.day, self.days, self.year, is_worked=self.is_worked)


class HolidayAnswer(Answer):
    """A row of the table."""

    id: UUID
    name: str
    calendar: CalendarKind
    month: int
    day: int
    days: int
    year: int | None
    is_worked: bool
    source: str
    etag: str

    @classmethod
    def of(cls, found: Holiday) -> Self:
        """The answer for a row."""
        rule = {name: getattr(found.rule, name) for name in ("calendar", "month", "day", "days", "year", "is_worked")}
        return cls(id=found.id, name=found.name, source=found.source, etag=quoted(found.tag), **rule)


class HolidaysAnswer(Answer):
    """The table, by the time of year."""

    items: list[HolidayAnswer]


@router.get("")
def get_holidays(actor: Looking, session: ReadSession) -> HolidaysAnswer:
    """The commune's holidays: those of the law, until somebody writes otherwise."""
    return HolidaysAnswer(items=[HolidayAnswer.of(each) for each in holidays(session, actor.commune_id)])


@router.post("", status_code=201)
def post_holiday(parts: Parts, actor: SignedIn, session: WriteSession, form: HolidayForm, response: Response) -> HolidayAnswer:
    """Enter days off, or days that are worked instead; slots that pass over holidays follow at once."""
    made = acts.add(parts, session, actor, form.name, form.rule(), source=form.source)
    tell(response, made.tag)
    response.headers["Location"] = f"/api/v1/holidays/{made.id}"
    response.headers["Link"] = NEXT
    return HolidayAnswer.of(made)


@router.get("/{holiday_id}")
def get_holiday(actor: Looking, session: ReadSession, holiday_id: UUID, response: Response) -> HolidayAnswer:
    """One row; its `ETag` is what an edit names."""
    found = holiday(session, actor.commune_id, holiday_id)
    tell(response, found.tag)
    return HolidayAnswer.of(found)


@router.put("/{holiday_id}")
def put_holiday(
    parts: Parts,
    actor: SignedIn,
    session: WriteSession,
    holiday_id: UUID,
    form: HolidayForm,
    tag: RequiredTag,
    response: Response,
) -> HolidayAnswer:
    """Write a row anew."""
    written = acts.change(parts, session, actor, holiday_id, form.name, rule=form.rule(), source=form.source, tag=tag)
    tell(response, written.tag)
    response.headers["Link"] = NEXT
    return HolidayAnswer.of(written)


@router.delete("/{holiday_id}", status_code=204)
def delete_holiday(parts: Parts, actor: SignedIn, session: WriteSession, holiday_id: UUID, tag: RequiredTag) -> None:
    """Take a row away."""
    acts.remove(parts, session, actor, holiday_id, tag=tag)
