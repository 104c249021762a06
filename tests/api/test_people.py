"""People over REST: an invitation handed over, a role changed, a person gone."""

import httpx

from app.zones import Founding
from tests.support.database import ON_BOTH

PASSWORD = "mưa rào đêm qua"  # noqa: S105  # of this test


def _invite(client: httpx.Client, **person: object) -> dict[str, str]:
    answer = client.post("/api/v1/people", json={"name": "Lê Thị Hai", "roles": ["editor"]} | person)
    assert answer.status_code == 201, answer.text
    made: dict[str, str] = answer.json()
    assert answer.headers["location"] == f"/api/v1/people/{made['id']}"
    return made


def _come_in(browser: httpx.Client, code: str) -> str:
    """Returns the name to sign in with; the browser is signed in."""
    answer = browser.post("/api/v1/invitations/accept", json={"code": code, "password": PASSWORD})
    assert answer.status_code == 201, answer.text
    login: str = answer.json()["login"]
    assert browser.post("/api/v1/sign-ins", json={"login": login, "password": PASSWORD}).status_code == 201
    return login


@ON_BOTH
def test_a_person_comes_in_by_the_code_and_goes(client: httpx.Client, browser: httpx.Client) -> None:
    made = _invite(client, roles=["editor", "approver"], may_alarm=True)
    assert _come_in(browser, made["code"]) == "le.thi.hai"
    assert browser.put("/api/v1/emergencies/pin", json={"pin": "481516"}).is_success
    feed = browser.post("/api/v1/tokens", json={"label": "Lịch", "scope": "feed"}).json()["token"]
    assert client.get("/api/v1/timetable/feed.ics", params={"token": feed}).status_code == 200
    found = client.get(f"/api/v1/people/{made['id']}")
    assert found.json()["role_words"] == ["Người soạn", "Người duyệt"]
    assert client.post(f"/api/v1/people/{made['id']}/leave").status_code == 204
    assert browser.get("/api/v1/zones").status_code == 401
    again = browser.post("/api/v1/sign-ins", json={"login": "le.thi.hai", "password": PASSWORD})
    assert (again.status_code, again.json()["code"]) == (401, "wrong_password")
    assert client.get("/api/v1/timetable/feed.ics", params={"token": feed}).status_code == 401
    assert client.get("/api/v1/people").json()["items"][-1]["left_at"] is not None


def test_an_edit_names_what_was_seen(client: httpx.Client) -> None:
    made = _invite(client)
    place, form = f"/api/v1/people/{made['id']}", {"name": "Lê Thị Hai", "roles": ["viewer"], "may_alarm": False}
    assert client.put(place, json=form).status_code == 428
    assert client.put(place, json=form, headers={"If-Match": '"x"'}).status_code == 412
    changed = client.put(place, json=form, headers={"If-Match": client.get(place).headers["etag"]})
    assert (changed.status_code, changed.json()["roles"], changed.headers["etag"]) == (200, ["viewer"], '"2"')
    assert client.put(place, json=form, headers={"If-Match": '"1"'}).status_code == 412


def test_the_last_administrator_is_told_why(client: httpx.Client, founding: Founding) -> None:
    refused = client.post(f"/api/v1/people/{founding.admin_id}/leave")
    assert (refused.status_code, refused.json()["code"]) == (409, "last_admin")


def test_a_wrong_code_says_nothing_of_why(client: httpx.Client, browser: httpx.Client) -> None:
    made = _invite(client)
    _come_in(browser, made["code"])
    used = client.post("/api/v1/invitations/accept", json={"code": made["code"], "password": PASSWORD})
    unknown = client.post("/api/v1/invitations/accept", json={"code": "AAAAA", "password": PASSWORD})
    assert used.status_code == unknown.status_code == 403
    assert used.json() == unknown.json()


def test_what_one_may_is_said_in_words(client: httpx.Client, browser: httpx.Client) -> None:
    _come_in(browser, _invite(client, roles=["viewer", "operator"])["code"])
    refused = browser.post("/api/v1/people", json={"name": "A", "roles": ["admin"]})
    assert refused.json()["detail"].startswith("Người dùng này là người trực, người xem, không được quản lý người dùng")


def test_a_weak_password_costs_no_code(client: httpx.Client, browser: httpx.Client) -> None:
    made = _invite(client)
    for password, said in (("ngắn quá", "ít nhất 12 ký tự"), ("loa xa lien an 1", "không được chứa tên xã")):
        refused = browser.post("/api/v1/invitations/accept", json={"code": made["code"], "password": password})
        assert (refused.status_code, refused.json()["code"], refused.json()["field"]) == (422, "weak_password", "password")
        assert said in refused.json()["detail"]
    _come_in(browser, made["code"])


def test_another_way_in_ends_the_old_one(client: httpx.Client, browser: httpx.Client) -> None:
    made = _invite(client)
    _come_in(browser, made["code"])
    anew = client.post(f"/api/v1/people/{made['id']}/invitations").json()
    assert browser.get("/api/v1/me").status_code == 401, "who is let in anew by another notices it"
    _come_in(browser, anew["code"])
    assert browser.get("/api/v1/me").json()["login"] == "le.thi.hai"
