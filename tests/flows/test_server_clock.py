"""A running service whose wall clock is set a day ahead for 75 seconds, and then right: nothing is lost by it.

libfaketime puts another time under the service and the station it starts; the monotonic clock stays true.
"""

import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.clock import SystemClock, local
from tests.station.test_faked_clock import LIBRARY, SetByHand
from tests.support.serving import Served
from tests.support.waiting import until

CLOCK = SystemClock()
DAY, MINUTE, SECOND = timedelta(days=1), timedelta(minutes=1), timedelta(seconds=1)
PIN = "481516"

pytestmark = [
    pytest.mark.slow(140, waits=True),
    pytest.mark.skipif(LIBRARY is None or sys.platform != "linux", reason="needs libfaketime"),
]


@pytest.fixture
def wall(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SetByHand:
    wall = SetByHand(tmp_path / "clock")
    for name, value in (
        ("LD_PRELOAD", str(LIBRARY)),
        ("FAKETIME_TIMESTAMP_FILE", str(tmp_path / "clock")),
        ("FAKETIME_NO_CACHE", "1"),
        ("FAKETIME_DONT_FAKE_MONOTONIC", "1"),
        ("LOALANG_DATA_DIR", str(tmp_path / "data")),
        ("LOALANG_PORT", "0"),
        ("LOALANG_STATION__OUTPUT", "null"),
    ):
        monkeypatch.setenv(name, value)
    return wall


@pytest.fixture
def service(wall: SetByHand, tmp_path: Path) -> Iterator[tuple[httpx.Client, Served]]:
    wall.set(timedelta(0))
    served = Served(tmp_path)
    try:
        with served.client(served.set_up()) as client:
            yield client, served
    finally:
        served.stop()


def _approved(client: httpx.Client) -> str:
    today = local(CLOCK.now()).date()
    form = {"title": "Họp", "kind": "notice", "script": "Mời bà con họp.", "valid_from": str(today), "valid_to": str(today)}
    made = client.post("/bulletins", json=form).raise_for_status().json()
    for act in ("submit", "approve"):
        client.post(f"/bulletins/{made['id']}/versions/1/{act}").raise_for_status()
    return str(made["id"])


def _slot(client: httpx.Client, bulletin: str, at: datetime) -> None:
    here = local(at)
    form = {"title": f"{here:%H:%M}", "at": f"{here:%H:%M}", "bulletins": [bulletin], "first_date": str(here.date())}
    client.post("/slots", json=form | {"last_date": str(here.date())}).raise_for_status()


def _any_hour(client: httpx.Client) -> None:
    """Quiet hours that are not now, whenever this runs."""
    known = client.get("/regulation")
    quiet = local(CLOCK.now()) + timedelta(hours=6)
    hours = {"quiet_from": f"{quiet:%H:00}", "quiet_to": f"{quiet + timedelta(hours=1):%H:00}"}
    form = {"number": "1/QC", "dated": str(local(CLOCK.now()).date()), **hours}
    client.put("/regulation", json=form, headers={"If-Match": known.headers["etag"]}).raise_for_status()


def _states(client: httpx.Client) -> dict[str, str]:
    today = str(local(CLOCK.now()).date())
    return {each["title"]: each["state"] for each in client.get("/occurrences", params={"date": today}).json()["items"]}


def _faults(client: httpx.Client) -> set[str]:
    return {each["code"] for each in client.get("/faults").json()["items"] if each["ended_at"] is None}


def test_a_day_ahead_for_75_seconds_costs_nothing(service: tuple[httpx.Client, Served], wall: SetByHand) -> None:
    client, served = service
    _any_hour(client)
    bulletin = _approved(client)
    begin = CLOCK.now()
    due = (begin + 2 * MINUTE).replace(second=0, microsecond=0)
    late = due + 4 * MINUTE
    for at in (due, late):
        _slot(client, bulletin, at)
    assert until(lambda: set(_states(client).values()) == {"prepared"}, 60), served.log
    client.put("/emergencies/pin", json={"pin": PIN}).raise_for_status()
    alarm: dict[str, Any] = {"text": "Nước lên.", "zones": ["xã Liên An"], "ends_at": (begin + timedelta(hours=2)).isoformat()}
    raised = client.post("/emergencies", json=alarm, headers={"X-Emergency-Pin": PIN, "Idempotency-Key": "k"})
    emergency = raised.raise_for_status().json()["id"]

    jumped = CLOCK.monotonic()
    wall.set(DAY)
    assert until(lambda: "server_clock_unsure" in _faults(client), 30), served.log
    assert until(lambda: CLOCK.monotonic() - jumped >= 75, 90)
    assert client.get(f"/emergencies/{emergency}").json()["state"] == "active"
    assert client.get(f"/bulletins/{bulletin}").json()["state"] == "approved"
    assert set(_states(client).values()) <= {"prepared", "on_air", "aired"}
    wall.set(timedelta(0))
    assert until(lambda: "server_clock_unsure" not in _faults(client), 30), served.log
    client.post(f"/emergencies/{emergency}/cancel", json={}).raise_for_status()
    assert until(lambda: _states(client)[f"{local(due):%H:%M}"] == "aired", 120), (_states(client), served.log)
    assert _states(client)[f"{local(late):%H:%M}"] in {"prepared", "on_air", "aired"}
