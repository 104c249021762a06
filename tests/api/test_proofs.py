"""Grave acts over REST: a screen that was left open is not enough for them, nor is a token; silence asks for nothing."""

import ast
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.accounts import Grave
from app.clock import ManualClock
from app.words import word
from app.zones import Founding

PASSWORD, PIN = "mưa rào đêm qua", "481516"
APP = Path(__file__).resolve().parents[2] / "app"
PERSON = {"name": "Lê Thị Hai", "roles": ["viewer"]}

ASKED: dict[Grave, tuple[str, str, dict[str, Any]]] = {
    Grave.DELEGATE: (
        "POST",
        "/approval/delegations",
        {"json": {"deputy": "Văn Sáu", "ends_at": "2025-11-10", "reason": "Đi tập huấn."}},
    ),
    Grave.ADD_PERSON: ("POST", "/people", {"json": PERSON}),
    Grave.CHANGE_PERSON: ("PUT", "/people/{person}", {"json": PERSON, "headers": {"If-Match": '"1"'}}),
    Grave.LET_IN_AGAIN: ("POST", "/people/{person}/invitations", {}),
    Grave.FORGET_FACTORS: ("DELETE", "/people/{person}/factors", {}),
    Grave.LET_LEAVE: ("POST", "/people/{person}/leave", {}),
    Grave.ERASE_NAME: ("DELETE", "/audit/names/{person}", {}),
    Grave.MAKE_TOKEN: ("POST", "/tokens", {"json": {"label": "máy tính bảng"}}),
    Grave.MAKE_STATION_CODE: ("POST", "/stations/{station}/enrolment-codes", {}),
    Grave.SET_PIN: ("PUT", "/emergencies/pin", {"json": {"pin": PIN, "old_pin": "271828"}}),
    Grave.LIFT_STOP: ("POST", "/stop-all/lift", {"json": {"let_go_on": []}}),
    Grave.ONE_OFFICER: ("PUT", "/approval", {"json": {"one_officer": True}}),
    Grave.ADD_FACTOR: ("POST", "/me/totp", {}),
    Grave.REMOVE_FACTOR: ("DELETE", "/me/totp", {}),
    Grave.RENEW_CODES: ("POST", "/me/recovery-codes", {}),
}
"""A request for each, which is right in itself."""


@pytest.fixture
def signed_in(browser: httpx.Client, founding: Founding) -> httpx.Client:
    """The administrator's browser, and a person and a station to act on."""
    bearer = {"Authorization": f"Bearer {founding.token}"}
    assert browser.put("/api/v1/me/password", json={"password": PASSWORD}, headers=bearer).status_code == 204
    login = browser.get("/api/v1/me", headers=bearer).json()["login"]
    assert browser.post("/api/v1/sign-ins", json={"login": login, "password": PASSWORD}).status_code == 201
    return browser


@pytest.fixture
def ids(signed_in: httpx.Client) -> dict[str, str]:
    person = signed_in.post("/api/v1/people", json=PERSON | {"name": "Văn Sáu"}).json()["id"]
    station = signed_in.post("/api/v1/stations", json={"name": "Máy ở trụ sở"}).json()["id"]
    return {"person": person, "station": station}


def _codes(ask: Callable[..., httpx.Response], ids: dict[str, str]) -> dict[Grave, str]:
    found = {}
    for grave, (method, path, more) in ASKED.items():
        answer = ask(method, f"/api/v1{path}".format_map(ids), **more)
        found[grave] = "" if answer.is_success else f"{answer.json()['code']} {answer.json().get('act', '')}".strip()
    return found


def test_every_grave_act_is_asked_in_one_place_and_said_in_words() -> None:
    asked = Counter(
        node.attr
        for path in APP.rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "must"
        for argument in call.args
        for node in ast.walk(argument)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "Grave"
    )
    assert asked.keys() == {grave.name for grave in Grave} == {grave.name for grave in ASKED}
    shared = {"ADD_FACTOR", "REMOVE_FACTOR"}  # a telephone or a passkey
    assert {name for name, times in asked.items() if times > 1} <= shared
    assert all(word("grave", grave.value) for grave in Grave)


