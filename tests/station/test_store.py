"""The claim, and what may not come between judging and playing."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app.clock import ManualClock
from app.station.config import OutputConfig
from app.station.store import Store
from app.units import Sha256
from app.wire.protocol import Manifest
from app.wire.trust import sign_manifest
from tests.support.station_server import STATION, StationServer, at

NOW, SHA = at("04T05:30"), Sha256("a" * 64)
OUTPUTS = (OutputConfig("loa", "null"),)


@pytest.fixture
def server() -> StationServer:
    return StationServer(ManualClock(NOW))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(tmp_path, STATION)
    yield store
    store.close()


def accept(store: Store, server: StationServer, now: datetime = NOW - timedelta(days=1)) -> Manifest:
    manifest = server.manifest()
    store.accept(sign_manifest(manifest, server.key), manifest, OUTPUTS, now)
    return manifest


def test_only_one_of_two_claims_is_given(store: Store, server: StationServer) -> None:
    server.add(NOW)
    accept(store, server)
    [planned] = store.waiting(NOW)
    assert store.claim(planned, SHA, NOW) is not None
    assert store.claim(planned, SHA, NOW) is None
    assert store.waiting(NOW) == []


@pytest.mark.parametrize("change", [{"withdrawn": True}, {"starts_at": at("04T06:00")}, {"approved_hash": None}])
def test_what_a_newer_manifest_changed_since_it_was_judged_is_not_claimed(
    store: Store, server: StationServer, change: dict[str, object]
) -> None:
    item = server.add(NOW)
    accept(store, server)
    [judged] = store.waiting(NOW)
    server.change(item, **change)
    accept(store, server)
    assert store.claim(judged, SHA, NOW) is None
    assert store.unsent(10) == []


def test_what_was_accepted_is_remembered_by_version_and_bytes(store: Store, server: StationServer) -> None:
    assert (store.accepted, store.signed) == (None, None)
    manifest = accept(store, server)
    assert store.accepted is not None
    assert store.accepted.version == manifest.version
    assert store.signed == sign_manifest(manifest, server.key)


def test_a_finish_after_a_restart_recovered_the_item_changes_nothing(store: Store, server: StationServer) -> None:
    server.add(NOW)
    accept(store, server)
    [planned] = store.waiting(NOW)
    claim = store.claim(planned, SHA, NOW)
    assert claim is not None
    assert store.recover(NOW) == 1
    store.finish(claim, None, NOW, fault="late")
    assert [entry.state.value for entry in store.unsent(10)] == ["on_air", "interrupted"]


def test_a_memory_that_began_by_a_clock_that_was_ahead_begins_when_that_is_seen(store: Store, server: StationServer) -> None:
    before, after = server.add(NOW - timedelta(minutes=5)), server.add(NOW + timedelta(minutes=5))
    accept(store, server, NOW + timedelta(days=1))
    assert store.waiting() == []
    accept(store, server, NOW)
    assert [each.item for each in store.waiting()] == [after] != [before]
