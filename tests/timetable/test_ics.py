"""The calendar file says what the timetable comes to, and says it the same way each time."""

import random
import re
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import icalendar
import pytest
import recurring_ical_events

from app.calendar import DayChoice, LunarDay, Recurrence
from app.calendar.lunar import LeapMonths
from app.clock import COMMUNE_ZONE
from app.playout import ItemKind
from app.timetable import calendar_file, calendar_source, edit_slot, slot, slots
from app.timetable.model import Edit
from app.timetable.outlook import airings_between
from app.timetable.slots import Wanted, add_slot
from app.units import BulletinId
from tests.calendar.test_recurrence_oracles import random_recurrence
from tests.support.office import Office

TODAY = date(2025, 11, 4)
SPAN = timedelta(days=200)


def file_of(office: Office) -> bytes:
    with office.sessions.read() as session:
        return calendar_file(calendar_source(session, office.clock, office.commune_id))


def events(office: Office) -> list[Any]:
    return list(icalendar.Calendar.from_ical(file_of(office)).walk("VEVENT"))


def properties(file: bytes) -> set[bytes]:
    """The names of its lines."""
    return {line.partition(b":")[0].partition(b";")[0] for line in file.split(b"\r\n") if not line.startswith(b" ")}


def read_back(office: Office) -> list[datetime]:
    """What another program makes of the file."""
    begin = office.clock.now()
    found = recurring_ical_events.of(icalendar.Calendar.from_ical(file_of(office))).between(begin, begin + SPAN)
    starts = (each["DTSTART"].dt.astimezone(UTC) for each in found if each.get("STATUS") != "CANCELLED")
    return sorted(start for start in starts if begin <= start < begin + SPAN)


def ours(office: Office) -> list[datetime]:
    begin = office.clock.now()
    with office.sessions.read() as session:
        found = airings_between(session, office.commune_id, begin, begin + SPAN)
    return sorted(each.starts_at for each in found if not each.is_cancelled)


def put(office: Office, days: Recurrence, key: BulletinId, title: str = "Bản tin") -> None:
    with office.sessions.begin() as session:
        add_slot(session, office.clock, office.actor, Wanted(title, days, [key], "ban-tin"))


@pytest.mark.parametrize(
    "days",
    [
        Recurrence("FREQ=DAILY", time(5, 30), TODAY),
        Recurrence("FREQ=DAILY", time(5, 30), TODAY, date(2025, 12, 1)),
        Recurrence("FREQ=DAILY;COUNT=10", time(5, 30), TODAY, date(2025, 11, 8)),
        Recurrence("FREQ=WEEKLY;BYDAY=MO", time(5, 30), TODAY, extra=frozenset({date(2025, 11, 9)})),
        Recurrence("FREQ=DAILY", time(5, 30), TODAY, except_=frozenset({TODAY, date(2025, 11, 6)})),
        Recurrence("FREQ=DAILY", time(5, 30), TODAY, choice=DayChoice.WORKING_DAYS),
        Recurrence("", time(17), TODAY, lunar=(LunarDay(1, leap=LeapMonths.ALSO), LunarDay(15, leap=LeapMonths.ALSO))),
        Recurrence("", time(17), TODAY, extra=frozenset({date(2025, 11, 9), date(2025, 12, 9)})),
    ],
    ids=lambda days: days.rule or "lunar and single days",
)
def test_another_program_reads_the_same_days(small_office: Office, days: Recurrence) -> None:
    put(small_office, days, BulletinId(small_office.approved().bulletin_id))
    assert read_back(small_office) == ours(small_office) != []


