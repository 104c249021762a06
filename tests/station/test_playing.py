"""From the manifest to what was heard and what was reported."""

import threading
from datetime import timedelta

import pytest

from app.playout import Cue, ItemKind, LateRule, OutputLostError
from app.wire.protocol import Span
from tests.station.conftest import Village
from tests.support.station_server import at

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def test_an_item_is_heard_once_at_its_time_and_reported(village: Village) -> None:
    item = village.server.add(at("04T05:30"), "Bản tin#")
    village.sync()
    village.live(HOUR)
    assert village.titles == ["Bản tin"]
    assert village.output.heard[0].at == at("04T05:30")
    assert village.server.states(item) == ["on_air", "aired"]
    aired = max(village.server.log.values(), key=lambda entry: entry.sequence)
    assert (aired.start_error_ms, aired.seconds, aired.audio_sha256) == (0, 60, item.audio[0].sha256)


def test_a_line_of_the_log_says_by_itself_what_it_is_about(village: Village) -> None:
    village.server.change(village.server.add(at("04T05:30"), "Bản tin sáng"), approved_by="Trần Minh Khôi, Lê Thị Hoa")
    village.sync()
    village.live(HOUR)
    lines = sorted(village.server.log.values(), key=lambda line: line.sequence)
    assert [(line.kind, line.title, line.approved_by) for line in lines] == [
        ("programme", "Bản tin sáng", "Trần Minh Khôi, Lê Thị Hoa")
    ] * 2


@pytest.mark.slow
def test_offline_for_days_it_plays_from_the_manifest_and_the_log_arrives_afterwards(village: Village) -> None:
    items = [village.server.add(at(f"{day:02}T05:30"), f"{day}#") for day in range(4, 12)]
    village.sync()
    village.server.down = True
    village.live(8 * DAY, 30 * MINUTE)
    assert village.titles == [str(day) for day in range(4, 12)]
    assert not village.server.log
    village.server.down = False
    village.sync()
    assert [village.server.states(item) for item in items] == [["on_air", "aired"]] * 8
    assert sorted(entry.sequence for entry in village.server.log.values()) == list(range(1, 17))


def test_a_reply_that_is_lost_stores_no_line_twice_and_loses_none(village: Village) -> None:
    item = village.server.add(at("04T05:30"))
    village.sync()
    village.server.forget_replies = True
    village.live(HOUR)
    village.restart()
    village.server.forget_replies = False
    village.live(MINUTE)
    assert village.server.states(item) == ["on_air", "aired"]
    assert len(village.server.log) == 2
    assert village.server.heartbeats[-1].unsent == 2
    village.sync()
    assert village.server.heartbeats[-1].unsent == 0


@pytest.mark.parametrize(
    ("fields", "states"),
    [
        ({"approved_hash": None}, ["blocked not_approved"]),
        ({"approved_hash": "d" * 64}, ["blocked hash_differs"]),
        ({"withdrawn": True}, ["blocked withdrawn"]),
        ({"valid_to": at("04T05:30")}, ["blocked expired"]),
        ({"valid_from": at("04T05:31")}, ["blocked not_yet_valid"]),
        ({"zones": ()}, ["blocked wrong_zone"]),
        ({"audio": ()}, ["blocked audio_missing"]),
        ({"starts_at": at("04T20:59:30")}, ["blocked quiet_hours"]),
        ({"starts_at": at("05T03:15")}, ["blocked quiet_hours"]),
        ({}, ["on_air ", "aired "]),
    ],
)
def test_each_refusal_is_silent_and_reported_once(village: Village, fields: dict[str, object], states: list[str]) -> None:
    village.server.change(village.server.add(at("04T05:30")), **fields)
    village.sync()
    village.live(DAY, 15 * MINUTE)
    entries = sorted(village.server.log.values(), key=lambda entry: entry.sequence)
    assert [f"{entry.state} {entry.reason or ''}" for entry in entries] == states
    assert len(village.titles) == (1 if states[-1] == "aired " else 0)


def test_the_minutes_of_a_day_are_counted_as_they_sounded(village: Village) -> None:
    village.server.rules = village.server.rules.model_copy(update={"daily_minutes": 3})
    items = [village.server.add(at(f"04T05:{minute}"), f"{minute}#", seconds=90) for minute in (30, 40, 50)]
    tomorrow = village.server.add(at("05T05:30"), "mai#", seconds=90)
    village.sync()
    village.live(DAY + HOUR, 5 * MINUTE)
    assert village.titles == ["30", "40", "mai"]
    assert village.server.states(items[2]) == ["blocked"]
    assert village.server.states(tomorrow) == ["on_air", "aired"]


