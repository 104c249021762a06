"""*Kế hoạch* without a script: a pasted plan becomes a form, the form a plan, and the plan's figures open their airings."""

import re

import pytest

from tests.plans.forms import FORMS
from tests.support import papers
from tests.support.typed import fields_of
from tests.web.conftest import Person

pytestmark = pytest.mark.parametrize("sessions", ["sqlite"], indirect=True)
TEXT = FORMS["roman and dashes"].text


def test_a_pasted_plan_is_corrected_and_kept(person: Person) -> None:
    editor = person("Thu Hoa", "editor")
    assert "Chưa có kế hoạch nào" in editor.get("/ke-hoach").text
    page = editor.post("/ke-hoach/doc", data={"text": TEXT}).text
    fields = fields_of(page)
    assert (fields["year"], fields["number"], fields["dated"]) == (["2025"], ["12/KH-UBND"], ["15/01/2025"])
    for name in ("theme_title", "channel_title", "task_title"):
        assert len(re.findall(rf'<textarea name="{name}"', page)) == len(fields[name]), "words that no line holds are read too"
    fields["task_amount"][0] = "2"
    wrong = editor.post("/ke-hoach", data=fields | {"year": ["hai"]})
    assert (wrong.status_code, 'id="loi"' in wrong.text) == (422, True)
    assert fields_of(wrong.text)["task_amount"] == fields["task_amount"], "nothing that was typed is lost"
    for name, typed in (("task_amount", "nhiều"), ("task_first", "31/2/2025")):
        second = [fields[name][0], typed, *fields[name][2:]]
        amounts = {"task_amount": [*fields["task_amount"][:1], "3", *fields["task_amount"][2:]]}
        wrong = editor.post("/ke-hoach", data=fields | amounts | {name: second})
        told = f"Nhiệm vụ 2 «{fields['task_title'][1][:20]}"
        assert (wrong.status_code, told in wrong.text, f"«{typed}»" in wrong.text) == (422, True, True), "which task it is"
        assert ('href="#nhiem-vu-2"' in wrong.text, 'id="nhiem-vu-2"' in wrong.text) == (True, True)
    kept = editor.post("/ke-hoach", data=fields)
    assert kept.status_code == 303
    page = editor.get("/ke-hoach").text
    assert "Kế hoạch năm 2025" in page
    assert 'class="chart"' not in page, "of what nothing sounded yet there is nothing to draw"
    assert "Rà soát hộ nghèo" in page
    edit = re.search(r"/ke-hoach/[0-9a-f-]+/sua", page)
    assert edit is not None
    again = fields_of(editor.get(edit[0]).text)
    assert {name: values for name, values in again.items() if name not in {"tag", "task_first", "task_last"}} == {
        name: values for name, values in fields.items() if name not in {"tag", "task_first", "task_last"}
    }
    assert editor.post(edit[0], data=again).status_code == 303
    assert editor.post(edit[0], data=again).status_code == 412, "it was changed meanwhile"
    bare = fields | {
        "year": ["2024"],
        "dated": [""],
        **{name: [""] * len(fields[name]) for name in ("task_amount", "task_first", "task_last")},
    }
    kept = editor.post("/ke-hoach", data=bare)
    assert kept.status_code == 303
    page = editor.get("/ke-hoach?nam=2024").text
    assert ("Không có gì chậm" in page, "Ghi số lượng cho từng nhiệm vụ" in page) == (False, True), "nothing was measured"
    unthemed = bare | {"year": ["2023"], "task_amount": ["2", *bare["task_amount"][1:]]}
    unthemed |= {"task_theme": [""] * len(bare["task_theme"]), "task_channel": ["loudspeakers", *bare["task_channel"][1:]]}
    assert editor.post("/ke-hoach", data=unthemed).status_code == 303
    assert "1 nhiệm vụ phát thanh có số lượng mà chưa chọn chủ đề" in editor.get("/ke-hoach?nam=2023").text
    classes = unthemed | {"year": ["2022"], "task_channel": ["training", *bare["task_channel"][1:]]}
    assert editor.post("/ke-hoach", data=classes).status_code == 303
    assert "2 lớp " in editor.get("/ke-hoach?nam=2022").text, "nobody counts classes as airings"
    assert "Chưa có lượt nào" in editor.get(edit[0].replace("/sua", "/luot")).text
    now = editor.get(edit[0]).text
    [away] = re.findall(r'action="(/ke-hoach/[0-9a-f-]+/bo)"', now)
    assert editor.post(away, data={"tag": again["tag"][0]}).status_code == 412, "it was changed meanwhile"
    assert person("Lê Thị Ba", "viewer").post(away, data={"tag": fields_of(now)["tag"][0]}).status_code == 403
    assert editor.post(away, data={"tag": fields_of(now)["tag"][0]}).status_code == 303
    assert editor.get(edit[0]).status_code == 404
    assert "nam=2025" not in editor.get("/ke-hoach").text