def test_random_slots_with_edited_days_are_read_back_as_they_are(small_office: Office) -> None:
    """A rule of a first week that is not whole, with BYSETPOS, is read otherwise by dateutil; the generator makes none."""
    office, chance = small_office, random.Random(5)  # noqa: S311  # a seed makes it repeatable
    key = BulletinId(office.approved().bulletin_id)
    made = 0
    while made < 25:
        days = random_recurrence(chance)
        if days is None:
            continue
        put(office, replace(days, at=time(6 + chance.randint(0, 13), chance.randint(0, 59))), key)
        made += 1
    with office.sessions.read() as session:
        found = airings_between(session, office.commune_id, office.clock.now(), office.clock.now() + SPAN)
    for airing in chance.sample(found, 40):
        if chance.random() < 0.5:
            office.edit_day(airing.slot, airing.day, is_cancelled=True)
        else:
            hour = datetime.combine(airing.day + timedelta(days=1), time(5, 1 + chance.randint(0, 50)), COMMUNE_ZONE)
            office.edit_day(airing.slot, airing.day, moved_to=hour)
    assert read_back(office) == ours(office)


def test_the_same_timetable_is_the_same_file_and_a_change_raises_its_sequence(small_office: Office) -> None:
    office = small_office
    made = office.slot(office.approved(), duration_s=900)
    first = file_of(office)
    office.clock.advance(timedelta(hours=5))
    assert file_of(office) == first
    [before] = events(office)
    with office.sessions.begin() as session:
        present = slot(session, office.commune_id, made.id)
        wanted = Wanted("Tên mới", present.recurrence, present.bulletins, present.template)
        edit_slot(session, office.clock, office.actor, made.id, wanted, tag=present.tag)
    [after] = events(office)
    assert after["UID"] == before["UID"] == f"{made.id}@loalang"
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after["DTSTAMP"].dt > before["DTSTAMP"].dt
    office.edit_day(made, date(2025, 11, 6), is_cancelled=True)
    assert events(office)[0]["SEQUENCE"] > after["SEQUENCE"], "an edited day is a change too"


def test_it_is_said_in_vietnamese_with_its_zone_and_length(small_office: Office) -> None:
    office = small_office
    office.slot(kind=ItemKind.RELAY, duration_s=1800, title="Đài tỉnh; buổi sáng, có dấu phẩy")
    [event] = events(office)
    assert (event["SUMMARY"], event["LOCATION"], event["DURATION"].dt) == (
        "Tiếp âm: Đài tỉnh; buổi sáng, có dấu phẩy",
        "xã Liên An",
        timedelta(minutes=30),
    )
    text = file_of(office).decode()
    assert "DTSTART;TZID=Asia/Ho_Chi_Minh:20251104T163000" in text
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n")), "folded as the standard asks"
    zones = icalendar.Calendar.from_ical(file_of(office)).walk("VTIMEZONE")
    assert [zone["TZID"] for zone in zones] == ["Asia/Ho_Chi_Minh"]


HOSTILE = [
    "Họp\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:Giả",
    "Họp\nATTACH:http://evil.test/a.mp3",
    "Họp\r\nDTSTART;TZID=Asia/Ho_Chi_Minh:20251104T053000\r\nUID:x\r\n",
    "Họp;DTSTART=20300101\\nRRULE:FREQ=SECONDLY\\",
    "\u2028\u2029\x85ATTACH:x\x0b\x0c\x1cUID:x",
    "ạ" * 300,
    "😀" * 100,
    '",:;=',
]


@pytest.mark.parametrize(
    "days", [Recurrence("FREQ=DAILY", time(5, 30), TODAY), Recurrence("", time(5, 30), TODAY, lunar=(LunarDay(1), LunarDay(15)))]
)
def test_what_people_write_is_one_text_and_never_a_line_of_the_file(small_office: Office, days: Recurrence) -> None:
    small_office.slot(kind=ItemKind.RELAY, duration_s=1800)
    with small_office.sessions.read() as session:
        found = calendar_source(session, small_office.clock, small_office.commune_id)
    [shown] = found.slots

    def file_with(said: str) -> bytes:
        off = Edit(date(2025, 11, 5), None, None, is_cancelled=True, reason=said, made_at=found.slots[0].created_at, made_by="x")
        slots = (replace(shown, title=said, recurrence=days),)
        return calendar_file(replace(found, name=said, slots=slots, edits={shown.id: {off.day: off}}))

    usual = file_with("Họp")
    for said in HOSTILE:
        file = file_with(said)
        lines = file.split(b"\r\n")
        assert not re.search(rb"[\r\n]", b"".join(lines)), said
        assert max(map(len, lines)) <= 75, said
        assert all(line.decode() for line in lines[:-1]), "no letter is cut in two"
        assert properties(file) == properties(usual), said
        read = icalendar.Calendar.from_ical(file).walk("VEVENT")
        assert len(read) == len(icalendar.Calendar.from_ical(usual).walk("VEVENT")), said
        assert {str(each["SUMMARY"]) for each in read} == {f"Tiếp âm: {said}".replace("\r\n", "\n")}


