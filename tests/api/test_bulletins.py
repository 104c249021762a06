"""The main journey's first half over HTTP: write, find, edit, read, submit, approve."""

import threading
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from app.clock import ManualClock
from app.db import Sessions
from app.main import create_app
from app.wiring import Services
from app.zones import found_commune
from tests.support.database import ON_BOTH
from tests.support.in_process import InProcess

BULLETINS = Path(__file__).parents[1] / "data" / "bulletins"
BULLETIN = {
    "title": "Thông báo họp thôn",
    "kind": "notice",
    "theme": "review",
    "priority": "normal",
    "zones": ["xã Liên An"],
    "valid_from": "2025-11-04",
    "valid_to": "2025-11-06T19:30",
    "legal_basis": ["Kế hoạch 63/KH-UBND"],
    "script": "Kính mời bà con họp lúc 19h30.",
}
API = "/api/v1/bulletins"


def write(client: httpx.Client, **other: object) -> httpx.Response:
    answer = client.post(API, json=BULLETIN | other)
    assert answer.status_code == 201, answer.text
    return answer


def address(answer: httpx.Response) -> str:
    return f"{API}/{answer.json()['id']}"


@pytest.fixture
def stranger(services: Services, sessions: Sessions, clock: ManualClock) -> Iterator[httpx.Client]:
    with sessions.begin() as session:
        other = found_commune(session, clock, name="xã Khác", admin="Ai")
    headers = {"Authorization": f"Bearer {other.token}"}
    with httpx.Client(transport=InProcess(create_app(services)), base_url="http://loalang.test", headers=headers) as found:
        yield found


def test_a_bulletin_comes_back_as_it_was_written(client: httpx.Client) -> None:
    written = write(client)
    assert written.headers["location"] == address(written)
    assert written.headers["etag"] == '"1.1"'
    body = client.get(address(written)).json()
    assert body == written.json()
    assert body["script"] == BULLETIN["script"]
    assert (body["state"], body["number"], body["content_hash"]) == ("draft", 1, None)
    assert (body["valid_from"], body["valid_to"]) == ("2025-11-03T17:00:00Z", "2025-11-06T12:30:00Z")
    assert [zone["path"] for zone in body["zones"]] == ["xã Liên An"]


def test_a_bulletin_file_is_taken_as_plain_text(client: httpx.Client) -> None:
    data = (BULLETINS / "07-thong-bao-khan-bao-so-3.txt").read_bytes()
    answer = client.post(API, content=data, headers={"Content-Type": "text/plain; charset=utf-8"})
    assert answer.status_code == 201
    assert (answer.json()["priority"], answer.json()["title"]) == ("emergency", "THÔNG BÁO KHẨN: ứng phó bão số 3")


def test_a_script_alone_is_enough_for_a_draft(client: httpx.Client) -> None:
    body = client.post(API, json={"script": "\nTHÔNG BÁO HỌP\n\nKính mời bà con."}).json()
    assert (body["title"], body["kind"], body["theme"], body["valid_to"]) == ("THÔNG BÁO HỌP", "notice", "other", None)
    assert [zone["path"] for zone in body["zones"]] == ["xã Liên An"]


def test_a_refusal_says_what_to_do_instead(client: httpx.Client) -> None:
    version = f"{address(write(client))}/versions/1"
    assert client.post(f"{version}/approve").json()["detail"].endswith("Xin trình duyệt trước.")
    named = client.get("/api/v1/bulletins/12").json()["detail"]
    assert named.startswith("mã bản tin («bulletin_id») không phải mã đúng: mã có 36 ký tự")
    long = client.post("/api/v1/slots", json={"title": "Dài", "at": "16:30", "duration_s": 10**9}).json()["detail"]
    assert long.startswith("thời lượng («duration_s») quá lớn (nhiều nhất ")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("theme: y tế", "xin viết «review», «policy», «programme», «guideline», «other»."),
        ("valid_from: 31/11/2026", "xin viết ngày có thật, như «5/12/2026» hoặc «17:30 5/12/2026»."),
    ],
)
def test_a_value_of_a_file_that_is_none_is_refused_with_those_that_are(client: httpx.Client, line: str, said: str) -> None:
    sent = client.post("/api/v1/bulletins", content=f"{line}\n\nLời.".encode(), headers={"Content-Type": "text/plain"})
    assert (sent.status_code, sent.json()["code"]) == (422, "bad_header_value")
    assert sent.json()["detail"].endswith(said)


