"""The server under the load of a busy province office, from outside over HTTP.

Starts `loalang serve` on an empty data folder, sets it up, then lets 32 clients send 64 requests a second, four reads to a write,
for 60 seconds (`--quick`: 15). Every write the server acknowledged is looked for at the end. Beside it, what a browser or a
station does: one kept connection, one request after the other without a pause; at last 200 approvals among 10,000 bulletins that
wait for theirs. Figures: `docs/benchmarks.md`.
"""

import argparse
import asyncio
import itertools
import json
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
import time
import uuid
from contextlib import AsyncExitStack, closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import httpx

PASSWORD = "mưa rào đêm qua to lắm"  # noqa: S105  # of this benchmark
ROOT = Path(__file__).resolve().parents[1]
CLIENTS = 32
REQUESTS_PER_SECOND = 64
READS_TO_A_WRITE = 4
IDLE_S = 10
SINGLE = 200
BULLETINS, APPROVALS = 10_000, 200


@dataclass
class Load:
    """What the clients saw."""

    read_s: list[float] = field(default_factory=list)
    write_s: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    written: dict[str, str] = field(default_factory=dict)


class Service:
    """A `loalang serve` on an empty data folder."""

    def __init__(self, folder: Path) -> None:
        self._log = (folder / "serve.log").open("w+", encoding="utf-8")
        environment = {**os.environ, "LOALANG_DATA_DIR": str(folder / "data"), "LOALANG_PORT": "0"}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installation keeps what its first start compiled
        subprocess.run([sys.executable, "-m", "compileall", "-q", "app"], cwd=ROOT, env=environment, check=True)
        command = [sys.executable, "-m", "app", "serve"]
        started = time.monotonic()
        self.process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=self._log, stderr=subprocess.STDOUT)
        self.url = self._printed(r"(http://127\.0\.0\.1:\d+)")
        with httpx.Client(trust_env=False) as client:
            while True:
                try:
                    client.get(f"{self.url}/health").raise_for_status()
                    break
                except httpx.HTTPError:
                    time.sleep(0.01)
        self.health_after_s = time.monotonic() - started
        self.start_cpu_s = self.spent_s()
        code = self._printed(r"--code (\S+)")
        answer = httpx.post(
            f"{self.url}/api/v1/setup",
            json={"code": code, "commune": "xã Liên An", "name": "Quản trị", "one_officer": True},
            trust_env=False,
            timeout=60,
        )
        answer.raise_for_status()
        self.token = answer.json()["token"]

    def _printed(self, pattern: str) -> str:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and self.process.poll() is None:
            found = re.search(pattern, Path(self._log.name).read_text(encoding="utf-8"))
            if found:
                return found[1]
            time.sleep(0.01)
        raise SystemExit(f"serve did not print {pattern}:\n{Path(self._log.name).read_text(encoding='utf-8')}")

    def browser(self) -> httpx.Client:
        """As a browser of the officer who set it up, signed in with a cookie."""
        bearer = {"Authorization": f"Bearer {self.token}"}
        with httpx.Client(base_url=self.url, headers=bearer, timeout=120, trust_env=False) as api:
            api.put("/api/v1/me/password", json={"password": PASSWORD}).raise_for_status()
            login = api.get("/api/v1/me").json()["login"]
        headers = {"Origin": self.url, "Accept": "text/html"}
        browser = httpx.Client(base_url=self.url, headers=headers, timeout=120, trust_env=False)
        entered = browser.post("/dang-nhap", data={"login": login, "password": PASSWORD})
        if not entered.has_redirect_location:
            raise SystemExit(f"the gate answered {entered.status_code}")
        return browser

    def spent_s(self) -> float:
        """What it has cost the processor, without its children, in s; told in hundredths."""
        spent = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[11:13]
        return sum(map(int, spent)) / os.sysconf("SC_CLK_TCK")

    def memory_mb(self) -> tuple[float, float]:
        """Proportional memory of the server, and of all its children, MiB."""
        children: dict[int, list[int]] = {}
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                after_name = stat.read_text(encoding="utf-8").rpartition(")")[2].split()
            except OSError:
                continue
            children.setdefault(int(after_name[1]), []).append(int(stat.parent.name))
        family, megabytes = [self.process.pid], list[float]()
        for pid in family:
            family += children.get(pid, [])
            rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="utf-8")
            megabytes.append(int(re.findall(r"^Pss:\s+(\d+)", rollup, re.MULTILINE)[0]) / 1024)
        return megabytes[0], sum(megabytes[1:])

    def stop(self) -> None:
        """End the service and wait for it."""
        self.process.terminate()
        self.process.wait(30)
        self._log.close()


