"""Signing in over REST: what the cookie is, who may act with it, and what those get who forge, steal, plant or guess."""

from collections.abc import Iterator
from datetime import timedelta

import httpx
import pytest

from app.clock import ManualClock
from app.main import create_app
from app.wiring import Services
from app.zones import Founding
from tests.support.database import ON_BOTH
from tests.support.in_process import InProcess

PASSWORD = "mưa rào đêm qua"  # noqa: S105  # of this test
ZONE = {"name": "thôn Đông", "level": "village"}


@pytest.fixture
def signed_in(browser: httpx.Client, founding: Founding) -> httpx.Client:
    """The administrator's browser."""
    bearer = {"Authorization": f"Bearer {founding.token}"}
    assert browser.put("/api/v1/me/password", json={"password": PASSWORD}, headers=bearer).status_code == 204
    login = browser.get("/api/v1/me", headers=bearer).json()["login"]
    assert _sign_in(browser, login).status_code == 201
    return browser


@pytest.fixture
def thief(services: Services) -> Iterator[httpx.Client]:
    """Another machine."""
    with httpx.Client(transport=InProcess(create_app(services)), base_url="http://loalang.test") as thief:
        yield thief


def _sign_in(browser: httpx.Client, login: str, password: str = PASSWORD) -> httpx.Response:
    return browser.post("/api/v1/sign-ins", json={"login": login, "password": password})


def _login(browser: httpx.Client) -> str:
    login: str = browser.get("/api/v1/me").json()["login"]
    return login


def test_the_cookie_is_for_this_host_alone_and_for_no_script(signed_in: httpx.Client) -> None:
    session, device = _sign_in(signed_in, _login(signed_in)).headers.get_list("set-cookie")
    for cookie in (session, device):
        assert {"HttpOnly", "Path=/", "SameSite=strict"} <= set(cookie.split("; "))
        assert "Domain" not in cookie
        assert "Secure" not in cookie, "a browser would not keep it on a LAN without TLS"
    assert session.startswith("loalang=loa_")


def test_under_tls_it_is_secure_and_another_one(services: Services, signed_in: httpx.Client) -> None:
    plain = signed_in.cookies["loalang"]
    headers = {"Origin": "https://loalang.test"}
    with httpx.Client(transport=InProcess(create_app(services)), base_url="https://loalang.test", headers=headers) as browser:
        answer = _sign_in(browser, _login(signed_in))
        assert answer.status_code == 201
        assert all("Secure" in cookie for cookie in answer.headers.get_list("set-cookie"))
        assert browser.post("/api/v1/zones", json=ZONE).status_code == 201
        browser.cookies.clear()
        browser.cookies.set("loalang", plain)
        assert browser.get("/api/v1/zones").status_code == 401, "one that went over the wire in clear opens nothing here"


def test_a_browser_looks_and_acts(signed_in: httpx.Client) -> None:
    me = signed_in.get("/api/v1/me").json()
    assert (me["roles"], me["may_alarm"]) == (["admin"], True)
    assert {"people", "alarm", "own"} <= set(me["rights"])
    assert signed_in.post("/api/v1/zones", json=ZONE).status_code == 201


@pytest.mark.parametrize(
    "origin",
    [
        None,
        "null",
        "",
        "http://evil.test",
        "http://loalang.test.evil.test",
        "http://loalang.test:81",
        "http://loalang.test@evil.test",
        "http://evil.test/loalang.test",
        "file://loalang.test",
        "http://loalang.test:x",
        "loalang.test",
    ],
)
def test_no_foreign_page_acts_with_the_cookie(signed_in: httpx.Client, origin: str | None) -> None:
    if origin is None:
        del signed_in.headers["Origin"]
    else:
        signed_in.headers["Origin"] = origin
    for method, path in (("POST", "/zones"), ("POST", "/stop-all"), ("PUT", "/me/password"), ("DELETE", "/zones/x")):
        refused = signed_in.request(method, f"/api/v1{path}", json=ZONE)
        assert (refused.status_code, refused.json()["code"]) == (403, "foreign_origin")
    assert signed_in.get("/api/v1/zones").status_code == 200, "what is only looked at no foreign page can read"


def test_a_page_of_another_name_of_this_host_is_foreign_too(signed_in: httpx.Client) -> None:
    refused = signed_in.post("/api/v1/zones", json=ZONE, headers={"Host": "may-khac"})
    assert refused.json()["code"] == "foreign_origin"
    both = {"Host": "may-khac", "Origin": "http://may-khac"}  # its cookies are its own
    signed_in.cookies.clear()
    assert signed_in.post("/api/v1/zones", json=ZONE, headers=both).status_code == 401


def test_the_usual_port_may_be_said_or_not(signed_in: httpx.Client) -> None:
    told = {"Host": "loalang.test:80"}
    assert signed_in.post("/api/v1/zones", json=ZONE, headers=told).status_code == 201


def test_no_foreign_page_signs_anybody_in(signed_in: httpx.Client) -> None:
    login = _login(signed_in)
    signed_in.headers["Origin"] = "http://evil.test"
    assert _sign_in(signed_in, login).json()["code"] == "foreign_origin"
    as_form = signed_in.post(
        "/api/v1/sign-ins", content=b'{"login": "a", "password": "b"}', headers={"Content-Type": "text/plain"}
    )
    assert as_form.status_code == 422


