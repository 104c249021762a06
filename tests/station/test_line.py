"""The line to the server: resumed and verified audio, refusals, real HTTP."""

import contextlib
import gzip
import os
import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.clock import ManualClock, SystemClock
from app.station import Rhythm, Station, sync
from app.station.client import Client
from app.station.errors import BadAnswerError
from app.station.log_lines import new_line
from app.units import Sha256
from app.wire.orders import EmergencyOrder
from app.wire.protocol import AsRunBatch, AsRunEntry
from app.wire.trust import sign_manifest
from tests.station.conftest import Village
from tests.support.station_server import TOKEN, StationServer, at, config_of
from tests.support.waiting import until

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def fetches(village: Village) -> list[str]:
    """The ranges of audio asked for."""
    asked = [request for request in village.server.requests if "/audio/" in request.url.path]
    return [request.headers.get("range", "all") for request in asked]


def test_a_broken_download_goes_on_where_it_ended(village: Village) -> None:
    village.server.add(at("04T05:30"), data=b"0123456789")
    village.server.cut_after = 4
    for _ in range(3):
        village.sync()
    village.server.cut_after = None
    village.live(HOUR)
    assert [asked for asked in fetches(village) if asked != "all"][:2] == ["bytes=4-", "bytes=8-"]
    assert village.titles == ["0123456789"]


def test_audio_that_came_corrupt_is_thrown_away_and_fetched_again(village: Village) -> None:
    item = village.server.add(at("04T05:30"), "thật#")
    sha256, good = item.audio[0].sha256, village.server.audio[item.audio[0].sha256]
    village.server.audio[sha256] = b"x" * len(good)
    village.sync()
    village.sync()
    assert village.server.fault == "fetched_audio_differs"
    assert village.server.heartbeats[-1].prepared == ()
    village.server.audio[sha256] = good
    village.live(HOUR)
    assert village.titles == ["thật"]
    assert village.server.fault is None


def test_more_bytes_than_promised_are_not_taken(village: Village) -> None:
    item = village.server.add(at("04T05:30"))
    village.server.audio[item.audio[0].sha256] += b"x" * 1_000_000
    village.sync()
    village.live(HOUR)
    assert village.titles == []
    assert village.server.states(item) == ["blocked"]
    assert sum(path.stat().st_size for path in (village.data / "audio").rglob("*") if path.is_file()) < 100_000


def test_a_file_that_rots_on_the_disk_is_noticed_before_its_time_and_fetched_anew(village: Village) -> None:
    item = village.server.add(at("04T05:30"), "thật#")
    village.sync()
    [path] = (village.data / "audio").rglob(item.audio[0].sha256)
    path.write_bytes(b"x" * path.stat().st_size)
    village.live(HOUR)
    assert village.titles == ["thật"]
    assert len(fetches(village)) == 2


def test_a_file_that_rots_at_the_last_moment_is_not_played(village: Village) -> None:
    item = village.server.add(at("04T05:30"), "thật#")
    village.sync()
    village.server.down = True
    [path] = (village.data / "audio").rglob(item.audio[0].sha256)
    path.write_bytes(b"x" * path.stat().st_size)
    village.clock.advance(HOUR / 2)
    village.station.player.turn()
    village.live(HOUR)
    village.server.down = False
    village.sync()
    assert village.titles == []
    assert [entry.reason for entry in village.server.log.values()] == ["audio_missing"]


def test_what_rots_after_it_was_read_ahead_is_played_from_what_was_read(village: Village) -> None:
    item = village.server.add(at("04T05:30"), "thật#")
    village.sync()
    village.clock.advance(HOUR / 2 - timedelta(seconds=1))
    village.sync()
    [path] = (village.data / "audio").rglob(item.audio[0].sha256)
    status = path.stat()
    path.write_bytes(b"x" * status.st_size)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    village.server.down = True
    village.live(HOUR)
    assert [heard.data for heard in village.output.heard] == [village.server.audio[item.audio[0].sha256]]