async def _write(client: httpx.AsyncClient, number: int, load: Load) -> None:
    script = f"Thông báo số {number}. Mời bà con đến nhà văn hóa thôn dự họp."
    body = {"title": f"Thông báo {number}", "kind": "notice", "theme": "review", "script": script}
    started = time.monotonic()
    answer = await client.post("/bulletins", json=body)
    load.write_s.append(time.monotonic() - started)
    if answer.status_code == httpx.codes.CREATED:
        load.written[answer.json()["id"]] = script
    else:
        load.errors.append(f"POST {answer.status_code} {answer.text[:200]}")


async def _read(client: httpx.AsyncClient, number: int, load: Load) -> None:
    known = list(load.written)
    path = "/bulletins?q=hop%20thon" if number % 2 or not known else f"/bulletins/{known[number % len(known)]}"
    started = time.monotonic()
    answer = await client.get(path)
    load.read_s.append(time.monotonic() - started)
    if answer.status_code != httpx.codes.OK:
        load.errors.append(f"GET {path} {answer.status_code} {answer.text[:200]}")


async def _client(client: httpx.AsyncClient, load: Load, end: float, numbers: "itertools.count[int]", first: float) -> None:
    step = CLIENTS / REQUESTS_PER_SECOND
    due = first
    while due < end:
        await asyncio.sleep(max(0.0, due - time.monotonic()))
        number = next(numbers)
        act = _read if number % (READS_TO_A_WRITE + 1) else _write
        try:
            await act(client, number, load)
        except httpx.HTTPError as exc:
            load.errors.append(repr(exc))
        due += step


async def _lost(client: httpx.AsyncClient, load: Load) -> int:
    lost = 0
    for key, script in load.written.items():
        answer = await client.get(f"/bulletins/{key}")
        lost += answer.status_code != httpx.codes.OK or script not in answer.text
    return lost


async def _run(service: Service, seconds: float) -> tuple[Load, int]:
    """The load. Its clients are there before the clock starts: building them takes half a second, which made one burst."""
    load = Load()
    numbers = itertools.count()
    step = 1 / REQUESTS_PER_SECOND
    headers = {"Authorization": f"Bearer {service.token}"}
    async with AsyncExitStack() as stack:
        clients = [
            await stack.enter_async_context(
                httpx.AsyncClient(base_url=f"{service.url}/api/v1", headers=headers, timeout=30, trust_env=False)
            )
            for _ in range(CLIENTS)
        ]
        start = time.monotonic()
        await asyncio.gather(
            *(_client(client, load, start + seconds, numbers, start + n * step) for n, client in enumerate(clients))
        )
        return load, await _lost(clients[0], load)


