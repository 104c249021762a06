"""*Đợt rà soát* without a script: from a plan's text to a running campaign, its days changed, its list ticked, undone."""

import re
import sys
import tomllib
from datetime import timedelta
from importlib.metadata import version
from io import BytesIO
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from pypdf import PdfReader

from app.clock import ManualClock
from tests.plans.forms import FORMS
from tests.support.office import Office
from tests.support.typed import fields_of
from tests.web.conftest import Person

pytestmark = pytest.mark.parametrize("sessions", ["sqlite"], indirect=True)
SAID = {"officer": ["chị Nguyễn Thu"], "hotline": ["0912 345 678"], "place": ["bộ phận một cửa của xã"]}


def test_a_plan_becomes_a_campaign_that_is_moved_ticked_and_undone(person: Person, office: Office) -> None:
    for name in ("thôn Đông", "thôn Tây"):
        office.zone(name)
    editor = person("Thu Hoa", "editor")
    assert "Chưa có đợt rà soát nào" in editor.get("/dot-ra-soat").text
    fields = fields_of(editor.post("/ke-hoach/doc", data={"text": FORMS["roman and dashes"].text}).text)
    kept = editor.post("/ke-hoach", data=fields | {"act": ["dot"]})
    assert (kept.status_code, kept.headers["location"].partition("=")[0]) == (303, "/dot-ra-soat/moi?ke_hoach")
    page = editor.get(kept.headers["location"]).text
    form = fields_of(page)
    assert "số 12/KH-UBND" in page
    assert form["first_date"] == ["15/11/2025"]
    assert set(form["meet_zone"]) == {"xã Liên An / thôn Đông", "xã Liên An / thôn Tây", ""}
    assert form["officer"] == ["Công chức văn hóa – xã hội"]
    bases = dict(zip(form["step_code"], form["step_basis"], strict=True))
    assert bases["listing"] == "Kế hoạch 12/KH-UBND ngày 15/01/2025"
    assert "Quyết định 24/2021" in bases["posting"]
    empty = editor.post("/dot-ra-soat/moi", data=form | {"act": ["lap"]})
    assert (empty.status_code, 'href="#hotline"' in empty.text) == (422, True)
    for row, said in (
        ({"step_days": ["mười", *form["step_days"][1:]]}, "Bước «"),
        ({"meet_day": ["mai", "mai"]}, "«xã Liên An / thôn"),
    ):
        wrong = editor.post("/dot-ra-soat/moi", data=form | SAID | row | {"act": ["xem"]})
        assert (wrong.status_code, f"{said}" in wrong.text) == (422, True), "which row it is"
    looked = editor.post("/dot-ra-soat/moi", data=form | SAID | {"act": ["xem"]}).text
    [place] = re.findall(r'action="/dot-ra-soat/moi#([\w-]+)"', looked)
    assert re.search(rf'id="{place}">Sẽ làm ra<', looked), "the page opens where that stands"
    assert "GIẤY MỜI HỌP" in looked
    assert "Chưa có đợt rà soát nào" in editor.get("/dot-ra-soat").text, "a look keeps nothing"
    made = editor.post("/dot-ra-soat/moi", data=form | SAID | {"act": ["lap"]})
    assert made.status_code == 303, made.text
    address = made.headers["location"].partition("?")[0]
    one = editor.get(made.headers["location"]).text
    assert re.search(r"\d+ bản nháp chưa trình duyệt", one)
    assert "Kế hoạch 12/KH-UBND" in one
    days = fields_of(editor.get(f"{address}/buoc/posting").text)
    longer = editor.post(f"{address}/buoc/posting", data=days | {"days": ["5"], "act": ["xem"]}).text
    assert "Nhận khiếu nại và rà soát lại" in longer
    assert fields_of(editor.get(f"{address}/buoc/posting").text)["days"] == ["3"]
    wrong = editor.post(f"{address}/buoc/posting", data=days | {"first_date": ["16/11/2025"], "act": ["doi"]})
    assert wrong.status_code == 422
    assert editor.post(f"{address}/buoc/posting", data=days | {"days": ["5"], "act": ["doi"]}).status_code == 303
    assert editor.post(f"{address}/buoc/posting", data=days | {"days": ["6"], "act": ["doi"]}).status_code == 412
    [task, *_] = re.findall(rf'action="({address}/viec/[0-9a-f-]+)"', one)
    assert editor.post(task, data={"xong": "true"}).status_code == 303
    assert "đánh dấu" in editor.get(address).text
    undo = editor.get(f"{address}/hoan-tac").text
    assert "khung giờ của đợt bị bỏ" in undo
    assert editor.post(f"{address}/hoan-tac", data=fields_of(undo)).status_code == 303
    assert "đã được hoàn tác" in editor.get(address).text
    assert person("Lê Thị Ba", "viewer").get("/dot-ra-soat/moi").status_code == 403


