"""The timetable as an iCalendar file (RFC 5545), for calendars that people have already.

A slot is an event whose UID never changes and whose SEQUENCE rises with every change; a day that was moved or given other
bulletins is an event beside it. What no RRULE can say (days by the moon, working days) is listed day by day for a year ahead.
The same timetable gives the same bytes.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta

import icalendar
from sqlalchemy.orm import Session

from app.clock import COMMUNE_ZONE, Clock, local
from app.timetable.airings import airings_on
from app.timetable.edits import edits_of
from app.timetable.holidays import working_days
from app.timetable.model import Edit, Slot
from app.timetable.slots import slots
from app.timetable.working_days import DayChoice, WorkingDays
from app.units import CommuneId
from app.zones import commune

_AHEAD = timedelta(days=400)
_BEHIND = timedelta(days=31)
_USUAL = timedelta(minutes=5)
_LAST_DAY = date(2199, 12, 31)


def calendar_file(session: Session, clock: Clock, commune_id: CommuneId) -> bytes:
    """The commune's slots that are in force."""
    found = sorted(slots(session, commune_id), key=lambda each: each.id)
    edits = edits_of(session, commune_id, (slot.id for slot in found))
    working = working_days(session, commune_id)
    today = local(clock.now()).date().replace(day=1)
    file = icalendar.Calendar()
    file.add("prodid", "-//Loa Làng//Lịch phát//VI")
    file.add("version", "2.0")
    file.add("method", "PUBLISH")
    file.add("x-wr-calname", f"Lịch phát {commune(session, commune_id).name}")
    file.add("x-wr-timezone", COMMUNE_ZONE.key)
    file.add_component(_zone())
    for slot in found:
        known = edits.get(slot.id, {})
        if (event := _event(slot, known, working, today)) is not None:
            file.add_component(event)
            for day in sorted(known):
                if (own := _edited(slot, known, day, working)) is not None:
                    file.add_component(own)
    made: bytes = file.to_ical()
    return made


def _event(slot: Slot, edits: Mapping[date, Edit], working: WorkingDays, today: date) -> icalendar.Event | None:
    """A slot; None for one that has no day any more."""
    days = slot.recurrence
    gone = {day for day, edit in edits.items() if edit.is_cancelled} | set(days.except_)
    if days.rule and days.choice is DayChoice.EVERY:
        first = next(iter(days.regular_days(days.first_date, _LAST_DAY)), None)
        listed = sorted(days.extra)
        rule = _rule(slot)
    else:
        listed = days.days(today - _BEHIND, today + _AHEAD, working)
        first, rule = None, None
    if first is None:
        if not listed:
            return None
        first, listed = listed[0], listed[1:]
    event = _basic(slot, first)
    if rule is not None:
        event.add("rrule", rule)
    for day in listed:
        event.add("rdate", _local(slot, day))
    for day in sorted(gone):
        event.add("exdate", _local(slot, day))
    return event


def _edited(slot: Slot, edits: Mapping[date, Edit], day: date, working: WorkingDays) -> icalendar.Event | None:
    """A day that is heard otherwise; None where it is not heard, or only as ever."""
    edit = edits[day]
    airings = airings_on(slot, edits, day, working)
    if edit.is_cancelled or not airings:
        return None
    event = _basic(slot, day)
    event["dtstart"] = icalendar.vDDDTypes(airings[0].starts_at.astimezone(COMMUNE_ZONE))
    event.add("recurrence-id", _local(slot, day))
    event.add("comment", edit.reason)
    return event


def _basic(slot: Slot, day: date) -> icalendar.Event:
    event = icalendar.Event()
    event.add("uid", f"{slot.id}@loalang")
    event.add("sequence", slot.revision)
    event.add("dtstamp", slot.updated_at)
    event.add("created", slot.created_at)
    event.add("last-modified", slot.updated_at)
    event.add("summary", f"Tiếp âm: {slot.title}" if slot.is_relay else slot.title)
    event.add("location", "; ".join(zone.path for zone in slot.zones))
    event.add("dtstart", _local(slot, day))
    event.add("duration", _USUAL if slot.duration_s is None else timedelta(seconds=slot.duration_s))
    event.add("categories", ["Tiếp âm" if slot.is_relay else "Phát thanh"])
    event.add("transp", "TRANSPARENT")
    return event


def _rule(slot: Slot) -> icalendar.vRecur:
    """The rule with its end; COUNT and a last date together are one COUNT."""
    days = slot.recurrence
    rule: icalendar.vRecur = icalendar.vRecur.from_ical(days.rule)
    if "COUNT" in rule:
        rule["COUNT"] = [len(days.regular_days(days.first_date, _LAST_DAY))]
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