def _single_p50_ms(client: httpx.Client, path: str) -> float:
    """The median answer on one kept connection, back to back."""
    taken = []
    for _ in range(SINGLE):
        started = time.monotonic()
        client.get(path).raise_for_status()
        taken.append(time.monotonic() - started)
    return 1000 * sorted(taken)[SINGLE // 2]


def _singles(service: Service) -> dict[str, float]:
    """One client alone, on `/health` and on a bulletin; and the description of the API, which is made once."""
    headers = {"Authorization": f"Bearer {service.token}"}
    with httpx.Client(base_url=service.url, headers=headers, timeout=30, trust_env=False) as client:
        form = {"title": "Mời họp", "kind": "notice", "theme": "review", "script": "Mời bà con đến nhà văn hóa thôn dự họp."}
        written = client.post("/api/v1/bulletins", json=form).raise_for_status().json()["id"]
        for hour in range(6, 20):
            slot = {"title": f"Bản tin {hour} giờ", "at": f"{hour:02}:00", "bulletins": [written]}
            client.post("/api/v1/slots", json=slot).raise_for_status()
        month = f"/api/v1/timetable/months/{datetime.now(UTC):%Y-%m}"
        paths = {"health": "/health", "bulletin": f"/api/v1/bulletins/{written}", "month": month, "openapi": "/openapi.json"}
        for path in paths.values():
            client.get(path).raise_for_status()
        return {name: _single_p50_ms(client, path) for name, path in paths.items()}


def _approvals_s(service: Service, database: Path) -> list[float]:
    """How long approvals take among 10,000 bulletins that wait for theirs, one after the other on one kept connection."""
    headers = {"Authorization": f"Bearer {service.token}"}
    script = "Mời bà con đến nhà văn hóa thôn dự họp lúc 19h30."
    with httpx.Client(base_url=f"{service.url}/api/v1", headers=headers, timeout=30, trust_env=False) as client:
        form = {"title": "Mời họp", "script": script, "valid_from": "2025-01-01", "valid_to": "2035-12-31"}
        written = client.post("/bulletins", json=form).raise_for_status().json()["id"]
        client.post(f"/bulletins/{written}/versions/1/submit").raise_for_status()
        keys = _copied(database, uuid.UUID(written))
        taken = []
        for key in keys[:: len(keys) // APPROVALS]:
            started = time.monotonic()
            client.post(f"/bulletins/{key}/versions/1/approve").raise_for_status()
            taken.append(time.monotonic() - started)
        return taken


def _copied(database: Path, of: uuid.UUID) -> list[uuid.UUID]:
    """So many bulletins more that wait as one does, written into the database: to have them written over HTTP takes minutes."""
    keys = [uuid.uuid4() for _ in range(BULLETINS)]
    with closing(sqlite3.connect(database, timeout=60)) as connection, connection:
        connection.row_factory = sqlite3.Row
        [bulletin] = connection.execute("SELECT * FROM bulletins WHERE id = ?", [of.hex])
        [version] = connection.execute("SELECT * FROM bulletin_versions WHERE bulletin_id = ?", [of.hex])
        authors = connection.execute("SELECT * FROM version_authors WHERE version_id = ?", [version["id"]]).fetchall()
        for key in keys:
            own = uuid.uuid4().hex
            insert(connection, "bulletins", {**bulletin, "id": key.hex})
            insert(connection, "bulletin_versions", {**version, "id": own, "bulletin_id": key.hex})
            for author in authors:
                insert(connection, "version_authors", {**author, "version_id": own})
    return keys


def insert(connection: sqlite3.Connection, table: str, row: dict[str, object]) -> None:
    """Write one row."""
    columns, marks = ", ".join(f'"{name}"' for name in row), ", ".join("?" * len(row))
    connection.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", list(row.values()))  # noqa: S608  # our own names


def _p99_ms(seconds: list[float]) -> float:
    return 1000 * sorted(seconds)[max(0, round(0.99 * len(seconds)) - 1)]


def _figure(name: str, value: float, unit: str, goal: str, *, met: bool | None) -> dict[str, object]:
    return {"name": name, "value": round(value, 2), "unit": unit, "goal": goal, "met": met}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="15 seconds instead of 60")
    parser.add_argument("--json", action="store_true", help="print JSON")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        service = Service(Path(folder))
        try:
            time.sleep(IDLE_S)
            idle_mb, station_mb = service.memory_mb()
            single = _singles(service)
            load, lost = asyncio.run(_run(service, 15 if given.quick else 60))
            approvals = _p99_ms(_approvals_s(service, Path(folder) / "data" / "loalang.sqlite3"))
        finally:
            service.stop()
    p99 = _p99_ms(load.read_s)
    figures = [
        _figure("api_single_p50_ms", single["health"], "ms", "<= 3", met=single["health"] <= 3),
        _figure("api_single_bulletin_p50_ms", single["bulletin"], "ms", "<= 8", met=single["bulletin"] <= 8),
        _figure("api_single_month_p50_ms", single["month"], "ms", "reported", met=None),
        _figure("api_single_openapi_p50_ms", single["openapi"], "ms", "reported", met=None),
        _figure("api_errors", len(load.errors), "requests", "0", met=not load.errors),
        _figure("api_lost_writes", lost, "bulletins", "0", met=lost == 0),
        _figure("api_read_p99_ms", p99, "ms", "<= 100", met=p99 <= 100),
        _figure("api_approve_p99_ms", approvals, "ms", "<= 50", met=approvals <= 50),
        _figure("api_write_p99_ms", _p99_ms(load.write_s), "ms", "reported", met=None),
        _figure("api_requests", len(load.read_s) + len(load.write_s), "requests", "reported", met=None),
        _figure("health_after_start_s", service.health_after_s, "s", "<= 1.6", met=service.health_after_s <= 1.6),
        _figure("start_cpu_s", service.start_cpu_s, "s CPU", "reported", met=None),
        _figure("idle_server_mb", idle_mb, "MiB", "<= 150", met=idle_mb <= 150),
        _figure("idle_station_mb", station_mb, "MiB", "<= 65", met=station_mb <= 65),
    ]
    if given.json:
        print(json.dumps({"figures": figures}, indent=2))
    else:
        for figure in figures:
            print(f"{figure['name']:24} {figure['value']:>10} {figure['unit']:10} goal {figure['goal']}")
    for error in load.errors[:5]:
        print(error, file=sys.stderr)


if __name__ == "__main__":
    main()