def test_in_mourning_only_the_cheerful_is_dropped(village: Village) -> None:
    period = Span(start=at("04T00:00"), end=at("06T00:00"))
    village.server.rules = village.server.rules.model_copy(update={"mourning": (period,)})
    village.server.change(village.server.add(at("04T05:30"), "vui#"), cheerful=True)
    village.server.add(at("04T05:40"), "tin#")
    village.sync()
    village.live(HOUR)
    assert village.titles == ["tin"]


def test_late_within_the_grace_begins_at_the_beginning_and_outside_is_missed(village: Village) -> None:
    late, too_late = village.server.add(at("04T05:55"), "muộn#"), village.server.add(at("04T05:30"), "lỡ#")
    village.sync()
    village.clock.advance(HOUR)
    village.station.player.turn()
    village.sync()
    assert village.titles == ["muộn"]
    assert village.server.states(late) == ["on_air", "aired"]
    assert village.server.states(too_late) == ["missed"]


def test_stopped_by_a_person_nothing_sounds_until_lifted_and_then_nothing_of_before(village: Village) -> None:
    item = village.server.add(at("04T05:30"))
    village.server.rules = village.server.rules.model_copy(update={"stopped": True})
    village.sync()
    village.live(31 * MINUTE)
    village.server.rules = village.server.rules.model_copy(update={"stopped": False})
    village.server.add(at("04T05:40"), "sau#")
    village.sync()
    village.live(HOUR)
    assert village.titles == ["sau"]
    assert village.server.states(item) == ["blocked"]


def test_what_is_on_air_is_broken_off_by_stop_and_by_withdrawal(village: Village) -> None:
    def stop_meanwhile(_cue: Cue, interrupt: threading.Event) -> None:
        village.server.rules = village.server.rules.model_copy(update={"stopped": True})
        village.server.version += 1
        village.sync()
        assert interrupt.is_set()

    item = village.server.add(at("04T05:30"))
    village.sync()
    village.output.before = stop_meanwhile
    village.live(HOUR)
    assert village.server.states(item) == ["on_air", "interrupted"]
    assert [entry.reason for entry in village.server.log.values() if entry.state == "interrupted"] == ["stopped"]


def test_an_output_that_does_not_come_back_is_reported_while_it_hangs(village: Village) -> None:
    seen: list[str | None] = []

    def hang(_cue: Cue, _interrupt: threading.Event) -> None:
        for _ in range(10):
            village.clock.advance(MINUTE / 6)
            village.sync()
            seen.append(village.server.heartbeats[-1].outputs[0].fault)

    village.server.add(at("04T05:30"), seconds=60)
    village.sync()
    village.output.before = hang
    village.live(31 * MINUTE)
    assert seen == [None] * 9 + ["output_stuck"], "half a minute after its end, within the 100 s of EN 54-16"
    village.live(MINUTE)
    assert village.server.heartbeats[-1].outputs[0].fault is None


def test_a_lost_output_is_reported_and_never_called_aired(village: Village) -> None:
    def lost(_cue: Cue, _interrupt: threading.Event) -> None:
        raise OutputLostError("loa", "missing")

    def broken(_cue: Cue, _interrupt: threading.Event) -> None:
        raise ZeroDivisionError

    first, second = village.server.add(at("04T05:30")), village.server.add(at("04T05:40"))
    third = village.server.add(at("04T05:50"))
    village.sync()
    village.output.before = lost
    village.live(35 * MINUTE)
    assert village.server.heartbeats[-1].outputs[0].fault == "output_lost"
    village.output.before = broken
    village.live(10 * MINUTE)
    village.output.before = lambda _cue, _interrupt: None
    village.live(10 * MINUTE)
    assert [village.server.states(item)[-1] for item in (first, second, third)] == ["interrupted", "interrupted", "aired"]
    assert village.server.heartbeats[-1].outputs[0].fault is None


def test_a_moved_or_cancelled_item_sounds_at_its_new_time_or_not_at_all(village: Village) -> None:
    moved, cancelled = village.server.add(at("04T05:30"), "dời#"), village.server.add(at("04T05:40"), "hủy#")
    village.sync()
    village.server.change(moved, starts_at=at("04T06:30"))
    village.server.items.remove(cancelled)
    village.sync()
    village.live(2 * HOUR)
    assert [(heard.at, heard.data.decode()[:3]) for heard in village.output.heard] == [(at("04T06:30"), "dời")]


