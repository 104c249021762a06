"""A warning in a real service: from the call to the station's folder, stopped at one word, and given at the PC itself."""

import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.clock import SystemClock
from tests.support.serving import ROOT, Served
from tests.support.waiting import until

PIN = "481516"
pytestmark = pytest.mark.slow


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, value in (("LOALANG_DATA_DIR", str(tmp_path / "data")), ("LOALANG_PORT", "0"), ("PYTHONPATH", str(ROOT))):
        monkeypatch.setenv(name, value)
    return tmp_path


def command(place: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    line = [sys.executable, "-m", "app", *arguments]
    return subprocess.run(line, cwd=place, capture_output=True, text=True, timeout=60, check=False)


def log(client: httpx.Client) -> list[dict[str, Any]]:
    """The emergencies' lines in the server's log of what sounded."""
    lines: list[dict[str, Any]] = client.get("/as-run", params={"kind": "emergency"}).raise_for_status().json()["items"]
    return lines


def test_from_the_call_to_the_folder_and_to_silence(place: Path) -> None:
    served = Served(place)
    token = served.set_up()
    out = place / "data" / "out"
    with served.client(token) as client:
        client.put("/emergencies/pin", json={"pin": PIN}).raise_for_status()
        assert until(lambda: bool(client.get("/stations").json()["items"]), 30)
        form = {
            "text": "Kính gửi bà con! Đê sắp vỡ.\nNơi nhận:\nNhà văn hóa thôn, sơ tán ngay.",
            "zones": ["xã Liên An"],
            "ends_at": (SystemClock().now() + timedelta(hours=1)).isoformat(),
        }
        headers = {"X-Emergency-Pin": PIN, "Idempotency-Key": "mot"}
        made = client.post("/emergencies", json=form, headers=headers).raise_for_status().json()
        assert made["spoken"].split("\n") == ["Kính gửi bà con!", "Đê sắp vỡ.", "Nơi nhận.", "Nhà văn hóa thôn, sơ tán ngay."]
        assert until(lambda: bool(list(out.rglob("*.mp3"))), 20), served.log
        assert until(lambda: len(log(client)) == 2, 20), served.log
        lines = {line["state"]: line for line in log(client)}
        assert {line["occurrence_id"] for line in lines.values()} == {made["id"]}
        assert lines["aired"]["start_error_ms"] < 10_000

        stopped = command(place, "stop-all", "--server", served.address, "--token", token, "--reason", "thử")
        assert stopped.returncode == 0, stopped.stderr
        refused = client.post("/emergencies", json=form, headers=headers | {"Idempotency-Key": "hai"})
        assert refused.json()["code"] == "all_stopped"
        served.kill()
        served = Served(place)
    with served.client(token) as client:
        assert client.get("/stop-all").json()["stopped"]
        assert client.post("/stop-all/lift").json()["stopped"] is False

        reset = command(place, "emergency", "reset-pin", "Quản trị", "--pin", "271828")
        assert reset.returncode == 0, reset.stderr
        assert client.put("/emergencies/pin", json={"pin": PIN, "old_pin": "271828"}).status_code == 204

        weak = command(place, "station", "set-pin", "--pin", "123456")
        assert (weak.returncode, "PIN" in weak.stderr) == (1, True)
        assert command(place, "station", "set-pin", "--pin", PIN).returncode == 0
        wrong = command(place, "station", "emergency", "--pin", "000001", "--text", "Cháy chợ.")
        assert (wrong.returncode, "PIN" in wrong.stderr) == (1, True)
        local = command(place, "station", "emergency", "--pin", PIN, "--text", "Cháy chợ, bà con chú ý!", "--json")
        assert local.returncode == 0, local.stderr
        key = json.loads(local.stdout)["id"]
        assert until(lambda: any(line["occurrence_id"] == key and line["state"] == "aired" for line in log(client)), 20), (
            served.log
        )
        assert command(place, "station", "emergency", "--pin", PIN, "--end", key).returncode == 0
    assert served.stop() == 0