def test_one_file_the_server_does_not_have_keeps_back_no_other(village: Village) -> None:
    first, _ = village.server.add(at("04T05:30"), "thiếu#"), village.server.add(at("04T05:40"), "đủ#")
    del village.server.audio[first.audio[0].sha256]
    village.sync()
    village.live(HOUR)
    assert village.titles == ["đủ"]
    assert village.server.states(first) == ["blocked"]


@pytest.mark.parametrize("served", [b"short", b"x" * 1_000_000])
def test_one_file_of_another_length_keeps_back_no_other(village: Village, served: bytes) -> None:
    first, _ = village.server.add(at("04T05:30"), "hỏng#"), village.server.add(at("04T05:40"), "đủ#")
    village.server.audio[first.audio[0].sha256] = served
    for _ in range(2):  # what is wrong is told at the next heartbeat
        village.sync()
    assert village.server.fault is not None
    village.live(HOUR)
    assert village.titles == ["đủ"]


@pytest.mark.parametrize(
    ("mangle", "fault"),
    [
        (lambda data: data[:-1], "bad_signature"),
        (lambda _: b"<html>", "bad_signature"),
    ],
)
def test_a_manifest_that_is_refused_leaves_the_last_one_in_force(
    village: Village, mangle: Callable[[bytes], bytes], fault: str
) -> None:
    village.server.add(at("04T05:30"), "cũ#")
    village.sync()
    village.server.mangle = mangle
    village.server.add(at("04T05:40"), "mới#")
    village.live(HOUR)
    assert village.titles == ["cũ"]
    assert village.server.fault == fault
    village.server.mangle = lambda data: data
    village.sync()
    village.sync()
    assert village.server.fault is None


def test_a_manifest_without_end_is_not_read_to_it(village: Village) -> None:
    village.server.mangle = lambda _: b"x" * 33_000_000
    village.sync()
    village.sync()
    assert village.server.fault == "bad_answer"


def test_a_replayed_older_manifest_is_refused_also_after_a_restart(village: Village) -> None:
    village.server.add(at("04T05:30"), "một#")
    old = sign_manifest(village.server.manifest(), village.server.key)
    village.server.items.clear()
    village.server.version += 1
    village.sync()
    village.server.mangle = lambda _: old
    village.server.version += 1
    village.restart()
    village.live(HOUR)
    assert village.titles == []
    assert village.server.fault == "older_manifest"


def test_a_stored_manifest_of_another_key_is_not_played_after_a_new_enrolment(village: Village) -> None:
    village.server.add(at("04T05:30"), "của người khác#")
    village.sync()
    village.server.key = Ed25519PrivateKey.from_private_bytes(bytes(32))
    village.server.down = True
    village.restart()
    village.live(HOUR)
    assert village.titles == []


@pytest.mark.parametrize(("status", "fault"), [(401, "server_refused"), (500, "bad_answer"), (429, "bad_answer")])
def test_what_the_server_answers_becomes_a_fault(village: Village, status: int, fault: str) -> None:
    usual = village.server.answer
    village.server.answer = lambda request: (  # type: ignore[method-assign]  # this server says no to one thing
        httpx.Response(status) if request.url.path.endswith("manifest") else usual(request)
    )
    village.restart()
    village.sync()
    village.sync()
    assert village.server.fault == fault


def test_audio_is_not_fetched_into_the_reserve(village: Village) -> None:
    village.server.add(at("04T05:30"))
    village.station.close()
    free = shutil.disk_usage(village.data).free
    config = replace(config_of(village.server, village.data), reserve_bytes=free * 2)
    village.station = Station(config, village.clock, transport=village.server.transport())
    village.sync()
    village.sync()
    assert village.server.fault == "station_disk_full"
    assert fetches(village) == []


