"""The policy library: read strictly, read aloud without a doubt, filled in, and never spoken with a gap."""

import re
from datetime import date, timedelta
from pathlib import Path

import httpx
import pytest

from app.bulletins import Theme, parse_script
from app.policies import Standing, documents, known_documents, lapsed_in, script_of, template_of, templates
from app.policies.library import _template
from app.policies.numbers import number_key
from app.reading import read
from tests.support.office import Office

API = "/api/v1"
SAMPLES = {
    "text": "bộ phận một cửa của xã",
    "day": "15/12/2025",
    "telephone": "0912 345 678",
    "money": "60.000.000",
    "number": "15",
}
KNOWN = {number_key(number): each for number, each in documents().items()}
SQLITE = pytest.mark.parametrize("sessions", ["sqlite"], indirect=True)


def _filled(code: str) -> dict[str, str]:
    return {each.name: SAMPLES[each.kind.value] for each in template_of(code).fields}


@pytest.mark.parametrize("code", [each.code for each in templates()])
def test_a_template_is_read_without_a_doubt(code: str) -> None:
    found = template_of(code)
    heard = read(parse_script(script_of(found, "xã Liên An", _filled(code))).plain, formal="skip", today=date(2025, 12, 1))
    assert [(each.concern, each.message) for each in heard.remarks] == []
    assert [token for token in heard.tokens if token.certainty.value == "ask"] == []
    assert [each.text for each in heard.sentences if re.search(r"\d|[{}\[\]/]", each.text)] == []
    assert 5 <= len(heard.sentences) <= 15


def test_every_theme_of_a_plan_has_a_template_and_every_basis_holds() -> None:
    assert {each.theme for each in templates()} == set(Theme) - {Theme.OTHER}
    doubtful = {"low-income-worker", "vocational-training"}  # see documents.toml
    for each in templates():
        wanted = Standing.TO_REVIEW if each.code in doubtful else Standing.IN_FORCE
        assert each.standing(date(2026, 1, 15)) is wanted, each.code
    worker = template_of("low-income-worker")
    assert (worker.until, worker.standing(date(2027, 1, 1))) == (date(2026, 12, 31), Standing.OVER)
    assert template_of("legal-aid").standing(date(2028, 1, 1)) is Standing.TO_REVIEW


def test_a_file_that_was_edited_wrongly_is_refused_with_the_place(tmp_path: Path) -> None:
    good = (Path("app/policies/templates") / "legal-aid.toml").read_text(encoding="utf-8")
    for wrong, said in (
        (good.replace("{can_bo}", "{canbo}"), "canbo"),
        (good.replace("11/2017/QH14", "12/2017/QH14"), "12/2017/QH14"),
        (good.replace("review_by", "reviewed_by"), "review_by"),
        (good.replace('theme = "policy"', 'theme = "policies"'), "theme"),
    ):
        file = tmp_path / "x.toml"
        file.write_text(wrong, encoding="utf-8")
        with pytest.raises(ValueError, match=said):
            _template(file)


def test_a_document_that_was_replaced_is_known_in_each_way_it_is_written() -> None:
    day = date(2025, 11, 4)
    for text in ("Nghị định số 81/2021/NĐ-CP ngày 27/8/2021", "ND 81/2021/ND-CP", "căn cứ 81/2021/NĐ–CP."):
        [found] = lapsed_in(KNOWN, [text], day, day)
        assert (found.document.number, found.document.successor) == ("81/2021/NĐ-CP", "238/2025/NĐ-CP")
    assert lapsed_in(KNOWN, ["181/2021/NĐ-CP", "81/2021/TT-BTC", "Nghị định 238/2025/NĐ-CP"], day, day) == ()
    [early] = lapsed_in(KNOWN, ["257/2025/QH15"], day, day)
    assert early.standing is Standing.NOT_YET
    [late] = lapsed_in(KNOWN, ["07/2021/NĐ-CP"], date(2026, 12, 1), date(2027, 1, 2))
    assert late.standing is Standing.OVER
    assert documents()["24/2021/QĐ-TTg"].standing(day, day + timedelta(days=900)) is Standing.IN_FORCE


