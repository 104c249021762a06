"""This and following, end from a day, a week copied: the repeat-edit cases at which calendars go wrong."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.calendar import DayChoice, Recurrence, recurrence
from app.clock import local
from app.errors import NotFoundError, StaleError
from app.playout import OccurrenceState, QuietHours
from app.tags import UNWRITTEN, tag_of
from app.timetable import (
    Copied,
    DayGoneError,
    OccurrenceDoneError,
    QuietHoursError,
    Slot,
    Wanted,
    add_slot,
    copy_week,
    edits_of,
    end_from,
    expand,
    listing,
    regulation,
    set_regulation,
    slot,
    split_slot,
)
from app.timetable.holidays import working_days
from app.units import BulletinId
from tests.support.office import Office

TODAY = date(2025, 11, 4)
HORIZON = date(2026, 6, 1)


def at(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2025, month, day, hour - 7, minute, tzinfo=UTC)


def heard(office: Office) -> list[str]:
    return [f"{local(each.starts_at):%d %H:%M}" for each in office.occurrences() if each.state is not OccurrenceState.CANCELLED]


def split(office: Office, made: Slot, day: date, recurrence: Recurrence, **wanted: object) -> Slot:
    with office.sessions.begin() as session:
        present = slot(session, office.commune_id, made.id)
        same = replace(Wanted(present.title, recurrence, present.bulletins, present.template), **wanted)  # type: ignore[arg-type]
        later = split_slot(session, office.clock, office.actor, made.id, day=day, wanted=same, tag=present.tag)
        expand(session, office.clock, office.commune_id)
    return later


def days_of(office: Office, made: Slot, until: date = date(2026, 3, 1)) -> list[date]:
    with office.sessions.read() as session:
        found = slot(session, office.commune_id, made.id)
        return found.recurrence.days(date(2025, 1, 1), until, working_days(session, office.commune_id))


def test_this_and_following_at_another_hour(office: Office) -> None:
    made = office.slot(office.approved(), last=date(2025, 11, 8))
    later = split(office, made, date(2025, 11, 6), replace(made.recurrence, at=time(9)), title="Buổi sáng")
    assert heard(office) == ["04 16:30", "05 16:30", "06 09:00", "07 09:00", "08 09:00"]
    assert (later.continues_id, later.title) == (made.id, "Buổi sáng")
    assert [each.day for each in days_of(office, made)] == [4, 5]


@pytest.mark.parametrize("state", [OccurrenceState.ON_AIR, OccurrenceState.AIRED, OccurrenceState.INTERRUPTED])
def test_this_and_following_airs_nothing_twice(office: Office, state: OccurrenceState) -> None:
    station, made = office.station(), office.slot(office.approved(), first=date(2025, 11, 3), last=date(2025, 11, 6))
    office.prepare()
    office.clock.jump(at(11, 4, 16, 31))
    office.report(station, office.first(), state)
    later = split(office, made, TODAY, replace(made.recurrence, at=time(20)))
    assert heard(office) == ["04 16:30", "05 20:00", "06 20:00"]
    assert [day.day for day in days_of(office, made)] == [3, 4]
    assert [day.day for day in days_of(office, later)] == [5, 6]


def test_after_its_last_day_was_heard_nothing_follows(office: Office) -> None:
    station, made = office.station(), office.slot(office.approved(), first=date(2025, 11, 3), last=TODAY)
    office.prepare()
    office.report(station, office.first(), OccurrenceState.AIRED)
    with pytest.raises(OccurrenceDoneError):
        split(office, made, TODAY, replace(made.recurrence, at=time(20)))


@pytest.mark.parametrize(
    ("rule", "cut"),
    [
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH", date(2025, 11, 18)),
        ("FREQ=DAILY;INTERVAL=3", date(2025, 11, 10)),
        ("FREQ=DAILY;COUNT=10", date(2025, 11, 7)),
        ("FREQ=MONTHLY", date(2025, 12, 4)),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", date(2025, 12, 31)),
    ],
)
def test_a_rule_left_as_it_was_goes_on_as_it_would_have(office: Office, rule: str, cut: date) -> None:
    made = office.slot(office.approved(), rule=rule)
    whole = days_of(office, made)
    later = split(office, made, cut, replace(made.recurrence, at=time(9)))
    assert days_of(office, made) == [day for day in whole if day < cut]
    assert days_of(office, later) == [day for day in whole if day >= cut]


def test_of_any_series_cut_anywhere_no_day_is_lost_or_doubled(office: Office) -> None:
    """Whatever the rule, its dates beside it and the day: before it all is as it was, after it each day has the new hour."""
    bulletin = office.approved()
    near = st.integers(0, 60).map(lambda number: TODAY + timedelta(days=number))
    rules = st.sampled_from(
        (
            "FREQ=DAILY",
            "FREQ=DAILY;INTERVAL=3",
            "FREQ=DAILY;COUNT=17",
            "FREQ=WEEKLY;BYDAY=MO,SU",
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,TH",
            "FREQ=MONTHLY;BYMONTHDAY=-1,5",
        )
    )

    @settings(deadline=None, max_examples=60)
    @given(rules, st.frozensets(near, max_size=4), st.frozensets(near, max_size=4), st.none() | near, near)
    def cut(rule: str, extra: frozenset[date], except_: frozenset[date], last: date | None, day: date) -> None:
        wanted = replace(recurrence(rule, time(16, 30), TODAY), last_date=last, extra=extra, except_=except_)
        with office.sessions.begin() as session, session.begin_nested() as trial:
            asked = Wanted("Bản tin", wanted, [BulletinId(bulletin.bulletin_id)], "ban-tin")
            made = add_slot(session, office.clock, office.actor, asked)
            whole = wanted.days(TODAY, HORIZON)
            if day in whole:
                later = split_slot(
                    session,
                    office.clock,
                    office.actor,
                    made.id,
                    day=day,
                    wanted=replace(asked, recurrence=replace(wanted, at=time(9))),
                    tag=made.tag,
                )
                parts = {key: slot(session, office.commune_id, key).recurrence for key in (made.id, later.id)}
                found = [(each, part.at) for part in parts.values() for each in part.days(TODAY, HORIZON)]
                assert sorted(found) == [(each, time(16, 30) if each < day else time(9)) for each in whole]
            trial.rollback()

    cut()


def test_another_rule_begins_on_the_day(office: Office) -> None:
    made = office.slot(office.approved(), rule="FREQ=WEEKLY;BYDAY=TU")
    every_other = recurrence("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", made.at, TODAY)
    later = split(office, made, date(2025, 11, 11), every_other)
    assert days_of(office, made) == [TODAY]
    assert days_of(office, later, date(2025, 12, 15)) == [date(2025, 11, 11), date(2025, 11, 25), date(2025, 12, 9)]


def test_split_at_the_first_day_changes_the_slot_itself(office: Office) -> None:
    made = office.slot(office.approved(), last=date(2025, 11, 5))
    later = split(office, made, TODAY, replace(made.recurrence, at=time(9)))
    assert (later.id, later.continues_id) == (made.id, None)
    assert heard(office) == ["04 09:00", "05 09:00"]


def test_edited_days_go_with_the_part_that_has_them(office: Office) -> None:
    made = office.slot(office.approved(), last=date(2025, 11, 9))
    office.edit_day(made, TODAY, moved_to=at(11, 4, 18))
    office.edit_day(made, date(2025, 11, 7), is_cancelled=True)
    office.edit_day(made, date(2025, 11, 8), moved_to=at(11, 8, 10))
    weekdays = replace(made.recurrence, rule="FREQ=WEEKLY;BYDAY=TH,FR,SU")
    later = split(office, made, date(2025, 11, 6), weekdays)
    assert heard(office) == ["04 18:00", "05 16:30", "06 16:30", "09 16:30"], "the 8th is no day of it any more"
    with office.sessions.read() as session:
        kept = edits_of(session, office.commune_id, [made.id, later.id])
    assert {key: sorted(days) for key, days in kept.items()} == {made.id: [TODAY], later.id: [date(2025, 11, 7)]}


def test_both_parts_are_edited_by_themselves(office: Office) -> None:
    made = office.slot(office.approved(), last=date(2025, 11, 6))
    later = split(office, made, date(2025, 11, 5), made.recurrence)
    office.edit_day(made, TODAY, is_cancelled=True)
    office.edit_day(later, date(2025, 11, 6), moved_to=at(11, 6, 9))
    assert heard(office) == ["05 16:30", "06 09:00"]
    with pytest.raises(NotFoundError):
        office.edit_day(made, date(2025, 11, 5), is_cancelled=True)


def test_what_was_excepted_stays_excepted_in_its_part(office: Office) -> None:
    made = office.slot(office.approved(), rule="FREQ=DAILY;COUNT=6")
    with_dates = replace(made.recurrence, except_=frozenset({date(2025, 11, 5), date(2025, 11, 8)}))
    first = split(office, made, TODAY, with_dates)
    later = split(office, first, date(2025, 11, 7), with_dates)
    assert [day.day for day in days_of(office, first)] == [4, 6]
    assert [day.day for day in days_of(office, later)] == [7, 9]


def test_what_is_no_day_or_gone_or_changed_meanwhile_is_refused(office: Office) -> None:
    made = office.slot(office.approved(), rule="FREQ=WEEKLY;BYDAY=TU", first=date(2025, 10, 28))
    with pytest.raises(NotFoundError):
        split(office, made, date(2025, 11, 5), made.recurrence)
    daily = office.slot(office.approved(), first=date(2025, 10, 28))
    with pytest.raises(DayGoneError):
        split(office, daily, date(2025, 11, 3), made.recurrence)
    wanted = Wanted("x", made.recurrence, made.bulletins, made.template)
    with office.sessions.begin() as session, pytest.raises(StaleError):
        split_slot(session, office.clock, office.actor, made.id, day=TODAY, wanted=wanted, tag=tag_of(9))


def test_this_and_following_are_taken_away(office: Office) -> None:
    made = office.slot(office.approved(), last=date(2025, 11, 9))
    office.edit_day(made, date(2025, 11, 8), moved_to=at(11, 8, 10))
    with office.sessions.begin() as session:
        end_from(session, office.clock, office.actor, made.id, date(2025, 11, 6))
        expand(session, office.clock, office.commune_id)
    assert heard(office) == ["04 16:30", "05 16:30"]
    with office.sessions.begin() as session:
        end_from(session, office.clock, office.actor, made.id, TODAY)
    assert heard(office) == []
    with office.sessions.read() as session:
        assert slot(session, office.commune_id, made.id).ended_at is not None


# --- a week copied


def copied(office: Office, to: date, since: date = TODAY) -> dict[tuple[str, int], Copied]:
    with office.sessions.begin() as session:
        report = copy_week(session, office.clock, office.actor, since, to)
        expand(session, office.clock, office.commune_id)
    return {(each.title, each.day.day): each.outcome for each in report}


def test_a_week_is_heard_as_another_once(office: Office) -> None:
    office.slot(office.approved(), rule="FREQ=DAILY;COUNT=2", title="A")
    tet = office.slot(office.approved(), at=time(9), first=date(2025, 11, 5), last=date(2025, 11, 5), title="B")
    office.edit_day(tet, date(2025, 11, 5), moved_to=at(11, 5, 10))
    assert copied(office, date(2025, 11, 13)) == {("A", 11): Copied.ADDED, ("A", 12): Copied.ADDED, ("B", 12): Copied.ADDED}
    week = ["04 16:30", "05 10:00", "05 16:30", "11 16:30", "12 10:00", "12 16:30"]
    assert heard(office) == week
    assert set(copied(office, date(2025, 11, 13)).values()) == {Copied.THERE}
    assert heard(office) == week


def test_what_people_said_stays_said(office: Office) -> None:
    made = office.slot(office.approved(), rule="FREQ=DAILY", choice=DayChoice.EVERY, title="A")
    office.edit_day(made, date(2025, 11, 12), is_cancelled=True)
    office.edit_day(made, date(2025, 11, 6), is_cancelled=True)
    report = copied(office, date(2025, 11, 10))
    assert report[("A", 12)] is Copied.EXCEPTED
    assert ("A", 13) not in report, "what is not heard in the one week is not copied"
    assert "12 16:30" not in heard(office)


def test_days_that_are_gone_are_not_made_up_for(office: Office) -> None:
    office.slot(office.approved(), first=date(2025, 11, 10), last=date(2025, 11, 14), title="A")
    report = copied(office, TODAY, since=date(2025, 11, 10))
    assert report == {("A", 3): Copied.GONE, **{("A", day): Copied.ADDED for day in (4, 5, 6, 7)}}


def test_a_copy_into_hours_that_are_quiet_by_now_is_refused_whole(office: Office) -> None:
    office.slot(office.approved(), last=TODAY, title="A")
    with office.sessions.begin() as session:
        present = replace(regulation(session, office.commune_id), number="2", quiet_hours=QuietHours(time(16), time(17)))
        set_regulation(session, office.clock, office.actor, present, dated=TODAY, tag=UNWRITTEN)
    with pytest.raises(QuietHoursError):
        copied(office, date(2025, 11, 11))
    assert heard(office) == ["04 16:30"]


# --- a month


def test_a_month_needs_no_rows_and_shows_what_differs(office: Office) -> None:
    made = office.slot(office.approved(), rule="FREQ=MONTHLY;BYMONTHDAY=10,20")
    office.edit_day(made, date(2026, 5, 20), moved_to=datetime(2026, 5, 21, 2, tzinfo=UTC))
    office.edit_day(made, date(2026, 5, 10), is_cancelled=True)
    with office.sessions.read() as session:
        found = listing(session, office.clock, office.commune_id, date(2026, 5, 1), date(2026, 5, 31))
    assert [(f"{local(each.starts_at):%d %H:%M}", each.is_cancelled, each.occurrence) for each in found] == [
        ("10 16:30", True, None),
        ("21 09:00", False, None),
    ]


def test_a_month_that_is_past_is_what_was_heard(office: Office) -> None:
    made = office.slot(office.approved(), last=date(2025, 11, 6))
    office.clock.jump(at(11, 5, 12))
    split(office, made, date(2025, 11, 6), replace(made.recurrence, at=time(9)))
    with office.sessions.read() as session:
        found = listing(session, office.clock, office.commune_id, date(2025, 11, 1), date(2025, 11, 30))
    assert [f"{local(each.starts_at):%d %H:%M}" for each in found if not each.is_cancelled] == [
        "04 16:30",
        "05 16:30",
        "06 09:00",
    ]
    assert all(each.occurrence is not None for each in found)


def test_what_is_to_come_and_no_slot_has_any_more_is_not_listed(office: Office) -> None:
    made = office.slot(office.approved(), last=date(2025, 11, 7))
    split(office, made, date(2025, 11, 6), replace(made.recurrence, at=time(9)))
    with office.sessions.read() as session:
        found = listing(session, office.clock, office.commune_id, date(2025, 11, 1), date(2025, 11, 30))
    assert [(f"{local(each.starts_at):%d %H:%M}", each.is_cancelled) for each in found] == [
        ("04 16:30", False),
        ("05 16:30", False),
        ("06 09:00", False),
        ("07 09:00", False),
    ]


def test_weeks_begin_on_monday(office: Office) -> None:
    office.slot(office.approved(), first=date(2025, 11, 9), last=date(2025, 11, 9), title="A")
    assert copied(office, date(2025, 11, 10), since=date(2025, 11, 9)) == {("A", 16): Copied.ADDED}
    office.clock.advance(timedelta(days=1))
    assert copied(office, date(2025, 11, 23), since=date(2025, 11, 3)) == {("A", 23): Copied.ADDED}
