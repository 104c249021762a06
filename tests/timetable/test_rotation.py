"""Slogans between the bulletins: fair, none twice in a row, none that is cheerful in a time of mourning."""

from collections import Counter
from datetime import date, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.bulletins import Kind, VersionKey
from app.calendar import recurrence
from app.clock import local
from app.playout import Period
from app.timetable import Wanted, add_mourning, add_slot, day_of, expand
from app.timetable.rotation import turn_of
from app.units import BulletinId
from tests.support.office import Office

SQLITE = pytest.mark.parametrize("sessions", ["sqlite"], indirect=True)


@given(st.integers(1, 9), st.integers(0, 6), st.integers(0, 50), st.integers(1, 60))
def test_each_is_heard_as_often_as_any_other_and_none_twice_in_a_row(many: int, gaps: int, first: int, programmes: int) -> None:
    ring = list(range(many))
    heard = [each for turn in range(first, first + programmes) for each in turn_of(ring, turn, gaps)]
    counts = Counter(heard)
    if gaps:
        assert max(counts.values()) - min(counts[each] for each in ring) <= 1
        assert len(heard) == programmes * min(gaps, many)
    assert many == 1 or all(before != after for before, after in pairwise(heard))


def _slot(office: Office, *bulletins: VersionKey, duration_s: int | None = None) -> None:
    rule = recurrence("FREQ=DAILY", time(16, 30), local(office.clock.now()).date(), None)
    keys = [BulletinId(key.bulletin_id) for key in bulletins]
    with office.sessions.begin() as session:
        wanted = Wanted("Chiều", rule, keys, "ban-tin-khau-hieu", duration_s=duration_s)
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
    assert merry not in mourned
    assert mourned[::2] == said
    assert after == second
    office.clock.advance(timedelta(days=1))
    assert _heard(office)[1] == second, "a day gone by changes no turn"


@SQLITE
def test_a_slot_of_a_set_length_and_one_with_a_single_bulletin_have_none(office: Office) -> None:
    one, two = office.approved(script="Tin một."), office.approved(script="Tin hai.")
    office.approved(script="Khẩu hiệu.", kind=Kind.SPOT)
    _slot(office, one, two, duration_s=600)
    _slot(office, one)
    lengths = {len(each) for each in _heard(office)}
    assert lengths == {1, 2}
