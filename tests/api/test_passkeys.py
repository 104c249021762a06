"""Passkeys, made and used by a device of these tests' own: what it signs for another page, again, or backwards lets nobody in."""

from collections.abc import Iterator
from datetime import timedelta

import httpx
import pytest

from app.clock import ManualClock
from app.main import create_app
from app.wiring import Services
from app.zones import Founding
from tests.support.device import Device
from tests.support.in_process import InProcess

PASSWORD = "mưa rào đêm qua"  # noqa: S105  # of this test
SITE = "http://localhost:8080"


@pytest.fixture
def browser(services: Services, founding: Founding) -> Iterator[httpx.Client]:
    """The administrator's, at the machine itself."""
    with httpx.Client(transport=InProcess(create_app(services)), base_url=SITE, headers={"Origin": SITE}) as browser:
        bearer = {"Authorization": f"Bearer {founding.token}"}
        assert browser.put("/api/v1/me/password", json={"password": PASSWORD}, headers=bearer).status_code == 204
        login = browser.get("/api/v1/me", headers=bearer).json()["login"]
        assert browser.post("/api/v1/sign-ins", json={"login": login, "password": PASSWORD}).status_code == 201
        browser.params = browser.params.set("login", login)
        yield browser


@pytest.fixture
def device() -> Device:
    return Device(SITE)


def _post(browser: httpx.Client, path: str, **form: object) -> httpx.Response:
    return browser.post(f"/api/v1{path}", json=form)


def _add(browser: httpx.Client, device: Device) -> httpx.Response:
    options = browser.post("/api/v1/me/passkeys/options").json()["public_key"]
    return _post(browser, "/me/passkeys", label="Điện thoại", credential=device.make(options))


def _asked(browser: httpx.Client) -> dict[str, object]:
    found: dict[str, object] = browser.post("/api/v1/sign-ins/passkey/options").json()["public_key"]
    return found


def _come(browser: httpx.Client, credential: object) -> tuple[int, str]:
    answer = _post(browser, "/sign-ins/passkey", credential=credential)
    return answer.status_code, answer.json().get("code", "")


REFUSED = (403, "wrong_factor")


def test_it_is_a_second_factor_and_a_whole_sign_in(browser: httpx.Client, device: Device, clock: ManualClock) -> None:
    added = _add(browser, device)
    assert (added.status_code, len(added.json()["recovery_codes"])) == (201, 10)
    [mine] = browser.get("/api/v1/me/factors").json()["passkeys"]
    renamed = browser.put(f"/api/v1/me/passkeys/{mine['id']}", json={"label": "Máy ở nhà"})
    assert (renamed.status_code, mine["label"]) == (204, "Điện thoại")

    browser.cookies.clear()
    login = browser.params["login"]
    half = _post(browser, "/sign-ins", login=login, password=PASSWORD).json()
    assert half["second_factor"] == ["passkey"]
    assert browser.get("/api/v1/me").json()["code"] == "second_factor_missing"
    options = browser.post("/api/v1/me/passkeys/proof-options").json()["public_key"]
    assert [each["id"] for each in options["allowCredentials"]] == [device.name]
    assert _post(browser, "/sign-ins/current/proof", passkey=device.answer(options)).status_code == 204
    assert browser.get("/api/v1/me").json()["has_proved"] is True

    browser.cookies.clear()
    assert _come(browser, device.answer(_asked(browser)))[0] == 201
    assert browser.get("/api/v1/me").json()["has_proved"] is True
    last = browser.get("/api/v1/audit", params={"act": "sign_in"}).json()["items"][0]
    assert last["facts"]["by"] == "passkey"
    clock.advance(timedelta(minutes=6))
    options = browser.post("/api/v1/me/passkeys/proof-options").json()["public_key"]
    assert _post(browser, "/sign-ins/current/proof", passkey=device.answer(options)).status_code == 204
    assert browser.delete(f"/api/v1/me/passkeys/{mine['id']}").status_code == 204
    browser.cookies.clear()
    assert _come(browser, device.answer(_asked(browser))) == REFUSED


def test_what_is_signed_for_another_page_again_late_or_backwards_lets_nobody_in(
    browser: httpx.Client, device: Device, clock: ManualClock
) -> None:
    _add(browser, device)
    browser.cookies.clear()
    asked = _asked(browser)
    for origin in ("http://localhost:8081", "https://localhost:8080", "http://evil.test", "http://localhost.evil.test:8080"):
        assert _come(browser, device.answer(asked, origin=origin)) == REFUSED
    assert _come(browser, device.answer(asked, host="evil.test")) == REFUSED
    assert _come(browser, device.answer(asked, is_verified=False)) == REFUSED
    assert _come(browser, device.answer(asked, kind="webauthn.create")) == REFUSED
    assert _come(browser, Device(SITE, name=device.name).answer(asked)) == REFUSED, "another key of the same name"
    assert _come(browser, Device(SITE).answer(asked)) == REFUSED
    assert _come(browser, device.answer(asked | {"challenge": "A" * 75})) == REFUSED
    right = device.answer(asked)
    assert _come(browser, right)[0] == 201
    assert _come(browser, right) == REFUSED
    assert _come(browser, device.answer(asked)) == REFUSED, "the challenge was used"
    assert _come(browser, device.answer(_asked(browser), count=1)) == REFUSED, "a copy counts behind"
    late = _asked(browser)
    clock.advance(timedelta(minutes=5))
    assert _come(browser, device.answer(late)) == REFUSED
    broken: list[dict[str, object]] = [{}, {"response": {}}, {"response": {"clientDataJSON": "!"}}]
    for each in (*broken, right | {"rawId": 7}, right | {"response": None}):
        assert _come(browser, each) == REFUSED, each


def test_who_has_a_passkey_alone_proves_by_a_recovery_code_too(browser: httpx.Client, device: Device) -> None:
    first, second, *_ = _add(browser, device).json()["recovery_codes"]
    assert _post(browser, "/sign-ins/current/proof", code="000000").json()["code"] == "wrong_factor"
    assert _post(browser, "/sign-ins/current/proof", code=first).status_code == 204
    assert browser.post("/api/v1/me/totp").is_success, "a telephone that is not confirmed yet"
    assert _post(browser, "/sign-ins/current/proof", code=first).json()["code"] == "wrong_factor"
    assert _post(browser, "/sign-ins/current/proof", code=second).status_code == 204


def test_a_challenge_is_for_one_purpose(browser: httpx.Client, device: Device) -> None:
    options = browser.post("/api/v1/me/passkeys/options").json()["public_key"]
    assert _post(browser, "/me/passkeys", label="x", credential=device.make(_asked(browser) | {"user": options["user"]})).json()[
        "code"
    ] == ("wrong_factor")
    _add(browser, device)
    mine = browser.post("/api/v1/me/passkeys/proof-options").json()["public_key"]
    assert _come(browser, device.answer(mine)) == REFUSED
    assert _post(browser, "/sign-ins/current/proof", passkey=device.answer(_asked(browser))).json()["code"] == "wrong_factor"


def test_it_is_offered_where_browsers_have_it(browser: httpx.Client) -> None:
    far = {"Host": "loalang.test", "Origin": "http://loalang.test"}
    refused = browser.post("/api/v1/sign-ins/passkey/options", headers=far)
    assert (refused.status_code, refused.json()["code"]) == (409, "passkeys_need_https")
