"""What becomes of what is due."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.playout import Audio, BlockedReason, Candidate, Due, OccurrenceState, Rules, Transition, tick
from app.units import Sha256, ZoneId

ZONE, HASH = ZoneId(UUID(int=1)), Sha256("a" * 64)
RULES = Rules(quiet_hours=())
T = datetime(2025, 11, 4, 22, 30, tzinfo=UTC)
GRACE = timedelta(minutes=10)
GOOD = Candidate(timedelta(minutes=5), HASH, HASH, frozenset({ZONE}), audio=Audio.VERIFIED)


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


def test_an_output_gets_the_earliest_and_the_others_wait() -> None:
    items = [due(2), due(1, planned_at=T - GRACE), due(3, output="b"), due(4)]
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


candidates = st.builds(
    replace,
    st.just(GOOD),
    approved_hash=st.sampled_from([None, HASH]),
    withdrawn=st.booleans(),
    audio=st.sampled_from(Audio),
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
        assert item.item.approved_hash == HASH
        assert not item.item.withdrawn
        assert item.item.audio is Audio.VERIFIED
        assert timedelta(0) <= T - item.planned_at <= GRACE