def test_the_priority_may_be_written_as_in_a_file(client: httpx.Client) -> None:
    assert write(client, priority="uu_tien").json()["priority"] == "priority"


@pytest.mark.parametrize(
    ("other", "code", "field"),
    [
        ({"script": ""}, "script_empty", "script"),
        ({"script": "a" * 60_001}, "script_too_long", "script"),
        ({"script": "Bà con\n\x07"}, "control_character", "script"),
        ({"script": "Bà con \u202e"}, "bidi_character", "script"),
        ({"script": "Bà con [bíp]"}, "unknown_cue", "script"),
        ({"script": "PTV3: Bà con"}, "unknown_presenter", "script"),
        ({"script": "UÛy ban nhaân daân xaõ thoâng baùo"}, "legacy_font", "script"),
        ({"zones": ["xã Không Có"]}, "unknown_zone", "zones"),
        ({"title": " "}, "title_length", "title"),
        ({"title": "x" * 301}, "title_length", "title"),
        ({"valid_to": "2025-11-01"}, "validity_order", "valid_to"),
        ({"valid_to": "mai"}, "request_invalid", "valid_to"),
        ({"kind": "tin"}, "request_invalid", "kind"),
        ({"script": None}, "request_invalid", "script"),
        ({"lạ": 1}, "request_invalid", "lạ"),
        ({"legal_basis": ["Kế\x00hoạch"]}, "request_invalid", "legal_basis"),
        ({"zones": ["xã\x00"]}, "request_invalid", "zones"),
    ],
)
def test_a_fault_is_named_and_nothing_is_half_saved(
    client: httpx.Client, other: dict[str, object], code: str, field: str
) -> None:
    answer = client.post(API, json=BULLETIN | other)
    problem = answer.json()
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert (problem["code"], problem["field"], problem["status"]) == (code, field, 422)
    assert problem["title"]
    assert "…" not in problem["detail"]
    assert client.get(API).json()["items"] == []


@pytest.mark.parametrize(
    ("content", "kind", "status", "code"),
    [
        (b"{", "application/json", 422, "request_invalid"),
        (b"[]", "application/json", 422, "request_invalid"),
        (b"\xff\xfeB\x00", "text/plain", 422, "utf16"),
        (b"B\xe0 con \xff", "text/plain", 422, "not_utf8"),
        (b"titel: x\n\nBa con", "text/plain", 422, "unknown_header_key"),
        (b"x", "application/xml", 415, "media_type"),
        (b"x" * (1 << 20) + b"x", "text/plain", 413, "request_too_large"),
    ],
)
def test_a_body_that_cannot_be_read_is_a_clear_problem(
    client: httpx.Client, content: bytes, kind: str, status: int, code: str
) -> None:
    answer = client.post(API, content=content, headers={"Content-Type": kind})
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_a_body_of_unknown_length_is_limited_too(client: httpx.Client) -> None:
    answer = client.post(API, content=iter([b"x" * 700_000, b"x" * 700_000]), headers={"Content-Type": "text/plain"})
    assert (answer.status_code, answer.json()["code"]) == (413, "request_too_large")


def test_a_place_is_given_by_line_and_column(client: httpx.Client) -> None:
    problem = client.post(API, json={"script": "Bà con\nnghe [bíp]"}).json()
    assert (problem["line"], problem["column"]) == (2, 6)
    assert "dòng 2, cột 6" in problem["detail"]


def test_an_edit_names_the_state_it_was_made_from(client: httpx.Client) -> None:
    written = write(client)
    edit = BULLETIN | {"script": "Khác."}
    assert client.put(address(written), json=edit).status_code == 428
    edited = client.put(address(written), json=edit, headers={"If-Match": written.headers["etag"]})
    assert (edited.status_code, edited.headers["etag"]) == (200, '"1.2"')
    stale = client.put(address(written), json=BULLETIN, headers={"If-Match": written.headers["etag"]})
    assert (stale.status_code, stale.json()["code"]) == (412, "stale")
    assert client.get(address(written)).json()["script"] == "Khác."


