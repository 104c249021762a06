"""What sounds needs a fresh permission: silence reaches what is on air, a start asks first, a new memory replays nothing."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import httpx
import pytest

from app.playout import Cue, LateRule, OutputLostError
from app.station import Station
from app.wire.protocol import AsRunEntry, ManifestItem
from tests.station.conftest import Village
from tests.support.recording_output import RecordingOutput
from tests.support.station_server import at, config_of

SECOND, MINUTE, HOUR, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def lines(village: Village, item: ManifestItem) -> list[str]:
    """What was reported of it: state, and reason or fault."""
    entries: list[AsRunEntry] = sorted(village.server.log.values(), key=lambda entry: entry.sequence)
    return [
        f"{each.state} {each.reason or each.fault or ''}".strip() for each in entries if each.occurrence_id == item.occurrence_id
    ]


def during(village: Village, act: Callable[[], object]) -> list[bool]:
    """Do `act` while something sounds, and let the station hear of it; returns whether that broke it off, for each sounding."""
    broken: list[bool] = []

    def meanwhile(_cue: Cue, interrupt: threading.Event) -> None:
        act()
        village.sync()
        broken.append(interrupt.is_set())

    village.output.before = meanwhile
    return broken


# --- what sounds


@pytest.mark.parametrize(("fields", "reason"), [({"withdrawn": True}, "withdrawn"), ({"cancelled": True}, "cancelled")])
def test_what_a_person_takes_back_is_broken_off_and_says_so(village: Village, fields: dict[str, object], reason: str) -> None:
    item = village.server.add(at("04T05:30"))
    village.sync()
    broken = during(village, lambda: village.server.change(item, **fields))
    village.live(HOUR)
    assert (broken, lines(village, item)) == ([True], ["on_air", f"interrupted {reason}"])


def test_what_is_listed_no_more_is_broken_off(village: Village) -> None:
    """Its zone or its station was taken away, or the server lost it: absence is no permission."""
    item = village.server.add(at("04T05:30"))
    village.sync()

    def forget() -> None:
        village.server.items.remove(item)
        village.server.version += 1

    broken = during(village, forget)
    village.live(HOUR)
    assert (broken, lines(village, item)) == ([True], ["on_air", "interrupted not_listed"])


def test_a_manifest_that_still_lists_it_cuts_nothing(village: Village) -> None:
    item = village.server.add(at("04T05:30"))
    village.sync()

    def refresh() -> None:
        village.server.change(item, length_s=90.0, title="Tên khác")
        village.server.add(at("05T05:30"))

    broken = during(village, refresh)
    village.live(HOUR)
    assert (broken, lines(village, item)) == ([False], ["on_air", "aired"])


def test_what_is_silenced_by_its_id_or_by_what_it_carries_does_not_sound_and_may_be_let_sound_again(village: Village) -> None:
    first, second, third = (village.server.add(at(f"04T05:{minute}"), f"{minute}#") for minute in (30, 40, 50))
    second = village.server.change(second, version_ids=(third.occurrence_id,))
    village.sync()
    broken = during(village, lambda: village.station.player.hush(frozenset({first.occurrence_id, third.occurrence_id})))
    village.live(45 * MINUTE)
    assert (broken, lines(village, first), lines(village, second)) == (
        [True],
        ["on_air", "interrupted cancelled"],
        ["blocked withdrawn"],
    )
    village.output.before = lambda _cue, _interrupt: None
    village.station.player.hush(frozenset())
    village.live(HOUR)
    assert village.titles == ["50"]


def test_silence_reaches_what_sounds_though_the_memory_takes_nothing(village: Village) -> None:
    item = village.server.add(at("04T05:30"))
    village.sync()

    def fill_up_and_withdraw() -> None:
        database = village.station.sync._store.database  # a disk that is full, for SQLite
        database.rows("PRAGMA max_page_count = 1")
        village.server.change(item, withdrawn=True)

    broken = during(village, fill_up_and_withdraw)
    village.live(31 * MINUTE)
    assert broken == [True]


# --- at a start


def test_a_start_asks_first_and_plays_nothing_that_was_taken_back_meanwhile(village: Village) -> None:
    item = village.server.add(at("04T05:30"))
    village.sync()
    village.station.close()
    village.server.change(item, cancelled=True)
    village.clock.jump(at("04T05:31"))
    village.restart()
    for _ in range(20):
        village.station.player.turn()
        village.clock.advance(SECOND / 10)
    assert village.titles == [], "it waits for an answer"
    village.sync()
    village.live(HOUR)
    assert (village.titles, lines(village, item)) == ([], ["blocked cancelled"])


def test_when_nobody_answers_it_goes_by_what_it_remembers(village: Village) -> None:
    village.server.add(at("04T05:30"), "tin#")
    village.sync()
    village.server.down = True
    village.clock.jump(at("04T05:31"))
    village.restart()
    village.station.player.turn()
    assert village.titles == []
    village.clock.advance(5 * SECOND)
    village.station.player.turn()
    assert village.titles == ["tin"]


@pytest.mark.parametrize("broken", [("manifest",), ("manifest", "heartbeat"), ("manifest", "heartbeat", "as-run", "orders")])
def test_a_server_that_answers_with_errors_at_a_start_is_waited_for_and_what_it_can_still_say_holds(
    village: Village, monkeypatch: pytest.MonkeyPatch, broken: tuple[str, ...]
) -> None:
    village.server.add(at("04T05:30"), "tin#")
    gone = village.server.add(at("04T05:30"), "thu hồi#")
    village.sync()
    village.server.order(silenced=(gone.occurrence_id,))
    answer = village.server.answer

    def failing(request: httpx.Request) -> httpx.Response:
        return httpx.Response(500) if request.url.path.rsplit("/", 1)[1] in broken else answer(request)

    monkeypatch.setattr(village.server, "answer", failing)
    village.clock.jump(at("04T05:31"))
    village.restart()
    village.sync()
    village.station.player.turn()
    assert village.titles == []
    for _ in range(6):
        village.clock.advance(SECOND)
        village.sync()
        village.station.player.turn()
    assert "tin" in village.titles
    assert ("thu hồi" in village.titles) == ("orders" in broken)


def test_an_emergency_that_ended_meanwhile_does_not_sound_at_a_start(village: Village) -> None:
    village.server.order(village.server.emergency("Bão#"))
    village.sync()
    village.server.order()
    village.restart()
    village.station.alarms.turn()
    village.sync()
    for _ in range(10):
        village.station.alarms.turn()
        village.clock.advance(SECOND)
    assert village.titles == []


def test_after_a_sleep_it_asks_first(village: Village) -> None:
    item = village.server.add(at("04T05:30"))
    village.sync()
    village.live(MINUTE)
    village.server.change(item, withdrawn=True)
    village.clock.jump(at("04T05:31"))  # the monotonic clock stands while a PC sleeps
    village.station.player.turn()
    assert village.titles == []
    village.live(HOUR)
    assert village.titles == []


# --- a new memory


@pytest.mark.parametrize("clock", ["04T05:35", "01T05:35"])
def test_a_new_pc_does_not_replay_what_its_zone_has_heard(village: Village, tmp_path: Path, clock: str) -> None:
    """Whatever its own clock shows: its memory begins when the server first tells it what is planned."""
    village.server.add(at("04T05:30"), "cũ#")
    village.server.add(at("04T06:00"), "mới#")
    village.sync()
    village.live(35 * MINUTE)
    assert village.titles == ["cũ"]
    village.data = tmp_path / "another"
    village.server.time_offset = at("04T05:35") - at(clock)
    village.clock.jump(at(clock))
    village.restart()
    village.output.heard.clear()
    village.live(MINUTE)
    village.server.time_offset = timedelta(0)
    village.clock.jump(at("04T05:36"))
    village.live(HOUR)
    assert village.titles == ["mới"]


# --- after a fault


def cut_off(village: Village, after: timedelta, *, away: timedelta) -> None:
    """The power goes so long after the item of 05:30 began, and is away so long."""
    output = village.output

    def power_fails(_cue: Cue, _interrupt: threading.Event) -> None:
        end = village.clock.now() + after
        while village.clock.now() < end:
            village.clock.advance(min(5 * SECOND, end - village.clock.now()))
            village.station.player.turn()
        raise SystemExit

    village.clock.advance(at("04T05:30") - village.clock.now())
    output.before = power_fails
    with pytest.raises(SystemExit):
        village.station.player.turn()
    output.before = lambda _cue, _interrupt: None
    village.clock.advance(away)
    village.restart()


@pytest.mark.parametrize(
    ("late", "sentences", "heard"),
    [
        (LateRule.FROM_START, (0.0, 30.0, 90.0), [0.0]),
        (LateRule.JOIN, (0.0, 30.0, 90.0), [90.0]),
        (LateRule.JOIN, (0.0, 30.0), []),
        (LateRule.SKIP, (0.0, 30.0, 90.0), []),
    ],
)
def test_what_a_power_cut_broke_off_follows_its_late_rule(
    village: Village, late: LateRule, sentences: tuple[float, ...], heard: list[float]
) -> None:
    item = village.server.add(at("04T05:30"), seconds=205)
    village.server.change(item, late=late, sentences_s=sentences)
    village.sync()
    cut_off(village, 15 * SECOND, away=20 * SECOND)
    village.sync()
    village.station.player.turn()
    village.live(HOUR)
    assert [each.from_s for each in village.output.heard] == heard
    assert lines(village, item) == ["on_air", "interrupted station_restarted", *(["on_air", "aired"] if heard else [])]


@pytest.mark.parametrize(
    ("seconds", "after", "away"),
    [(205, 200, 30), (60, 55, 30), (205, 30, 601), (10, 2, 30)],
    ids=["at its end", "a short one at its end", "outside its grace", "too short to tell"],
)
def test_what_may_have_been_heard_whole_or_is_too_late_is_not_begun_again(
    village: Village, seconds: float, after: float, away: float
) -> None:
    item = village.server.add(at("04T05:30"), seconds=seconds)
    village.sync()
    cut_off(village, after * SECOND, away=away * SECOND)
    village.live(HOUR)
    assert (village.titles, lines(village, item)) == ([], ["on_air", "interrupted station_restarted"])


@pytest.mark.parametrize("act", [{"withdrawn": True}, {"cancelled": True}, None])
def test_what_was_taken_back_after_a_fault_does_not_go_on(village: Village, act: dict[str, object] | None) -> None:
    item = village.server.add(at("04T05:30"), seconds=205)
    village.sync()
    cut_off(village, 15 * SECOND, away=20 * SECOND)
    if act is None:
        village.server.items.remove(item)
        village.server.version += 1
    else:
        village.server.change(item, **act)
    village.sync()
    village.live(HOUR)
    assert (village.titles, lines(village, item)) == ([], ["on_air", "interrupted station_restarted"])


def test_quiet_hours_hold_for_what_goes_on(village: Village) -> None:
    item = village.server.add(at("04T20:56:30"), seconds=205)
    village.sync()
    village.clock.advance(at("04T20:56:30") - village.clock.now())

    def lost(_cue: Cue, _interrupt: threading.Event) -> None:
        raise OutputLostError("loa", "gone")

    village.output.before = lost
    village.station.player.turn()
    village.output.before = lambda _cue, _interrupt: None
    village.live(HOUR)
    assert (village.titles, lines(village, item)) == ([], ["on_air", "interrupted output_lost"])


def test_an_output_that_is_lost_is_tried_again_a_few_times_and_not_at_once(village: Village) -> None:
    begun = []

    def lost(_cue: Cue, _interrupt: threading.Event) -> None:
        begun.append(village.clock.now())
        raise OutputLostError("loa", "gone")

    item = village.server.add(at("04T05:30"), seconds=205)
    village.sync()
    village.clock.advance(at("04T05:30") - village.clock.now())
    village.output.before = lost
    village.live(2 * MINUTE, SECOND)
    assert [later - before for before, later in pairwise(begun)] == [10 * SECOND] * 3
    assert lines(village, item) == ["on_air", "interrupted output_lost"] * 4


def test_the_minutes_of_a_day_count_what_was_heard_before_a_fault(village: Village) -> None:
    village.server.rules = village.server.rules.model_copy(update={"daily_minutes": 4})
    item = village.server.add(at("04T05:30"), seconds=205)
    village.sync()
    cut_off(village, 60 * SECOND, away=20 * SECOND)
    village.live(HOUR)
    assert lines(village, item) == ["on_air", "interrupted station_restarted"], "a minute and 205 s are more than four minutes"


# --- true reasons


def test_days_on_which_the_machine_was_off_say_so(village: Village) -> None:
    items = [village.server.change(village.server.add(at(f"{day:02}T05:30"), f"{day}#"), audio=()) for day in (4, 5, 6)]
    soon = village.server.add(at("06T18:00"), "chiều#")
    village.sync()
    village.live(MINUTE)
    village.station.close()
    village.clock.jump(at("06T17:50"))
    for item in items:
        village.server.items.remove(item)
    village.server.version += 1
    village.restart()
    village.sync()
    village.live(HOUR)
    assert [lines(village, item) for item in items] == [["missed machine_off"]] * 3
    assert (village.titles, lines(village, soon)) == (["chiều"], ["on_air", "aired"])


def test_what_missed_its_hour_because_the_clock_was_wrong_says_so(village: Village) -> None:
    item = village.server.add(at("04T05:30"))
    village.sync()
    village.live(MINUTE)
    village.clock.jump(at("03T05:10"))
    village.server.time_offset = DAY
    village.live(2 * MINUTE)
    village.server.time_offset = timedelta(0)
    village.clock.jump(at("04T05:50"))
    village.live(2 * MINUTE)
    assert lines(village, item) == ["missed clock_untrusted"]


def test_what_waited_for_another_to_end_says_so(village: Village) -> None:
    village.server.add(at("04T05:30"), "dài#", seconds=1200)
    item = village.server.add(at("04T05:31"), "ngắn#")
    village.sync()

    def last(_cue: Cue, _interrupt: threading.Event) -> None:
        village.live(20 * MINUTE)

    village.clock.advance(at("04T05:30") - village.clock.now())
    village.output.before = last
    village.station.player.turn()
    village.sync()
    assert lines(village, item) == ["missed busy"]


def test_a_slow_answer_is_waited_for_only_so_long(village: Village) -> None:
    village.server.add(at("04T05:30"), "tin#")
    village.sync()
    village.station.close()
    config = replace(config_of(village.server, village.data), patience=timedelta(0))
    village.clock.jump(at("04T05:31"))
    village.output = RecordingOutput(village.clock)
    village.station = Station(
        config,
        village.clock,
        transport=village.server.transport(),
        spawn=lambda work: work(),
        open_outputs=lambda _configs, _clock, _data: [village.output],
    )
    village.station.player.turn()
    assert village.titles == ["tin"]