@SQLITE
def test_a_draft_of_a_template_is_submitted_once_nothing_is_open(client: httpx.Client, office: Office) -> None:
    listed = client.get(f"{API}/policy-templates").json()["items"]
    assert len(listed) == len(templates())
    values = _filled("electricity") | {"noi_chi_tra": "", "ngay_chi_tra": "15/12/2025"}
    answer = client.post(f"{API}/policy-templates/electricity/drafts", json={"values": values})
    made = answer.json()
    assert answer.status_code == 201, answer.text
    assert [(each["what"], each["line"]) for each in made["gaps"]] == [("nơi chi trả", 5)]
    bulletin = client.get(f"{API}/bulletins/{made['id']}").json()
    assert "xã Liên An" in bulletin["script"]
    assert bulletin["legal_basis"] == [
        "Quyết định của Thủ tướng Chính phủ về cơ cấu biểu giá bán lẻ điện, số 14/2025/QĐ-TTg ngày 29/05/2025"
    ]
    assert (bulletin["theme"], bulletin["valid_to"]) == ("policy", "2025-12-04T17:00:00Z")
    refused = client.post(f"{API}/bulletins/{made['id']}/versions/1/submit")
    assert (refused.status_code, refused.json()["code"]) == (422, "open_field")
    assert "Dòng 5" in refused.json()["detail"]
    heard = client.get(f"{API}/bulletins/{made['id']}/versions/1/spoken").json()
    assert [each for each in heard["sentences"] if "điền" in each["text"]] == []
    script = bulletin["script"].replace("[điền: nơi chi trả]", "nhà văn hóa thôn")
    same = {name: bulletin[name] for name in ("title", "theme", "kind", "legal_basis", "valid_from", "valid_to")}
    client.put(f"{API}/bulletins/{made['id']}", json=same | {"script": script}, headers={"If-Match": answer.headers["etag"]})
    assert client.post(f"{API}/bulletins/{made['id']}/versions/1/submit").is_success
    emergency = {"text": "Chú ý [điền: nơi nào]", "zones": ["xã Liên An"], "ends_at": "2025-11-04T18:00:00+07:00"}
    client.put(f"{API}/emergencies/pin", json={"pin": "481516"})
    headers = {"X-Emergency-Pin": "481516", "Idempotency-Key": "1"}
    assert client.post(f"{API}/emergencies", json=emergency, headers=headers).json()["code"] == "open_field"
    assert office.actor.name


@SQLITE
def test_what_is_typed_wrongly_is_named_and_nothing_is_made(client: httpx.Client) -> None:
    good, days = _filled("housing"), {"first": "2025-12-15", "last": "2026-01-10"}
    for form, code, said in (
        ({"values": good | {"ngay_nop": "31/11/2025"}}, "policy_field", "hạn nộp đơn"),
        ({"values": good | {"muc_xay_moi": "sáu chục triệu"}}, "policy_field", "60.000.000"),
        ({"values": good | {"dien_thoai": "chị Thu"}}, "policy_field", "số điện thoại"),
        ({"values": good | {"can_bo": "[nhạc: vui]"}}, "policy_field", "ngoặc vuông"),
        ({"values": good | {"so_nha": "1"}}, "policy_unknown_field", "so_nha"),
        ({"values": good, "first": "2025-12-01", "last": "2025-12-20"}, "policy_period", "11/12/2025"),
        ({"values": good, "first": "2026-02-01", "last": "2026-01-20"}, "validity_order", ""),
    ):
        answer = client.post(f"{API}/policy-templates/housing/drafts", json=days | form)
        assert (answer.json()["code"], said in answer.json()["detail"]) == (code, True), (form, answer.text)
    assert client.post(f"{API}/policy-templates/castle/drafts", json={}).status_code == 404
    assert client.post(f"{API}/policy-templates/drafts", json={"theme": "other"}).json()["code"] == "no_policy_template"
    assert client.get(f"{API}/bulletins").json()["items"] == []