def test_what_is_kept_free_is_there_for_an_emergency(village: Village) -> None:
    village.station.close()
    free = shutil.disk_usage(village.data).free
    config = replace(config_of(village.server, village.data), reserve_bytes=free * 2)
    village.station = Station(config, village.clock, transport=village.server.transport())
    order = village.server.emergency()
    village.server.order(order)
    village.station.sync.guarded(village.station.sync.orders)
    assert [path.name for path in (village.data / "audio").rglob("*") if path.is_file()] == [order.audio[0].sha256]


def test_audio_nothing_waits_for_is_dropped(village: Village) -> None:
    village.server.add(at("04T05:30"), "một#")
    village.server.add(at("04T06:30"), "hai#")
    village.sync()
    assert len([path for path in (village.data / "audio").rglob("*") if path.is_file()]) == 2
    village.live(HOUR)
    assert len([path for path in (village.data / "audio").rglob("*") if path.is_file()]) == 1


def test_the_manifest_is_sent_once(village: Village) -> None:
    village.server.add(at("04T05:30"))
    village.sync()
    seen = len(village.server.requests)
    village.sync()
    [asked] = [request for request in village.server.requests[seen:] if request.url.path.endswith("manifest")]
    assert asked.headers["if-none-match"] == '"2"'


def test_the_whole_journey_over_real_http_into_a_folder(tmp_path: Path) -> None:
    clock = ManualClock(at("04T05:29"))
    server = StationServer(clock)
    item = server.add(at("04T05:30"), "Bản tin rà soát")
    with server.listening() as url:
        folder = tmp_path / "station" / "out"
        station = Station(config_of(server, tmp_path / "station", url=url, folder=folder), clock, spawn=lambda work: work())
        for job in (station.sync.heartbeat, station.sync.manifest):
            job()
        clock.advance(timedelta(minutes=1))
        station.player.turn()
        station.sync.as_run()
        station.close()
    [file] = folder.rglob("*.mp3")
    assert file.relative_to(folder).as_posix() == "2025-11-04/0530-01-ban-tin-ra-soat.mp3"
    assert file.read_bytes() == server.audio[item.audio[0].sha256]
    assert server.states(item) == ["on_air", "aired"]


def test_a_server_that_forgot_what_it_sent_is_obeyed_and_reported(village: Village) -> None:
    village.server.add(at("04T05:30"), "cũ#")
    village.sync()
    village.server.issued.clear()  # restored from a backup of before
    village.server.add(at("04T05:40"), "mới#")
    village.sync()
    village.sync()
    assert village.server.fault == "manifest_unlinked"
    village.server.add(at("04T05:50"), "sau#")
    village.live(HOUR)
    assert village.titles == ["cũ", "mới", "sau"]
    assert village.server.fault is None


def test_a_fault_keeps_the_time_it_began_and_ends_with_its_cause(village: Village) -> None:
    village.server.time_offset = DAY
    village.sync()
    begun = village.clock.now()
    for _ in range(3):
        village.sync()
        village.clock.advance(timedelta(minutes=1))
    [report] = village.server.heartbeats[-1].faults
    assert (report.code, report.since) == ("clock_untrusted", begun)
    village.server.time_offset = timedelta(0)
    village.sync()
    village.sync()
    assert village.server.heartbeats[-1].faults == ()


def test_a_line_that_the_server_never_takes_holds_up_no_other(village: Village) -> None:
    items = [village.server.add(at(f"04T05:{minute}"), f"tin{minute}#") for minute in (10, 20, 30)]
    village.server.down = True
    village.live(HOUR / 12)
    village.server.down = False
    village.server.refuses = lambda entry: entry.occurrence_id == items[1].occurrence_id
    village.live(HOUR)
    assert [village.server.states(item) for item in items] == [["on_air", "aired"], [], ["on_air", "aired"]]
    told = [report.code for beat in village.server.heartbeats for report in beat.faults]
    assert "log_line_refused" in told
    assert village.server.fault is None
    assert village.server.heartbeats[-1].unsent == 0


