"""A running service and its station, a backup in the middle of an emergency, a stop, and the backup put back over it all."""

import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest

from app.clock import SystemClock
from tests.support.serving import Served
from tests.support.waiting import until

pytestmark = pytest.mark.slow

PIN = "481516"


def _loalang(*arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([sys.executable, "-m", "app", *arguments], capture_output=True, text=True, check=False)


def _alarm(client: httpx.Client, text: str) -> str:
    ends = (SystemClock().now() + timedelta(hours=2)).isoformat()
    form = {"text": text, "zones": ["xã Liên An"], "ends_at": ends, "repeat_every_min": 1}
    answer = client.post("/emergencies", json=form, headers={"X-Emergency-Pin": PIN, "Idempotency-Key": str(uuid4())})
    return str(answer.raise_for_status().json()["id"])


def _lines(client: httpx.Client) -> list[dict[str, Any]]:
    """What was heard, as the station told it."""
    found: list[dict[str, Any]] = client.get("/as-run").raise_for_status().json()["items"]
    return found


def test_what_was_stopped_does_not_come_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name, value in (("DATA_DIR", str(tmp_path / "data")), ("PORT", "0"), ("STATION__OUTPUT", "null")):
        monkeypatch.setenv(f"LOALANG_{name}", value)
    served = Served(tmp_path)
    try:
        token = served.set_up()
        with served.client(token) as client:
            client.put("/emergencies/pin", json={"pin": PIN}).raise_for_status()
            alarm = _alarm(client, "Nước sông lên nhanh.")
            assert until(lambda: bool(_lines(client)), 30), served.log
            assert _loalang("backup", "--to", str(tmp_path / "data" / "backups" / "b.zip")).returncode == 0
            later = client.post("/tokens", json={"label": "máy mới", "scope": "read"})
            client.post(f"/emergencies/{alarm}/cancel", json={"reason": "Báo nhầm."}).raise_for_status()
            refused = _loalang("restore", str(tmp_path / "data" / "backups" / "b.zip"), "--replace")
            assert refused.returncode == 1, "a service runs there"
    finally:
        served.kill()

    done = _loalang("restore", str(tmp_path / "data" / "backups" / "b.zip"), "--replace", "--json")
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert (said["stopped"], said["ended_emergencies"], said["compared"]) == (["xã Liên An"], 1, True)
    assert later.is_error or "máy mới" in str(said["look_at"])

    served = Served(tmp_path)
    try:
        with served.client(token) as client:
            stop = client.get("/stop-all").json()
            assert (stop["stopped"], stop["would_sound"]) == (True, [])
            assert stop["reason"].startswith("Phục hồi từ bản sao lưu")
            assert client.get(f"/emergencies/{alarm}").json()["state"] == "ended"
            assert "restored" in {each["code"] for each in client.get("/faults").json()["items"]}
            board = served.data / "stations"
            assert until(lambda: any('"stopped":true' in path.read_text() for path in board.glob("*/board.json")), 30)
            before = len([line for line in _lines(client) if line["state"] == "on_air"])
            client.post("/stop-all/lift").raise_for_status()
            again = _alarm(client, "Việc mới.")
            assert until(lambda: any(line["occurrence_id"] == again for line in _lines(client)), 30), served.log
            heard = [line for line in _lines(client) if line["state"] == "on_air"]
            assert len(heard) == before + 1, "only what was ordered after the restore"
    finally:
        served.stop()
