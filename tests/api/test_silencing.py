"""Each act of silence over HTTP while the database takes nothing: done, with a warning, and the same as ever once it is there."""

from collections.abc import Iterator
from datetime import timedelta

import httpx
import pytest

from app.clock import ManualClock
from app.db import Sessions
from app.main import create_app
from app.playout import OccurrenceState
from app.wiring import Services
from app.zones import found_commune, stations
from tests.support.in_process import InProcess
from tests.support.office import Office
from tests.support.refusing import FULL, LOCKED, READ_ONLY, refusing
from tests.support.web import waiting

API = "/api/v1"


@pytest.fixture
def sessions(sqlite: Sessions) -> Sessions:
    """On SQLite alone: PostgreSQL reads and writes by the same connections."""
    return sqlite


@pytest.fixture
def office(sqlite: Sessions, clock: ManualClock) -> Office:
    with sqlite.begin() as session:
        founding = found_commune(session, clock, name="xã Liên An", admin="Nguyễn Thu")
    return Office(sqlite, clock, founding)


@pytest.fixture
def client(services: Services, office: Office) -> Iterator[httpx.Client]:
    headers = {"Authorization": f"Bearer {office.founding.token}"}
    with httpx.Client(transport=InProcess(create_app(services)), base_url="http://loalang.test", headers=headers) as found:
        yield found


def acts(office: Office) -> dict[str, tuple[str, str, dict[str, str]]]:
    """What can be silenced, by the act's name: method, address, form."""
    first, second = office.approved(), office.approved()
    office.slot(first)
    office.slot(second)
    office.prepare()
    station = office.station()
    cancelled = office.first()
    key = next(key for key in (first, second) if key.version_id not in cancelled.version_ids)
    withdraw = f"{API}/bulletins/{key.bulletin_id}/versions/{key.number}/withdraw"
    return {
        "cancel_occurrence": ("POST", f"{API}/occurrences/{cancelled.id}/cancel", {"reason": "Họp."}),
        "withdraw": ("POST", withdraw, {"reason": "Sai số liệu."}),
        "remove_station": ("DELETE", f"{API}/stations/{station.station.id}", {}),
    }


def ask(client: httpx.Client, method: str, path: str, form: dict[str, str]) -> httpx.Response:
    return client.request(method, path, json=form or None)


@pytest.mark.parametrize("why", [LOCKED, FULL, READ_ONLY])
def test_it_is_done_and_the_answer_warns(client: httpx.Client, services: Services, office: Office, why: str) -> None:
    wanted = acts(office)
    with refusing(office.sessions, why):
        for act, asked in wanted.items():
            answer = ask(client, *asked)
            body = answer.json()
            assert (answer.status_code, body["act"], body["warning"]["code"]) == (202, act, "silence_waiting"), answer.text
            assert body["warning"]["title"]
            assert body["warning"]["detail"]
            again = ask(client, *asked)
            assert (again.status_code, again.json()["at"]) == (202, body["at"]), "the same act, once"
        stopped = client.post(f"{API}/stop-all", json={"reason": "Cho chắc."})
        assert (stopped.status_code, stopped.json()["stopped"]) == (200, True)
        assert stopped.json()["warning"]["code"] == "silence_waiting"
        assert len(waiting(services)) == 4
    services.silencer.sweep()
    assert waiting(services) == []
    assert client.get(wanted["cancel_occurrence"][1].removesuffix("/cancel")).json()["state"] == OccurrenceState.CANCELLED
    assert client.get(wanted["withdraw"][1].removesuffix("/withdraw")).json()["state"] == "withdrawn"
    with office.sessions.read() as session:
        assert stations(session, office.commune_id) == []
    assert client.post(f"{API}/stop-all", json={}).json()["warning"] is None


def test_a_day_that_is_cancelled_is_silent_at_once_where_it_is_planned(
    client: httpx.Client, services: Services, office: Office
) -> None:
    slot = office.slot(office.approved())
    office.prepare()
    known = office.first()
    day = f"{API}/slots/{slot.id}/days"
    form = {"cancelled": True, "reason": "Mất điện."}
    with refusing(office.sessions):
        answer = client.put(f"{day}/{known.day}", json=form)
        assert (answer.status_code, answer.json()["act"]) == (202, "cancel_occurrence")
        assert known.id in services.stops.hush_of(office.commune_id).ids
    services.silencer.sweep()
    later = client.put(f"{day}/{known.day + timedelta(days=1)}", json=form)
    far = client.put(f"{day}/{known.day + timedelta(days=100)}", json=form)
    assert [(each.status_code, each.json()["cancelled"]) for each in (later, far)] == [(200, True)] * 2
    assert [each["cancelled"] for each in client.get(day).json()["items"]] == [True] * 3


def test_without_trouble_the_answers_are_what_they_were(client: httpx.Client, office: Office) -> None:
    wanted = acts(office)
    assert ask(client, *wanted["cancel_occurrence"]).json()["state"] == "cancelled"
    withdrawn = ask(client, *wanted["withdraw"])
    assert withdrawn.json()["state"] == "withdrawn"
    assert withdrawn.headers["etag"]
    assert ask(client, *wanted["remove_station"]).status_code == 204
    office.clock.advance(timedelta(seconds=1))  # in the same instant it would be one act that two say
    assert ask(client, *wanted["withdraw"]).status_code == 409
    assert ask(client, *wanted["remove_station"]).status_code == 404
    assert client.post(f"{API}/stop-all", json={}).json()["warning"] is None


def test_who_was_known_may_silence_while_the_database_says_nothing_and_nobody_else(
    client: httpx.Client, services: Services, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.post(f"{API}/stop-all", json={}).raise_for_status()
    client.post(f"{API}/stop-all/lift").raise_for_status()

    def gone(*_: object) -> None:
        raise OSError("the database is gone")

    monkeypatch.setattr(services.sessions, "read", gone)
    with refusing(office.sessions):
        answer = client.post(f"{API}/stop-all", json={"reason": "Phát nhầm."})
        assert (answer.status_code, answer.json()["by"]) == (200, office.actor.name)
        stranger = client.post(f"{API}/stop-all", json={}, headers={"Authorization": "Bearer nobody"})
        assert stranger.status_code == 503


def test_every_door_of_silence_says_so_in_its_description(client: httpx.Client) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    doors = {
        ("/emergencies/{emergency_id}/cancel", "post"),
        ("/occurrences/{occurrence_id}/cancel", "post"),
        ("/bulletins/{bulletin_id}/versions/{number}/withdraw", "post"),
        ("/stations/{station_id}", "delete"),
        ("/zones/{zone_id}", "delete"),
    }
    assert [door for door in doors if "202" not in paths[API + door[0]][door[1]]["responses"]] == []