def test_meetings_that_nobody_set_follow_the_first_day_and_are_seen_before_they_are_made(person: Person, office: Office) -> None:
    for name in ("thôn Đông", "thôn Tây"):
        office.zone(name)
    editor = person("Thu Hoa", "editor")
    form = fields_of(editor.get("/dot-ra-soat/moi?loai=regular").text) | SAID
    later = form | {"first_date": ["15/12/2025"], "act": ["lap"]}
    answer = editor.post("/dot-ra-soat/moi", data=later)
    assert (answer.status_code, "đã được đề xuất lại" in answer.text) == (200, True), answer.text[-3000:]
    follows = fields_of(answer.text)
    assert [each[-7:] for each in follows["meet_day"][:2]] == ["12/2025", "12/2025"]
    assert set(follows["meet_day"]).isdisjoint(form["meet_day"][:2])
    assert follows["meet_proposed"] == follows["meet_day"]
    assert "Chưa có đợt rà soát nào" in editor.get("/dot-ra-soat").text, "made only once it was seen"
    kept = [follows["meet_day"][1], *follows["meet_day"][1:]]
    own = follows | {"meet_day": kept, "step_days": ["1"] * len(follows["step_days"])}
    sooner = fields_of(editor.post("/dot-ra-soat/moi", data=own | {"act": ["xem"]}).text)
    assert (sooner["meet_zone"], sooner["meet_day"][0]) == (follows["meet_zone"], kept[0]), "what a person set stays"
    assert editor.post("/dot-ra-soat/moi", data=follows | {"act": ["lap"]}).status_code == 303


def test_names_are_a_name_and_a_village_and_nothing_is_made_of_what_is_wrong(person: Person, office: Office) -> None:
    office.zone("thôn Đông")
    editor = person("Thu Hoa", "editor")
    form = fields_of(editor.get("/dot-ra-soat/moi").text) | SAID | {"act": ["lap"], "names_reason": ["Kế hoạch 63"]}
    for names, said in (
        ("Nguyễn Văn An, sinh năm 1961, thôn Đông", "Dòng 1"),
        ("Nguyễn Văn An, thôn Đông\nLê Thị Ba, thôn Bắc", "Dòng 2"),
        ("\n".join(["Nguyễn Văn An, thôn Đông"] * 999 + ["Lê Thị Ba"]), "Dòng 1000"),
        ("\n".join(["Nguyễn Văn An, thôn Đông"] * 5_000), "5000 hộ"),
    ):
        answer = editor.post("/dot-ra-soat/moi", data=form | {"names": [names]})
        assert answer.status_code == 422, said
        assert said in answer.text.replace(".", ""), answer.text[-2000:]
    for change, said in (
        ({"meet_day": ["hôm qua"]}, "hôm qua"),
        ({"first_date": ["15/11/2025"], "last_date": ["14/11/2025"]}, "14/11/2025"),
        ({"first_date": ["15/01/2031"], "meet_day": ["20/01/2031"]}, "15/01/2031"),
        ({"meet_zone": ["thôn Trung"]}, "thôn Trung"),
        ({"step_days": ["ba"] * len(form["step_days"])}, "ba"),
    ):
        answer = editor.post("/dot-ra-soat/moi", data=form | {"names_reason": [""]} | change)
        assert (answer.status_code, said in answer.text) == (422, True), (change, answer.text[-3000:])
    assert "Chưa có đợt rà soát nào" in editor.get("/dot-ra-soat").text
    assert editor.get("/api/v1/bulletins").json()["items"] == []


