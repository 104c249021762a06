"""The form of a slot: at which hour, on which days, which bulletins, where; new, or as it is to be from a day on."""

import re
from dataclasses import replace
from datetime import date, datetime, time
from typing import ClassVar

from pydantic import Field

from app.calendar import DayChoice, LeapMonths, LunarDay, Recurrence, recurrence
from app.clock import local
from app.errors import InvalidError
from app.playout import ItemKind
from app.timetable import Edit, Slot, Wanted, wanted_of
from app.typed import typed_hour
from app.units import BulletinId
from app.web.shared.typed import BLANK, TypedHourError, TypedMinutesError, day_in
from app.web.timetable.choosing import BulletinFields
from app.words import WEEKDAYS, day_of_year, hour_said

_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
DAYS = tuple(zip(_CODES, WEEKDAYS, strict=True))
MOON = (("1", "Mùng 1 âm lịch"), ("15", "Rằm (15 âm lịch)"))
_TEMPLATE = "ban-tin"
_DAILY = "FREQ=DAILY"
_WEEKLY = re.compile(r"FREQ=WEEKLY;BYDAY=((?:MO|TU|WE|TH|FR|SA|SU)(?:,(?:MO|TU|WE|TH|FR|SA|SU))*)")
_LONGEST_MIN = 240


class DaysAndMoonError(InvalidError):
    """Days of the week and of the moon are chosen together, which no rule can hold."""

    code: ClassVar[str] = "days_and_moon"
    field: ClassVar[str] = "days"


class SlotFields(BulletinFields):
    """What the form holds, as it was typed. days: of the week; moon: days of each lunar month; none of both: every day.

    minutes: the length, empty: of the programme. tag: of the slot that is changed, as it was seen.
    """

    title: str = Field(default="", max_length=1000)
    at: str = Field(default="", max_length=20)
    minutes: str = Field(default="", max_length=20)
    kind: ItemKind = ItemKind.PROGRAMME
    template: str = Field(default=_TEMPLATE, max_length=100)
    days: list[str] = Field(default=[], max_length=7)
    moon: list[str] = Field(default=[], max_length=2)
    first_date: str = Field(default="", max_length=40)
    last_date: str = Field(default="", max_length=40)
    choice: DayChoice = DayChoice.EVERY
    zones: list[str] = Field(default=[], max_length=500)
    tag: str = Field(default="", max_length=200)

    @classmethod
    def of(cls, found: Slot) -> "SlotFields":
        """A slot as it is."""
        rule, length = found.recurrence, found.duration_s
        days, moon = days_of(found) or ([], [])
        return cls(
            title=found.title,
            at=f"{rule.at:%H:%M:%S}" if rule.at.second else hour_said(rule.at),
            minutes="" if length is None else f"{length / 60:g}".replace(".", ","),
            kind=found.kind,
            template=found.template,
            days=days,
            moon=moon,
            last_date=day_of_year(rule.last_date) if rule.last_date else "",
            choice=rule.choice,
            bulletins=list(dict.fromkeys(found.bulletins)),
            zones=[zone.path for zone in found.zones],
            tag=found.tag,
        )

    @classmethod
    def once(cls, found: Slot, edit: Edit | None, *, day: date, at: str) -> "SlotFields":
        """What a slot said, or was to say on the day of `edit`, on one other day; at: empty where no hour is free."""
        said = cls.of(found)
        bulletins = edit.bulletins if edit is not None and edit.bulletins is not None else said.bulletins
        on = day_of_year(day)
        none: list[str] = []
        changed = {"bulletins": bulletins, "days": none, "moon": none, "first_date": on, "last_date": on, "at": at, "tag": ""}
        return said.model_copy(update=changed)

    def wanted(self, now: datetime) -> Wanted:
        """A new slot as it asks for it. Raises as `changed`."""
        first = day_in(self.first_date, "first_date") or local(now).date()
        return Wanted(
            title=self.title,
            recurrence=self._recurrence(first),
            bulletins=self._bulletins(),
            template=self.template,
            zones=self.zones,
            kind=self.kind,
            duration_s=seconds_in(self.minutes),
        )

    def changed(self, found: Slot, day: date) -> Wanted:
        """A slot as it is to be from `day` on; what the form does not hold stays as it is.

        Raises `TypedHourError`, `TypedDayError`, `TypedMinutesError`, `DaysAndMoonError`, and those of a rule that has no day.
        """
        before, known = found.recurrence, days_of(found)
        keeps = known is None or (set(known[0]), set(known[1])) == (set(self.days), set(self.moon))
        own, is_relay = self._bulletins(), self.kind is ItemKind.RELAY
        return replace(
            wanted_of(found),
            title=self.title,
            kind=self.kind,
            recurrence=self._kept(before) if keeps else self._recurrence(day, except_=before.except_, extra=before.extra),
            bulletins=found.bulletins if own == list(dict.fromkeys(found.bulletins)) else own,
            variants=() if is_relay else wanted_of(found).variants,
            zones=self.zones,
            duration_s=seconds_in(self.minutes),
            template=self.template,
        )

    def _bulletins(self) -> list[BulletinId]:
        return [] if self.kind is ItemKind.RELAY else [BulletinId(key) for key in self.bulletins]

    def _kept(self, before: Recurrence) -> Recurrence:
        """The days of before, at the hour and until the day of the form."""
        return recurrence(
            before.rule,
            hour_in(self.at),
            before.first_date,
            day_in(self.last_date, "last_date"),
            except_=before.except_,
            extra=before.extra,
            lunar=before.lunar,
            choice=self.choice,
        )

    def _recurrence(
        self, first: date, *, except_: frozenset[date] = frozenset(), extra: frozenset[date] = frozenset()
    ) -> Recurrence:
        weekly = [code for code in _CODES if code in self.days]
        moon = tuple(_moon(day) for day, _ in MOON if day in self.moon)
        if weekly and moon:
            raise DaysAndMoonError
        rule = f"FREQ=WEEKLY;BYDAY={','.join(weekly)}" if 0 < len(weekly) < len(_CODES) else _DAILY
        last = day_in(self.last_date, "last_date")
        at, days = hour_in(self.at), "" if moon else rule
        return recurrence(days, at, first, last, except_=except_, extra=extra, lunar=moon, choice=self.choice)


def empty(now: datetime, *, day: str = "", at: str = "") -> SlotFields:
    """Of a new slot, from today on, or from a day and at an hour that were pointed at."""
    try:
        first = date.fromisoformat(day)
    except ValueError:
        first = local(now).date()
    return SlotFields(first_date=day_of_year(first), at=at[:5])


def days_of(found: Slot) -> tuple[list[str], list[str]] | None:
    """The days of its week and of its lunar month as the form tells them, none of both: every day; None: its rule says more."""
    rule, lunar = found.recurrence.rule, found.recurrence.lunar
    if lunar:
        known = [day for day, _ in MOON if _moon(day) in lunar]
        return ([], known) if len(known) == len(lunar) else None
    if rule == _DAILY:
        return [], []
    weekly = _WEEKLY.fullmatch(rule)
    return (weekly[1].split(","), []) if weekly is not None else None


def _moon(day: str) -> LunarDay:
    """A day of each lunar month; what is twice in a year has both: people keep the first and the full moon of each."""
    return LunarDay(int(day), None, LeapMonths.ALSO)


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