@SQLITE
def test_a_lagging_theme_gets_another_template_each_time(client: httpx.Client) -> None:
    made = [client.post(f"{API}/policy-templates/drafts", json={"theme": "policy"}).json() for _ in range(3)]
    assert len({each["title"] for each in made}) == 3
    assert all(each["theme"] == "policy" and each["gaps"] for each in made)


@SQLITE
def test_a_basis_that_was_replaced_is_told_before_approval_and_on_the_timetable(client: httpx.Client, office: Office) -> None:
    form = {"title": "Học phí", "script": "Trẻ em được miễn học phí.", "valid_from": "2025-11-01", "valid_to": "2025-12-31"}
    made = client.post(f"{API}/bulletins", json=form | {"legal_basis": ["Nghị định 81/2021/NĐ-CP"]}).json()["id"]
    said = "81/2021/NĐ-CP hết hiệu lực sau ngày 02/09/2025. Văn bản thay thế: 238/2025/NĐ-CP."
    assert said in client.get(f"/ban-tin/{made}").text
    client.post(f"{API}/bulletins/{made}/versions/1/submit").raise_for_status()
    assert said in client.get(f"/phe-duyet/{made}/1").text
    assert said in client.get("/phe-duyet").text
    client.put(f"{API}/approval", json={"one_officer": True}).raise_for_status()
    client.post(f"{API}/bulletins/{made}/versions/1/approve").raise_for_status()
    assert client.get(f"{API}/status").json()["lapsed"] == []
    client.post(f"{API}/slots", json={"title": "Bản tin", "at": "16:30", "bulletins": [made]}).raise_for_status()
    [lapsed] = client.get(f"{API}/status").json()["lapsed"]
    assert (lapsed["bulletin_id"], lapsed["details"]) == (made, [said])
    assert "«Học phí» đang có trong lịch mà căn cứ không còn đúng" in client.get("/hom-nay").text
    client.post(f"{API}/bulletins/{made}/versions/1/withdraw", json={"reason": "Căn cứ cũ."}).raise_for_status()
    assert client.get(f"{API}/status").json()["lapsed"] == []
    assert office.actor.name


@SQLITE
def test_what_ends_within_the_planned_days_is_flagged_also_of_slogans(client: httpx.Client) -> None:
    client.put(f"{API}/approval", json={"one_officer": True}).raise_for_status()
    client.post(f"{API}/ended-documents", json={"number": "15/2022/NQ-HĐND", "ended_on": "2025-11-07"}).raise_for_status()
    form = {
        "script": "Mời bà con giữ sạch đường làng.",
        "valid_from": "2025-11-01",
        "legal_basis": ["Nghị quyết 15/2022/NQ-HĐND"],
    }
    for title, kind, until in (
        ("Tin", "notice", "2025-12-31"),
        ("Khẩu hiệu", "spot", "2025-12-31"),
        ("Hết sớm", "spot", "2025-11-06"),
    ):
        text = {"title": title, "kind": kind, "valid_to": until}
        made = client.post(f"{API}/bulletins", json=form | text).raise_for_status().json()["id"]
        client.post(f"{API}/bulletins/{made}/versions/1/submit").raise_for_status()
        client.post(f"{API}/bulletins/{made}/versions/1/approve").raise_for_status()
        if kind == "notice":
            client.post(f"{API}/slots", json={"title": "Bản tin", "at": "16:30", "bulletins": [made]}).raise_for_status()
    assert sorted(each["title"] for each in client.get(f"{API}/status").json()["lapsed"]) == ["Khẩu hiệu", "Tin"], (
        "three days ahead"
    )


