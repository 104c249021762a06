"""The claim, and what may not come between judging and playing."""

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app.clock import ManualClock
from app.playout import OccurrenceState, Played
from app.station.config import OutputConfig
from app.station.outbox import Outbox
from app.station.store import Store
from app.storage import FileTroubleError
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
    assert Outbox(store.database).oldest(10) == []


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
    assert [entry.state.value for entry in Outbox(store.database).oldest(10)] == ["on_air", "interrupted"]


def test_a_memory_that_began_by_a_clock_that_was_ahead_begins_when_that_is_seen(store: Store, server: StationServer) -> None:
    before, after = server.add(NOW - timedelta(minutes=5)), server.add(NOW + timedelta(minutes=5))
    accept(store, server, NOW + timedelta(days=1))
    assert store.waiting() == []
    accept(store, server, NOW)
    assert [each.item for each in store.waiting()] == [after] != [before]


def test_a_disk_that_stands_still_holds_up_no_claim_and_no_end_of_one(
    store: Store, server: StationServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = server.add(NOW), server.add(NOW + timedelta(minutes=1))
    accept(store, server)
    store.settle()
    moves, settling, told = threading.Event(), threading.Event(), threading.Event()
    sync = os.fsync

    def stand_still(handle: int) -> None:
        settling.set()
        assert moves.wait(20)
        sync(handle)

    def hand_in() -> None:
        assert len(Outbox(store.database).oldest(10)) == 3
        told.set()

    monkeypatch.setattr(os, "fsync", stand_still)
    planned, later = store.waiting()
    claim = store.claim(planned, SHA, NOW)
    assert claim is not None
    reporting = threading.Thread(target=hand_in)
    store.finish(claim, Played(NOW, seconds=60, finished=True), NOW + timedelta(minutes=1))
    assert store.claim(later, SHA, later.item.starts_at) is not None
    reporting.start()
    assert settling.wait(20)
    store.see(NOW + timedelta(minutes=2))  # also while it is being brought to the disk
    assert not told.is_set(), "nothing is told that a power cut could undo"
    with closing(sqlite3.connect(tmp_path / "station.sqlite")) as other:  # as the next process finds it, were this one killed
        states = dict(other.execute("SELECT occurrence_id, state FROM item").fetchall())
    assert states == {str(first.occurrence_id): OccurrenceState.AIRED, str(second.occurrence_id): OccurrenceState.ON_AIR}
    moves.set()
    reporting.join(20)
    assert told.is_set()


def test_the_log_of_the_file_is_emptied_beside_the_work(store: Store, server: StationServer, tmp_path: Path) -> None:
    for number in range(300):
        store.see(NOW + timedelta(seconds=number))
    log = tmp_path / "station.sqlite-wal"
    grown = log.stat().st_size
    store.tidy()
    store.see(NOW + timedelta(hours=1))
    accept(store, server)
    assert log.stat().st_size == grown, "it is written from its beginning again"
    assert store.last_seen == NOW + timedelta(hours=1)


def test_a_memory_that_could_not_be_opened_leaves_its_folder_free(tmp_path: Path) -> None:
    in_the_way = tmp_path / "memory" / "station.sqlite"
    in_the_way.mkdir(parents=True)
    with pytest.raises(FileTroubleError) as refused:
        Store(tmp_path / "memory", STATION)
    in_the_way.rmdir()
    Store(tmp_path / "memory", STATION).close()
    assert refused.value.cause == "is_folder"
