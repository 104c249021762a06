"""The form of a slot: at which hour, on which days, which bulletins, where; new, or as it is to be from a day on."""

import re
from dataclasses import replace
from datetime import date, datetime, time
from uuid import UUID

from pydantic import Field

from app.calendar import DayChoice, recurrence
from app.clock import local
from app.timetable import Slot, Wanted, wanted_of
from app.typed import typed_hour
from app.units import BulletinId
from app.web.shared.fields import Fields
from app.web.shared.typed import BLANK, TypedHourError, TypedMinutesError, day_in
from app.words import day_of_year, hour_said

WEEKDAYS = (
    *(("MO", "thứ Hai"), ("TU", "thứ Ba"), ("WE", "thứ Tư"), ("TH", "thứ Năm"), ("FR", "thứ Sáu")),
    *(("SA", "thứ Bảy"), ("SU", "Chủ nhật")),
)
_TEMPLATE, _WITH_SLOGANS = "ban-tin", "ban-tin-khau-hieu"
_DAILY = "FREQ=DAILY"
_WEEKLY = re.compile(r"FREQ=WEEKLY;BYDAY=((?:MO|TU|WE|TH|FR|SA|SU)(?:,(?:MO|TU|WE|TH|FR|SA|SU))*)")
_LONGEST_MIN = 240


class SlotFields(Fields):
    """What the form holds, as it was typed. days: of the week, none: every day; minutes: the length, empty: of the programme.

    slogans: whether they stand between the bulletins. tag: of the slot that is changed, as it was seen.
    """

    title: str = Field(default="", max_length=1000)
    at: str = Field(default="", max_length=20)
    minutes: str = Field(default="", max_length=20)
    days: list[str] = Field(default=[], max_length=7)
    first_date: str = Field(default="", max_length=40)
    last_date: str = Field(default="", max_length=40)
    choice: DayChoice = DayChoice.EVERY
    bulletins: list[UUID] = Field(default=[], max_length=50)
    zones: list[str] = Field(default=[], max_length=500)
    slogans: bool = False
    tag: str = Field(default="", max_length=200)
    act: str = Field(default="", max_length=20)

    @classmethod
    def of(cls, found: Slot) -> "SlotFields":
        """A slot as it is."""
        days, length = found.recurrence, found.duration_s
        return cls(
            title=found.title,
            at=f"{days.at:%H:%M:%S}" if days.at.second else hour_said(days.at),
            minutes="" if length is None else f"{length / 60:g}".replace(".", ","),
            days=weekdays_of(found) or [],
            last_date=day_of_year(days.last_date) if days.last_date else "",
            choice=days.choice,
            bulletins=list(found.bulletins),
            zones=[zone.path for zone in found.zones],
            slogans=found.template == _WITH_SLOGANS,
            tag=found.tag,
        )

    def wanted(self, now: datetime) -> Wanted:
        """A new slot as it asks for it. Raises as `changed`."""
        first = day_in(self.first_date, "first_date") or local(now).date()
        return Wanted(
            title=self.title,
            recurrence=recurrence(self._rule(), hour_in(self.at), first, day_in(self.last_date, "last_date"), choice=self.choice),
            bulletins=[BulletinId(key) for key in self.bulletins],
            template=_WITH_SLOGANS if self.slogans else _TEMPLATE,
            zones=self.zones,
            duration_s=seconds_in(self.minutes),
        )

    def changed(self, found: Slot, day: date) -> Wanted:
        """A slot as it is to be from `day` on; what the form does not hold stays as it is.

        Raises `TypedHourError`, `TypedDayError`, `TypedMinutesError`, and those of a rule that has no day.
        """
        before, known = found.recurrence, weekdays_of(found)
        keeps = known is None or set(known) == set(self.days)
        rule = before.rule if keeps else self._rule()
        days = recurrence(
            rule,
            hour_in(self.at),
            before.first_date if keeps else day,
            day_in(self.last_date, "last_date"),
            except_=before.except_,
            extra=before.extra,
            lunar=before.lunar,
            choice=self.choice,
        )
        bulletins = [BulletinId(key) for key in self.bulletins]
        return replace(
            wanted_of(found),
            title=self.title,
            recurrence=days,
            bulletins=found.bulletins if found.is_relay or set(bulletins) == set(found.bulletins) else bulletins,
            zones=self.zones,
            duration_s=seconds_in(self.minutes),
            template=self._template(found),
        )

    def _template(self, found: Slot) -> str:
        """Of a slot that is changed: only what the form can say of it."""
        if found.template not in {_TEMPLATE, _WITH_SLOGANS}:
            return found.template
        return _WITH_SLOGANS if self.slogans else _TEMPLATE

    def _rule(self) -> str:
        known = [code for code, _ in WEEKDAYS if code in self.days]
        return f"FREQ=WEEKLY;BYDAY={','.join(known)}" if 0 < len(known) < len(WEEKDAYS) else _DAILY


def empty(now: datetime, *, day: str = "", at: str = "") -> SlotFields:
    """Of a new slot, from today on, or from a day and at an hour that were pointed at."""
    try:
        first = date.fromisoformat(day)
    except ValueError:
        first = local(now).date()
    return SlotFields(first_date=day_of_year(first), at=at[:5])


def weekdays_of(found: Slot) -> list[str] | None:
    """The weekdays of its rule as the form can tell them, none: every day; None: its rule says more than the form holds."""
    rule = found.recurrence.rule
    if rule == _DAILY:
        return []
    weekly = _WEEKLY.fullmatch(rule)
    return weekly[1].split(",") if weekly is not None else None


def hour_in(text: str) -> time:
    """An hour of the day as it was typed. Raises `TypedHourError`."""
    try:
        return typed_hour(text)
    except ValueError:
        raise TypedHourError(typed=text or BLANK) from None


def seconds_in(minutes: str) -> int | None:
    """A length as it was typed in minutes, `2,5` too; None for an empty one. Raises `TypedMinutesError`."""
    text = minutes.strip().removesuffix("phút").strip().replace(",", ".")
    if not text:
        return None
    try:
        found = round(float(text) * 60)
    except (ValueError, OverflowError):
        raise TypedMinutesError(typed=minutes) from None
    if not 1 <= found / 60 <= _LONGEST_MIN:
        raise TypedMinutesError(typed=minutes)
    return found
