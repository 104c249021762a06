"""Stations as people manage them: made, enrolled by a code, taken away."""

from datetime import timedelta

import httpx
import pytest

from app.clock import ManualClock
from app.wire.dismissal import read_dismissal
from app.wire.enrolment import CodeProof, Enrolment, proven
from app.wire.errors import OtherStationError
from app.wire.protocol import EnrolmentReply
from tests.support.database import ON_BOTH

STATIONS = "/api/v1/stations"


def add(client: httpx.Client, name: str = "Máy ở trụ sở", **more: object) -> str:
    answer = client.post(STATIONS, json={"name": name, **more})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def code_for(client: httpx.Client, station: str) -> str:
    answer = client.post(f"{STATIONS}/{station}/enrolment-codes")
    assert answer.status_code == 201
    return str(answer.json()["code"])


def enrol(client: httpx.Client, code: str) -> httpx.Response:
    return client.post("/api/v1/station/enrol", json={"lookup": CodeProof.of(code).lookup}, headers={"Authorization": ""})


def manifest(client: httpx.Client, token: str) -> int:
    return client.get("/api/v1/station/manifest", headers={"Authorization": f"Bearer {token}"}).status_code


def test_a_code_works_once_and_ends_the_token_of_before(client: httpx.Client) -> None:
    station = add(client)
    first = code_for(client, station)
    token = proven(first, EnrolmentReply.model_validate(enrol(client, first).json())).token
    assert manifest(client, token) == 200
    assert enrol(client, first).json()["code"] == "enrolment_code"
    second = code_for(client, station)
    assert manifest(client, token) == 200, "nothing ends before the new code is used"
    renewed = proven(second, EnrolmentReply.model_validate(enrol(client, second).json()))
    assert str(renewed.station_id) == station
    assert (manifest(client, token), manifest(client, renewed.token)) == (401, 200)


@ON_BOTH
@pytest.mark.parametrize("end", ["renewed", "removed"])
def test_a_pc_that_is_a_station_no_more_is_given_the_signed_word_of_it(client: httpx.Client, end: str) -> None:
    def word(of: Enrolment) -> httpx.Response:
        return client.get("/api/v1/station/dismissal", headers={"Authorization": f"Bearer {of.token}"})

    station = add(client)
    code = code_for(client, station)
    first = proven(code, EnrolmentReply.model_validate(enrol(client, code).json()))
    assert word(first).status_code == 401, "it has not ended"
    if end == "removed":
        assert client.delete(f"{STATIONS}/{station}").status_code == 204
    else:
        code = code_for(client, station)
        second = proven(code, EnrolmentReply.model_validate(enrol(client, code).json()))
        assert word(second).status_code == 401
        with pytest.raises(OtherStationError):
            read_dismissal(word(first).content, second)
    assert word(first).status_code == 200
    assert str(read_dismissal(word(first).content, first).station_id) == station
    assert word(Enrolment(first.station_id, first.public_key, "a-token-that-never-was")).status_code == 401


def test_a_newer_code_and_time_end_a_code(client: httpx.Client, clock: ManualClock) -> None:
    station = add(client)
    older, newer = code_for(client, station), code_for(client, station)
    assert enrol(client, older).status_code == 403
    clock.advance(timedelta(minutes=30))
    assert enrol(client, newer).status_code == 403
    assert enrol(client, "ABCDE-FGHJK-LMNPQ-RSTUV").status_code == 403


def test_a_station_taken_away_is_let_in_no_more(client: httpx.Client) -> None:
    station = add(client)
    code, later = code_for(client, station), add(client, "Máy khác")
    token = proven(code, EnrolmentReply.model_validate(enrol(client, code).json())).token
    assert client.delete(f"{STATIONS}/{station}").status_code == 204
    assert manifest(client, token) == 401
    assert client.post(f"{STATIONS}/{station}/enrolment-codes").status_code == 404
    assert client.delete(f"{STATIONS}/{station}").status_code == 404
    assert [each["id"] for each in client.get(STATIONS).json()["items"]] == [later]


@pytest.mark.parametrize(
    ("form", "code"),
    [({"name": " "}, "bad_station_name"), ({"name": "a\nb\u202e"}, "request_invalid")],
)
def test_a_name_can_be_printed(client: httpx.Client, form: dict[str, str], code: str) -> None:
    answer = client.post(STATIONS, json=form)
    assert (answer.status_code, answer.json()["code"]) == (422, code)


def test_zones_are_named_by_their_paths(client: httpx.Client) -> None:
    add(client, zones=["xã Liên An"])
    assert client.post(STATIONS, json={"name": "Máy hai", "zones": ["thôn nào"]}).json()["code"] == "unknown_zone"
    assert client.post(STATIONS, json={"name": "Máy ở trụ sở"}).json()["code"] == "station_exists"
