"""The policy library: read strictly, read aloud without a doubt, filled in, and never spoken with a gap."""

import re
from datetime import date, timedelta
from pathlib import Path

import httpx
import pytest

from app.bulletins import Theme, parse_script
from app.policies import Standing, documents, lapsed_in, script_of, template_of, templates
from app.policies.library import _template
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
    for each in templates():
        assert each.standing(date(2026, 1, 15)) is Standing.IN_FORCE, each.code
        assert each.review_by > date(2026, 1, 15)
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
        [found] = lapsed_in([text], day, day)
        assert (found.document.number, found.document.successor) == ("81/2021/NĐ-CP", "238/2025/NĐ-CP")
    assert lapsed_in(["181/2021/NĐ-CP", "81/2021/TT-BTC", "Nghị định 238/2025/NĐ-CP"], day, day) == ()
    [early] = lapsed_in(["257/2025/QH15"], day, day)
    assert early.standing is Standing.NOT_YET
    [late] = lapsed_in(["07/2021/NĐ-CP"], date(2026, 12, 1), date(2027, 1, 2))
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