def test_a_moved_day_says_why_and_an_ended_slot_is_gone(small_office: Office) -> None:
    office = small_office
    made = office.slot(office.approved())
    office.edit_day(made, date(2025, 11, 6), moved_to=datetime(2025, 11, 6, 2, tzinfo=UTC), reason="Nhường giờ cho họp.")
    whole, moved = events(office)
    assert moved["UID"] == whole["UID"]
    assert (moved["RECURRENCE-ID"].dt.astimezone(UTC), moved["COMMENT"]) == (
        datetime(2025, 11, 6, 9, 30, tzinfo=UTC),
        "Nhường giờ cho họp.",
    )


@pytest.mark.parametrize(
    "days",
    [
        Recurrence("", time(17), TODAY, lunar=(LunarDay(1, leap=LeapMonths.ALSO),)),
        Recurrence("FREQ=DAILY", time(5, 30), TODAY, choice=DayChoice.WORKING_DAYS),
        Recurrence("", time(17), TODAY, extra=frozenset({date(2025, 11, 9), date(2025, 12, 9)})),
        Recurrence("FREQ=WEEKLY;BYDAY=MO", time(5, 30), TODAY, date(2025, 11, 20), extra=frozenset({date(2025, 12, 24)})),
    ],
    ids=["lunar", "working days", "single days", "a day behind the end of the rule"],
)
def test_days_that_no_rule_says_are_events_of_their_own(small_office: Office, days: Recurrence) -> None:
    """No RDATE anywhere: Outlook refuses a file with dates but no rule, Google shows none behind UNTIL."""
    office = small_office
    put(office, days, BulletinId(office.approved().bulletin_id))
    found = events(office)
    assert not any("RDATE" in event for event in found)
    ids = [event["UID"] for event in found]
    assert len(set(ids)) == len(ids), "each has its own"
    assert events(office)[-1]["UID"] == ids[-1], "which stays"
    single = [event for event in found if "RRULE" not in event]
    assert all(event["UID"].endswith(f"-{event['DTSTART'].dt:%Y%m%d}@loalang") for event in single)
    assert single


def test_a_cancelled_day_is_marked_and_not_just_missing(small_office: Office) -> None:
    office = small_office
    office.edit_day(office.slot(office.approved()), date(2025, 11, 6), is_cancelled=True, reason="Mất điện.")
    whole, cancelled = events(office)
    assert (cancelled["UID"], cancelled["STATUS"], cancelled["COMMENT"]) == (whole["UID"], "CANCELLED", "Mất điện.")
    assert cancelled["RECURRENCE-ID"].dt.date() == date(2025, 11, 6)
    moon = Recurrence("", time(17), TODAY, lunar=(LunarDay(1, leap=LeapMonths.ALSO),))
    put(office, moon, BulletinId(office.approved().bulletin_id), "Mùng một")
    with office.sessions.read() as session:
        own = next(each for each in slots(session, office.commune_id) if each.title == "Mùng một")
    office.edit_day(own, date(2025, 11, 20), is_cancelled=True, reason="Họp.")
    [marked] = [each for each in events(office) if each["UID"] == f"{own.id}-20251120@loalang"]
    assert (marked["STATUS"], marked["COMMENT"]) == ("CANCELLED", "Họp.")


def test_a_calendar_is_told_how_often_to_look_again(small_office: Office) -> None:
    text = file_of(small_office).decode()
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT1H" in text
    assert "X-PUBLISHED-TTL:PT1H" in text
