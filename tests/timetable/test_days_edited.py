"""One day of a slot made different, the slot as a whole changed, and what becomes of the occurrences that wait."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import delete, update

from app.calendar import DayChoice, recurrence
from app.calendar.working_days import CalendarKind, HolidayRule
from app.clock import local
from app.errors import NotFoundError, StaleError
from app.playout import BlockedReason, ItemKind, OccurrenceState, QuietHours
from app.tags import UNWRITTEN
from app.timetable import (
    MovedBackError,
    OccurrenceDoneError,
    QuietHoursError,
    Slot,
    SlotLengthError,
    VariantZonesError,
    Wanted,
    WantedVariant,
    add_holiday,
    cancel_occurrence,
    edit_slot,
    expand,
    regulation,
    remove_holiday,
    restore_day,
    set_regulation,
    slot,
)
from app.timetable import holidays as table_of
from app.timetable.tables import OccurrenceRow, SlotRow
from app.units import BulletinId
from tests.support.office import Office

TODAY, TOMORROW = date(2025, 11, 4), date(2025, 11, 5)
HERE = ZoneInfo("Asia/Ho_Chi_Minh")
PLANNED, PREPARED, CANCELLED = OccurrenceState.PLANNED, OccurrenceState.PREPARED, OccurrenceState.CANCELLED


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2025, 11, day, hour, minute, tzinfo=HERE).astimezone(UTC)


def heard(office: Office) -> list[str]:
    """Day and hour of all that is not cancelled."""
    return [f"{local(each.starts_at):%d %H:%M}" for each in office.occurrences() if each.state is not CANCELLED]


def change(office: Office, made: Slot, **wanted: Any) -> Slot:  # noqa: ANN401  # fields of Wanted
    """The slot as it was, but for what is named."""
    with office.sessions.begin() as session:
        present = slot(session, office.commune_id, made.id)
        same = Wanted(present.title, present.recurrence, present.bulletins, present.template)
        wished = replace(same, **wanted)
        changed = edit_slot(session, office.clock, office.actor, made.id, wished, tag=present.tag)
        expand(session, office.clock, office.commune_id)
    return changed


# --- one day


def test_a_moved_airing_keeps_its_place_in_the_log(office: Office) -> None:
    made = office.slot(office.approved(), last=date(2025, 11, 6))
    office.prepare()
    before = office.first()
    office.edit_day(made, TODAY, moved_to=at(4, 18))
    office.plan()
    moved = office.first()
    assert heard(office) == ["04 18:00", "05 16:30", "06 16:30"]
    assert moved.id == before.id, "the same occurrence at another time"
    assert moved.state is PLANNED, "its greeting names the hour, so it is made anew"
    office.make_audio()
    office.plan()
    assert office.first().state is PREPARED


def test_it_may_be_moved_to_another_day_and_beyond_what_is_filled(office: Office) -> None:
    made = office.slot(office.approved(), last=date(2025, 11, 6))
    office.edit_day(made, TODAY, moved_to=at(6, 9))
    assert heard(office) == ["05 16:30", "06 09:00", "06 16:30"]
    office.edit_day(made, TODAY, moved_to=at(28, 9))
    assert heard(office) == ["05 16:30", "06 16:30", "28 09:00"]
    office.edit_day(made, TOMORROW, is_cancelled=True)
    assert heard(office) == ["06 16:30", "28 09:00"]


def test_a_day_that_is_put_back_is_heard_again(office: Office) -> None:
    made = office.slot(office.approved(), last=TOMORROW)
    office.prepare()
    first = office.first()
    with office.sessions.begin() as session:
        cancel_occurrence(session, office.clock, office.actor, first.id, reason="Xã họp.")
        expand(session, office.clock, office.commune_id)
    assert heard(office) == ["05 16:30"]
    for _ in range(2):
        with office.sessions.begin() as session:
            restore_day(session, office.clock, office.actor, made.id, TODAY)
            expand(session, office.clock, office.commune_id)
    assert heard(office) == ["04 16:30", "05 16:30"]
    states = {each.id: each.state for each in office.occurrences()}
    assert states[first.id] is CANCELLED, "what was cancelled stays so in the log; another one takes its place"
    assert len(states) == 3


def test_other_bulletins_for_one_day(office: Office) -> None:
    usual, other = office.approved(), office.approved(script="Bão số 5 đang vào.")
    made = office.slot(usual, last=TOMORROW)
    office.edit_day(made, TODAY, bulletins=[BulletinId(other.bulletin_id)])
    office.prepare()
    assert [each.version_ids for each in office.occurrences()] == [(other.version_id,), (usual.version_id,)]


def test_a_day_far_away_needs_no_row(office: Office) -> None:
    made = office.slot(office.approved())
    far = date(2026, 2, 20)
    office.edit_day(made, far, moved_to=datetime(2026, 2, 20, 3, tzinfo=UTC))
    office.clock.jump(datetime(2026, 2, 19, 1, tzinfo=UTC))
    with office.sessions.begin() as session:
        expand(session, office.clock, office.commune_id)
    assert f"{local(datetime(2026, 2, 20, 3, tzinfo=UTC)):%d %H:%M}" in heard(office)


def test_what_is_no_edit_is_refused(office: Office) -> None:
    made = office.slot(office.approved(), rule="FREQ=WEEKLY;BYDAY=TU,TH")
    with pytest.raises(NotFoundError):
        office.edit_day(made, TOMORROW, is_cancelled=True)
    with pytest.raises(QuietHoursError):
        office.edit_day(made, TODAY, moved_to=at(5, 3, 15))
    with pytest.raises(MovedBackError):
        office.edit_day(made, TODAY, moved_to=at(4, 7))
    with pytest.raises(NotFoundError):
        office.edit_day(made, date(2025, 10, 30), moved_to=at(5, 9))
    assert heard(office)[0] == "04 16:30"


def test_what_has_begun_is_edited_no_more_but_what_waits_may_be_cancelled(office: Office) -> None:
    station, made = office.station(), office.slot(office.approved(), last=TOMORROW)
    office.prepare()
    office.clock.jump(at(4, 16, 31))
    with pytest.raises(OccurrenceDoneError):
        office.edit_day(made, TODAY, moved_to=at(4, 18))
    office.report(station, office.first(), OccurrenceState.ON_AIR)
    office.edit_day(made, TODAY, is_cancelled=True)
    assert office.first().state is OccurrenceState.ON_AIR, "until its station has broken it off"
    office.report(station, office.first(), OccurrenceState.INTERRUPTED, reason="cancelled")
    office.clock.advance(timedelta(minutes=10))
    with pytest.raises(OccurrenceDoneError):
        office.edit_day(made, TODAY, is_cancelled=True)
    office.clock.jump(at(5, 16, 31))
    with office.sessions.begin() as session:
        cancel_occurrence(session, office.clock, office.actor, office.occurrences()[1].id, reason="Mất điện.")
    assert office.occurrences()[1].state is CANCELLED


# --- the slot as a whole


def test_from_weekly_to_every_other_week(office: Office) -> None:
    made = office.slot(office.approved(), rule="FREQ=WEEKLY;BYDAY=TU")
    assert heard(office) == ["04 16:30", "11 16:30"]
    other = replace(made.recurrence, rule="FREQ=WEEKLY;INTERVAL=2;BYDAY=TU")
    change(office, made, recurrence=other)
    assert heard(office) == ["04 16:30"]
    change(office, made, recurrence=made.recurrence)
    assert heard(office) == ["04 16:30", "11 16:30"], "and back"


def test_another_hour_moves_what_waits_and_nothing_that_is_over(office: Office) -> None:
    station, made = office.station(), office.slot(office.approved(), last=date(2025, 11, 6))
    office.prepare()
    office.clock.jump(at(4, 16, 30))
    office.report(station, office.first(), OccurrenceState.ON_AIR)
    office.report(station, office.first(), OccurrenceState.AIRED)
    change(office, made, recurrence=replace(made.recurrence, at=time(9)))
    assert heard(office) == ["04 16:30", "05 09:00", "06 09:00"]


def test_another_template_is_another_programme(office: Office) -> None:
    made = office.slot(office.approved(), last=TODAY)
    office.prepare()
    assert office.first().state is PREPARED
    change(office, made, template="thong-bao")
    assert (office.first().state, office.first().rendering_id) == (PLANNED, None)


def test_two_edits_at_once_are_not_both_written(office: Office) -> None:
    made = office.slot(office.approved())
    change(office, made, title="Mới")
    wanted = Wanted("Cũ", made.recurrence, made.bulletins, made.template)
    with office.sessions.begin() as session, pytest.raises(StaleError):
        edit_slot(session, office.clock, office.actor, made.id, wanted, tag=made.tag)


def test_removing_the_first_day_leaves_the_others(office: Office) -> None:
    made = office.slot(office.approved(), rule="FREQ=DAILY;COUNT=3")
    change(office, made, recurrence=replace(made.recurrence, except_=frozenset({TODAY})))
    assert heard(office) == ["05 16:30", "06 16:30"]


# --- what some zones hear instead


def test_two_villages_hear_different_things_at_one_hour(office: Office) -> None:
    east, west = office.zone("thôn Đông"), office.zone("thôn Tây")
    usual, own = office.approved(), office.approved(zones=[east.path])
    variant = WantedVariant([east.path], [BulletinId(own.bulletin_id)])
    office.slot(usual, last=TODAY, variants=[variant])
    office.prepare()
    whole, there = office.occurrences()
    assert (whole.version_ids, whole.zone_ids) == ((usual.version_id,), frozenset({office.founding.root.id, west.id}))
    assert (there.version_ids, there.zone_ids) == ((own.version_id,), frozenset({east.id}))
    station = office.station(east.id)
    [item] = office.manifest(station).items
    assert item.occurrence_id == there.id
    with office.sessions.begin() as session:
        cancel_occurrence(session, office.clock, office.actor, whole.id, reason="Cả xã mất điện.")
    assert heard(office) == [], "an airing is cancelled in all its zones"


def test_variants_do_not_overlap_and_leave_something(office: Office) -> None:
    east = office.zone("thôn Đông")
    key = office.approved()
    bulletins = [BulletinId(key.bulletin_id)]
    for zones in ([office.founding.root.path], [east.path, office.founding.root.path]):
        with pytest.raises(VariantZonesError):
            office.slot(key, variants=[WantedVariant(zones, bulletins)])
    with pytest.raises(VariantZonesError):
        office.slot(key, variants=[WantedVariant([east.path], bulletins), WantedVariant([east.path], bulletins)])
    with pytest.raises(VariantZonesError):
        office.slot(key, zones=[east.path], variants=[WantedVariant([office.founding.root.path], bulletins)])


def test_other_bulletins_for_a_day_are_heard_everywhere(office: Office) -> None:
    east = office.zone("thôn Đông")
    usual, storm = office.approved(), office.approved(script="Bão số 5 đang vào.")
    made = office.slot(usual, last=TODAY, variants=[WantedVariant([east.path], [BulletinId(usual.bulletin_id)])])
    office.edit_day(made, TODAY, bulletins=[BulletinId(storm.bulletin_id)])
    office.prepare()
    waiting = [each for each in office.occurrences() if each.state is not CANCELLED]
    assert [(each.version_ids, each.zone_ids) for each in waiting] == [
        ((storm.version_id,), frozenset({office.founding.root.id, east.id})),
    ]


# --- holidays


def test_a_new_holiday_takes_the_day_and_gives_it_back(office: Office) -> None:
    office.slot(office.approved(), choice=DayChoice.NOT_HOLIDAYS, last=date(2025, 11, 6))
    with office.sessions.begin() as session:
        rule = HolidayRule(CalendarKind.SOLAR, 11, 5, year=2025)
        added = add_holiday(session, office.clock, office.actor, "Hội làng", rule)
        expand(session, office.clock, office.commune_id)
    assert heard(office) == ["04 16:30", "06 16:30"]
    with office.sessions.begin() as session:
        remove_holiday(session, office.clock, office.actor, added.id, tag=added.tag)
        expand(session, office.clock, office.commune_id)
    assert heard(office) == ["04 16:30", "05 16:30", "06 16:30"]


def test_the_table_begins_with_the_law_and_an_emptied_one_stays_empty(office: Office) -> None:
    with office.sessions.begin() as session:
        usual = table_of(session, office.commune_id)
        assert {each.name for each in usual} >= {"Tết Nguyên đán", "Giỗ Tổ Hùng Vương", "Quốc khánh"}
        for each in usual:
            remove_holiday(session, office.clock, office.actor, each.id, tag=each.tag)
        assert table_of(session, office.commune_id) == []


# --- guard at saving


def test_a_slot_whose_length_reaches_into_the_quiet_hours_is_refused(office: Office) -> None:
    key = office.approved()
    office.slot(key, at=time(20, 45), duration_s=15 * 60)
    with pytest.raises(QuietHoursError):
        office.slot(key, at=time(20, 45), duration_s=16 * 60)
    made = office.slot(key, at=time(9))
    with office.sessions.begin() as session:
        quiet = replace(regulation(session, office.commune_id), number="02/QC", quiet_hours=QuietHours(time(8), time(10)))
        set_regulation(session, office.clock, office.actor, quiet, dated=TODAY, tag=UNWRITTEN)
    with pytest.raises(QuietHoursError):
        change(office, made, title="Tên mới")
    office.plan()
    assert BlockedReason.QUIET_HOURS in {each.reason for each in office.occurrences()}


def test_a_relay_has_a_length_and_no_bulletins(office: Office) -> None:
    with pytest.raises(SlotLengthError):
        office.slot(kind=ItemKind.RELAY)
    with pytest.raises(SlotLengthError):
        office.slot(office.approved(), kind=ItemKind.RELAY, duration_s=1800)
    with pytest.raises(SlotLengthError):
        office.slot(office.approved(), overrun_s=60)
    made = office.slot(kind=ItemKind.RELAY, duration_s=1800, last=TODAY)
    assert (made.kind, made.bulletins) == (ItemKind.RELAY, ())
    assert recurrence("FREQ=DAILY", made.at, TODAY, TODAY) == made.recurrence


def test_grace_is_no_time_to_move(office: Office) -> None:
    made = office.slot(office.approved(), last=TODAY)
    office.clock.jump(at(4, 16, 30) + timedelta(seconds=1))
    with pytest.raises(OccurrenceDoneError):
        office.edit_day(made, TODAY, moved_to=at(4, 17))


def test_an_act_on_one_slot_lets_only_that_one_follow(office: Office) -> None:
    key = office.approved()
    changed, other = office.slot(key), office.slot(key, at=time(17, 30))
    with office.sessions.begin() as session:
        session.execute(delete(OccurrenceRow))
        assert expand(session, office.clock, office.commune_id, only=[changed.id]) == 14
        session.execute(update(SlotRow).values(at=time(18)))
        assert expand(session, office.clock, office.commune_id, only=[changed.id]) == 14
        assert expand(session, office.clock, office.commune_id) == 14
    hours = {(found.slot_id, local(found.starts_at).time()) for found in office.occurrences()}
    assert hours == {(changed.id, time(18)), (other.id, time(18))}
