"""When emergencies sound: at once, again within their hours, until their end, the newest first."""

from datetime import UTC, datetime, time, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.clock import COMMUNE_ZONE, local
from app.playout import Sounded, Standing, alarm_turn, audible

NOW = datetime(2025, 11, 4, 1, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
OLD, NEW = UUID(int=1), UUID(int=2)


def standing(key: UUID = OLD, *, ends_h: float = 48, **fields: object) -> Standing:
    made: dict[str, object] = {"began_at": NOW, "ends_at": NOW + timedelta(hours=ends_h), "repeat_every": 5 * MINUTE}
    return Standing(key, **(made | fields))  # type: ignore[arg-type]  # passed on


def here(text: str) -> datetime:
    return datetime.fromisoformat(f"2025-11-{text}").replace(tzinfo=COMMUNE_ZONE)


def test_it_sounds_at_once_then_after_its_pause_and_never_after_its_end() -> None:
    each = standing(ends_h=1)
    assert alarm_turn([each], {}, NOW, on_air=None).sound == OLD
    heard = {OLD: Sounded(1, NOW + MINUTE)}
    assert alarm_turn([each], heard, NOW + 2 * MINUTE, on_air=None) == alarm_turn([each], heard, NOW + 3 * MINUTE, on_air=None)
    waiting = alarm_turn([each], heard, NOW + 2 * MINUTE, on_air=None)
    assert (waiting.sound, waiting.look_at) == (None, NOW + 6 * MINUTE)
    assert alarm_turn([each], heard, NOW + 6 * MINUTE, on_air=None).sound == OLD
    assert alarm_turn([each], heard, each.ends_at, on_air=None).sound is None


def test_its_first_sounding_knows_no_hours_and_its_repeats_do() -> None:
    night = here("04T23:00")
    each = standing(began_at=night, ends_at=night + timedelta(hours=22), repeat_from=time(7), repeat_to=time(20))
    assert alarm_turn([each], {}, night, on_air=None).sound == OLD
    heard = {OLD: Sounded(1, night + MINUTE)}
    turn = alarm_turn([each], heard, night + timedelta(hours=1), on_air=None)
    assert (turn.sound, turn.look_at) == (None, here("05T07:00"))
    late = {OLD: Sounded(2, here("05T19:58"))}
    assert alarm_turn([each], late, here("05T19:59"), on_air=None).look_at == each.ends_at  # 20:03 is past the hours


@pytest.mark.parametrize(("hour", "sounds"), [("04T21:00", True), ("05T03:00", True), ("05T12:00", False)])
def test_hours_may_go_over_midnight(hour: str, *, sounds: bool) -> None:
    each = standing(began_at=here("04T06:00"), repeat_from=time(20), repeat_to=time(5))
    heard = {OLD: Sounded(1, here(hour) - 10 * MINUTE)}
    assert (alarm_turn([each], heard, here(hour), on_air=None).sound == OLD) is sounds


def test_it_sounds_no_more_often_than_it_was_told() -> None:
    each = standing(times=2)
    assert alarm_turn([each], {OLD: Sounded(1, NOW)}, NOW + 5 * MINUTE, on_air=None).sound == OLD
    assert alarm_turn([each], {OLD: Sounded(2, NOW)}, NOW + 5 * MINUTE, on_air=None).sound is None


def test_a_newer_one_takes_over_and_the_older_waits_for_it() -> None:
    both = [standing(NEW), standing(OLD)]
    assert alarm_turn(both, {}, NOW, on_air=None).sound == NEW
    assert alarm_turn(both, {}, NOW, on_air=OLD).sound == NEW
    assert alarm_turn(both, {}, NOW, on_air=NEW).sound is None
    assert alarm_turn(both, {NEW: Sounded(1, NOW)}, NOW, on_air=None).sound == OLD


def test_no_drill_is_heard_while_a_real_one_stands_be_it_newer_or_in_its_pause() -> None:
    drill, real = standing(NEW, began_at=NOW + MINUTE, is_drill=True), standing(OLD, ends_h=1, times=2)
    heard = {OLD: Sounded(1, NOW + MINUTE)}
    assert audible([drill, real], {}, NOW + MINUTE) == [real]
    assert audible([drill, real], heard, NOW + 2 * MINUTE) == [real], "its next turn is to come"
    assert audible([drill, real], {OLD: Sounded(2, NOW)}, NOW + 2 * MINUTE) == [drill, real], (
        "it has sounded as often as it was to"
    )
    assert audible([drill, real], heard, NOW + timedelta(hours=1)) == [drill]
    later = standing(OLD, began_at=NOW + timedelta(hours=1))
    assert audible([drill, later], {}, NOW + MINUTE) == [drill, later], "a warning of tomorrow takes no drill of today away"


def test_who_began_before_does_not_cut_off_another_again() -> None:
    both = [standing(NEW), standing(OLD)]
    assert alarm_turn(both, {}, NOW, on_air=OLD, begun={NEW}).sound is None
    assert alarm_turn(both, {NEW: Sounded(1, NOW)}, NOW + 5 * MINUTE, on_air=OLD).sound is None  # nor does a repeat
    assert alarm_turn(both, {}, NOW, on_air=None, begun={NEW, OLD}).sound == NEW


def test_repeats_come_in_the_order_in_which_they_fell_due() -> None:
    both = [standing(NEW, repeat_every=MINUTE), standing(OLD, repeat_every=MINUTE)]
    heard = {NEW: Sounded(5, NOW + 2 * MINUTE), OLD: Sounded(1, NOW + MINUTE)}
    assert alarm_turn(both, heard, NOW + 9 * MINUTE, on_air=None).sound == OLD
    assert alarm_turn(both, heard | {OLD: Sounded(2, NOW + 9 * MINUTE)}, NOW + 10 * MINUTE, on_air=None).sound == NEW
    assert alarm_turn([*both, standing(UUID(int=3))], heard, NOW + 9 * MINUTE, on_air=None).sound == UUID(int=3)


@given(
    st.datetimes(datetime(2025, 1, 1), datetime(2026, 1, 1)),  # noqa: DTZ001  # made local below
    st.times().map(lambda found: found.replace(microsecond=0)),
    st.times().map(lambda found: found.replace(microsecond=0)),
    st.integers(0, 3000),
)
def test_a_repeat_lies_in_its_hours_and_after_its_pause(moment: datetime, opens: time, closes: time, since_min: int) -> None:
    now = moment.replace(tzinfo=COMMUNE_ZONE)
    ended = now - since_min * MINUTE
    each = standing(began_at=ended, ends_at=now + timedelta(days=3), repeat_from=opens, repeat_to=closes)
    turn = alarm_turn([each], {OLD: Sounded(1, ended)}, now, on_air=None)
    at = now if turn.sound is not None else turn.look_at
    assert at is not None
    clock = local(at).time()
    assert opens <= clock < closes if opens < closes else (clock >= opens or clock < closes)
    assert at >= ended + 5 * MINUTE
