"""Slogans between the bulletins: fair, none twice in a row, none that is cheerful in a time of mourning."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.bulletins import Kind, VersionKey
from app.calendar import recurrence
from app.clock import local
from app.playout import OccurrenceState, Period
from app.timetable import Wanted, add_mourning, add_slot, day_of, expand
from app.timetable.rotation import Turns
from app.units import BulletinId, ZoneId
from tests.support.office import Office

SQLITE = pytest.mark.parametrize("sessions", ["sqlite"], indirect=True)


ZONES = [ZoneId(UUID(int=number)) for number in range(5)]
SLOGANS = [BulletinId(UUID(int=number)) for number in range(9)]


def _told(many: int, programmes: Sequence[tuple[frozenset[ZoneId], int]]) -> dict[ZoneId, list[BulletinId]]:
    """What each zone hears of so many slogans. programmes: where each is heard and how many it has room for."""
    turns, ring = Turns(datetime(2025, 11, 3, tzinfo=UTC)), SLOGANS[:many]
    heard: dict[ZoneId, list[BulletinId]] = {}
    for zones, gaps in programmes:
        chosen = turns.next_of(ring, zones, gaps)
        assert len(chosen) == len(set(chosen)) == min(gaps, many)
        turns.heard(zones, chosen)
        for zone in zones:
            heard.setdefault(zone, []).extend(chosen)
    return heard


@given(st.integers(1, 9), st.lists(st.integers(0, 6), max_size=60))
def test_each_is_heard_as_often_as_any_other_and_none_twice_in_a_row(many: int, gaps: list[int]) -> None:
    heard = _told(many, [(frozenset(ZONES[:1]), each) for each in gaps]).get(ZONES[0], [])
    counts = Counter(heard)
    assert not heard or max(counts.values()) - min(counts[key] for key in SLOGANS[:many]) <= 1
    assert many == 1 or all(before != after for before, after in pairwise(heard))


@settings(max_examples=40)
@given(
    st.integers(4, 8),
    st.lists(st.tuples(st.frozensets(st.sampled_from(ZONES), min_size=1), st.integers(1, 3)), min_size=1, max_size=4),
)
def test_so_it_is_for_each_zone_of_slots_that_lie_within_one_another(
    many: int, slots: list[tuple[frozenset[ZoneId], int]]
) -> None:
    """Forty days of slots a day, of which each zone hears some."""
    for heard in _told(many, slots * 40).values():
        counts = Counter(heard)
        assert max(counts.values()) - min(counts[key] for key in SLOGANS[:many]) <= len(heard) / many
    whole = [(frozenset(ZONES), 1), (frozenset(ZONES[:1]), 1), (frozenset(ZONES), slots[0][1])] * 40
    for heard in _told(many, whole).values():
        assert all(before != after for before, after in pairwise(heard))


def _slot(
    office: Office, *bulletins: VersionKey, duration_s: int | None = None, at: time = time(16, 30), zones: Sequence[str] = ()
) -> None:
    rule = recurrence("FREQ=DAILY", at, local(office.clock.now()).date(), None)
    keys = [BulletinId(key.bulletin_id) for key in bulletins]
    with office.sessions.begin() as session:
        wanted = Wanted("Chiều", rule, keys, "ban-tin-khau-hieu", duration_s=duration_s, zones=zones)
        add_slot(session, office.clock, office.actor, wanted)
        expand(session, office.clock, office.commune_id)


def _heard(office: Office) -> list[list[str]]:
    """The versions of each programme, in order of time."""
    office.plan()
    return [[str(key) for key in each.version_ids] for each in office.occurrences()]


@SQLITE
def test_a_slot_has_slogans_between_its_bulletins_and_no_cheerful_one_in_mourning(office: Office) -> None:
    bulletins = [office.approved(script=f"Mời bà con nghe tin {number}.") for number in range(3)]
    calm, merry, third = (
        str(office.approved(script=f"Khẩu hiệu {number}.", kind=Kind.SPOT, cheerful=number == 1).version_id)
        for number in range(3)
    )
    office.write(script="Khẩu hiệu chưa duyệt.", kind=Kind.SPOT)
    _slot(office, *bulletins)
    first, second, third_day, *_ = _heard(office)
    said = [str(key.version_id) for key in bulletins]
    assert first == [said[0], calm, said[1], merry, said[2]]
    assert second[1::2] == [third, calm]
    assert third_day[1::2] == [merry, third]
    assert _heard(office)[:3] == [first, second, third_day], "another pass says the same"

    day: date = local(office.clock.now()).date()
    with office.sessions.begin() as session:
        period = Period(day_of(day)[0], day_of(day)[1])
        add_mourning(session, office.clock, office.actor, "Quốc tang", period, source="Thông cáo")
    mourned, after, *_ = _heard(office)
    assert mourned == [said[0], calm, said[1], third, said[2]]
    assert after[1::2] == [merry, calm], "what was not heard in mourning comes next"
    office.clock.advance(timedelta(days=1))
    assert _heard(office)[1] == after, "a day gone by changes no turn"


@SQLITE
def test_a_slot_of_a_set_length_and_one_with_a_single_bulletin_have_none(office: Office) -> None:
    one, two = office.approved(script="Tin một."), office.approved(script="Tin hai.")
    office.approved(script="Khẩu hiệu.", kind=Kind.SPOT)
    _slot(office, one, two, duration_s=600)
    _slot(office, one)
    lengths = {len(each) for each in _heard(office)}
    assert lengths == {1, 2}


@SQLITE
def test_a_village_that_hears_two_slots_hears_each_in_turn(office: Office) -> None:
    """One slot of the commune and one of a village, an hour later: what the village hears goes round, and so for the others."""
    village = str(office.zone("thôn Đông").id)
    bulletins = [office.approved(script=f"Mời bà con nghe tin {number}.") for number in range(3)]
    slogans = {str(office.approved(script=f"Khẩu hiệu {number}.", kind=Kind.SPOT).version_id) for number in range(4)}
    _slot(office, *bulletins)
    _slot(office, *bulletins[:2], at=time(17, 30), zones=["thôn Đông"])
    office.plan()
    planned = office.occurrences()
    assert {len(each.version_ids) for each in planned} == {5, 3}
    for zones in ({True, False}, {False}):
        heard = [
            str(key)
            for each in planned
            if (set(map(str, each.zone_ids)) == {village}) in zones
            for key in each.version_ids
            if str(key) in slogans
        ]
        counts = Counter(heard)
        assert set(counts) == slogans
        assert max(counts.values()) - min(counts.values()) <= 2, counts
        assert all(before != after for before, after in pairwise(heard)), heard


@SQLITE
def test_what_is_about_to_sound_keeps_its_slogans_and_a_village_that_missed_one_hears_it_next(office: Office) -> None:
    one, two = office.approved(script="Tin một."), office.approved(script="Tin hai.")
    first, second = (str(office.approved(script=f"Khẩu hiệu {number}.", kind=Kind.SPOT).version_id) for number in range(2))
    station = office.station()
    _slot(office, one, two)
    _slot(office, one, two, at=time(17, 0))
    assert [each[1] for each in _heard(office)[:4]] == [first, second, first, second]
    office.prepare()
    airing, after = office.occurrences()[:2]
    office.clock.advance(after.starts_at - office.clock.now() - timedelta(minutes=20))
    office.hand_in(station, office.report(station, airing, OccurrenceState.MISSED))
    heard = _heard(office)
    assert [each[1] for each in heard[1:4]] == [second, first, second], "its audio is there, and it begins soon"
    assert office.manifest(station).items
    office.clock.advance(timedelta(days=1))
    assert [each[1] for each in _heard(office)[2:4]] == [first, second]
