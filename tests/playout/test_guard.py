"""The guard, reason by reason, and what it can never let pass."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.clock import COMMUNE_ZONE, local
from app.playout import DEFAULT_QUIET_HOURS, Audio, BlockedReason, Candidate, Period, QuietHours, Rules, guard
from app.units import Sha256, ZoneId

HERE, ELSEWHERE = ZoneId(UUID(int=1)), ZoneId(UUID(int=2))
SEEN, OTHER = Sha256("a" * 64), Sha256("b" * 64)
GOOD = Candidate(timedelta(minutes=10), SEEN, SEEN, frozenset({HERE}), audio=Audio.VERIFIED)
RULES = Rules(zones=frozenset({HERE}))
MINUTE = timedelta(minutes=1)


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2025-11-{text}").replace(tzinfo=COMMUNE_ZONE).astimezone(UTC)


MORNING = at("04T05:30")


def test_what_is_known_to_be_allowed_may_sound() -> None:
    assert guard(GOOD, RULES, MORNING) is None


@pytest.mark.parametrize(
    ("item", "rules", "reason"),
    [
        (replace(GOOD, approved_hash=None), RULES, BlockedReason.NOT_APPROVED),
        (replace(GOOD, withdrawn=True), RULES, BlockedReason.WITHDRAWN),
        (replace(GOOD, valid_to=MORNING), RULES, BlockedReason.EXPIRED),
        (replace(GOOD, valid_to=MORNING + MINUTE), RULES, None),
        (replace(GOOD, valid_from=MORNING + MINUTE), RULES, BlockedReason.NOT_YET_VALID),
        (replace(GOOD, valid_from=MORNING), RULES, None),
        (replace(GOOD, approved_hash=OTHER), RULES, BlockedReason.HASH_DIFFERS),
        (replace(GOOD, zones=frozenset({ELSEWHERE})), RULES, BlockedReason.WRONG_ZONE),
        (replace(GOOD, zones=frozenset()), RULES, BlockedReason.WRONG_ZONE),
        (replace(GOOD, zones=frozenset()), Rules(), BlockedReason.WRONG_ZONE),
        (replace(GOOD, zones=frozenset({ELSEWHERE})), Rules(), None),
        (replace(GOOD, audio=Audio.MISSING), RULES, BlockedReason.AUDIO_MISSING),
        (replace(GOOD, audio=Audio.DIFFERS), RULES, BlockedReason.HASH_DIFFERS),
        (replace(GOOD, audio=Audio.UNASKED), RULES, None),
        (GOOD, replace(RULES, stopped=True), BlockedReason.STOPPED),
        (GOOD, replace(RULES, clock_trusted=False), BlockedReason.CLOCK_UNTRUSTED),
        (GOOD, replace(RULES, slot_minutes=9), BlockedReason.SLOT_MINUTES),
        (GOOD, replace(RULES, slot_minutes=10), None),
        (GOOD, replace(RULES, daily_minutes=9), BlockedReason.MINUTES_USED_UP),
        (replace(GOOD, used_today=20 * MINUTE), replace(RULES, daily_minutes=30), None),
        (replace(GOOD, used_today=21 * MINUTE), replace(RULES, daily_minutes=30), BlockedReason.MINUTES_USED_UP),
        (replace(GOOD, cheerful=True), replace(RULES, mourning=(Period(MORNING, MORNING + MINUTE),)), BlockedReason.MOURNING),
        (
            replace(GOOD, cheerful=True),
            replace(RULES, mourning=(Period(MORNING + 9 * MINUTE, MORNING + 99 * MINUTE),)),
            BlockedReason.MOURNING,
        ),
        (replace(GOOD, cheerful=True), replace(RULES, mourning=(Period(MORNING - MINUTE, MORNING),)), None),
        (GOOD, replace(RULES, mourning=(Period(MORNING, MORNING + MINUTE),)), None),
    ],
)
def test_each_reason(item: Candidate, rules: Rules, reason: BlockedReason | None) -> None:
    assert guard(item, rules, MORNING) is reason


@pytest.mark.parametrize(
    ("begin", "minutes", "quiet"),
    [
        ("04T05:00", 30, False),
        ("04T04:59", 1, True),
        ("04T04:59", 0, True),
        ("04T20:30", 30, False),
        ("04T20:30", 31, True),
        ("04T20:59", 0, False),
        ("04T21:00", 0, True),
        ("04T23:59", 5, True),
        ("05T00:00", 5, True),
        ("05T03:15", 20, True),
        ("04T06:00", 24 * 60, True),
        ("04T12:00", 60, False),
    ],
)
def test_quiet_hours_hold_over_the_whole_length(begin: str, minutes: int, *, quiet: bool) -> None:
    item = replace(GOOD, length=minutes * MINUTE)
    assert guard(item, RULES, at(begin)) is (BlockedReason.QUIET_HOURS if quiet else None)


def test_several_quiet_hours_and_a_doubtful_entry() -> None:
    noon = QuietHours(time(11, 30), time(13, 30))
    assert noon.touch(at("04T11:00"), 31 * MINUTE)
    assert not noon.touch(at("04T11:00"), 30 * MINUTE)
    assert guard(GOOD, replace(RULES, quiet_hours=(DEFAULT_QUIET_HOURS, noon)), at("04T12:00")) is BlockedReason.QUIET_HOURS
    assert QuietHours(time(7), time(7)).touch(at("04T12:00"), timedelta(0))


times = st.times().map(lambda value: value.replace(second=0, microsecond=0))


@given(
    start=times,
    end=times,
    begin=st.datetimes(datetime(2025, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC)),  # noqa: DTZ001  # zone given beside
    length_min=st.integers(0, 300),
    probe=st.floats(0, 1, exclude_max=True),
)
def test_no_instant_of_what_may_sound_is_quiet(start: time, end: time, begin: datetime, length_min: int, probe: float) -> None:
    item = replace(GOOD, length=timedelta(minutes=length_min))
    if guard(item, replace(RULES, quiet_hours=(QuietHours(start, end),)), begin) is None:
        heard = local(begin + probe * item.length).time()
        assert not (start <= heard < end if start < end else heard >= start or heard < end)


@given(approved=st.none() | st.just(OTHER), now=st.datetimes(timezones=st.just(UTC), min_value=datetime(2000, 1, 1)))  # noqa: DTZ001  # zone given beside
def test_what_nobody_approved_never_sounds(approved: Sha256 | None, now: datetime) -> None:
    assert guard(replace(GOOD, approved_hash=approved), Rules(quiet_hours=()), now) is not None