def test_a_line_that_cannot_be_read_holds_up_no_other(village: Village) -> None:
    """Of an older release, say, that knew other bounds."""
    item = village.server.add(at("04T05:10"), "tin#")
    village.sync()
    with contextlib.closing(sqlite3.connect(village.data / "station.sqlite", isolation_level=None)) as connection:
        connection.execute("INSERT INTO as_run (id, at_us, body) VALUES (?, 0, '{}')", (str(uuid4()),))
    village.live(HOUR)
    assert village.server.states(item) == ["on_air", "aired"]
    assert "log_line_refused" in [report.code for beat in village.server.heartbeats for report in beat.faults]


def test_what_strange_clocks_and_devices_say_is_written_within_bounds() -> None:
    line = new_line(
        occurrence_id=uuid4(),
        output="loa",
        state="aired",
        title="\ud800" + "x" * 1000,
        approved_by="\x00",
        at=datetime.max.replace(tzinfo=UTC),
        planned_at=datetime.min.replace(tzinfo=UTC),
        start_error_ms=10**30,
        seconds=float("nan"),
        peak_dbfs=float("-inf"),
        content_hash="c" * 64,
    )
    assert AsRunEntry.model_validate_json(line.canonical()) == line


class Beside:
    """A station that works by itself, and its server on real HTTP."""

    def __init__(self, data: Path) -> None:
        self.server = StationServer(SystemClock())
        self.held, self.is_asked, self.data = threading.Event(), threading.Event(), data
        self.held.set()
        answer = self.server.answer

        def slowly(request: httpx.Request) -> httpx.Response:
            if "/audio/" in request.url.path and b"slow" in self.server.audio[request.url.path.rsplit("/", 1)[1]]:
                self.is_asked.set()
                self.held.wait(60)
            return answer(request)

        self.server.answer = slowly  # type: ignore[method-assign]  # an instance's own

    @contextlib.contextmanager
    def at_work(self) -> Iterator[None]:
        often, stop = timedelta(seconds=0.2), threading.Event()
        with self.server.listening() as url:
            rhythm = Rhythm(orders=often, heartbeat=often, as_run=often)
            config = replace(config_of(self.server, self.data, url=url), rhythm=rhythm)
            station = Station(config, SystemClock())
            thread = threading.Thread(target=station.run, args=(stop,))
            thread.start()
            try:
                yield
            finally:
                self.held.set()
                stop.set()
                station.player.wake.set()
                thread.join()
                station.close()

    def states(self, order: EmergencyOrder) -> list[str]:
        lines = sorted(self.server.log.values(), key=lambda line: line.sequence)
        return [line.state.value for line in lines if line.occurrence_id == order.id]


def test_an_end_is_obeyed_while_the_audio_of_another_emergency_comes_slowly(tmp_path: Path) -> None:
    village = Beside(tmp_path / "station")
    with village.at_work():
        first = village.server.emergency("Bão", seconds=300)
        village.server.order(first)
        assert until(lambda: village.states(first) == ["on_air"], 30)
        village.held.clear()
        second = village.server.emergency("slow", seconds=5)
        village.server.order(first, second)
        assert village.is_asked.wait(30)
        village.server.order(second)
        assert until(lambda: village.states(first) == ["on_air", "interrupted"], 20), "it waited for the download"
        village.held.set()
        assert until(lambda: village.states(second) == ["on_air", "aired"], 30)


def test_plans_and_heartbeats_go_on_while_audio_comes_slowly(tmp_path: Path) -> None:
    village = Beside(tmp_path / "station")
    server = village.server
    with village.at_work():
        village.held.clear()
        server.add(SystemClock().now() + HOUR, "slow")
        assert village.is_asked.wait(30)
        beats = len(server.heartbeats)
        server.add(SystemClock().now() + HOUR, "Bản tin")
        assert until(lambda: server.heartbeats[-1].manifest_version == server.version, 20), "the plan waited for the download"
        assert len(server.heartbeats) > beats


