"""What becomes of what is due."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.playout import Audio, BlockedReason, Candidate, Due, ItemKind, LateRule, OccurrenceState, Rules, Transition, tick
from app.units import Sha256, ZoneId

ZONE, HASH = ZoneId(UUID(int=1)), Sha256("a" * 64)
RULES = Rules(quiet_hours=())
T = datetime(2025, 11, 4, 22, 30, tzinfo=UTC)
GRACE = timedelta(minutes=10)
GOOD = Candidate(timedelta(minutes=5), HASH, HASH, frozenset({ZONE}), audio=Audio.VERIFIED)


ELSEWHERE = replace(GOOD, zones=frozenset({ZoneId(UUID(int=2))}))
SENTENCES = (0.0, 40.0, 90.0, 200.0)


def due(number: int, *, planned_at: datetime = T, output: str = "loa", item: Candidate = GOOD) -> Due:
    return Due(UUID(int=number), output, planned_at, GRACE, item)


def outcome(moves: list[Transition]) -> list[tuple[int, str]]:
    return [(move.due.occurrence_id.int, move.reason or move.to) for move in moves]


@pytest.mark.parametrize(
    ("after", "item", "expected"),
    [
        (timedelta(seconds=-1), GOOD, []),
        (timedelta(0), GOOD, [(1, "on_air")]),
        (GRACE, GOOD, [(1, "on_air")]),
        (GRACE + timedelta(seconds=1), GOOD, [(1, "missed")]),
        (timedelta(0), replace(GOOD, approved_hash=None), [(1, "not_approved")]),
        (GRACE * 2, replace(GOOD, approved_hash=None), [(1, "missed")]),
        (timedelta(0), replace(GOOD, audio=Audio.MISSING), []),
        (timedelta(0), replace(GOOD, audio=Audio.UNASKED), []),
        (GRACE * 2, replace(GOOD, audio=Audio.MISSING), [(1, "audio_missing")]),
        (GRACE * 2, replace(GOOD, audio=Audio.DIFFERS), [(1, "hash_differs")]),
    ],
)
def test_one_item(after: timedelta, item: Candidate, expected: list[tuple[int, str]]) -> None:
    assert outcome(tick([due(1, item=item)], T + after, RULES, busy=set())) == expected


@pytest.mark.parametrize(("late_s", "expected"), [(0.0, "on_air"), (0.04, "on_air"), (2.0, "on_air"), (2.1, "missed")])
def test_without_any_grace_a_start_in_its_second_is_on_time(late_s: float, expected: str) -> None:
    item = replace(due(1), grace=timedelta(0), late=LateRule.SKIP)
    assert outcome(tick([item], T + timedelta(seconds=late_s), RULES, busy=set())) == [(1, expected)]


def test_an_output_gets_the_earliest_and_the_others_wait() -> None:
    items = [due(2), due(1, planned_at=T - GRACE), due(3, output="b", item=ELSEWHERE), due(4)]
    assert outcome(tick(items, T, RULES, busy=set())) == [(1, "on_air"), (3, "on_air")]
    assert outcome(tick(items, T, RULES, busy={"loa"})) == [(3, "on_air")]


def test_what_waits_for_a_busy_output_is_missed_in_the_end() -> None:
    assert outcome(tick([due(1)], T + GRACE * 2, RULES, busy={"loa"})) == [(1, "missed")]


def test_an_untrusted_clock_decides_nothing() -> None:
    assert tick([due(1)], T + GRACE * 9, replace(RULES, clock_trusted=False), busy=set()) == []


def test_reasons_a_person_must_mend_block_at_once() -> None:
    assert {reason for reason in BlockedReason if reason.may_pass} == {"audio_missing", "hash_differs", "clock_untrusted"}


def test_what_has_ended_moves_no_more() -> None:
    ended = [state for state in OccurrenceState if not any(state.may_become(other) for other in OccurrenceState)]
    assert ended == ["aired", "interrupted", "missed", "cancelled", "blocked"]
    assert [state for state in OccurrenceState if state.is_waiting] == ["planned", "prepared"]


# --- late


@pytest.mark.parametrize(
    ("late", "after", "expected"),
    [
        (LateRule.FROM_START, 0, ("on_air", 0.0)),
        (LateRule.FROM_START, 60, ("on_air", 0.0)),
        (LateRule.JOIN, 2, ("on_air", 0.0)),
        (LateRule.JOIN, 3, ("on_air", 40.0)),
        (LateRule.JOIN, 40, ("on_air", 40.0)),
        (LateRule.JOIN, 41, ("on_air", 90.0)),
        (LateRule.JOIN, 201, ("late", 0.0)),
        (LateRule.JOIN, 601, ("missed", 0.0)),
        (LateRule.SKIP, 2, ("on_air", 0.0)),
        (LateRule.SKIP, 3, ("late", 0.0)),
        (LateRule.SKIP, 601, ("missed", 0.0)),
    ],
)
def test_what_becomes_of_what_is_late(late: LateRule, after: int, expected: tuple[str, float]) -> None:
    [move] = tick([replace(due(1), late=late, sentences_s=SENTENCES)], T + timedelta(seconds=after), RULES, busy=set())
    assert (move.reason or move.to, move.from_s) == expected
    assert move.to in {OccurrenceState.ON_AIR, OccurrenceState.MISSED}


def test_without_sentences_nothing_is_joined_in_the_middle() -> None:
    [move] = tick([replace(due(1), late=LateRule.JOIN)], T + timedelta(minutes=1), RULES, busy=set())
    assert (move.to, move.from_s) == (OccurrenceState.ON_AIR, 0.0)


def test_what_is_joined_is_judged_by_what_is_left_of_it() -> None:
    """At 20:56 five minutes reach into the quiet hours; the last two do not."""
    evening = datetime(2025, 11, 4, 13, 55, tzinfo=UTC)
    late = replace(due(1, planned_at=evening), sentences_s=SENTENCES)
    now = evening + timedelta(seconds=150)
    assert outcome(tick([late], now, Rules(), busy=set())) == [(1, "quiet_hours")]
    [move] = tick([replace(late, late=LateRule.JOIN)], now, Rules(), busy=set())
    assert (move.to, move.from_s) == (OccurrenceState.ON_AIR, 200.0)


def test_a_relay_ends_when_it_was_planned_to() -> None:
    relay = replace(due(1), kind=ItemKind.RELAY)
    assert [move.from_s for move in tick([relay], T, RULES, busy=set())] == [0.0]
    assert [move.from_s for move in tick([relay], T + timedelta(minutes=2), RULES, busy=set())] == [120.0]
    assert outcome(tick([relay], T + timedelta(minutes=5), RULES, busy=set())) == [(1, "late")]


# --- one thing in a zone


def test_nothing_begins_where_something_else_is_heard_be_it_through_another_output() -> None:
    items = [due(1), due(1, output="b"), due(2, output="c"), due(3, output="d", item=ELSEWHERE)]
    assert outcome(tick(items, T, RULES, busy=set())) == [(1, "on_air"), (1, "on_air"), (3, "on_air")]
    heard = {UUID(int=9): frozenset({ZONE})}
    assert outcome(tick(items, T, RULES, busy={"z"}, sounding=heard)) == [(3, "on_air")]
    assert outcome(tick([due(9, output="b")], T, RULES, busy={"z"}, sounding=heard)) == [(9, "on_air")], (
        "the same on a second output"
    )


def test_a_folder_is_no_loudspeaker() -> None:
    heard = {UUID(int=9): frozenset({ZONE})}
    assert outcome(tick([replace(due(1), is_heard=False)], T, RULES, busy=set(), sounding=heard)) == [(1, "on_air")]


def test_of_two_that_are_due_the_higher_priority_goes_first() -> None:
    items = [due(1, planned_at=T - timedelta(minutes=1)), replace(due(2), priority=1)]
    assert outcome(tick(items, T, RULES, busy=set())) == [(2, "on_air")]


candidates = st.builds(
    replace,
    st.just(GOOD),
    approved_hash=st.sampled_from([None, HASH]),
    withdrawn=st.booleans(),
    audio=st.sampled_from(Audio),
    zones=st.sets(st.integers(1, 3), min_size=1).map(lambda ids: frozenset(ZoneId(UUID(int=number)) for number in ids)),
)
dues = st.builds(
    due,
    st.integers(1, 99),
    planned_at=st.timedeltas(timedelta(hours=-1), timedelta(hours=1)).map(lambda step: T + step),
    output=st.sampled_from("ab"),
    item=candidates,
)


@given(st.lists(dues), st.sets(st.sampled_from("ab")))
def test_at_most_one_item_an_output_and_never_what_is_not_allowed(items: list[Due], busy: set[str]) -> None:
    started = [move.due for move in tick(items, T, RULES, busy=busy) if move.to is OccurrenceState.ON_AIR]
    outputs = [item.output for item in started]
    assert len(set(outputs)) == len(outputs)
    assert busy.isdisjoint(outputs)
    for item in started:
        others = [other for other in started if other.occurrence_id != item.occurrence_id]
        assert all(item.item.zones.isdisjoint(other.item.zones) for other in others), "two things in one zone"
        assert item.item.approved_hash == HASH
        assert not item.item.withdrawn
        assert item.item.audio is Audio.VERIFIED
        assert timedelta(0) <= T - item.planned_at <= GRACE
