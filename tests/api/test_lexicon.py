"""The lexicon over HTTP: what is asked before it is written, what is refused, and that every reading uses it."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from app.clock import ManualClock
from app.db import Sessions
from app.main import create_app
from app.wiring import Services
from app.zones import found_commune
from tests.support.database import ON_BOTH
from tests.support.in_process import InProcess

API = "/api/v1/lexicon"
ENTRY = {"written": "TT", "spoken": "thị trấn"}
SCRIPT = "Mời bà con về TT họp."
BULLETIN = {"title": "Mời họp", "valid_from": "2025-11-04", "valid_to": "2025-11-06", "script": SCRIPT}
CSV = {"Content-Type": "text/csv; charset=utf-8"}
HEAD = "Cách viết,Cách đọc,Phạm vi,Không phân biệt chữ hoa\r\n"


@pytest.fixture
def stranger(services: Services, sessions: Sessions, clock: ManualClock) -> Iterator[httpx.Client]:
    with sessions.begin() as session:
        other = found_commune(session, clock, name="xã Khác", admin="Ai")
    headers = {"Authorization": f"Bearer {other.token}"}
    with httpx.Client(transport=InProcess(create_app(services)), base_url="http://loalang.test", headers=headers) as found:
        yield found


def add(client: httpx.Client, **other: object) -> httpx.Response:
    answer = client.post(API, json=ENTRY | other)
    assert answer.status_code == 201, answer.text
    return answer


def written(client: httpx.Client, *acts: str, **other: object) -> str:
    """A bulletin after `acts`; the address of its first version."""
    answer = client.post("/api/v1/bulletins", json=BULLETIN | other)
    assert answer.status_code == 201, answer.text
    version = f"/api/v1/bulletins/{answer.json()['id']}/versions/1"
    for act in acts:
        assert client.post(f"{version}/{act}").status_code == 200
    return version


def spoken(client: httpx.Client, version: str) -> str:
    said: str = client.get(f"{version}/spoken").json()["spoken"]
    return said


def test_an_entry_comes_back_is_changed_and_removed(client: httpx.Client) -> None:
    made = add(client, layer="province")
    address = made.headers["location"]
    assert (made.headers["etag"], made.json()["reopened"]) == ('"1"', [])
    found = client.get(address)
    assert {"written": "TT", "spoken": "thị trấn", "layer": "province", "layer_word": "Tỉnh"}.items() <= found.json().items()
    changed = client.put(address, json=ENTRY | {"spoken": "trung tâm"}, headers={"If-Match": found.headers["etag"]})
    assert (changed.json()["spoken"], changed.json()["layer"], changed.headers["etag"]) == ("trung tâm", "commune", '"2"')
    stale = client.put(address, json=ENTRY, headers={"If-Match": found.headers["etag"]})
    assert (stale.status_code, stale.json()["code"]) == (412, "stale")
    assert client.put(address, json=ENTRY).json()["code"] == "if_match_missing"
    assert client.delete(address).json()["code"] == "if_match_missing"
    assert client.delete(address, headers={"If-Match": '"1"'}).status_code == 412
    assert client.delete(address, headers={"If-Match": '"2"'}).json() == {"reopened": []}
    gone = client.get(address)
    assert (gone.status_code, gone.json()["detail"].startswith("Không tìm thấy mục từ điển")) == (404, True)


@pytest.mark.parametrize(
    ("other", "code", "field"),
    [
        ({"written": ""}, "written_form", "written"),
        ({"written": "T\nT"}, "written_form", "written"),
        ({"written": "T" * 81}, "written_form", "written"),
        ({"spoken": ""}, "spoken_form", "spoken"),
        ({"spoken": "thôn 5"}, "spoken_form", "spoken"),
        ({"spoken": "UBND"}, "spoken_form", "spoken"),
        ({"written": "thị trấn"}, "entry_cycle", "spoken"),
        ({"written": "VP"}, "entry_exists", "written"),
        ({"layer": "bulletin"}, "request_invalid", "layer"),
        ({"written": "T\x00"}, "request_invalid", "written"),
        ({"lạ": 1}, "request_invalid", "lạ"),
    ],
)
def test_a_fault_is_named(client: httpx.Client, other: dict[str, object], code: str, field: str) -> None:
    add(client, written="VP", spoken="văn phòng")
    answer = client.post(API, json=ENTRY | other)
    problem = answer.json()
    assert (answer.status_code, problem["code"], problem["field"]) == (422, code, field)
    assert "…" not in problem["detail"]
    assert len(client.get(API).json()["items"]) == 1


@ON_BOTH
def test_pages_and_search(client: httpx.Client) -> None:
    rows = "".join(f"Ấp {n},ấp mới\r\n" for n in range(45))
    client.post(f"{API}/csv", content=(HEAD + rows).encode(), headers=CSV)
    add(client)
    first = client.get(API, params={"q": "AP MOI", "limit": 40}).json()
    second = client.get(API, params={"q": "AP MOI", "limit": 40, "cursor": first["cursor"]}).json()
    names = [item["written"] for page in (first, second) for item in page["items"]]
    assert (len(names), len(set(names)), second["cursor"]) == (45, 45, None)
    assert [item["written"] for item in client.get(API, params={"q": "thi tran"}).json()["items"]] == ["TT"]
    assert client.get(API, params={"layer": "province"}).json()["items"] == []
    assert client.get(API, params={"cursor": "x"}).json()["code"] == "bad_cursor"


def test_a_sentence_is_tried_with_an_entry_that_is_not_kept(client: httpx.Client) -> None:
    tried = client.post(f"{API}/try", json={"text": "Về TT họp.", "entry": ENTRY}).json()
    assert tried == {"before": "Về thông tin họp.", "after": "Về thị trấn họp.", "used": True}
    tried = client.post(f"{API}/try", json={"text": "Số 5/TT-BTC.", "entry": ENTRY}).json()
    assert (tried["before"] == tried["after"], tried["used"]) == (True, False)
    assert (
        client.post(f"{API}/try", json={"text": "Về TT họp.", "entry": ENTRY | {"spoken": "5"}}).json()["code"] == "spoken_form"
    )
    assert client.get(API).json()["items"] == []
    add(client)
    assert client.post(f"{API}/try", json={"text": "Về TT họp."}).json()["after"] == "Về thị trấn họp."
    again = client.post(f"{API}/try", json={"text": "Về TT họp.", "entry": ENTRY | {"spoken": "tổ trưởng"}}).json()
    assert again == {"before": "Về thị trấn họp.", "after": "Về tổ trưởng họp.", "used": True}


def test_every_reading_uses_it(client: httpx.Client) -> None:
    add(client)
    read = client.post("/api/v1/reading", json={"text": "Về TT họp."}).json()
    assert read["spoken"] == "Về thị trấn họp."
    assert [(token["rule"], token["certainty"]) for token in read["tokens"] if token["kind"] == "lexicon"] == [
        ("lexicon commune", "sure")
    ]
    own = {"text": "Về TT họp.", "lexicon": [{"written": "TT", "spoken": "tổ trưởng"}]}
    assert client.post("/api/v1/reading", json=own).json()["spoken"] == "Về tổ trưởng họp."
    assert (
        client.post("/api/v1/reading", json={"text": "PTV1: Về TT họp.", "script": True}).json()["spoken"] == "Về thị trấn họp."
    )
    version = written(client)
    assert spoken(client, version) == "Mời bà con về thị trấn họp."
    assert client.post(f"{version}/submit").status_code == 200
    frozen = client.get(f"{version}/spoken").json()
    assert (frozen["frozen"], frozen["spoken"]) == (True, "Mời bà con về thị trấn họp.")
    assert client.post(f"{version}/approve", json={"content_hash": frozen["content_hash"]}).status_code == 200


def test_an_emergency_uses_it_too(client: httpx.Client) -> None:
    add(client)
    assert client.put("/api/v1/emergencies/pin", json={"pin": "481516"}).status_code == 204
    form = {"text": "Cháy ở TT, bà con tránh xa.", "zones": ["xã Liên An"], "ends_at": "2025-11-04T23:00:00+07:00"}
    answer = client.post("/api/v1/emergencies", json=form, headers={"Idempotency-Key": "k1", "X-Emergency-Pin": "481516"})
    assert answer.json()["spoken"] == "Cháy ở thị trấn, bà con tránh xa."


@ON_BOTH
def test_a_bulletins_own_entry_lives_with_its_version(client: httpx.Client) -> None:
    add(client)
    own = [{"written": "TT", "spoken": "tổ trưởng", "any_case": False}]
    version = written(client, lexicon=own)
    assert client.get(version).json()["lexicon"] == own
    assert spoken(client, version) == "Mời bà con về tổ trưởng họp."
    bulletin = version.rpartition("/versions")[0]
    second = client.put(bulletin, json=BULLETIN, headers={"If-Match": '"1.1"'}).json()
    assert (second["number"], second["lexicon"]) == (1, [])
    refused = client.post("/api/v1/bulletins", json=BULLETIN | {"lexicon": [{"written": "TT", "spoken": "t5"}]})
    assert (refused.status_code, refused.json()["code"]) == (422, "spoken_form")


def test_what_a_change_touches_is_shown_then_agreed_to(client: httpx.Client) -> None:
    draft, approved = written(client), written(client, "submit", "approve")
    shown = client.post(f"{API}/touched", json={"entry": ENTRY}).json()
    assert shown["count"] == 1
    assert {(each["effect"], each["effect_word"], each["after"]) for each in shown["items"]} == {
        ("read_anew", "Bản nháp: đọc theo từ điển mới", "Mời bà con về thị trấn họp."),
        ("reopen", "Phải trình và duyệt lại", "Mời bà con về thị trấn họp."),
    }
    refused = client.post(API, json=ENTRY)
    assert (refused.status_code, refused.json()["code"], refused.json()["count"]) == (409, "lexicon_touches", 1)
    assert spoken(client, draft) == "Mời bà con về thông tin họp."
    done = client.post(API, json=ENTRY, params={"reopen": True}).json()
    (again,) = done["reopened"]
    assert approved == f"/api/v1/bulletins/{again['bulletin_id']}/versions/1"
    withdrawn = client.get(approved).json()
    assert (withdrawn["state"], again["number"]) == ("withdrawn", 2)
    assert "«TT» đọc là «thị trấn»" in withdrawn["moves"][-1]["reason"]
    assert spoken(client, approved) == "Mời bà con về thông tin họp."
    assert spoken(client, f"/api/v1/bulletins/{again['bulletin_id']}/versions/2") == "Mời bà con về thị trấn họp."
    shown = client.post(f"{API}/touched", json={"id": done["id"]}).json()
    assert {each["effect"] for each in shown["items"]} == {"read_anew"}


@ON_BOTH
def test_a_file_goes_out_and_in(client: httpx.Client) -> None:
    rows = HEAD + "TT,thị trấn,xã,không\r\n'=A1,bê,tỉnh,có\r\n"
    first = client.post(f"{API}/csv", content=rows.encode("utf-8-sig"), headers=CSV).json()
    assert first == {"added": 2, "changed": 0, "unchanged": 0, "reopened": []}
    exported = client.get(f"{API}/csv")
    assert exported.headers["content-type"] == "text/csv; charset=utf-8"
    assert exported.content.decode("utf-8-sig").splitlines()[1] == "'=A1,bê,tỉnh,có"
    again = client.post(f"{API}/csv", content=exported.content, headers=CSV).json()
    assert again == {"added": 0, "changed": 0, "unchanged": 2, "reopened": []}
    other = client.post(f"{API}/csv", content=(HEAD + "TT,trung tâm\r\nVP,văn phòng\r\n").encode(), headers=CSV).json()
    assert (other["added"], other["changed"]) == (1, 1)
    refused = client.post(f"{API}/csv", content=(HEAD + "A2,bê\r\nA3,bê 5\r\n").encode(), headers=CSV)
    assert (refused.status_code, refused.json()["code"], refused.json()["line"]) == (422, "lexicon_file", 3)
    assert refused.json()["detail"].startswith("Dòng 3: ")
    assert len(client.get(API).json()["items"]) == 3
    assert client.post(f"{API}/csv", content=b"x").status_code == 415


def test_importing_asks_before_it_takes_bulletins_back(client: httpx.Client) -> None:
    written(client, "submit")
    data = (HEAD + "TT,thị trấn\r\n").encode()
    shown = client.post(f"{API}/csv/touched", content=data, headers=CSV).json()
    assert [each["effect"] for each in shown["items"]] == ["reopen"]
    assert client.post(f"{API}/csv", content=data, headers=CSV).json()["code"] == "lexicon_touches"
    done = client.post(f"{API}/csv", content=data, headers=CSV, params={"reopen": True}).json()
    assert (done["added"], [each["number"] for each in done["reopened"]]) == (1, [2])


@ON_BOTH
def test_of_many_equal_entries_at_once_one_is_made(client: httpx.Client) -> None:
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda _: client.post(API, json=ENTRY), range(6)))
    assert min(answer.status_code for answer in answers) == 201
    assert {answer.json()["code"] for answer in answers if answer.is_error} <= {"stale", "entry_exists", "conflict"}
    assert len(client.get(API).json()["items"]) == 1


def test_another_communes_entry_is_not_to_be_seen(client: httpx.Client, stranger: httpx.Client) -> None:
    address = add(client).headers["location"]
    assert stranger.get(API).json()["items"] == []
    assert stranger.get(address).status_code == 404
    assert stranger.put(address, json=ENTRY, headers={"If-Match": '"1"'}).status_code == 404
    assert stranger.delete(address, headers={"If-Match": '"1"'}).status_code == 404
    assert stranger.post("/api/v1/reading", json={"text": "Về TT họp."}).json()["spoken"] == "Về thông tin họp."
