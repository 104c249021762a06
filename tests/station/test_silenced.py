"""What a person silenced does not sound, whatever the manifest says: it is broken off, it does not begin, also over a restart."""

from datetime import timedelta
from urllib.parse import parse_qsl
from uuid import uuid4

import pytest

from app.errors import AppError
from app.playout import Cue
from app.station.errors import StoreFailedError
from tests.station.conftest import Village
from tests.support.station_server import at

MINUTE, HALF_HOUR = timedelta(minutes=1), timedelta(minutes=30)


@pytest.mark.parametrize(("by", "reason"), [("occurrence", "cancelled"), ("version", "withdrawn")])
def test_it_does_not_begin_though_its_manifest_stays_as_it_was(village: Village, by: str, reason: str) -> None:
    version = uuid4()
    item = village.server.add(at("04T05:10"), "sai#")
    village.server.add(at("04T05:20"), "đúng#")
    village.server.change(item, version_ids=(version,))
    village.sync()
    village.server.order(silenced=(item.occurrence_id if by == "occurrence" else version,))
    village.station.sync.orders()
    village.restart()
    village.station.sync.orders()
    village.live(HALF_HOUR)
    assert village.titles == ["đúng"]
    assert [line.reason for line in village.server.log.values() if line.state == "blocked"] == [reason]


def test_what_is_on_air_is_broken_off(village: Village) -> None:
    item = village.server.add(at("04T05:10"), "sai#")
    village.sync()
    village.live(5 * MINUTE)

    def while_it_sounds(_cue: Cue, interrupt: object) -> None:
        village.server.order(silenced=(item.occurrence_id,))
        village.station.sync.orders()
        assert interrupt.is_set()  # type: ignore[attr-defined]  # an Event

    village.output.before = while_it_sounds
    village.live(10 * MINUTE)
    assert village.server.states(item)[:2] == ["on_air", "interrupted"]
    assert [line.reason for line in village.server.log.values() if line.state == "interrupted"] == ["cancelled"]


def test_orders_that_cannot_be_kept_yet_are_obeyed_and_kept_later(village: Village, monkeypatch: pytest.MonkeyPatch) -> None:
    memory = village.station._alarm_memory  # a disk that takes nothing
    item = village.server.add(at("04T05:10"), "sai#")
    village.sync()
    with monkeypatch.context() as broken:

        def full(_signed: bytes) -> None:
            raise StoreFailedError("database or disk is full")

        broken.setattr(memory, "keep_orders", full)
        village.server.order(silenced=(item.occurrence_id,))
        village.station.sync.orders()
        village.station.player.turn()
        assert village.station.alarms.version == village.server.orders.version
    before = memory.orders
    village.station.player.turn()
    assert memory.orders != before
    village.live(HALF_HOUR)
    assert village.titles == []


def test_a_stop_of_an_older_manifest_is_over_when_orders_know_of_none(village: Village) -> None:
    """A lift reaches a station by its orders; it is not to stay deaf until the next manifest can be had."""
    server, item = village.server, village.server.add(at("04T05:10"), "bản tin#")
    server.rules = server.rules.model_copy(update={"stopped": True})
    server.version += 1
    village.sync()
    was_stopped = village.station.player.is_stopped
    assert was_stopped, "a manifest silences by itself"
    village.clock.advance(MINUTE)
    server.order()
    village.station.sync.orders()
    assert not village.station.player.is_stopped
    village.live(HALF_HOUR)
    assert server.states(item) == ["on_air", "aired"]


def test_a_stop_of_a_newer_manifest_needs_no_orders(village: Village) -> None:
    server, item = village.server, village.server.add(at("04T05:10"), "bản tin#")
    server.order()
    village.station.sync.orders()
    village.clock.advance(MINUTE)
    server.rules = server.rules.model_copy(update={"stopped": True})
    server.version += 1
    village.sync()
    assert village.station.player.is_stopped
    village.live(HALF_HOUR)
    assert village.titles == []
    assert server.states(item) == ["blocked"]


def test_orders_are_asked_for_with_the_time_of_the_manifest_that_is_gone_by(village: Village) -> None:
    def asked() -> str | None:
        village.station.sync.orders()
        query = next(each.url.query for each in reversed(village.server.requests) if "orders" in each.url.path)
        return dict(parse_qsl(query.decode())).get("planned_at")

    assert asked() is None
    village.sync()
    first = village.clock.now()
    assert asked() == str(int(first.timestamp()))
    village.server.mangle = lambda _data: b"broken"
    village.clock.advance(timedelta(hours=3))
    village.server.version += 1
    with pytest.raises(AppError):
        village.station.sync.manifest()
    village.restart()
    assert asked() == str(int(first.timestamp())), "it still goes by that one"
