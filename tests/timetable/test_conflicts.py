"""What cannot both be heard is seen before it is saved, with an hour that is free; and what will go wrong is told in time."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from app.calendar import recurrence
from app.clock import local
from app.playout import BlockedReason, ItemKind, OccurrenceState
from app.timetable import (
    Preview,
    Problem,
    ProblemKind,
    QuietHoursError,
    Wanted,
    WantedVariant,
    clashes,
    day_of,
    forecast,
    preview,
    problems,
    slots,
)
from app.units import BulletinId, SlotId
from tests.support.office import Office

TODAY = date(2025, 11, 4)
QUARTER = 15 * 60


def looked_at(
    office: Office,
    at: time,
    *,
    zones: tuple[str, ...] = (),
    rule: str = "FREQ=DAILY",
    instead_of: SlotId | None = None,
    **other: Any,  # noqa: ANN401  # fields of Wanted
) -> Preview:
    with office.sessions.read() as session:
        any_slot = slots(session, office.commune_id)[0]
        wanted = Wanted("Mới", recurrence(rule, at, TODAY), any_slot.bulletins, "ban-tin", zones=zones, **other)
        return preview(session, office.clock, office.actor, wanted, instead_of=instead_of)


def told(office: Office, days: int = 2) -> list[Problem]:
    with office.sessions.read() as session:
        return problems(session, office.clock, office.commune_id, days=days)


def kinds(office: Office) -> set[ProblemKind]:
    return {each.kind for each in told(office)}


# --- before saving


def test_two_at_one_hour_in_one_zone_meet_and_a_free_hour_is_near(office: Office) -> None:
    made = office.slot(office.approved(), at=time(16, 30), duration_s=QUARTER)
    found = looked_at(office, time(16, 40), duration_s=QUARTER, rule="FREQ=WEEKLY;BYDAY=WE")
    assert len(found.conflicts) == len(found.starts)
    first = found.conflicts[0]
    assert (first.first.airing.slot.id, first.second.airing.slot.title) == (made.id, "Mới")
    assert first.zones == frozenset({office.founding.root.id})
    assert found.suggestion == time(16, 45)
    assert looked_at(office, time(16, 45), duration_s=QUARTER).conflicts == ()
    assert looked_at(office, time(16, 15), duration_s=QUARTER).conflicts == ()


def test_days_that_never_meet_and_zones_apart_do_not_conflict(office: Office) -> None:
    east, west = office.zone("thôn Đông"), office.zone("thôn Tây")
    office.slot(office.approved(), rule="FREQ=WEEKLY;BYDAY=TU", zones=[east.path])
    assert looked_at(office, time(16, 30), rule="FREQ=WEEKLY;BYDAY=WE").conflicts == ()
    assert looked_at(office, time(16, 30), zones=(west.path,)).conflicts == ()
    assert looked_at(office, time(16, 30), zones=(east.path,)).conflicts != ()
    assert looked_at(office, time(16, 30)).conflicts != (), "a village lies in its commune"


def test_two_zones_behind_one_output_do(office: Office) -> None:
    east, west = office.zone("thôn Đông"), office.zone("thôn Tây")
    office.slot(office.approved(), zones=[east.path])
    office.station(east.id, west.id)
    found = looked_at(office, time(16, 30), zones=(west.path,))
    assert (found.conflicts[0].zones, found.conflicts[0].outputs) == (frozenset(), ("Máy phát 2",))


def test_a_slot_does_not_meet_the_one_it_replaces_nor_what_was_cancelled(office: Office) -> None:
    made = office.slot(office.approved(), last=TODAY)
    assert looked_at(office, time(16, 30), instead_of=made.id).conflicts == ()
    office.edit_day(made, TODAY, is_cancelled=True)
    assert looked_at(office, time(16, 30)).conflicts == ()


def test_the_suggestion_is_not_in_the_quiet_hours(office: Office) -> None:
    office.slot(office.approved(), at=time(20, 30), duration_s=1800)
    found = looked_at(office, time(20, 30), duration_s=1800)
    assert found.suggestion == time(20, 0)
    with pytest.raises(QuietHoursError):
        looked_at(office, time(20, 31), duration_s=1800)


def test_nothing_is_written_by_looking(office: Office) -> None:
    office.slot(office.approved())
    looked_at(office, time(9))
    with office.sessions.read() as session:
        assert len(slots(session, office.commune_id)) == 1


def test_what_its_programmes_last_is_known_once_one_was_made(office: Office) -> None:
    office.length_s = 1200.0
    office.slot(office.approved())
    assert looked_at(office, time(16, 40)).conflicts == (), "taken for five minutes"
    office.prepare()
    assert looked_at(office, time(16, 40)).conflicts != ()


# --- the next hours, and what to mend


def test_the_next_hours_are_judged_by_the_facts_of_the_moment(office: Office) -> None:
    key = office.approved()
    office.slot(key)
    office.slot(office.write(), at=time(17), title="Chưa duyệt")
    office.prepare()
    office.withdraw(key)
    with office.sessions.read() as session:
        found = forecast(session, office.clock, office.commune_id, office.clock.now() + timedelta(hours=24))
    assert [(each.occurrence.title, each.reason) for each in found] == [
        ("Bản tin chiều", BlockedReason.WITHDRAWN),
        ("Chưa duyệt", BlockedReason.NOT_APPROVED),
    ]


def test_what_is_on_air_is_in_it(office: Office) -> None:
    station = office.station()
    office.slot(office.approved(), last=TODAY)
    office.prepare()
    office.clock.jump(office.first().starts_at)
    office.report(station, office.first(), OccurrenceState.ON_AIR)
    with office.sessions.read() as session:
        [found] = forecast(session, office.clock, office.commune_id, office.clock.now() + timedelta(hours=24))
    assert found.occurrence.state is OccurrenceState.ON_AIR


def test_all_is_well_when_it_is(office: Office) -> None:
    office.station()
    office.slot(office.approved())
    office.prepare()
    assert told(office) == []


def test_each_trouble_of_today_and_tomorrow_is_named(office: Office) -> None:
    east = office.zone("thôn Đông")
    office.station(east.id)
    waiting, good = office.write(), office.approved()
    office.slot(waiting, title="Chưa duyệt", zones=[east.path])
    office.slot(waiting, good, at=time(9), title="Nửa", zones=[east.path])
    office.slot(good, at=time(10), title="Không máy")
    office.prepare()
    found = {(each.title, f"{local(each.starts_at):%d}"): each for each in told(office)}
    assert set(found) == {(title, day) for title in ("Chưa duyệt", "Nửa", "Không máy") for day in ("04", "05")}
    assert (found["Chưa duyệt", "04"].kind, found["Chưa duyệt", "04"].reason) == (ProblemKind.BLOCKED, BlockedReason.NOT_APPROVED)
    assert (found["Nửa", "04"].kind, found["Nửa", "04"].bulletin_id) == (ProblemKind.LEFT_OUT, BulletinId(waiting.bulletin_id))
    assert found["Không máy", "04"].kind is ProblemKind.NO_STATION
    assert {each.title for each in told(office, days=1)} == {"Chưa duyệt", "Nửa", "Không máy"}


def test_two_that_meet_are_told_although_they_were_saved(office: Office) -> None:
    office.station()
    office.slot(office.approved(), duration_s=QUARTER, last=TODAY, title="A")
    office.slot(office.approved(), at=time(16, 40), duration_s=QUARTER, last=TODAY, title="B")
    office.prepare()
    [found] = told(office)
    assert (found.kind, found.title, found.other, found.zones) == (
        ProblemKind.CONFLICT,
        "B",
        "A",
        frozenset({office.founding.root.id}),
    )


def test_audio_that_is_not_there_half_an_hour_before(office: Office) -> None:
    office.station()
    office.slot(office.approved(), last=TODAY)
    office.plan()
    assert told(office) == []
    office.clock.jump(office.first().starts_at - timedelta(minutes=30))
    assert kinds(office) == {ProblemKind.NOT_MADE}


def test_a_programme_longer_than_its_slot_is_told_in_seconds(office: Office) -> None:
    office.station()
    office.slot(office.approved(), last=TODAY, duration_s=60, overrun_s=60)
    office.prepare()
    [found] = told(office)
    assert (found.kind, found.seconds) == (ProblemKind.OVER_LENGTH, office.length_s - 60)
    assert office.first().state is OccurrenceState.PREPARED, "it may run over"


# --- a relay


def test_a_relay_is_ready_without_audio_and_keeps_the_rules(office: Office) -> None:
    station = office.station()
    office.slot(kind=ItemKind.RELAY, duration_s=1800, last=TODAY, title="Tiếp âm")
    office.plan()
    first = office.first()
    assert (first.kind, first.state, first.reason, first.length_s) == (ItemKind.RELAY, OccurrenceState.PREPARED, None, 1800.0)
    [item] = office.manifest(station).items
    assert (item.kind, item.audio, item.length_s, item.approved_hash == item.content_hash) == (ItemKind.RELAY, (), 1800.0, True)
    assert told(office) == []
    office.report(station, first, OccurrenceState.ON_AIR)
    office.report(station, first, OccurrenceState.AIRED, seconds=1800.0)
    assert office.first().state is OccurrenceState.AIRED


def test_a_relay_uses_up_minutes_and_meets_programmes(office: Office) -> None:
    office.station()
    office.slot(kind=ItemKind.RELAY, duration_s=1800, last=TODAY, title="Tiếp âm")
    office.slot(office.approved(), at=time(16, 45), last=TODAY)
    assert ProblemKind.CONFLICT in kinds(office)


def test_what_meets_is_told_once_with_an_hour_that_is_free_and_to_come(office: Office) -> None:
    """The hour before would be nearer, but it is gone by; and a slot whose zones hear two contents clashes once."""
    east = office.zone("thôn Đông")
    first, other = office.approved(), office.approved()
    apart = [WantedVariant([east.path], [BulletinId(other.bulletin_id)])]
    office.slot(first, at=time(8, 10), duration_s=QUARTER, variants=apart, last=TODAY)
    late = office.slot(first, at=time(8, 20), duration_s=QUARTER, variants=apart, last=TODAY)
    office.clock.jump(datetime(2025, 11, 4, 1, 5, tzinfo=UTC))
    with office.sessions.read() as session:
        (found,) = clashes(session, office.clock, office.commune_id, *day_of(TODAY))
    assert (found.conflict.second.airing.slot.id, found.free_at) == (late.id, datetime(2025, 11, 4, 1, 25, tzinfo=UTC))
    (problem,) = [each for each in told(office) if each.kind is ProblemKind.CONFLICT]
    assert problem.clash == found
