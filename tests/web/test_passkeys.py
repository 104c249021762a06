"""A passkey on pages: added, a second step, a whole sign-in, taken away; what a browser brings is a plain form."""

import json
import re
from collections.abc import Iterator

import httpx
import pytest

from app.main import create_app
from app.wiring import Services
from app.zones import Founding
from tests.support.device import Device
from tests.support.in_process import InProcess
from tests.web.conftest import PASSWORD

SITE = "http://localhost:8080"
pytestmark = pytest.mark.parametrize("sessions", ["sqlite"], indirect=True)
PLACE = "/cai-dat/xac-thuc"


@pytest.fixture
def browser(services: Services, founding: Founding) -> Iterator[httpx.Client]:
    """The administrator's, at the machine itself, signed in through the gate."""
    headers = {"Origin": SITE, "Accept": "text/html"}
    with httpx.Client(transport=InProcess(create_app(services)), base_url=SITE, headers=headers) as browser:
        bearer = {"Authorization": f"Bearer {founding.token}"}
        assert browser.put("/api/v1/me/password", json={"password": PASSWORD}, headers=bearer).status_code == 204
        browser.params = browser.params.set("login", browser.get("/api/v1/me", headers=bearer).json()["login"])
        assert _come(browser).status_code == 303
        yield browser


def _come(browser: httpx.Client) -> httpx.Response:
    return browser.post("/dang-nhap", data={"login": browser.params["login"], "password": PASSWORD})


def _made(browser: httpx.Client, device: Device) -> dict[str, str]:
    options = browser.post("/api/v1/me/passkeys/options").json()["public_key"]
    return {"credential": json.dumps(device.make(options))}


def test_a_passkey_is_added_used_and_taken_away(browser: httpx.Client) -> None:
    device = Device(SITE)
    assert 'data-hoi="/api/v1/me/passkeys/options" hidden' in browser.get(PLACE).text
    assert 'href="#label"' in browser.post(f"{PLACE}/khoa", data={"label": " "} | _made(browser, device)).text
    assert browser.post(f"{PLACE}/khoa", data={"label": "Máy ở nhà", "credential": "[]"}).status_code == 403
    assert browser.post("/dang-nhap/khoa", data={"credential": "[" * 20_000}).status_code == 403
    added = browser.post(f"{PLACE}/khoa", data={"label": "Máy ở nhà"} | _made(browser, device))
    assert added.text.count('<li class="key">') == 10
    shown = browser.get(PLACE).text
    assert "Máy ở nhà" in shown

    browser.post("/dang-xuat")
    half = _come(browser)
    assert "Dùng khóa đăng nhập" in half.text
    options = browser.post("/api/v1/me/passkeys/proof-options").json()["public_key"]
    proof = {"credential": json.dumps(device.answer(options)), "after": PLACE, "second": "true"}
    assert browser.post("/xac-nhan", data=proof).headers["location"] == PLACE

    browser.post("/dang-xuat")
    options = browser.post("/api/v1/sign-ins/passkey/options").json()["public_key"]
    whole = {"credential": json.dumps(device.answer(options)), "after": "/lich-phat"}
    assert browser.post("/dang-nhap/khoa", data=whole).headers["location"] == "/lich-phat"
    assert browser.post("/dang-nhap/khoa", data=whole).status_code == 403, "what was signed once lets nobody in again"

    [away] = re.findall(rf'action="({PLACE}/khoa/[0-9a-f-]+/bo)"', browser.get(PLACE).text)
    assert browser.post(away).headers["location"] == f"{PLACE}?xong=da-bo-dong"
    assert "Máy ở nhà" not in browser.get(PLACE).text