@ON_BOTH
def test_of_many_edits_from_one_state_one_wins(client: httpx.Client) -> None:
    written = write(client)
    answers: list[int] = []
    together = threading.Barrier(8)

    def edit(number: int) -> None:
        together.wait()
        body = BULLETIN | {"script": f"Bản số {number}."}
        answers.append(client.put(address(written), json=body, headers={"If-Match": written.headers["etag"]}).status_code)

    threads = [threading.Thread(target=edit, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [200] + [412] * 7


SIGNED = f"{BULLETIN['script']}\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nTrần Văn Nam\nBà con đến đúng giờ."
LEFT_OUT = ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Trần Văn Nam"]


def test_what_is_left_out_is_shown_wherever_words_are_shown(client: httpx.Client) -> None:
    version = f"{address(write(client, script=SIGNED))}/versions/1"
    answers = [
        client.get(f"{version}/spoken").json(),
        client.post("/api/v1/reading", json={"text": SIGNED, "script": True}).json(),
    ]
    answers.append(client.post("/api/v1/reading", json={"text": SIGNED, "formal": "skip"}).json())
    answers += [client.post(f"{version}/submit").json(), client.get(f"{version}/spoken").json()]
    answers.append(client.post(f"{version}/approve").json())
    for answer in answers:
        assert [line["text"] for line in answer["left_out"]] == LEFT_OUT
        assert "không đọc 3 dòng" in answer["summary"]
    assert answers[0]["spoken"].endswith("Bà con đến đúng giờ.")
    whole = client.post("/api/v1/reading", json={"text": SIGNED}).json()
    assert (whole["left_out"], "đọc hết" in whole["summary"]) == ([], True)


def test_of_a_spot_nothing_is_left_out(client: httpx.Client) -> None:
    version = f"{address(write(client, script=SIGNED, kind='spot'))}/versions/1"
    answer = client.post(f"{version}/submit").json()
    assert (answer["left_out"], "đọc hết" in answer["summary"]) == ([], True)
    assert "Trần Văn Nam" in client.get(f"{version}/spoken").json()["spoken"]


def test_from_draft_to_approval(client: httpx.Client) -> None:
    written = write(client)
    version = f"{address(written)}/versions/1"
    before = client.get(f"{version}/spoken").json()
    assert (before["frozen"], before["content_hash"]) == (False, None)
    submitted = client.post(f"{version}/submit")
    assert (submitted.status_code, submitted.json()["state"]) == (200, "submitted")
    spoken = client.get(f"{version}/spoken").json()
    assert spoken["frozen"]
    assert spoken["content_hash"] == submitted.json()["content_hash"]
    assert spoken["spoken"] == before["spoken"]
    source = str(BULLETIN["script"])
    assert "".join(source[token["start"] : token["end"]] for token in spoken["tokens"]) == source
    approved = client.post(f"{version}/approve", json={"content_hash": spoken["content_hash"]}).json()
    assert (approved["state"], approved["approver"]) == ("approved", "Nguyễn Văn Quản")
    assert approved["approved_at"] == "2025-11-04T01:00:00Z"
    again = client.post(f"{version}/approve")
    assert (again.status_code, again.json()["code"]) == (409, "move_not_allowed")
    withdrawn = client.post(f"{version}/withdraw", json={"reason": "Hoãn họp."}).json()
    assert (withdrawn["state"], withdrawn["moves"][-1]["reason"]) == ("withdrawn", "Hoãn họp.")


def test_an_approval_of_other_words_is_refused(client: httpx.Client) -> None:
    version = f"{address(write(client))}/versions/1"
    client.post(f"{version}/submit")
    answer = client.post(f"{version}/approve", json={"content_hash": "0" * 64})
    assert (answer.status_code, answer.json()["code"]) == (403, "content_changed")


def test_a_return_needs_a_reason(client: httpx.Client) -> None:
    version = f"{address(write(client))}/versions/1"
    client.post(f"{version}/submit")
    assert client.post(f"{version}/return", json={"reason": " "}).json()["code"] == "bad_reason"
    assert client.post(f"{version}/return", json={"reason": "Sai giờ."}).json()["state"] == "returned"


def test_a_draft_that_somebody_edited_is_not_submitted_unseen(client: httpx.Client) -> None:
    written = write(client)
    client.put(address(written), json=BULLETIN, headers={"If-Match": written.headers["etag"]})
    answer = client.post(f"{address(written)}/versions/1/submit", headers={"If-Match": written.headers["etag"]})
    assert answer.status_code == 412


def test_nothing_is_submitted_without_validity(client: httpx.Client) -> None:
    written = client.post(API, json={"script": "Bà con."})
    answer = client.post(f"{address(written)}/versions/1/submit")
    assert (answer.status_code, answer.json()["code"]) == (403, "validity_missing")


def test_an_edit_after_submission_makes_a_new_draft_and_the_difference_shows(client: httpx.Client) -> None:
    written = write(client)
    submitted = client.post(f"{address(written)}/versions/1/submit")
    body = BULLETIN | {"script": "Kính mời bà con họp lúc 20h00.", "title": "Đổi giờ họp"}
    edited = client.put(address(written), json=body, headers={"If-Match": submitted.headers["etag"]}).json()
    assert (edited["number"], edited["state"]) == (2, "draft")
    listed = client.get(f"{address(written)}/versions").json()["items"]
    assert [(item["number"], item["state"]) for item in listed] == [(2, "draft"), (1, "submitted")]
    difference = client.get(f"{address(written)}/versions/1/difference", params={"to": 2, "by": "words"}).json()
    assert difference["fields"] == ["title"]
    assert [(hunk["before"], hunk["after"]) for hunk in difference["hunks"]] == [("19h30", "20h00")]


@ON_BOTH
def test_search_and_pages(client: httpx.Client) -> None:
    for number in range(5):
        write(client, title=f"Tin số {number}", script=f"Thôn Đông Trang, tin {number}.")
    write(client, title="Khác", script="Chuyện khác.", theme="policy")
    assert len(client.get(API, params={"q": "DONG trang"}).json()["items"]) == 5
    assert [item["title"] for item in client.get(API, params={"theme": "policy"}).json()["items"]] == ["Khác"]
    assert client.get(API, params={"state": "approved"}).json()["items"] == []
    first = client.get(API, params={"limit": 4}).json()
    second = client.get(API, params={"limit": 4, "cursor": first["cursor"]}).json()
    assert len(first["items"]) + len(second["items"]) == 6
    assert second["cursor"] is None
    assert client.get(API, params={"cursor": "x"}).json()["code"] == "bad_cursor"
    assert client.get(API, params={"limit": 0}).json()["field"] == "limit"
    assert client.get(API, params={"q": "\x00dong"}).status_code == 200


def test_another_communes_bulletin_looks_like_none(client: httpx.Client, stranger: httpx.Client) -> None:
    written = write(client)
    version = f"{address(written)}/versions/1"
    reason = {"reason": "x"}
    answers = [
        stranger.get(address(written)),
        stranger.get(f"{address(written)}/versions"),
        stranger.get(version),
        stranger.get(f"{version}/spoken"),
        stranger.get(f"{version}/difference", params={"to": 1}),
        stranger.put(address(written), json={"script": "x"}, headers={"If-Match": '"1.1"'}),
        stranger.post(f"{version}/submit"),
        stranger.post(f"{version}/approve"),
        stranger.post(f"{version}/return", json=reason),
        stranger.post(f"{version}/withdraw", json=reason),
    ]
    assert {answer.status_code for answer in answers} == {404}
    assert stranger.get(API).json()["items"] == []


@pytest.mark.parametrize("header", [None, "Bearer", "Bearer x", "Basic eDp4", "Bearer " + "x" * 5000])
@pytest.mark.usefixtures("founding")
def test_nothing_without_a_token(anonymous: httpx.Client, header: str | None) -> None:
    answer = anonymous.get(API, headers={"Authorization": header} if header else {})
    assert (answer.status_code, answer.json()["code"]) == (401, "not_signed_in")
    assert answer.headers["www-authenticate"] == "Bearer"


def test_what_is_cheerful_is_marked(client: httpx.Client) -> None:
    assert client.post(API, json=BULLETIN | {"cheerful": True}).json()["cheerful"] is True
    assert client.post(API, json=BULLETIN).json()["cheerful"] is False


def test_no_voice_reads_another_language(client: httpx.Client) -> None:
    assert client.post(API, json=BULLETIN).json()["language"] == "vi"
    made = client.post(API, json=BULLETIN | {"language": "tyz"}).json()
    assert made["language"] == "tyz"
    refused = client.post(f"{API}/{made['id']}/versions/1/submit")
    assert refused.json()["code"] == "language_voice"
    assert client.get(f"{API}/{made['id']}").json()["state"] == "draft"