class Endless:
    """A body that goes on as long as somebody reads it."""

    def __init__(self, chunk: bytes) -> None:
        self._chunk, self.taken = chunk, 0

    def __iter__(self) -> Iterator[bytes]:
        while self.taken < 100_000_000:
            self.taken += len(self._chunk)
            yield self._chunk


@pytest.mark.parametrize("job", ["orders", "manifest", "heartbeat", "as_run", "dismissal", "events"])
def test_nothing_that_is_answered_is_read_without_end(village: Village, job: str) -> None:
    village.sync()
    village.server.order(stopped=True)
    village.server.add(at("04T05:30"), "tin#")
    answer, body = village.server.answer, Endless(b"x" * 60_000)
    path = job.replace("_", "-")

    def endless(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, content=body) if request.url.path.endswith(f"/{path}") else answer(request)

    client = Client("http://loalang.test", TOKEN, transport=httpx.MockTransport(endless))
    asks: dict[str, Callable[[], object]] = {
        "orders": lambda: client.orders(0, None),
        "manifest": lambda: client.manifest(None),
        "heartbeat": lambda: client.heartbeat(village.server.heartbeats[-1]),
        "as_run": lambda: client.report(AsRunBatch.model_construct(entries=())),
        "dismissal": client.dismissal,
        "events": lambda: list(client.news()),
    }
    with pytest.raises(BadAnswerError):
        asks[job]()
    assert body.taken < 33_000_000
    client.close()


def test_nothing_is_unpacked_that_was_packed_on_the_way(village: Village) -> None:
    packed = gzip.compress(b"\0" * 10_000_000)

    def pack(request: httpx.Request) -> httpx.Response:
        assert request.headers["accept-encoding"] == "identity"
        return httpx.Response(200, content=Endless(packed), headers={"Content-Encoding": "gzip"})

    client = Client("http://loalang.test", TOKEN, transport=httpx.MockTransport(pack))
    for ask in (lambda: client.orders(0, None), lambda: client.manifest(None), client.dismissal, lambda: list(client.news())):
        with pytest.raises(BadAnswerError):
            ask()
    into = village.data / "audio.part"
    with pytest.raises(BadAnswerError):
        client.audio(Sha256("0" * 64), into, size=10, within_s=1)
    assert not into.exists()
    client.close()


def test_what_comes_slowly_keeps_back_no_newer_emergency(village: Village, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sync, "_ALARM_SLICE_S", 0.0)  # any two pieces come too slowly
    server, answer = village.server, village.server.answer
    asked: list[str] = []

    def in_pieces(request: httpx.Request) -> httpx.Response:
        found = answer(request)
        if "/audio/" not in request.url.path:
            return found
        data, sha256 = found.content, request.url.path.rsplit("/", 1)[1]
        asked.append("slow" if b"slow" in server.audio[sha256] else "mới")
        if len(asked) == 1:
            server.order(newer, slow)
            village.station.sync.orders()
        return httpx.Response(found.status_code, headers=found.headers, content=iter([data[:1000], data[1000:]]))

    slow, newer = server.emergency("slow"), server.emergency("mới")
    server.answer = in_pieces  # type: ignore[method-assign]  # an instance's own
    server.order(slow)
    village.station.sync.fetch_beside(alarms=lambda: None, audio=lambda: None)
    village.station.sync.orders()
    village.station.sync.alarm_audio()
    assert asked[:2] == ["slow", "mới"]
    assert {len(path.read_bytes()) for path in (village.data / "audio").rglob("*") if path.is_file()} == {
        len(server.audio[file.sha256]) for order in (slow, newer) for file in order.audio
    }
