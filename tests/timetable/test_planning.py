"""The planner's pass: days are filled, audio is wanted in time, and each occurrence knows what would block it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from app.audit import verify
from app.clock import local
from app.errors import StaleError
from app.playout import BlockedReason, OccurrenceState, QuietHours
from app.programmes import ProgrammeOrder, RenderingFacts
from app.tags import UNWRITTEN
from app.tasks import Troubles
from app.timetable import (
    EmptySlotError,
    OccurrenceDoneError,
    QuietHoursError,
    Regulation,
    UnknownBulletinError,
    cancel_occurrence,
    end_slot,
    expand,
    plan_ahead,
    regulation,
    set_regulation,
)
from app.units import BulletinId, CommuneId
from tests.support.counting import counted
from tests.support.office import Office

PLANNED, PREPARED = OccurrenceState.PLANNED, OccurrenceState.PREPARED


def regulate(office: Office, **rules: object) -> None:
    with office.sessions.begin() as session:
        present = regulation(session, office.commune_id)
        wanted = replace(present, number="01/QC-UBND", **rules)  # type: ignore[arg-type]  # passed on
        set_regulation(session, office.clock, office.actor, wanted, dated=date(2025, 7, 15), tag=present.tag)


def test_approved_and_on_a_slot_it_is_prepared_a_day_ahead(office: Office) -> None:
    office.slot(office.approved())
    assert len(office.occurrences()) == 14
    wanted = office.plan()
    assert len(wanted) == 1, "only what begins within 24 hours"
    assert office.first().state is PLANNED
    office.make_audio()
    office.plan()
    first, second = office.occurrences()[:2]
    assert (first.state, first.reason, first.length_s) == (PREPARED, None, office.length_s)
    assert (second.state, second.reason) == (PLANNED, None)
    assert f"{local(first.starts_at):%d %H:%M}" == "04 16:30"


def test_a_pass_is_safe_to_repeat(office: Office) -> None:
    office.slot(office.approved())
    office.prepare()
    before = office.occurrences()
    with office.sessions.begin() as session:
        assert expand(session, office.clock, office.commune_id) == 0
    assert office.plan() == []
    assert office.occurrences() == before


def test_a_pass_that_finds_nothing_new_asks_as_often_for_many_as_for_one(office: Office) -> None:
    key = office.approved()
    office.slot(key)
    office.prepare()
    with counted(office.sessions.engine) as few:
        office.plan()
    for hour in range(6, 16):
        office.slot(key, at=time(hour))
    office.prepare()
    with counted(office.sessions.engine) as many:
        office.plan()
    assert len(many) == len(few)


def test_an_order_that_breaks_writes_nothing_and_holds_up_no_other(office: Office) -> None:
    good, bad = office.approved(), office.approved()
    office.slot(good)
    office.slot(bad, at=time(17, 30))

    def breaks(session: Session, commune_id: CommuneId, orders: Sequence[ProgrammeOrder]) -> list[RenderingFacts]:
        found = office.order(session, commune_id, orders)
        if any(bad.version_id in order.version_ids for order in orders):
            session.execute(text("SELECT nothing FROM nowhere"))
        return found

    troubles = Troubles()
    with office.sessions.begin() as session:
        plan_ahead(session, office.clock, office.commune_id, breaks, troubles=troubles)
    assert troubles.codes(office.commune_id) == {"planning_failed"}
    assert office.make_audio() == 1
    office.plan()
    assert [found.state for found in office.occurrences()[:2]] == [PREPARED, PLANNED]


def test_without_approval_there_is_no_audio_and_the_reason_is_told(office: Office) -> None:
    key = office.write()
    office.slot(key)
    assert office.plan() == []
    assert (office.first().state, office.first().reason) == (PLANNED, BlockedReason.NOT_APPROVED)
    office.submit(key)
    assert office.plan() == []
    office.approve(key)
    office.prepare()
    assert (office.first().state, office.first().reason) == (PREPARED, None)


def test_a_withdrawal_takes_what_was_prepared_back(office: Office) -> None:
    key = office.approved()
    office.slot(key)
    office.prepare()
    office.withdraw(key)
    office.plan()
    assert (office.first().state, office.first().reason) == (PLANNED, BlockedReason.WITHDRAWN)
    office.clock.advance(timedelta(days=1))
    office.plan()
    assert (office.first().state, office.first().reason) == (OccurrenceState.BLOCKED, BlockedReason.WITHDRAWN)


def test_a_newer_approval_replaces_the_words_and_no_older_ones_come_back(office: Office) -> None:
    old = office.approved()
    office.slot(old)
    office.prepare()
    new = office.rewrite(old, "Bà con họp lúc bảy giờ tối.")
    office.prepare()
    assert office.first().version_ids == (old.version_id,), "a draft changes nothing"
    office.submit(new)
    office.approve(new)
    assert len(office.plan()) == 1
    assert office.first().state is PLANNED, "the old audio is no longer what is to be heard"
    office.make_audio()
    office.plan()
    assert (office.first().state, office.first().version_ids) == (PREPARED, (new.version_id,))
    office.withdraw(new)
    office.plan()
    assert (office.first().state, office.first().reason) == (PLANNED, BlockedReason.WITHDRAWN)


def test_validity_is_asked_for_the_hour_of_airing(office: Office) -> None:
    now = office.clock.now()
    office.slot(office.approved(valid_from=now + timedelta(days=2), valid_to=now + timedelta(days=4)))
    office.plan()
    reasons = [each.reason for each in office.occurrences()[:6]]
    early, expired = BlockedReason.NOT_YET_VALID, BlockedReason.EXPIRED
    assert reasons == [early, early, None, None, expired, expired]


def test_of_two_bulletins_the_one_that_may_sound_goes_on(office: Office) -> None:
    good, bad = office.approved(), office.write()
    office.slot(bad, good)
    office.prepare()
    first = office.first()
    assert (first.state, first.version_ids) == (PREPARED, (good.version_id,))
    assert [(left.bulletin_id, left.reason) for left in first.left_out] == [(bad.bulletin_id, BlockedReason.NOT_APPROVED)]


def test_a_bulletin_for_one_village_sounds_there_only(office: Office) -> None:
    here, there = office.zone("thôn Đông"), office.zone("thôn Tây")
    office.slot(office.approved(zones=[here.path]))
    office.slot(office.approved(zones=[here.path]), zones=[there.path], at=time(17))
    office.plan()
    first, second = office.occurrences()[:2]
    assert (first.zone_ids, first.reason) == (frozenset({here.id}), None)
    assert second.reason is BlockedReason.WRONG_ZONE


def test_quiet_hours_are_refused_when_a_slot_is_saved(office: Office) -> None:
    key = office.approved()
    for at in (time(21), time(3, 15), time(4, 59, 59), time(20, 59, 30)):
        with pytest.raises(QuietHoursError):
            office.slot(key, at=at)
    office.slot(key, at=time(5))
    regulate(office, quiet_hours=QuietHours(time(12), time(14)))
    with pytest.raises(QuietHoursError) as refused:
        office.slot(key, at=time(12, 30))
    assert refused.value.facts == {"at": "12:30", "quiet_from": "12:00", "quiet_to": "14:00", "number": "01/QC-UBND"}


def test_a_programme_that_would_run_into_the_quiet_hours_is_blocked(office: Office) -> None:
    office.length_s = 120.0
    office.slot(office.approved(), at=time(20, 59))
    office.prepare()
    assert (office.first().state, office.first().reason) == (PLANNED, BlockedReason.QUIET_HOURS)


def test_a_new_regulation_blocks_what_was_prepared(office: Office) -> None:
    office.slot(office.approved())
    office.prepare()
    regulate(office, quiet_hours=QuietHours(time(16), time(17)))
    office.plan()
    assert (office.first().state, office.first().reason) == (PLANNED, BlockedReason.QUIET_HOURS)


def test_minutes_of_the_day_and_of_a_slot(office: Office) -> None:
    key = office.approved()
    for hour in (9, 10, 11):
        office.slot(key, at=time(hour), last=local(office.clock.now()).date())
    regulate(office, daily_minutes=3)
    office.prepare()
    assert [each.reason for each in office.occurrences()] == [None, None, BlockedReason.MINUTES_USED_UP]
    regulate(office, slot_minutes=1)
    office.plan()
    assert {each.reason for each in office.occurrences()} == {BlockedReason.SLOT_MINUTES}


def test_what_is_heard_uses_up_the_minutes(office: Office) -> None:
    key, station = office.approved(), office.station()
    for hour in (9, 10):
        office.slot(key, at=time(hour), last=local(office.clock.now()).date())
    regulate(office, daily_minutes=2)
    office.prepare()
    first, second = office.occurrences()
    office.clock.jump(first.starts_at)
    office.report(station, first, OccurrenceState.ON_AIR)
    office.report(station, first, OccurrenceState.AIRED, seconds=90.0)
    office.plan()
    assert [each.state for each in office.occurrences()] == [OccurrenceState.AIRED, PLANNED]
    assert office.occurrences()[1].reason is BlockedReason.MINUTES_USED_UP
    assert second.reason is BlockedReason.MINUTES_USED_UP


def test_audio_that_came_too_late_is_a_block_with_its_reason(office: Office) -> None:
    office.slot(office.approved())
    office.plan()
    office.clock.jump(office.first().starts_at + timedelta(minutes=10))
    office.plan()
    assert office.first().state is PLANNED, "within its grace it may still begin"
    office.clock.advance(timedelta(seconds=1))
    office.plan()
    assert (office.first().state, office.first().reason) == (OccurrenceState.BLOCKED, BlockedReason.AUDIO_MISSING)


def test_days_that_went_by_while_the_server_was_off_have_their_reasons(office: Office) -> None:
    office.slot(office.approved())
    office.prepare()
    office.clock.jump(office.first().starts_at + timedelta(days=4))
    office.plan()
    assert [each.state for each in office.occurrences()[:5]] == [*[OccurrenceState.BLOCKED] * 4, PLANNED]
    reasons = [each.reason for each in office.occurrences()[:4]]
    assert reasons == [BlockedReason.NOT_REPORTED, *[BlockedReason.MACHINE_OFF] * 3]


def test_what_was_prepared_and_begun_is_the_stations_to_tell(office: Office) -> None:
    office.slot(office.approved())
    office.prepare()
    office.clock.jump(office.first().starts_at + timedelta(hours=3))
    office.plan()
    assert office.first().state is PREPARED


def test_a_slot_taken_away_cancels_what_waits(office: Office) -> None:
    made = office.slot(office.approved())
    office.prepare()
    with office.sessions.begin() as session:
        end_slot(session, office.clock, office.actor, made.id)
        end_slot(session, office.clock, office.actor, made.id)
    assert {each.state for each in office.occurrences()} == {OccurrenceState.CANCELLED}
    with office.sessions.begin() as session:
        assert expand(session, office.clock, office.commune_id) == 0
        assert verify(session, office.commune_id).broken is None
    office.plan()


def test_one_cancelled_occurrence_stays_cancelled(office: Office) -> None:
    office.slot(office.approved())
    first = office.first()
    for _ in range(2):
        with office.sessions.begin() as session:
            found = cancel_occurrence(session, office.clock, office.actor, first.id, reason="Xã họp.")
        assert found.state is OccurrenceState.CANCELLED
    with office.sessions.begin() as session:
        expand(session, office.clock, office.commune_id)
    office.prepare()
    assert len(office.occurrences()) == 14
    assert office.first().state is OccurrenceState.CANCELLED


def test_a_day_whose_audio_was_not_made_in_time_was_not_a_day_off(office: Office) -> None:
    office.slot(office.approved())
    for _ in range(60):
        office.plan()
        office.clock.advance(timedelta(minutes=15))
    assert office.first().reason is BlockedReason.AUDIO_MISSING


@pytest.mark.parametrize("ended", [None, OccurrenceState.AIRED, OccurrenceState.INTERRUPTED])
def test_what_sounds_is_cancelled_for_every_output(office: Office, ended: OccurrenceState | None) -> None:
    """One output may be over in a second, another sound for half an hour, a third begin within its grace."""
    station = office.station()
    office.slot(office.approved(), last=local(office.clock.now()).date())
    office.prepare()
    office.clock.jump(office.first().starts_at)
    office.report(station, office.first(), OccurrenceState.ON_AIR)
    if ended is not None:
        office.report(station, office.first(), ended)
    office.clock.advance(timedelta(minutes=9))
    [item] = office.manifest(station).items
    assert not item.cancelled
    with office.sessions.begin() as session:
        cancel_occurrence(session, office.clock, office.actor, office.first().id, reason="Xã họp.")
    [item] = office.manifest(station).items
    assert item.cancelled
    assert office.first().state is (ended or OccurrenceState.ON_AIR), "it says what really was"


def test_what_was_heard_long_ago_is_not_cancelled(office: Office) -> None:
    station = office.station()
    office.slot(office.approved())
    office.prepare()
    office.report(station, office.first(), OccurrenceState.AIRED)
    office.clock.jump(office.first().starts_at + timedelta(minutes=11))
    with office.sessions.begin() as session, pytest.raises(OccurrenceDoneError):
        cancel_occurrence(session, office.clock, office.actor, office.first().id, reason="Xã họp.")


def test_a_slot_needs_bulletins_of_its_commune(office: Office) -> None:
    with pytest.raises(EmptySlotError):
        office.slot()
    key = office.approved()
    with pytest.raises(UnknownBulletinError):
        office.slot(replace(key, bulletin_id=BulletinId(key.version_id)))


def test_a_regulation_is_not_written_over_anothers_edit(office: Office) -> None:
    regulate(office, daily_minutes=60)
    with office.sessions.begin() as session, pytest.raises(StaleError):
        set_regulation(session, office.clock, office.actor, Regulation("02"), dated=date(2025, 8, 1), tag=UNWRITTEN)
    with office.sessions.read() as session:
        assert (regulation(session, office.commune_id).number, regulation(session, office.commune_id).daily_minutes) == (
            "01/QC-UBND",
            60,
        )
