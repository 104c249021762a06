"""What an approver sees of a bulletin: when it sounds, what is written beside what is said, what changed since a decision."""

import re

import httpx

from tests.web.conftest import Person
from tests.web.test_pages import DRAFT, SQLITE, _hidden, _submitted

_FIRST = "Mời bà con họp lúc 19h30 tại nhà văn hóa thôn.\nĐề nghị đi đủ.\nXin cảm ơn."
_MENDED = "Mời bà con họp lúc 20h tại nhà văn hóa thôn.\nXin cảm ơn.\nAi vắng thì báo trưởng thôn."


def _again(editor: httpx.Client, bulletin: str, script: str) -> None:
    tag = _hidden(editor.get(f"/ban-tin/{bulletin}"), "tag")
    typed = DRAFT | {"script": script, "tag": tag, "act": "trinh"}
    assert editor.post(f"/ban-tin/{bulletin}", data=typed).status_code == 303


def _flat(page: httpx.Response) -> str:
    return re.sub(r"\s+", " ", page.text)


@SQLITE
def test_who_approves_sees_when_how_often_and_how_long_it_sounds(person: Person) -> None:
    editor, approver = person("Lê Thị Hai", "editor"), person("Phan Ba", "approver")
    bulletin, number = _submitted(editor)
    place = f"/phe-duyet/{bulletin}/{number}"
    page = approver.get(place)
    assert "Chưa có khung giờ nào phát" in page.text
    assert re.search(r"<dt>Thời lượng</dt><dd>dài khoảng \d+ giây", page.text)
    slot = {"title": "Bản tin chiều", "at": "16:45", "bulletins": [bulletin], "duration_s": 900}
    editor.post("/api/v1/slots", json=slot).raise_for_status()
    page = approver.get(place)
    assert "<dt>Lần đầu</dt><dd><strong>16h45" in page.text
    assert "<dd>43 lượt, lượt cuối 16h45 16/12/2025</dd>" in page.text, "until it is no longer valid"
    assert '<span class="vh">Văn bản gốc: </span>Kính mời bà con họp lúc 19h30 ngày 16/12/2025' in page.text


@SQLITE
def test_what_is_written_stands_beside_what_is_said_with_its_brackets(person: Person) -> None:
    editor, approver = person("Lê Thị Hai", "editor"), person("Phan Ba", "approver")
    script = "Hạn cuối 15/12 (thứ Ba)\n(Mang theo căn cước.)\nXin cảm ơn."
    assert editor.post("/ban-tin/moi", data=DRAFT | {"script": script, "act": "trinh"}).status_code == 303
    bulletin = editor.get("/api/v1/bulletins").json()["items"][0]["id"]
    page = approver.get(f"/phe-duyet/{bulletin}/1").text
    written = re.findall(r'<span class="vh">Văn bản gốc: </span>([^<]*)', page)
    assert written == ["Hạn cuối 15/12 (thứ Ba)", "(Mang theo căn cước.)", "Xin cảm ơn."]


@SQLITE
def test_what_changed_since_it_was_returned_stands_in_its_sentences_with_what_was_noted(person: Person) -> None:
    editor, approver = person("Lê Thị Hai", "editor"), person("Phan Ba", "approver")
    assert editor.post("/ban-tin/moi", data=DRAFT | {"script": _FIRST, "act": "trinh"}).status_code == 303
    bulletin = editor.get("/api/v1/bulletins").json()["items"][0]["id"]
    back = approver.post(f"/phe-duyet/{bulletin}/1/tra-lai", data={"reason": "Sai giờ", "note-1": "Họp 20 giờ", "note-2": "Bỏ"})
    assert back.status_code == 303
    _again(editor, bulletin, _MENDED)

    listed = approver.get("/phe-duyet").text
    assert "chưa duyệt lần nào" not in listed
    assert "Phan Ba đã trả lại phiên bản 1 (lý do: Sai giờ), nay khác ở 3 chỗ" in listed
    page = _flat(approver.get(f"/phe-duyet/{bulletin}/2"))
    assert "Phan Ba đã trả lại phiên bản 1 lúc" in page
    assert "Câu 1 của bản ấy: Họp 20 giờ" in page
    assert "<del>mười chín giờ ba mươi phút</del> <ins>hai mươi giờ</ins>" in page
    assert "<p><del>Đề nghị đi đủ.</del></p>" in page
    assert "<ins>Ai vắng thì báo trưởng thôn.</ins>" in page
    for at, label in (("cau-1", "câu 1 (sửa)"), ("cau-2", "câu 2 (bỏ 1 câu trước đó)"), ("cau-3", "câu 3 (thêm câu)")):
        assert f'<a href="#{at}">{label}</a>' in page
        assert f'id="{at}"' in page
    assert "Lần trước nhắc: Họp 20 giờ" in page
    assert "Lần trước nhắc: Bỏ" in page


@SQLITE
def test_a_returned_version_and_the_approved_one_before_it_are_both_compared_with(person: Person) -> None:
    editor, approver = person("Lê Thị Hai", "editor"), person("Phan Ba", "approver")
    assert editor.post("/ban-tin/moi", data=DRAFT | {"script": _FIRST, "act": "trinh"}).status_code == 303
    bulletin = editor.get("/api/v1/bulletins").json()["items"][0]["id"]
    assert approver.post("/phe-duyet", data={"seen": _hidden(approver.get("/phe-duyet"), "seen")}).status_code == 303
    _again(editor, bulletin, _FIRST.replace("Đề nghị đi đủ.\n", ""))
    page = _flat(approver.get(f"/phe-duyet/{bulletin}/2"))
    assert "Khác bản đã duyệt (phiên bản 1) ở 1 chỗ:" in page
    assert "<p><del>Đề nghị đi đủ.</del></p>" in _flat(approver.get("/phe-duyet"))
    approver.post(f"/phe-duyet/{bulletin}/2/tra-lai", data={"reason": "Thiếu", "note-1": ""})
    _again(editor, bulletin, _FIRST.partition("\nXin")[0])
    page = _flat(approver.get(f"/phe-duyet/{bulletin}/3"))
    assert "Khác bản bị trả lại (phiên bản 2) ở" in page
    [other] = re.findall(r'<a href="([^"]+\?so=1)">So với phiên bản 1</a>', page)
    page = _flat(approver.get(other))
    assert 'Khác bản đã duyệt (phiên bản 1) ở 1 chỗ:</strong> <a href="#cau-bo">bỏ 1 câu cuối</a>' in page
    assert '<li id="cau-bo"><p><del>Xin cảm ơn.</del></p></li>' in page
