"""The timetable as an iCalendar file (RFC 5545), for calendars that people have already.

A slot whose days an RRULE can say is one event, with an event beside it for each day that is heard otherwise or cancelled. All
other days (by the moon, working days, single days) are an event each for a year ahead: Outlook takes no list of dates without a
rule, and Google shows none behind the rule's end. UIDs never change and SEQUENCE rises with every change. The same timetable
gives the same bytes.
"""

import hashlib
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property

import icalendar
from sqlalchemy.orm import Session

from app.calendar.recurrence import Recurrence
from app.calendar.working_days import DayChoice, WorkingDays
from app.clock import COMMUNE_ZONE, Clock, local
from app.timetable.airings import Airing, airings_on
from app.timetable.edits import with_edits
from app.timetable.holidays import working_days
from app.timetable.model import Edit, Slot
from app.timetable.slots import slots
from app.units import CommuneId, SlotId
from app.values import frozen
from app.zones import commune

_AHEAD = timedelta(days=400)
_BEHIND = timedelta(days=31)
_USUAL = timedelta(minutes=5)
_LAST_DAY = date(2199, 12, 31)
_END = b"END:VCALENDAR\r\n"
_SPOKEN, _RELAYED = icalendar.vCategory(["Phát thanh"]), icalendar.vCategory(["Tiếp âm"])
_TRANSPARENT = icalendar.vText("TRANSPARENT")
_REFRESH = timedelta(hours=1)
"""How often a calendar is asked to look again: RFC 7986, section 5.7, and Outlook's own name for it."""


@frozen
class CalendarSource:
    """What a calendar file is made of. today: the first of its month, so that a file holds for a month."""

    name: str
    today: date
    slots: tuple[Slot, ...]
    edits: Mapping[SlotId, Mapping[date, Edit]]
    working: WorkingDays

    @property
    def tag(self) -> str:
        """Changes with whatever the file says; cheaper than the file."""
        edits = [(key, day, edit.made_at) for key, days in self.edits.items() for day, edit in days.items()]
        said = (self.name, self.today, [(slot.id, slot.revision) for slot in self.slots], sorted(edits), self.working)
        return hashlib.sha256(repr(said).encode()).hexdigest()


def calendar_source(session: Session, clock: Clock, commune_id: CommuneId) -> CalendarSource:
    """The commune's slots that are in force."""
    found, edits = with_edits(session, commune_id, slots(session, commune_id))
    return CalendarSource(
        name=commune(session, commune_id).name,
        today=local(clock.now()).date().replace(day=1),
        slots=tuple(sorted(found, key=lambda each: each.id)),
        edits=edits,
        working=working_days(session, commune_id),
    )


def calendar_file(source: CalendarSource) -> bytes:
    """The file of it."""
    file = icalendar.Calendar()
    file.add("prodid", "-//Loa Làng//Lịch phát//VI")
    file.add("version", "2.0")
    file.add("method", "PUBLISH")
    file.add("x-wr-calname", icalendar.vText(f"Lịch phát {source.name}"))
    file.add("x-wr-timezone", COMMUNE_ZONE.key)
    file.add("refresh-interval", _REFRESH, parameters={"VALUE": "DURATION"})
    file.add("x-published-ttl", icalendar.vDuration(_REFRESH))
    file.add_component(_zone())
    whole: bytes = file.to_ical()
    return b"".join((whole.removesuffix(_END), *(each for slot in source.slots for each in _events(source, slot)), _END))


def _events(source: CalendarSource, slot: Slot) -> Iterator[bytes]:
    """What a file says of one slot."""
    begin, end = source.today - _BEHIND, source.today + _AHEAD
    edits = {day: edit for day, edit in source.edits.get(slot.id, {}).items() if day >= begin}
    days = slot.recurrence
    if days.rule and days.choice is DayChoice.EVERY and (first := _first(days)) is not None:
        yield _ruled(slot, first).to_ical()
        own = sorted(day for day in days.extra - days.except_ if not days.regular_days(day, day))
        overridden = sorted(day for day in edits if days.regular_days(day, day))
    else:
        own, overridden = days.days(begin, end, source.working), []
    for day in overridden:
        if airings := airings_on(slot, edits, day, source.working):
            event = _edited(slot, airings[0])
            event.add("recurrence-id", _local(slot, day))
            yield event.to_ical()
    usual = _DayByItself(slot)
    for day in own:
        if day not in edits:
            yield usual.on(day)
        elif airings := airings_on(slot, edits, day, source.working):
            event = _edited(slot, airings[0])
            event["uid"] = icalendar.vText(_uid(slot, day))
            yield event.to_ical()