@SQLITE
def test_a_document_the_commune_says_is_replaced_is_flagged_everywhere_until_that_is_taken_back(
    client: httpx.Client, office: Office
) -> None:
    form = {"title": "Lễ hội", "script": "Mời bà con dự hội.", "valid_from": "2025-11-01", "valid_to": "2025-12-31"}
    made = client.post(f"{API}/bulletins", json=form | {"legal_basis": ["Nghị quyết 15/2022/NQ-HĐND"]}).json()["id"]
    said = "15/2022/NQ-HDND hết hiệu lực sau ngày 31/10/2025. Văn bản thay thế: 9/2025/NQ-HĐND."
    assert "Căn cứ cần xem lại" not in client.get(f"/ban-tin/{made}").text
    typed = {"number": "NQ số 15/2022/NQ-HDND", "ended_on": "1/11/2025", "successor": "9/2025/NQ-HĐND"}
    assert client.post("/ban-tin-mau", data=typed).status_code == 303
    [ended] = client.get(f"{API}/ended-documents").json()["items"]
    assert (ended["number"], ended["ended_on"], ended["entered_by"]) == ("15/2022/NQ-HDND", "2025-11-01", office.actor.name)
    client.post(f"{API}/bulletins/{made}/versions/1/submit").raise_for_status()
    assert [said in client.get(page).text for page in (f"/ban-tin/{made}", f"/phe-duyet/{made}/1", "/phe-duyet")] == [True] * 3
    client.put(f"{API}/approval", json={"one_officer": True}).raise_for_status()
    client.post(f"{API}/bulletins/{made}/versions/1/approve").raise_for_status()
    client.post(f"{API}/slots", json={"title": "Bản tin", "at": "16:30", "bulletins": [made]}).raise_for_status()
    assert [each["details"] for each in client.get(f"{API}/status").json()["lapsed"]] == [[said]]
    assert said in client.get("/hom-nay").text
    assert client.post(f"/ban-tin-mau/van-ban/{ended['id']}/bo").status_code == 303
    assert client.get(f"{API}/status").json()["lapsed"] == []
    assert said not in client.get("/hom-nay").text
    assert client.delete(f"{API}/ended-documents/{ended['id']}").status_code == 404


@SQLITE
def test_a_template_rests_on_documents_as_the_commune_knows_them(client: httpx.Client, office: Office) -> None:
    end = {"number": "14/2025/QĐ-TTg", "ended_on": "2025-11-01", "successor": "40/2025/QĐ-TTg"}
    client.post(f"{API}/ended-documents", json=end).raise_for_status()
    found = client.get(f"{API}/policy-templates/electricity").json()
    assert (found["standing"], found["until"], found["documents"][0]["successor"]) == ("over", "2025-10-31", "40/2025/QĐ-TTg")
    assert client.post(f"{API}/policy-templates/electricity/drafts", json={}).json()["code"] == "policy_period"
    assert "14/2025/QĐ-TTg hết hiệu lực sau ngày 31/10/2025." in client.get("/ban-tin-mau/electricity").text
    later = {"number": "81/2021/NĐ-CP", "ended_on": "2030-01-01"}
    client.post(f"{API}/ended-documents", json=later).raise_for_status()
    with office.sessions.read() as session:
        known = known_documents(session, office.commune_id)[number_key("81/2021/NĐ-CP")]
    assert (known.until, known.successor) == (date(2025, 9, 2), "238/2025/NĐ-CP"), "the library's earlier end stays"
    for wrong, code in (
        (end, "document_ended_twice"),
        (end | {"number": "14/2025/QD–TTG"}, "document_ended_twice"),
        (end | {"number": "123/QĐ-UBND"}, "document_number"),
        (end | {"number": "1/2025/NĐ-CP và 2/2025/NĐ-CP"}, "document_number"),
        (end | {"number": "1/2025/NĐ-CP", "successor": "mới"}, "document_successor"),
        (end | {"number": "1/2025/NĐ-CP", "successor": "1/2025/ND-CP"}, "document_successor"),
    ):
        assert client.post(f"{API}/ended-documents", json=wrong).json()["code"] == code, wrong
    told = client.post(f"{API}/ended-documents", json=end | {"number": ""}).json()["detail"]
    assert told == "số («number») quá ngắn", "of a document, not of a version"
    for typed, field in (({"number": "9/2025/NĐ-CP"}, "ended_on"), ({"number": "x", "ended_on": "1/1/2026"}, "number")):
        page = client.post("/ban-tin-mau", data=typed)
        assert (page.status_code, f'href="#{field}"' in page.text) == (422, True), page.text
    assert client.post("/ban-tin-mau", data={"number": "9/2025/NĐ-CP", "ended_on": "0001-01-01"}).status_code == 422
    assert len(client.get(f"{API}/ended-documents").json()["items"]) == 2
