"""The form of a slot: at which hour, on which days, which bulletins, where."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from app.calendar import DayChoice, recurrence
from app.clock import local
from app.timetable import Wanted
from app.typed import typed_hour
from app.units import BulletinId
from app.web.shared.typed import BLANK, TypedHourError, day_in
from app.words import day_of_year

WEEKDAYS = (
    *(("MO", "thứ Hai"), ("TU", "thứ Ba"), ("WE", "thứ Tư"), ("TH", "thứ Năm"), ("FR", "thứ Sáu")),
    *(("SA", "thứ Bảy"), ("SU", "Chủ nhật")),
)
_TEMPLATE = "ban-tin"


class SlotFields(BaseModel):
    """What the form holds, as it was typed. days: of the week, none: every day; minutes: the length, empty: of the programme."""

    model_config = ConfigDict(frozen=True)

    title: str = Field(default="", max_length=1000)
    at: str = Field(default="", max_length=20)
    days: list[str] = Field(default=[], max_length=7)
    first_date: str = Field(default="", max_length=40)
    last_date: str = Field(default="", max_length=40)
    choice: DayChoice = DayChoice.EVERY
    bulletins: list[UUID] = Field(default=[], max_length=50)
    zones: list[str] = Field(default=[], max_length=500)
    act: str = Field(default="", max_length=20)

    def wanted(self, now: datetime) -> Wanted:
        """What it asks for. Raises `TypedHourError`, `TypedDayError`, and those of a rule that has no day."""
        known = [code for code, _ in WEEKDAYS if code in self.days]
        rule = f"FREQ=WEEKLY;BYDAY={','.join(known)}" if 0 < len(known) < len(WEEKDAYS) else "FREQ=DAILY"
        try:
            at = typed_hour(self.at)
        except ValueError:
            raise TypedHourError(typed=self.at or BLANK) from None
        first = day_in(self.first_date, "first_date") or local(now).date()
        return Wanted(
            title=self.title,
            recurrence=recurrence(rule, at, first, day_in(self.last_date, "last_date"), choice=self.choice),
            bulletins=[BulletinId(key) for key in self.bulletins],
            template=_TEMPLATE,
            zones=self.zones,
        )


def empty(now: datetime) -> SlotFields:
    """Of a new slot, from today on."""
    return SlotFields(first_date=day_of_year(local(now).date()))