def test_a_text_on_the_review_names_no_household_unless_a_campaign_says_why(person: Person, office: Office) -> None:
    """Not even as a draft, through whatever door it comes; what was kept before that is held when it is submitted."""
    editor = person("Thu Hoa", "editor")
    named, days = "Hộ ông Nguyễn Văn An được công nhận hộ nghèo.", {"valid_from": "2025-11-01", "valid_to": "2025-12-01"}
    policy = {"values": {"noi_chi_tra": named}}
    training = {"topic": named, "held_on": "2025-12-20", "at": "08:00", "place": "Nhà văn hóa", "theme": "policy"}
    review = {"kind": "regular", "first_date": "2025-11-17", "officer": "chị Hạnh", "hotline": "0912345678", "place": "UBND xã"}
    session = editor.post("/api/v1/trainings", json=training).raise_for_status().json()["id"]
    for path, form in (
        ("bulletins", days | {"title": "Kết quả", "theme": "review", "script": named}),
        ("bulletins", days | {"title": "Kết quả", "theme": "other", "script": f"{named}\nHộ bà Lê Thị Bé."}),
        ("policy-templates/electricity/drafts", policy),
        (f"trainings/{session}/invitation", {}),
        ("campaigns", review | {"steps": {"call": {"script": named}}}),
        ("campaigns/preview", review | {"steps": {"call": {"script": named}}}),
    ):
        refused = editor.post(f"/api/v1/{path}", json=form)
        assert (refused.status_code, refused.json()["code"]) == (422, "household_named"), (path, refused.text)
    file = f"title: Kết quả\ntheme: review\nvalid_from: 2025-11-01\nvalid_to: 2025-12-01\n\n{named}\n".encode()
    refused = editor.post("/api/v1/bulletins", content=file, headers={"Content-Type": "text/plain"})
    assert (refused.status_code, refused.json()["code"]) == (422, "household_named"), refused.text
    typed = {"valid_from": "1/11/2025", "valid_to": "1/12/2025", "kind": "notice", "priority": "normal", "language": "vi"}
    page = editor.post("/ban-tin/moi", data=typed | {"title": "Kết quả", "theme": "review", "script": named, "act": "luu"})
    assert (page.status_code, named in page.text) == (422, True), "and what was typed is still there"
    assert "Bản tin rà soát đọc tên hộ gia đình" in page.text
    assert editor.get("/api/v1/bulletins").json()["items"] == []
    kept = office.write(script=named)
    refused = editor.post(f"/api/v1/bulletins/{kept.bulletin_id}/versions/1/submit")
    assert (refused.status_code, refused.json()["code"]) == (422, "household_named")


def test_what_lags_is_made_from_the_library_with_one_button(person: Person, clock: ManualClock) -> None:
    clock.advance(timedelta(days=23))  # in the last week of November
    editor = person("Thu Hoa", "editor")
    target = {"amount": 4, "unit": "times", "first": "2025-01-01", "last": "2025-12-31", "per": "month"}
    plan = {"year": 2025, "title": "Kế hoạch", "themes": [{"title": "Chính sách", "theme": "policy"}]}
    task = {"title": "Phát", "theme": "policy", "channel": "loudspeakers", "target": target}
    assert editor.post("/api/v1/plans", json=plan | {"tasks": [task]}).is_success
    assert "Soạn bản tin còn thiếu" in editor.get("/ke-hoach").text
    made = editor.post("/ban-tin-mau/thieu", data={"chu_de": "policy"})
    assert made.status_code == 303
    page = editor.get(made.headers["location"]).text
    assert "chỗ chưa điền" in page
    assert "Đã soạn bản nháp từ mẫu" in page
    library = editor.get("/ban-tin-mau").text
    assert library.count("Còn hiệu lực") >= 10
    one = editor.get("/ban-tin-mau/electricity").text
    typed = fields_of(one)
    wrong = editor.post("/ban-tin-mau/electricity", data=typed | {"o_": [""], "o-ngay_chi_tra": ["mai"], "o-can_bo": ["chị Thu"]})
    assert (wrong.status_code, 'value="chị Thu"' in wrong.text, 'href="#o-ngay_chi_tra"' in wrong.text) == (422, True, True)
    assert editor.post("/ban-tin-mau/electricity", data={"o-can_bo": "chị Thu"}).status_code == 303


def test_a_report_is_a_pdf_where_the_extra_is_and_else_says_how_to_come_by_it(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = person("Thu Hoa", "editor")
    made = editor.post("/api/v1/plans", json={"year": 2025, "title": "Truyền thông #năm *2025*"}).json()["id"]
    [address] = re.findall(r'formaction="([^"]+)"[^>]*>PDF<', editor.get("/ke-hoach").text)
    answer = editor.get(address, params={"period": "first_half"})
    assert 'filename="ket-qua-ke-hoach-2025-6-thang-dau-nam.pdf"' in answer.headers["content-disposition"]
    said = " ".join(PdfReader(BytesIO(answer.content)).pages[0].extract_text().split())
    assert (
        "Thực hiện Kế hoạch Truyền thông #năm *2025*, Ủy ban nhân dân xã Liên An báo cáo kết quả sáu tháng đầu năm 2025" in said
    )
    monkeypatch.setitem(sys.modules, "typst", None)  # as where it is not installed
    refused = editor.get(address)
    assert refused.status_code == 409
    assert "bao-cao.pdf" not in editor.get("/ke-hoach").text, "what cannot be made is not offered"
    [named] = re.findall(r"pip install (typst\S*)", refused.text)
    [extra] = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]["typst"]
    assert Requirement(extra).specifier.contains(version("typst"))
    assert Requirement(named).specifier.contains(version("typst"))
    assert editor.get(f"/api/v1/plans/{made}/coverage/report?format=pdf").json()["code"] == "no_pdf"