def test_a_screen_left_open_does_no_grave_act(signed_in: httpx.Client, ids: dict[str, str], clock: ManualClock) -> None:
    assert signed_in.get("/api/v1/me").json()["has_proved"] is True
    clock.advance(timedelta(minutes=5))
    assert signed_in.get("/api/v1/me").json()["has_proved"] is False
    refused = _codes(signed_in.request, ids)
    assert refused == {grave: f"proof_missing {grave.value}" for grave in Grave}
    before = signed_in.cookies["loalang"]
    wrong = signed_in.post("/api/v1/sign-ins/current/proof", json={"password": "không phải câu này"})
    assert (wrong.status_code, wrong.json()["code"]) == (401, "wrong_password")
    assert signed_in.get("/api/v1/me").json()["has_proved"] is False
    assert signed_in.post("/api/v1/sign-ins/current/proof", json={"password": PASSWORD}).status_code == 204
    assert before != signed_in.cookies["loalang"]
    stale = httpx.Request("GET", "http://loalang.test/api/v1/me", headers={"Cookie": f"loalang={before}"})
    assert signed_in.send(stale).status_code == 401, "one that was taken before is worth nothing"
    done = _codes(signed_in.request, ids)
    assert {grave: code for grave, code in done.items() if code} == {
        Grave.REMOVE_FACTOR: "not_found",
        Grave.RENEW_CODES: "not_found",
    }


def test_a_token_does_none_either_once_its_person_can_sign_in(
    client: httpx.Client, ids: dict[str, str], founding: Founding
) -> None:
    bearer = {"Authorization": f"Bearer {founding.token}"}

    def ask(method: str, path: str, **more: Any) -> httpx.Response:  # noqa: ANN401  # as the client takes it
        return client.request(method, path, **more | {"headers": more.get("headers", {}) | bearer})

    assert _codes(ask, ids) == {grave: f"token_not_enough {grave.value}" for grave in Grave}
    refused = ask("POST", "/api/v1/sign-ins/current/proof", json={"password": PASSWORD})
    assert (refused.status_code, refused.json()["code"]) == (403, "no_sign_in")


def test_the_pin_is_a_proof_too(signed_in: httpx.Client, clock: ManualClock) -> None:
    assert signed_in.put("/api/v1/emergencies/pin", json={"pin": PIN}).is_success
    clock.advance(timedelta(minutes=10))
    assert signed_in.put("/api/v1/emergencies/pin", json={"pin": "271828", "old_pin": PIN}).is_success
    assert signed_in.post("/api/v1/stop-all", json={}).is_success
    lift = {"let_go_on": list[str]()}
    wrong = signed_in.post("/api/v1/stop-all/lift", headers={"X-Emergency-Pin": "999000"}, json=lift)
    assert (wrong.status_code, wrong.json()["code"]) == (403, "wrong_pin")
    assert signed_in.get("/api/v1/stop-all").json()["stopped"] is True
    assert signed_in.post("/api/v1/stop-all/lift", headers={"X-Emergency-Pin": "271828"}, json=lift).is_success


def test_silence_asks_for_no_proof(signed_in: httpx.Client, ids: dict[str, str], clock: ManualClock) -> None:
    text = {"title": "Mời họp", "script": "Kính mời bà con.", "valid_from": "2025-11-01", "valid_to": "2025-12-01"}
    bulletin = signed_in.post("/api/v1/bulletins", json=text).json()["id"]
    assert signed_in.put("/api/v1/approval", json={"one_officer": True}).is_success
    for act in ("submit", "approve"):
        assert signed_in.post(f"/api/v1/bulletins/{bulletin}/versions/1/{act}").is_success
    zone = signed_in.post("/api/v1/zones", json={"name": "thôn Đông", "level": "village"}).json()["id"]
    clock.advance(timedelta(minutes=10))
    for method, path in (
        ("POST", "/stop-all"),
        ("POST", f"/bulletins/{bulletin}/versions/1/withdraw"),
        ("DELETE", f"/zones/{zone}"),
        ("DELETE", f"/stations/{ids['station']}"),
    ):
        answer = signed_in.request(method, f"/api/v1{path}", json={"reason": "Sai giờ."} if method == "POST" else None)
        assert answer.is_success, (path, answer.text)
    this = signed_in.get("/api/v1/sign-ins").json()["items"][0]["id"]
    assert signed_in.delete(f"/api/v1/sign-ins/{this}").status_code == 204


def test_guesses_of_a_proof_are_counted(signed_in: httpx.Client) -> None:
    codes = [
        signed_in.post("/api/v1/sign-ins/current/proof", json={"password": f"sai mật khẩu {number}"}).status_code
        for number in range(6)
    ]
    assert codes == [401] * 5 + [429]