def test_what_was_decided_stays_decided_when_it_is_listed_again(village: Village) -> None:
    item = village.server.add(at("04T05:30"), "một#")
    village.sync()
    village.live(HOUR)
    village.server.items.remove(item)
    village.server.version += 1
    village.sync()
    village.server.items.append(item)
    village.server.version += 1
    village.sync()
    village.server.change(item, starts_at=at("04T07:00"))
    village.sync()
    village.restart()
    village.live(3 * HOUR)
    assert village.titles == ["một"]


@pytest.mark.slow
def test_outside_its_own_time_a_manifest_starts_nothing(village: Village) -> None:
    item = village.server.add(at("20T05:30"))
    village.sync()
    village.server.down = True
    village.live(17 * DAY, 30 * MINUTE)
    village.server.down = False
    village.sync()
    assert village.titles == []
    assert village.server.states(item) == ["missed"]


def test_the_heartbeat_says_what_is_ready_and_what_comes_next(village: Village) -> None:
    item = village.server.add(at("04T05:30"))
    unprepared = village.server.change(village.server.add(at("04T05:40")), audio=())
    village.sync()
    village.sync()
    beat = village.server.heartbeats[-1]
    assert beat.prepared == (item.occurrence_id,)
    assert unprepared.occurrence_id not in beat.prepared
    assert (beat.next_at, beat.manifest_version, beat.clock_offset_s, beat.faults) == (at("04T05:30"), 4, 0, ())


# --- late, and relays


def test_one_that_is_late_is_joined_at_a_sentence(village: Village) -> None:
    item = village.server.add(at("04T05:30"), "Bản tin#", seconds=600)
    village.server.change(item, late=LateRule.JOIN, sentences_s=(0.0, 100.0, 250.0))
    village.sync()
    village.clock.advance(at("04T05:32") - at("04T05:00"))
    village.station.player.turn()
    village.sync()
    assert [(heard.at, heard.from_s) for heard in village.output.heard] == [(at("04T05:32"), 250.0)]
    aired = max(village.server.log.values(), key=lambda line: line.sequence)
    assert (aired.state, aired.start_error_ms, aired.seconds) == ("aired", 120_000, 350.0)


def test_one_that_must_not_be_late_is_missed_with_its_reason(village: Village) -> None:
    item = village.server.add(at("04T05:30"), "Bản tin#")
    village.server.change(item, late=LateRule.SKIP)
    village.sync()
    village.clock.advance(at("04T05:31") - at("04T05:00"))
    village.station.player.turn()
    village.sync()
    [line] = village.server.log.values()
    assert (line.state, line.reason, village.titles) == ("missed", "late", [])
    village.live(HOUR)
    assert len(village.server.log) == 1, "and never again"


def test_a_relay_leaves_the_output_free_and_the_log_says_so(village: Village) -> None:
    relay = village.server.add(at("04T05:30"), "Tiếp âm", seconds=1800)
    village.server.change(relay, kind=ItemKind.RELAY, audio=())
    village.sync()
    assert village.server.heartbeats
    village.live(HOUR)
    lines = sorted(village.server.log.values(), key=lambda line: line.sequence)
    assert [(line.state, line.kind, line.seconds, line.audio_sha256) for line in lines] == [
        ("on_air", "relay", None, None),
        ("aired", "relay", 1800.0, None),
    ]


def test_a_relay_is_blocked_in_the_quiet_hours_like_anything_else(village: Village) -> None:
    relay = village.server.add(at("04T20:45"), "Tiếp âm", seconds=1800)
    village.server.change(relay, kind=ItemKind.RELAY, audio=())
    village.sync()
    village.live(DAY, 15 * MINUTE)
    assert village.server.states(relay) == ["blocked"]


def test_an_item_nobody_can_see_to_holds_up_no_other_and_is_a_fault(village: Village, monkeypatch: pytest.MonkeyPatch) -> None:
    is_ready = village.output.is_ready

    def ready(cue: Cue) -> bool:
        if cue.title == "Hỏng":
            raise ZeroDivisionError
        return is_ready(cue)

    monkeypatch.setattr(village.output, "is_ready", ready)
    bad, good = village.server.add(at("04T05:30"), "Hỏng"), village.server.add(at("04T05:30"), "Tốt#")
    village.sync()
    village.live(30 * MINUTE)
    village.live(timedelta(seconds=10), timedelta(seconds=1))
    assert village.titles == ["Tốt"]
    assert village.server.states(good) == ["on_air", "aired"]
    village.sync()
    assert village.server.states(bad) == []
    assert [output.fault for output in village.server.heartbeats[-1].outputs] == ["error"]