def test_a_plan_taken_away_comes_back_unless_its_year_has_another(person: Person) -> None:
    editor = person("Thu Hoa", "editor")

    def taken_away() -> str:
        made = editor.post("/api/v1/plans", json={"year": 2025, "title": "Kế hoạch một"})
        assert editor.post(f"/ke-hoach/{made.json()['id']}/bo", data={"tag": made.headers["etag"].strip('"')}).status_code == 303
        return str(made.json()["id"])

    first = taken_away()
    page = editor.get("/ke-hoach").text
    assert ("nam=2025" in page, "Kế hoạch đã bỏ" in page, f"/ke-hoach/{first}/lay-lai" in page) == (False, True, True)
    assert editor.get(f"/ke-hoach/{first}/sua").status_code == 404
    assert editor.post(f"/ke-hoach/{first}/lay-lai").headers["location"] == "/ke-hoach?xong=da-lay-lai"
    assert (editor.get(f"/ke-hoach/{first}/sua").status_code, "Kế hoạch đã bỏ" in editor.get("/ke-hoach").text) == (200, False)
    assert "lấy lại kế hoạch năm 2025" in person("Tran Quan", "admin").get("/cai-dat/nhat-ky-he-thong").text
    tag = editor.get(f"/api/v1/plans/{first}").headers["etag"].strip('"')
    assert editor.post(f"/ke-hoach/{first}/bo", data={"tag": tag}).status_code == 303
    taken_away()
    assert editor.post("/api/v1/plans", json={"year": 2025, "title": "Kế hoạch ba"}).status_code == 201
    refused = editor.post(f"/ke-hoach/{first}/lay-lai")
    assert (refused.status_code, "Xã đã có kế hoạch năm 2025" in refused.text) == (409, True)
    assert len(editor.get("/api/v1/plans?removed=true").json()["items"]) == 2


def test_villages_that_a_plan_names_are_proposed(person: Person) -> None:
    editor, admin = person("Thu Hoa", "editor"), person("Tran Quan", "admin")
    for name in ("thôn Đông", "thôn Đông Hòa", "thôn Tây"):
        admin.post("/api/v1/zones", json={"name": name, "level": "village"}).raise_for_status()
    named = f"{TEXT}\nTổ chức tại Thôn Tây và thôn Đông Hoà."
    fields = fields_of(editor.post("/ke-hoach/doc", data={"text": named}).text)
    found = [path.rpartition(" / ")[2] for path in fields["zones"][0].splitlines()]
    assert sorted(found) == ["thôn Tây", "thôn Đông Hòa"], "whole names, however their tones are written"
    assert editor.post("/api/v1/plans/proposals", json={"text": named}).json()["zones"] == fields["zones"][0].splitlines()
    assert fields_of(editor.post("/ke-hoach/doc", data={"text": TEXT}).text)["zones"] == [""]


def test_what_is_no_plan_is_told_beside_what_was_pasted(person: Person) -> None:
    editor = person("Thu Hoa", "editor")
    answer = editor.post("/ke-hoach/doc", data={"text": "Kính mời bà con họp thôn."})
    assert answer.status_code == 422
    assert "Không thấy đề mục" in answer.text
    assert "Kính mời bà con họp thôn." in answer.text


def test_files_that_are_no_plan_are_told_and_nothing_is_kept(person: Person) -> None:
    editor = person("Thu Hoa", "editor")
    macros = papers.docx(papers.p("x"), vbaProject=b"x").replace(b"vbaProject.xml", b"vbaProject.bin")
    households = "\n".join(f"{number}. Nguyễn Văn A" for number in range(5000))
    bad: list[tuple[str, bytes, str]] = [
        ("macro.docx", macros, "macro"),
        ("nen.docx", papers.docx("", document=b"<w:document>" + b" " * (80 << 20)), "quá nặng"),
        ("chup.pdf", papers.pdf("", picture=True), "bản chụp"),
        ("thu-moi.docx", papers.docx(papers.p("Kính mời bà con họp thôn.")), "Không thấy đề mục"),
        ("danh-sach.txt", households.encode(), "Có 5000 dòng"),
        ("trong.txt", b" ", "trống"),
    ]
    for name, data, said in bad:
        answer = editor.post("/ke-hoach/doc", files={"file": (name, data)})
        assert (answer.status_code, said in answer.text, 'id="loi"' in answer.text) == (422, True, True), (name, answer.text)
    table = papers.table(("TT", "Việc", "Số lượng"), ("1", "Treo khẩu hiệu", "10 khẩu hiệu"))
    plan = "".join(map(papers.p, ("KẾ HOẠCH", "Truyền thông giảm nghèo năm 2025", "I. TIẾN ĐỘ"))) + table
    fields = fields_of(editor.post("/ke-hoach/doc", files={"file": ("bang.docx", papers.docx(plan))}).text)
    assert ("10" in fields["task_amount"], "banners" in fields["task_channel"]) == (True, True)
    contradicting = TEXT.replace("15 tháng 01 năm 2025", "15 tháng 01 năm 2026")
    page = editor.post("/ke-hoach/doc", data={"text": contradicting}).text
    assert "Ngày ký trong văn bản mâu thuẫn" in page
    assert fields_of(page)["dated"] == [""]
    unknown = editor.post("/ke-hoach", data=fields_of(page) | {"zones": ["thôn Không Có"]})
    assert (unknown.status_code, "thôn Không Có" in unknown.text) == (422, True)
    assert "Chưa có kế hoạch nào" in editor.get("/ke-hoach").text
