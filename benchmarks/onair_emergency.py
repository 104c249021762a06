"""`emergency_ready_max_ms`, `emergency_synth_max_ms`, `stop_all_max_ms`: from the call over HTTP to sound, and to silence.

`stop_locked_db_ms`, `stop_full_disk_ms`: the same silence while another process holds the database, and on a disk without a free
byte (which takes root on Linux; left out elsewhere). `stop_under_everything_ms`: until it is silent and answered, under both, and
with fifty long texts to be read.

A real `loalang serve`, and a station over loopback HTTP whose output is the mixing engine on miniaudio's NULL device. The first
sample of the attention signal is where the mixer put it on the device's frames.
"""

import http.client
import os
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import httpx
import miniaudio
import pytest
from figures import Figure, at_most

from app.clock import Clock, SystemClock
from app.playout import Output
from app.playout.mixing import Card, Manner, MixedOutput, PcmFiles
from app.station import OutputConfig, Station, StationConfig
from app.station.channel import EmergencyEvent
from app.wire.enrolment import CodeProof, proven
from app.wire.protocol import EnrolmentReply
from tests.support.attacks import place_of, readings
from tests.support.disks import LockedDatabase, Trouble, full_disk
from tests.support.serving import ROOT, Served
from tests.support.waiting import until

PIN = "481516"
TEXT = (
    "Bà con chú ý! Nước sông Đáy đang lên nhanh, hiện trên báo động hai, có nguy cơ ngập vùng bãi. Đề nghị bà con cắt điện, "
    "kê cao đồ đạc, đưa người già và trẻ em đến nhà văn hóa thôn số {number}."
)


def measure(*, quick: bool) -> list[Figure]:
    """Raise alarms one after the other, and stop them."""
    turns = 5 if quick else 30
    full = _on_a_full_disk(3 if quick else 10)
    at_once = _under_everything(3 if quick else 10)
    with tempfile.TemporaryDirectory() as name, village_of(Path(name)) as village:
        ready = [village.alarm("không", key=f"ready-{turn}") for turn in range(turns + 1)][1:]  # the first makes the audio
        synth = [village.alarm(f"{turn + 100}", key=f"synth-{turn}") for turn in range(turns)]
        stopped = [village.stop(key=f"stop-{turn}") for turn in range(turns)]
        held = LockedDatabase(Path(name))
        locked = [village.stop(key=f"locked-{turn}", trouble=held) for turn in range(3 if quick else 10)]
    return [
        at_most("emergency_ready_max_ms", max(ready), "ms", 300),
        at_most("emergency_synth_max_ms", max(synth), "ms", 1500),
        at_most("stop_all_max_ms", max(stopped), "ms", 1000),
        at_most("stop_locked_db_ms", max(locked), "ms", 1000),
        *([at_most("stop_full_disk_ms", max(full), "ms", 1000)] if full else []),
        *([at_most("stop_under_everything_ms", max(at_once), "ms", 1000)] if at_once else []),
    ]


def _on_a_full_disk(turns: int) -> list[float]:
    """Stops on a disk of their own; none where no disk can be mounted."""
    try:
        with (
            tempfile.TemporaryDirectory() as name,
            full_disk(Path(name) / "disk") as trouble,
            village_of(trouble.folder) as village,
        ):
            return [village.stop(key=f"full-{turn}", trouble=trouble) for turn in range(turns)]
    except pytest.skip.Exception as reason:
        print(f"stop_full_disk_ms: {reason}", file=sys.stderr)
        return []


def _under_everything(turns: int) -> list[float]:
    """Until the stop is answered, and all is silent: on a full disk, the database locked, with fifty long texts to be read."""
    found = []
    try:
        with tempfile.TemporaryDirectory() as name, full_disk(Path(name) / "disk") as full, village_of(full.folder) as village:
            for turn in range(turns):
                until(lambda: not any(full.folder.rglob("*.part")), 60)  # what the last trouble broke off
                raised, locked = village.sounding(key=f"all-{turn}"), LockedDatabase(full.folder)
                full.begin()
                locked.begin()
                with readings(village.address, village.token):
                    time.sleep(1)  # until all of them are there
                    asked_s = time.perf_counter()
                    village.silence(raised)
                    found.append((time.perf_counter() - asked_s) * 1000)
                locked.end()
                full.end()
                village.lift(raised)
    except pytest.skip.Exception as reason:
        print(f"stop_under_everything_ms: {reason}", file=sys.stderr)
    return found


