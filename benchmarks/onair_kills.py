"""`kills`: the server and its station are killed at random moments while an item is due each minute.

Counted: occurrences that were begun twice on one output, lines of the station's log that the server lacks at the end, and the
longest time from a kill until the killed part works again (the server answers; the station has been heard from).
"""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
from figures import Figure, at_most

from app.clock import SystemClock, local
from tests.support.serving import ROOT, Served
from tests.support.waiting import until


def measure(*, quick: bool) -> list[Figure]:
    """Kill 20 times, or 200."""
    kills = 20 if quick else 200
    with tempfile.TemporaryDirectory() as name:
        village = _Village(Path(name), minutes=8 + kills // 6)
        recoveries = [village.kill() for _ in range(kills)]
        doubles, lost, begun = village.judge()
    return [
        at_most("kills_doubles", doubles, "items", 0),
        at_most("kills_lost_rows", lost, "lines", 0),
        at_most("kills_worst_recovery_s", max(recoveries), "s", 10),
        Figure("kills", kills, f"kills, {begun} items begun", None, None),
    ]


class _Village:
    """A service with its own station, and for so many minutes items in each."""

    def __init__(self, folder: Path, *, minutes: int) -> None:
        os.environ |= {"LOALANG_DATA_DIR": str(folder / "data"), "LOALANG_PORT": "0", "PYTHONPATH": str(ROOT)}
        os.environ.pop("LOALANG_STATION__EMBEDDED", None)
        self._folder = folder
        self._dice = random.Random(20251104)  # noqa: S311  # which moment is killed need not be secret
        self._served = Served(folder)
        self._token = self._served.set_up()
        with self._client() as client:
            _plan(client, minutes)
            self._wait(lambda: self._heard_since(client, None), 60)

    def _client(self) -> httpx.Client:
        return self._served.client(self._token)

    def kill(self) -> float:
        """Kill one of the two; seconds until it works again."""
        time.sleep(self._dice.uniform(0.2, 1.5))
        with self._client() as client:
            before = _last_heard(client)
        served, begun = self._served, time.monotonic()
        station = _children(self._served.process.pid)
        if station and self._dice.random() < 0.5:  # heads or tails
            os.kill(station[0], signal.SIGKILL)
        else:
            self._served.kill()
            self._served = Served(self._folder)
        with self._client() as client:
            self._wait(lambda: self._heard_since(client, before), 60)
        seconds = time.monotonic() - begun
        print(f"kill of the {'station' if self._served is served else 'server'}: {seconds:.1f} s", file=sys.stderr, flush=True)
        return seconds

    def judge(self) -> tuple[int, int, int]:
        """Occurrences begun twice, lines of the log that are not at the server, occurrences begun."""
        with self._client() as client:
            self._wait(lambda: _all_sent(self._folder), 120)
            lines = _log(client)
        self._served.stop()
        begun = Counter((line["occurrence_id"], line["output"]) for line in lines if line["state"] == "on_air")
        return sum(count - 1 for count in begun.values()), _count(self._folder) - len(lines), len(begun)

    def _heard_since(self, client: httpx.Client, before: str | None) -> bool:
        try:
            heard = _last_heard(client)
        except httpx.HTTPError:
            return False
        return heard is not None and heard != before

    def _wait(self, condition: Callable[[], bool], seconds: float) -> bool:
        if not until(condition, seconds):
            raise TimeoutError(self._served.log[-3000:])
        return True


def _plan(client: httpx.Client, minutes: int) -> None:
    """One approved bulletin, and three slots at each of the next minutes."""
    now = local(SystemClock().now())
    form = {"title": "Thử", "script": "Kính mời bà con họp thôn.", "valid_from": "2020-01-01", "valid_to": "2099-12-31"}
    key = client.post("/bulletins", json=form).raise_for_status().json()["id"]
    for act in ("submit", "approve"):
        client.post(f"/bulletins/{key}/versions/1/{act}").raise_for_status()
    quiet = now + timedelta(hours=6)
    rules = {
        "number": "1",
        "dated": "2025-01-01",
        "quiet_from": f"{quiet:%H:%M}",
        "quiet_to": f"{quiet + timedelta(hours=1):%H:%M}",
    }
    present = client.get("/regulation").headers["ETag"]
    client.put("/regulation", json=rules, headers={"If-Match": present}).raise_for_status()
    for number in range(3, 3 + 3 * minutes):
        at = now + timedelta(minutes=number // 3)
        slot = {
            "title": f"Khung {number}",
            "at": f"{at:%H:%M}",
            "bulletins": [key],
            "template": "khong-nhac",
            "first_date": f"{at:%F}",
        }
        client.post("/slots", json=slot).raise_for_status()


def _last_heard(client: httpx.Client) -> str | None:
    stations: list[dict[str, Any]] = client.get("/status").raise_for_status().json()["stations"]
    return stations[0]["last_heard"] if stations else None


def _children(pid: int) -> list[int]:
    found = subprocess.run(["pgrep", "-P", str(pid), "-f", "app player"], capture_output=True, text=True, check=False)  # noqa: S607  # the system's
    return [int(line) for line in found.stdout.split()]


def _log(client: httpx.Client) -> list[dict[str, Any]]:
    lines: list[dict[str, Any]] = []
    cursor: str | None = None
    while True:
        asked = {"limit": "500"} | ({"cursor": cursor} if cursor else {})
        page = client.get("/as-run", params=asked).raise_for_status().json()
        lines += page["items"]
        cursor = page["cursor"]
        if cursor is None:
            return lines


def _database(folder: Path) -> Path:
    return next((folder / "data" / "stations").glob("*/station.sqlite"))


def _ask(folder: Path, query: str) -> int:
    with sqlite3.connect(f"file:{_database(folder)}?mode=ro", uri=True, timeout=10) as database:
        number: int = database.execute(query).fetchone()[0]
    database.close()
    return number


def _count(folder: Path) -> int:
    return _ask(folder, "SELECT count(*) FROM as_run")


def _all_sent(folder: Path) -> bool:
    return _ask(folder, "SELECT count(*) FROM as_run WHERE stored = 0") == 0
