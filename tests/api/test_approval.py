"""Two pairs of eyes over HTTP, from the founding on."""

from datetime import timedelta

import httpx

from app.accounts import make_setup_code
from app.clock import ManualClock
from app.db import Sessions
from app.zones import Founding
from tests.api.test_bulletins import BULLETIN
from tests.support.database import ON_BOTH

APPROVAL = "/api/v1/approval"


def submitted(client: httpx.Client, token: str) -> str:
    """The address of a version that waits for its approval, written and submitted by who has the token."""
    headers = {"Authorization": f"Bearer {token}"}
    made = client.post("/api/v1/bulletins", json=BULLETIN, headers=headers).raise_for_status()
    version = f"{made.headers['location']}/versions/1"
    client.post(f"{version}/submit", headers=headers).raise_for_status()
    return version


def test_a_founding_names_who_approves_and_only_that_person_approves_what_the_other_wrote(
    anonymous: httpx.Client, sessions: Sessions, clock: ManualClock
) -> None:
    with sessions.begin() as session:
        code = make_setup_code(session, clock)
    form = {"code": code, "commune": "xã Liên An", "name": "Nguyễn Thu"}
    for unclear in (form, form | {"approver": "Khôi", "one_officer": True}):
        refused = anonymous.post("/api/v1/setup", json=unclear)
        assert (refused.status_code, refused.json()["code"]) == (422, "approver_missing")
        assert "chỉ có một cán bộ" in refused.json()["detail"]
    founded = anonymous.post("/api/v1/setup", json=form | {"approver": "Trần Minh Khôi"}).raise_for_status().json()
    version = submitted(anonymous, founded["token"])
    own = anonymous.post(f"{version}/approve", headers={"Authorization": f"Bearer {founded['token']}"})
    assert (own.status_code, own.json()["code"]) == (403, "own_words")
    assert "người khác phải duyệt" in own.json()["detail"]
    approved = anonymous.post(f"{version}/approve", headers={"Authorization": f"Bearer {founded['approver_token']}"})
    assert (approved.status_code, approved.json()["approver"], approved.json()["alone"]) == (200, "Trần Minh Khôi", False)


def test_one_officer_approves_alone_is_marked_and_may_be_taken_back(client: httpx.Client, founding: Founding) -> None:
    assert client.get(APPROVAL).json() == {"one_officer": True}
    alone = client.post(f"{submitted(client, founding.token)}/approve").raise_for_status().json()
    assert (alone["approver"], alone["alone"]) == (founding.admin.name, True)
    version = submitted(client, founding.token)
    assert client.put(APPROVAL, json={"one_officer": False}).json() == {"one_officer": False}
    refused = client.post(f"{version}/approve")
    assert (refused.status_code, refused.json()["code"]) == (403, "own_words")
    assert client.put(APPROVAL, json={}).status_code == 422


def test_a_week_is_approved_together_or_not_at_all(client: httpx.Client, founding: Founding) -> None:
    versions = [submitted(client, founding.token) for _ in range(2)]
    found = [client.get(each).json() for each in versions]
    wanted = [{"bulletin_id": each["id"], "number": 1, "content_hash": each["content_hash"]} for each in found]
    wrong = client.post("/api/v1/bulletins/approve", json={"versions": [wanted[0], wanted[1] | {"content_hash": "0" * 64}]})
    assert (wrong.status_code, wrong.json()["code"]) == (409, "none_approved")
    assert "nội dung khác với bản đã trình" in wrong.json()["detail"]
    assert [client.get(each).json()["state"] for each in versions] == ["submitted"] * 2
    done = client.post("/api/v1/bulletins/approve", json={"versions": wanted}).raise_for_status()
    assert [each["state"] for each in done.json()["items"]] == ["approved"] * 2
    assert client.post("/api/v1/bulletins/approve", json={"versions": []}).status_code == 422


@ON_BOTH
def test_an_approver_hears_what_changed_and_notes_it_at_its_sentence(client: httpx.Client, founding: Founding) -> None:
    version = submitted(client, founding.token)
    assert client.get(f"{version}/spoken-changes").json() == {"since": None, "changes": []}
    client.post(f"{version}/approve").raise_for_status()
    address = version.partition("/versions")[0]
    script = BULLETIN["script"]
    assert isinstance(script, str)
    tag = client.get(address).headers["etag"]
    body = BULLETIN | {"script": f"{script} Mang theo căn cước."}
    client.put(address, json=body, headers={"If-Match": tag}).raise_for_status()
    newer = f"{address}/versions/2"
    changed = client.get(f"{newer}/spoken-changes").json()
    assert (changed["since"], [each["after"] for each in changed["changes"]]) == (1, [["Mang theo căn cước."]])
    client.post(f"{newer}/submit").raise_for_status()
    assert client.get(f"{newer}/spoken-changes").json() == changed
    note = {"sentence": 99, "text": "Ghi rõ giờ."}
    wrong = client.post(f"{newer}/return", json={"reason": "Thiếu giờ.", "notes": [note]})
    assert (wrong.status_code, wrong.json()["code"], wrong.json()["field"]) == (422, "bad_note", "notes")
    noted = client.post(f"{newer}/return", json={"reason": "Thiếu giờ.", "notes": [note | {"sentence": 1}]}).raise_for_status()
    assert noted.json()["moves"][-1]["notes"] == [{"sentence": 1, "text": "Ghi rõ giờ."}]


def test_a_deputy_is_named_and_shown_approves_and_is_ended(client: httpx.Client, founding: Founding, clock: ManualClock) -> None:
    deputy = client.post("/api/v1/people", json={"name": "Lê Văn Bình", "roles": ["operator"]}).raise_for_status().json()
    wrong = client.post(f"{APPROVAL}/delegations", json={"deputy": "Không Ai", "ends_at": "2025-11-10", "reason": "x"})
    assert (wrong.status_code, wrong.json()["code"], wrong.json()["field"]) == (422, "deputy_unknown", "deputy")
    assert "Xã có 0 người tên «Không Ai»" in wrong.json()["detail"]
    form = {"deputy": "lê văn bình", "ends_at": "2025-11-10", "reason": "Đi tập huấn."}
    long = client.post(f"{APPROVAL}/delegations", json=form | {"ends_at": "2026-11-10"})
    assert (long.status_code, long.json()["code"]) == (422, "bad_delegation")
    assert "nhiều nhất 30 ngày" in long.json()["detail"]
    made = client.post(f"{APPROVAL}/delegations", json=form).raise_for_status().json()
    assert (made["giver"], made["deputy"], made["holds"]) == (founding.admin.name, "Lê Văn Bình", True)
    assert client.get(f"{APPROVAL}/delegations").json() == {"items": [made]}
    assert made["ends_at"] == "2025-11-10T17:00:00Z"
    clock.advance(timedelta(minutes=1))
    assert client.delete(f"{APPROVAL}/delegations/{made['id']}").status_code == 204
    assert client.delete(f"{APPROVAL}/delegations/{made['id']}").status_code == 204, "once is enough"
    [ended] = client.get(f"{APPROVAL}/delegations").json()["items"]
    assert (ended["holds"], ended["ended_at"]) == (False, "2025-11-04T01:01:00Z")
    assert deputy["id"] not in client.get(f"{APPROVAL}/delegations").text