class Village:
    """A server at `address`, an administrator's token, a station, and what became of each emergency."""

    def __init__(self, client: httpx.Client, address: str, token: str) -> None:
        self._client = client
        self.address, self.token = address, token
        self._events: list[EmergencyEvent] = []
        self._news = threading.Condition()

    def hear(self, event: EmergencyEvent) -> None:
        """What the station says."""
        with self._news:
            self._events.append(event)
            self._news.notify_all()

    def alarm(self, number: str, *, key: str) -> float:
        """Milliseconds from the call to the first sample; then it is ended."""
        asked_at, emergency_id = self._raise(number, key)
        began = self._wait(emergency_id, {"on_air"})
        self._client.post(f"/emergencies/{emergency_id}/cancel", json={}).raise_for_status()
        self._wait(emergency_id, {"aired", "interrupted"})
        return (began.at - asked_at) / timedelta(milliseconds=1)

    def stop(self, *, key: str, trouble: Trouble | None = None) -> float:
        """Milliseconds from the call to silence, while there is `trouble`; then the stop is lifted."""
        raised = self.sounding(key=key)
        if trouble is not None:
            trouble.begin()
        taken = self.silence(raised)
        if trouble is not None:
            trouble.end()
        self.lift(raised)
        return taken

    def sounding(self, *, key: str) -> UUID:
        """An emergency that is heard."""
        _, emergency_id = self._raise("không", key)
        self._wait(emergency_id, {"on_air"})
        return emergency_id

    def silence(self, emergency_id: UUID) -> float:
        """Milliseconds from the call, over a connection of its own as a command has it, to silence."""
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        line = http.client.HTTPConnection(*place_of(self.address), timeout=60)
        asked_at = datetime.now(UTC)  # noqa: DTZ901,RUF100  # a benchmark's own clock
        line.request("POST", "/api/v1/stop-all", "{}", headers)
        answer = line.getresponse()
        if answer.status != httpx.codes.OK:
            raise SystemExit(f"stop-all: {answer.status} {answer.read().decode()}")
        line.close()
        ended = self._wait(emergency_id, {"aired", "interrupted"})
        return (ended.at - asked_at) / timedelta(milliseconds=1)

    def read(self) -> None:
        """What anybody asks, answered."""
        self._client.get("/bulletins").raise_for_status()

    def lift(self, emergency_id: UUID) -> None:
        """End the stop and what it silenced."""
        self._client.post(f"/emergencies/{emergency_id}/cancel", json={}).raise_for_status()
        self._client.post("/stop-all/lift").raise_for_status()
        time.sleep(0.6)  # until the station has heard of it

    def _raise(self, number: str, key: str) -> tuple[datetime, UUID]:
        asked_at = datetime.now(UTC)
        form = {
            "text": TEXT.format(number=number),
            "zones": ["xã Liên An"],
            "ends_at": (asked_at + timedelta(hours=1)).isoformat(),
        }
        headers = {"X-Emergency-Pin": PIN, "Idempotency-Key": key}
        made = self._client.post("/emergencies", json=form, headers=headers).raise_for_status().json()
        return asked_at, UUID(made["id"])

    def _wait(self, emergency_id: UUID, states: set[str]) -> EmergencyEvent:
        def found() -> EmergencyEvent | None:
            return next((each for each in self._events if each.emergency_id == emergency_id and each.state in states), None)

        with self._news:
            event = found() if self._news.wait_for(lambda: found() is not None, 30) else None
        if event is None:
            raise TimeoutError(f"{emergency_id} never was {states}")
        return event


@contextmanager
def village_of(folder: Path, *, open_files: int | None = None) -> Iterator[Village]:
    """A server that may open so many files, and a station that is ready."""
    os.environ |= {
        "LOALANG_DATA_DIR": str(folder / "data"),
        "LOALANG_PORT": "0",
        "LOALANG_STATION__EMBEDDED": "false",
        "PYTHONPATH": str(ROOT),
    }
    served = Served(folder, open_files=open_files)
    token = served.set_up()
    stop = threading.Event()
    with served.client(token) as client:
        client.put("/emergencies/pin", json={"pin": PIN}).raise_for_status()
        village = Village(client, served.address, token)
        station = Station(_config(served, client, folder), SystemClock(), open_outputs=_device, on_emergency=village.hear)
        thread = threading.Thread(target=station.run, args=(stop,))
        thread.start()
        try:
            village.alarm("không", key=str(uuid4()))  # the first wakes everything up
            yield village
        finally:
            stop.set()
            station.player.wake.set()
            thread.join()
            station.close()
    served.stop()


def _config(served: Served, client: httpx.Client, folder: Path) -> StationConfig:
    made = client.post("/stations", json={"name": "Máy đo", "zones": []}).raise_for_status().json()
    code = client.post(f"/stations/{made['id']}/enrolment-codes").raise_for_status().json()["code"]
    reply = client.post("/station/enrol", json={"lookup": CodeProof.of(code).lookup}).raise_for_status().json()
    enrolment = proven(code, EnrolmentReply.model_validate(reply)).encode()
    return StationConfig(served.address, enrolment, folder / "station", (OutputConfig("loa", "soundcard"),), reserve_bytes=0)


def _device(configs: Sequence[OutputConfig], clock: Clock, data: Path) -> list[Output]:
    card = Card(clock, "", backends=[miniaudio.Backend.NULL])
    pcm = PcmFiles(data / "pcm")
    made: list[Output] = [
        MixedOutput(clock, config.name, stream=card.stream("both"), pcm=pcm, manner=Manner(formats=config.formats))
        for config in configs
    ]
    card.open()
    return made