def test_a_cookie_cannot_be_planted(signed_in: httpx.Client, thief: httpx.Client) -> None:
    login = _login(signed_in)
    signed_in.cookies.clear()
    for name in ("loalang", "loalang-device"):
        signed_in.cookies.set(name, "loa_of-the-thief", domain="loalang.test", path="/")
    answer = _sign_in(signed_in, login)
    assert all("of-the-thief" not in cookie for cookie in answer.headers.get_list("set-cookie"))
    thief.cookies.set("loalang", "loa_of-the-thief")
    assert thief.get("/api/v1/zones").status_code == 401


def test_a_stolen_cookie_ends_when_its_owner_ends_it(signed_in: httpx.Client, thief: httpx.Client, clock: ManualClock) -> None:
    thief.cookies.set("loalang", signed_in.cookies["loalang"])
    assert thief.get("/api/v1/zones").status_code == 200
    [mine] = signed_in.get("/api/v1/sign-ins").json()["items"]
    assert (mine["label"], mine["is_this"]) == ("Firefox", True)
    ended = signed_in.delete(f"/api/v1/sign-ins/{mine['id']}")
    assert ended.status_code == 204
    assert "Max-Age=0" in ended.headers["set-cookie"]
    assert thief.get("/api/v1/zones").status_code == 401
    clock.advance(timedelta(days=1))
    assert thief.get("/api/v1/zones").status_code == 401


def test_an_expired_cookie_opens_nothing(signed_in: httpx.Client, clock: ManualClock) -> None:
    clock.advance(timedelta(minutes=120))
    answer = signed_in.get("/api/v1/zones")
    assert (answer.status_code, answer.json()["code"]) == (401, "not_signed_in")


@pytest.mark.parametrize("secret", ["", "x", "loa_" + "A" * 43, "a" * 4000, '"; DROP TABLE people; --'])
def test_a_made_up_cookie_opens_nothing(thief: httpx.Client, secret: str) -> None:
    assert thief.get("/api/v1/zones", headers={"Cookie": f"loalang={secret}"}).status_code == 401


def test_neither_is_taken_for_the_other(signed_in: httpx.Client, thief: httpx.Client, founding: Founding) -> None:
    bearer = {"Authorization": f"Bearer {signed_in.cookies['loalang']}"}
    assert thief.get("/api/v1/zones", headers=bearer).status_code == 401
    thief.cookies.set("loalang", founding.token)
    assert thief.get("/api/v1/zones").status_code == 401


def test_who_guesses_is_told_to_wait_and_the_owner_comes_in(signed_in: httpx.Client, thief: httpx.Client) -> None:
    login = _login(signed_in)
    codes = [_sign_in(thief, login, f"sai mật khẩu {number}").status_code for number in range(6)]
    assert codes == [401] * 5 + [429]
    waits = _sign_in(thief, login)
    assert (waits.status_code, waits.headers["retry-after"]) == (429, "1"), "the right one is not told either"
    assert _sign_in(signed_in, login).status_code == 201


def test_who_is_asking_is_looked_at_before_anything_else(thief: httpx.Client) -> None:
    """Not a word on a form, a header or a thing to one who is nobody; the body is not read."""
    nobody = [None, {"Authorization": "Bearer loa_none"}, {"Cookie": "loalang=none", "Origin": "http://loalang.test"}]
    asked = [
        ("POST", "/bulletins", b"{no json"),
        ("PUT", "/regulation", b"{}"),
        ("POST", "/people", b"[]"),
        ("GET", "/zones/not-an-id", None),
        ("POST", "/emergencies", b"\xff"),
        ("POST", "/stop-all/lift", b"{"),
        ("DELETE", "/tokens/x", None),
        ("POST", "/recordings/music", b"no form"),
        ("GET", "/timetable/months/13", None),
    ]
    for headers in nobody:
        for method, path, body in asked:
            kind = {"Content-Type": "multipart/form-data" if "music" in path else "application/json"} if body else {}
            answer = thief.request(method, f"/api/v1{path}", content=body, headers=(headers or {}) | kind)
            assert (answer.status_code, answer.json()["code"]) == (401, "not_signed_in"), (method, path, headers)


@ON_BOTH
def test_when_a_token_and_a_sign_in_were_last_used_is_shown(signed_in: httpx.Client, clock: ManualClock) -> None:
    made = signed_in.post("/api/v1/tokens", json={"label": "Lịch", "days": 30}).json()
    shown = {each["id"]: each for each in signed_in.get("/api/v1/tokens").json()["items"]}[made["id"]]
    assert shown["used_at"] is None
    bearer = {"Authorization": f"Bearer {made['token']}"}
    clock.advance(timedelta(days=29))
    assert signed_in.get("/api/v1/zones", headers=bearer).status_code == 200
    shown = {each["id"]: each for each in signed_in.get("/api/v1/tokens", headers=bearer).json()["items"]}[made["id"]]
    assert shown["used_at"] is not None
    clock.advance(timedelta(days=1))
    assert signed_in.get("/api/v1/zones", headers=bearer).status_code == 401