class _DayByItself:
    """A day of a slot as an event of its own. A slot may have four hundred: what they all say is put into words once."""

    def __init__(self, slot: Slot) -> None:
        self._slot = slot

    def on(self, day: date) -> bytes:
        before, between, after = self._said
        start, uid = self._lines(day)
        return b"".join((before, start, between, uid, after))

    @cached_property
    def _said(self) -> tuple[bytes, bytes, bytes]:
        """What stands around the two lines in which days differ; properties stand by name, DTSTART before UID."""
        any_day = self._slot.recurrence.first_date
        event = _basic(self._slot, any_day)
        event["uid"] = icalendar.vText(_uid(self._slot, any_day))
        start, uid = self._lines(any_day)
        before, _, rest = event.to_ical().partition(start)
        between, _, after = rest.partition(uid)
        return before, between, after

    def _lines(self, day: date) -> tuple[bytes, bytes]:
        """Whole lines, which no title or place can contain."""
        start = f"\r\nDTSTART;TZID={COMMUNE_ZONE.key}:{day:%Y%m%d}T{self._slot.at:%H%M%S}\r\n"
        return start.encode(), f"\r\nUID:{_uid(self._slot, day)}\r\n".encode()


def _uid(slot: Slot, day: date) -> str:
    return f"{slot.id}-{day:%Y%m%d}@loalang"


def _first(days: Recurrence) -> date | None:
    """The first day of the rule, from which a calendar counts, also where it is excepted."""
    begin, step = days.first_date, timedelta(days=1)
    while begin <= min(days.last_date or _LAST_DAY, _LAST_DAY):
        if found := days.regular_days(begin, min(begin + step, _LAST_DAY)):
            return found[0]
        begin, step = begin + step + timedelta(days=1), step * 2
    return None


def _ruled(slot: Slot, first: date) -> icalendar.Event:
    """All days of the rule."""
    event = _basic(slot, first)
    event["rrule"] = _rule(slot)
    for day in sorted(slot.recurrence.except_):
        event.add("exdate", _local(slot, day))
    return event


def _edited(slot: Slot, airing: Airing) -> icalendar.Event:
    """One day by itself, as it is heard; or that it is not."""
    event = _basic(slot, airing.day)
    event["dtstart"] = icalendar.vDDDTypes(airing.starts_at.astimezone(COMMUNE_ZONE))
    if airing.is_cancelled:
        event.add("status", "CANCELLED")
    if airing.edit is not None and airing.edit.reason:
        event.add("comment", airing.edit.reason)
    return event


def _basic(slot: Slot, day: date) -> icalendar.Event:
    """What every event of a slot says. Values are given their types here: `add` would guess at each of them."""
    event = icalendar.Event()
    changed = icalendar.vDatetime(slot.updated_at)
    event["uid"] = icalendar.vText(f"{slot.id}@loalang")
    event["sequence"] = icalendar.vInt(slot.revision)
    event["dtstamp"] = event["last-modified"] = changed
    event["created"] = icalendar.vDatetime(slot.created_at)
    event["summary"] = icalendar.vText(f"Tiếp âm: {slot.title}" if slot.is_relay else slot.title)
    event["location"] = icalendar.vText("; ".join(zone.path for zone in slot.zones))
    event["dtstart"] = icalendar.vDDDTypes(_local(slot, day))
    event["duration"] = icalendar.vDuration(_USUAL if slot.duration_s is None else timedelta(seconds=slot.duration_s))
    event["categories"] = _RELAYED if slot.is_relay else _SPOKEN
    event["transp"] = _TRANSPARENT
    return event


def _rule(slot: Slot) -> icalendar.vRecur:
    """The rule with its end; COUNT and a last date together are one COUNT."""
    days = slot.recurrence
    rule: icalendar.vRecur = icalendar.vRecur.from_ical(days.rule)
    if "COUNT" in rule and days.last_date is not None:
        rule["COUNT"] = [len(days.regular_days(days.first_date, days.last_date))]
    elif days.last_date is not None:
        end = datetime.combine(days.last_date, time(23, 59, 59), COMMUNE_ZONE)
        rule["UNTIL"] = [end.astimezone(UTC)]
    return rule


def _local(slot: Slot, day: date) -> datetime:
    return datetime.combine(day, slot.at, COMMUNE_ZONE)


def _zone() -> icalendar.Timezone:
    """The commune's zone: seven hours ahead, all year, since 1975."""
    zone, standard = icalendar.Timezone(), icalendar.TimezoneStandard()
    zone.add("tzid", COMMUNE_ZONE.key)
    standard.add("dtstart", datetime(1975, 6, 13))  # noqa: DTZ001  # a local time without a zone, as the standard asks here
    standard.add("tzoffsetfrom", timedelta(hours=7))
    standard.add("tzoffsetto", timedelta(hours=7))
    standard.add("tzname", "+07")
    zone.add_component(standard)
    return zone
