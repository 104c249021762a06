"""The log over REST: every line, in pages that neither skip nor repeat, by kind, state, time and station."""

from datetime import timedelta
from uuid import uuid4

import httpx
import pytest

from app.clock import ManualClock
from app.db import Sessions
from app.playout import OccurrenceState
from app.zones import Founding, NewStation
from tests.support.database import ON_BOTH
from tests.support.office import Office

MINUTE = timedelta(minutes=1)
S = OccurrenceState


@pytest.fixture
def office(sessions: Sessions, clock: ManualClock, founding: Founding) -> Office:
    return Office(sessions, clock, founding)


@pytest.fixture
def station(office: Office) -> NewStation:
    """With forty lines: twenty things that began and ended, two of them at every instant."""
    station = office.station()
    office.slot(office.approved())
    first = office.first()
    for number in range(20):
        about = {"occurrence_id": uuid4(), "title": f"Tin {number}", "approved_by": "Lê Hoa"}
        office.report(station, first, S.ON_AIR, **about)
        office.report(station, first, S.AIRED if number % 4 else S.MISSED, seconds=60.0, **about)
        if number % 2:
            office.clock.advance(MINUTE)
    return station


def walk(client: httpx.Client, **asked: object) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    cursor: str | None = None
    while True:
        given = {key.rstrip("_"): value for key, value in asked.items()} | ({"cursor": cursor} if cursor else {})
        answer = client.get("/api/v1/as-run", params=given)  # type: ignore[arg-type]  # text and numbers
        assert answer.status_code == 200, answer.text
        found += answer.json()["items"]
        cursor = answer.json()["cursor"]
        if cursor is None:
            return found


@ON_BOTH
@pytest.mark.parametrize("limit", [1, 7, 40, 500])
def test_pages_hold_every_line_once_in_the_order_of_time(client: httpx.Client, station: NewStation, limit: int) -> None:
    found = walk(client, limit=limit)
    assert len({line["id"] for line in found}) == len(found) == 40
    assert [str(line["at"]) for line in found] == sorted(str(line["at"]) for line in found)
    assert {line["station_id"] for line in found} == {str(station.station.id)}
    assert {line["title"] for line in found[:4]} == {"Tin 0", "Tin 1"}
    assert {(line["approved_by"], line["kind_word"]) for line in found} == {("Lê Hoa", "Chương trình")}


@ON_BOTH
@pytest.mark.usefixtures("station")
def test_by_state_time_kind_and_station(client: httpx.Client) -> None:
    assert len(walk(client, state="missed")) == 5
    assert walk(client, kind="emergency") == []
    assert walk(client, station_id=str(uuid4())) == []
    assert len(walk(client, from_="2025-11-04T08:01", to="2025-11-04T08:03")) == 8
    assert len(walk(client, from_="2025-11-04", to="2025-11-04")) == 40
    assert walk(client, to="2025-11-03") == []


@pytest.mark.parametrize("cursor", ["x", "2025/x", "/", "9999-12-31T23:59:59-23:59/019a4c00-0000-7000-8000-00000000000a"])
def test_a_cursor_that_is_none(client: httpx.Client, cursor: str) -> None:
    answer = client.get("/api/v1/as-run", params={"cursor": cursor})
    assert (answer.status_code, answer.json()["code"]) == (422, "bad_cursor")
