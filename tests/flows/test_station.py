"""A second PC becomes a station by a code, is seen on the board, and is missed within a hundred seconds when it dies."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.clock import SystemClock
from tests.support.mail_server import Taken, web_address
from tests.support.serving import ROOT, Served
from tests.support.waiting import until


class Desk:
    """The commands of the product, on the server's PC and on the broadcast PC."""

    def __init__(self, folder: Path, served: Served, token: str) -> None:
        self.folder, self.served, self.token = folder, served, token

    def run(self, *arguments: str, data: str = "data") -> str:
        done = self.start(*arguments, data=data)
        out, error = done.communicate(timeout=60)
        assert done.returncode == 0, error.decode()
        return out.decode()

    def start(self, *arguments: str, data: str = "data") -> "subprocess.Popen[bytes]":
        environment = {
            "LOALANG_DATA_DIR": str(self.folder / data),
            "LOALANG_SERVER": self.served.address,
            "LOALANG_TOKEN": self.token,
            "PYTHONPATH": str(ROOT),
            "PATH": "/usr/bin:/bin",
        }
        command = [sys.executable, "-m", "app", *arguments]
        return subprocess.Popen(command, cwd=self.folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def status(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.run("status", "--json"))
        return found


@pytest.mark.slow(100, waits=True)
def test_from_the_code_to_the_alarm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    taken = Taken()
    with web_address(taken) as port:
        monkeypatch.setenv("LOALANG_ALARM__WEBHOOK_URL", f"http://127.0.0.1:{port}/")
        monkeypatch.setenv("LOALANG_ALARM__WEBHOOK_PRIVATE", "true")
        _from_the_code_to_the_alarm(tmp_path, monkeypatch, taken)


def _from_the_code_to_the_alarm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, taken: Taken) -> None:
    for name, value in (
        ("LOALANG_DATA_DIR", str(tmp_path / "data")),
        ("LOALANG_PORT", "0"),
        ("LOALANG_STATION__EMBEDDED", "false"),
        ("PYTHONPATH", str(ROOT)),
    ):
        monkeypatch.setenv(name, value)
    served, clock = Served(tmp_path), SystemClock()
    station = None
    try:
        desk = Desk(tmp_path, served, served.set_up())
        made = json.loads(desk.run("station", "add", "--name", "Máy ở trụ sở", "--json"))
        refused = desk.start("station", data="pc")
        assert "station enrol" in refused.communicate(timeout=60)[1].decode()
        said = json.loads(desk.run("station", "enrol", "--code", made["code"].lower(), "--json", data="pc"))
        assert said["station_id"] == made["id"]
        again = desk.start("station", "enrol", "--code", made["code"], data="pc")
        assert "đã dùng" in again.communicate(timeout=60)[1].decode()
        unit = tmp_path / "loa.service"
        desk.run("station", "install", "--to", str(unit), data="pc")
        assert str(tmp_path / "pc") in unit.read_text(encoding="utf-8")
        station = desk.start("station", data="pc")
        assert until(lambda: desk.status()["stations"][0]["contact"] == "online", 60)
        assert "Đang kết nối" in desk.run("status")
        station.kill()
        died = clock.monotonic()
        with served.client(desk.token) as client:
            assert until(lambda: _codes(client) == ["station_unreached"], 100), client.get("/faults").text
        assert clock.monotonic() - died <= 100
        assert "Mất kết nối" in desk.run("status")
        assert "station_unreached" in desk.run("fault", "list", "--json")
        assert until(lambda: bool(taken.posts), 60)
        assert [(post["code"], post["station"]) for post in taken.posts] == [("station_unreached", "Máy ở trụ sở")]
        desk.run("fault", "accept", "--all")
        book = tmp_path / "so.xlsx"
        desk.run("log-book", "--from", "2025-11-01", "--to", "2025-11-30", "-o", str(book))
        assert book.read_bytes()[:2] == b"PK"
    finally:
        if station is not None:
            station.kill()
            station.communicate()
        assert served.stop() == 0


def _codes(client: httpx.Client) -> list[str]:
    return [each["code"] for each in client.get("/faults").raise_for_status().json()["items"]]
