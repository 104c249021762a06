"""Writing a bulletin: a file's text comes into the form, and a word is read otherwise, here or in the whole commune."""

import html
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import httpx
from sqlalchemy import select

from app.bulletins import keep_unsaved
from app.bulletins.tables import UnsavedTextRow
from app.clock import ManualClock
from app.desk.people import leave
from app.units import PersonId
from app.wiring import Services
from app.zones import Founding
from tests.api.test_bulletins import BULLETIN
from tests.bulletins.test_issuers import ISSUER
from tests.support.counting import counted
from tests.support.papers import docx, p
from tests.web.conftest import Person
from tests.web.test_pages import DRAFT, SCRIPT, SQLITE

WORD = docx(p("THÔNG BÁO") + p("Họp lúc 19h30 [phòng A].") + "<w:p><w:del><w:r><w:delText>bỏ</w:delText></w:r></w:del></w:p>")


def _typed(page: httpx.Response) -> str:
    found = re.search(r'<textarea id="script"[^>]*>\n(.*?)</textarea>', page.text, re.DOTALL)
    assert found is not None
    return html.unescape(found[1])


@SQLITE
def test_the_text_of_a_file_comes_below_what_is_typed_and_nothing_is_kept(person: Person) -> None:
    editor = person("Lê Thị Hai", "editor")
    page = editor.post("/ban-tin/tep/moi", data={"script": "Đã gõ.", "title": "Mời họp"}, files={"file": ("a.docx", WORD)})
    assert page.status_code == 200
    assert _typed(page) == "Đã gõ.\n\nTHÔNG BÁO\nHọp lúc 19h30 (phòng A)."
    assert "mười chín giờ ba mươi phút" in page.text
    assert "1 chỗ đã gạch bỏ" in page.text
    assert 'value="Mời họp"' in page.text
    assert editor.get("/api/v1/bulletins").json()["items"] == []

    wrong = editor.post("/ban-tin/tep/moi", data={"script": "Đã gõ."}, files={"file": ("cu.doc", b"{\\rtf1 x}")})
    assert wrong.status_code == 422
    assert _typed(wrong) == "Đã gõ."
    assert "«cu.doc» là kiểu .rtf" in wrong.text
    assert editor.post("/ban-tin/tep/moi", data={"script": "x"}).status_code == 422
    assert person("Phan Ba", "viewer").post("/ban-tin/tep/moi", files={"file": ("a.docx", WORD)}).status_code == 403


@SQLITE
def test_a_file_is_read_over_rest(person: Person) -> None:
    editor = person("Lê Thị Hai", "editor")
    found = editor.post("/api/v1/imports", files={"file": ("a.docx", WORD)}).json()
    assert found["script"] == "THÔNG BÁO\nHọp lúc 19h30 (phòng A)."
    assert found["lines"][1] == {"text": "Họp lúc 19h30 [phòng A].", "level": 0, "cells": [], "part": "body"}
    assert found["left_out"] == [{"what": "deleted", "what_word": "chỗ đã gạch bỏ (theo dõi thay đổi)", "count": 1}]
    refused = editor.post("/api/v1/imports", files={"file": ("a.docx", WORD[:100])})
    assert (refused.status_code, refused.json()["code"], refused.json()["field"]) == (422, "bad_document", "file")


@SQLITE
def test_a_word_is_read_otherwise_in_this_bulletin_alone(person: Person) -> None:
    editor = person("Lê Thị Hai", "editor")
    form = DRAFT | {"script": "Họp ở TT Cổ Lễ, gặp TT xóm.", "title": "Họp xóm"}
    page = editor.post("/ban-tin/moi", data=form | {"act": "khac:1:TT"})
    assert 'id="doc-khac"' in page.text
    assert 'name="alt_written" value="TT"' in page.text
    assert _typed(page) == form["script"]
    put = editor.post("/ban-tin/moi", data=form | {"act": "khac-xem", "alt_written": "TT", "alt_spoken": "tổ trưởng"})
    assert "gặp tổ trưởng xóm" in _heard(put)
    assert re.search(r'<textarea id="own"[^>]*>\nTT = tổ trưởng</textarea>', put.text)
    wrong = editor.post("/ban-tin/moi", data=form | {"act": "khac-xem", "alt_written": "TT", "alt_spoken": "T.T 7"})
    assert wrong.status_code == 422
    assert 'value="T.T 7"' in wrong.text

    saved = editor.post("/ban-tin/moi", data=form | {"act": "luu", "own": "TT = tổ trưởng"})
    assert "TT = tổ trưởng" in editor.get(saved.headers["location"]).text
    found = editor.get("/api/v1/bulletins").json()["items"][0]
    assert editor.get(f"/api/v1/bulletins/{found['id']}").json()["lexicon"] == [
        {"written": "TT", "spoken": "tổ trưởng", "any_case": False}
    ]


@SQLITE
def test_marks_stand_inside_the_sentence_and_open_their_panel_below_it(person: Person) -> None:
    editor = person("Lê Thị Hai", "editor")
    form = DRAFT | {"script": "Mời bà con họp lúc 19h30. Đề nghị Mật trận Tổ quốc xã dự lúc 19h30."}
    page = editor.post("/ban-tin/moi", data=form | {"act": "xem"}).text
    assert re.search(
        r'họp lúc <button class="vh" id="(c1-\d)" name="act" value="khac:1:19h30"></button><label class="tk" for="\1">', page
    )
    assert re.search(r'Đề nghị <button class="vh" id="(c2-\d)"[^>]*></button><label class="tk-look" for="\1">', page)
    assert "doc-khac" not in page
    mark = {"act": "khac:2:19h30"}
    for there in (editor.post("/ban-tin/moi", data=form | mark), editor.post("/ban-tin/loi-doc", data=form | mark)):
        second = there.text.partition('id="cau-2"')[2]
        assert "«19h30» đang đọc là «mười chín giờ ba mươi phút»" in second
        assert len(re.findall(r'value="xem" aria-expanded="true"', there.text)) == 1, "pressed again it closes"
        assert there.text.count('id="doc-khac"') == 1
    typed_on = form | {"alt_written": "19h30", "alt_at": "2", "alt_spoken": "bảy rưỡi tối"}
    assert 'value="bảy rưỡi tối"' in editor.post("/ban-tin/loi-doc", data=typed_on).text, "open while one types on"
    assert "doc-khac" not in editor.post("/ban-tin/loi-doc", data=typed_on | {"act": "xem"}).text
    look = editor.post("/ban-tin/loi-doc", data=form | {"act": "khac:2:Mật trận"}).text
    assert re.search(r'value="sua:\d+:\d+"[^>]*>Sửa thành «Mặt', look)
    assert editor.post("/ban-tin/moi", data=form | {"act": "khac:nope"}).status_code == 200


@SQLITE
def test_the_lexicon_shows_what_else_it_would_change_before_it_is_written(person: Person) -> None:
    editor = person("Lê Thị Hai", "editor")
    assert editor.post("/ban-tin/moi", data=DRAFT | {"act": "trinh", "script": "Họp ở TT Cổ Lễ."}).status_code == 303
    form = {"script": SCRIPT, "alt_written": "TT", "alt_spoken": "thị trấn nhỏ", "alt_scope": "commune"}
    seen = editor.post("/ban-tin/moi", data=form | {"act": "khac-xem"})
    assert "Đổi lời đọc của 1 bản tin" in seen.text
    assert "Phải trình và duyệt lại" in seen.text
    assert editor.get("/api/v1/lexicon").json()["items"] == []
    unagreed = editor.post("/ban-tin/moi", data=form | {"act": "khac-ghi"})
    assert (unagreed.status_code, 'name="alt_agreed"' in unagreed.text, "reopen" in unagreed.text) == (409, True, False)
    done = editor.post("/ban-tin/moi", data=form | {"act": "khac-ghi", "alt_agreed": "true"})
    assert "Đã ghi vào từ điển đọc" in done.text
    assert _typed(done) == SCRIPT
    assert [each["written"] for each in editor.get("/api/v1/lexicon").json()["items"]] == ["TT"]


@SQLITE
def test_a_proposal_is_accepted_by_a_button_and_what_the_text_shows_is_filled_in(person: Person) -> None:
    editor = person("Lê Thị Hai", "editor")
    form = {"script": "Đề nghị Mật trận Tổ quốc xã rà soát hộ nghèo đến hết ngày 28/11/2026."}
    page = editor.post("/ban-tin/moi", data=form | {"act": "xem"})
    assert re.search(r'id="valid_to" name="valid_to" value="28/11/2026"', page.text)
    assert '<option value="review" selected>' in page.text
    assert "dài khoảng" in page.text
    [mark] = re.findall(r'value="(khac:1:Mật trận)"', page.text)
    opened = editor.post("/ban-tin/moi", data=form | {"act": mark}).text
    [button] = re.findall(r'value="(sua:\d+:\d+)"', opened)
    assert _typed(editor.post("/ban-tin/moi", data=form | {"act": button})).startswith("Đề nghị Mặt trận Tổ quốc")
    assert _typed(editor.post("/ban-tin/moi", data=form | {"act": "sua:0:3"})) == form["script"]
    kept = editor.post("/ban-tin/moi", data=form | {"act": "xem", "valid_to": "5/12/2026", "theme": "policy"})
    assert 'value="5/12/2026"' in kept.text
    assert '<option value="policy" selected>' in kept.text


@SQLITE
def test_what_came_from_above_keeps_its_issuer_when_it_is_edited(person: Person) -> None:
    editor = person("Lê Thị Hai", "editor", "approver")
    made = editor.post("/api/v1/bulletins", json=BULLETIN | {"issuer": ISSUER})
    key = made.headers["location"].rpartition("/")[2]
    page = editor.get(f"/ban-tin/{key}")
    assert "bản của Sở Y tế, số 12/TB-SYT" in page.text
    [tag] = re.findall(r'name="tag" value="([^"]*)"', page.text)
    form = DRAFT | {"act": "trinh", "script": "Mời bà con họp.", "tag": html.unescape(tag)}
    assert editor.post(f"/ban-tin/{key}", data=form).status_code == 303
    found = editor.get(f"/api/v1/bulletins/{key}").json()
    assert (found["state"], found["issuer"]["document"]) == ("submitted", "12/TB-SYT")
    assert "bản của Sở Y tế, số 12/TB-SYT" in editor.get(f"/phe-duyet/{key}/{found['number']}").text


@SQLITE
def test_a_sentence_is_heard_and_its_length_set_beside_its_slot_before_anything_is_kept(person: Person) -> None:
    editor = person("Lê Thị Hai", "editor")
    form = DRAFT | {"script": "Kính mời bà con. " * 60}
    page = editor.post("/ban-tin/moi", data=form | {"act": "xem"})
    assert 'formaction="/ban-tin/nghe/1"' in page.text
    heard = editor.post("/ban-tin/nghe/1", data=form)
    assert (heard.headers["content-type"], heard.headers["cache-control"], heard.content[:4]) == (
        "audio/wav",
        "no-store",
        b"RIFF",
    )
    assert editor.post("/ban-tin/nghe/99", data=form).status_code == 404
    assert editor.get("/api/v1/bulletins").json()["items"] == []

    made = editor.post("/api/v1/bulletins", json={"title": "Mời họp", "script": "Kính mời bà con."}).json()
    slot = {"title": "Sáng", "at": "05:30", "bulletins": [made["id"]], "duration_s": 60}
    assert editor.post("/api/v1/slots", json=slot).is_success
    typed = form | {"bulletin": made["id"]}
    assert "Dài hơn khung giờ «Sáng» (1 phút)" in editor.post("/ban-tin/loi-doc", data=typed).text
    short = editor.post("/ban-tin/loi-doc", data=typed | {"script": "Kính mời bà con."}).text
    assert re.search(r"dài khoảng \d giây; khung giờ «Sáng»: 1 phút", short)


@SQLITE
def test_what_is_typed_is_kept_at_the_server_for_its_writer_alone_until_it_is_saved(person: Person) -> None:
    hai, other = person("Lê Thị Hai", "editor"), person("Phan Ba", "editor")
    typed = DRAFT | {"script": "Chữ <chưa> lưu.", "title": "Dở dang"}
    assert hai.post("/ban-tin/giu", data=typed).json() == {"late": ""}
    offered = "Còn chữ gõ lần trước chưa lưu</h2>\n<p>Gõ lần cuối"
    page = hai.get("/ban-tin/moi").text
    assert offered in page
    assert "\nChữ &lt;chưa&gt; lưu.</textarea>" in page
    assert 'name="title" value="Dở dang"' in page
    assert offered not in other.get("/ban-tin/moi").text, "nobody else's"
    assert hai.get("/api/v1/bulletins").json()["items"] == []

    assert hai.post("/ban-tin/moi", data=typed | {"act": "luu"}).status_code == 303
    assert offered not in hai.get("/ban-tin/moi").text
    made = hai.get("/api/v1/bulletins").json()["items"][0]
    place = f"/ban-tin/{made['id']}"
    edit = typed | {"bulletin": made["id"], "tag": hai.get(f"/api/v1/bulletins/{made['id']}").headers["etag"].strip('"')}
    assert hai.post("/ban-tin/giu", data=edit).json() == {"late": ""}
    assert offered not in hai.get(place).text, "the same as is saved"
    hai.post("/ban-tin/giu", data=edit | {"script": "Chữ thêm."})
    assert offered in hai.get(place).text
    assert other.post(place, data=edit | {"act": "luu", "script": "Người khác."}).status_code == 303
    late = hai.post("/ban-tin/giu", data=edit | {"script": "Chữ nữa."}).json()["late"]
    assert "Phan Ba sửa bản tin" in late
    assert "Chữ thêm." in hai.get(place).text, "what was kept before stays"
    assert hai.post(place, data={"act": "bo-giu"}).headers["location"] == place
    assert offered not in hai.get(place).text
    assert person("Ba Phan", "viewer").post("/ban-tin/giu", data=typed).status_code == 403


@SQLITE
def test_unsaved_text_goes_by_itself_and_with_its_writer(
    person: Person, services: Services, clock: ManualClock, founding: Founding
) -> None:
    admin = person("Lê Thị Hai", "admin")
    form = {"fields": {"script": ["Dở."], "zones": []}}
    kept = admin.put("/api/v1/unsaved-texts/new", json=form).json()
    assert admin.get("/api/v1/unsaved-texts/new").json() == kept
    assert (
        admin.put("/api/v1/unsaved-texts/new", json={"fields": {"script": ["x" * 90_000] * 3}}).json()["code"] == "form_too_long"
    )
    assert admin.put(f"/api/v1/unsaved-texts/{uuid4()}", json=form).status_code == 404
    hers = PersonId(UUID(admin.get("/api/v1/me").json()["person_id"]))
    clock.advance(timedelta(days=31))
    with services.sessions.begin() as session:
        keep_unsaved(session, clock, founding.admin, None, {"script": ["Khác."]})
        assert [row.person_id for row in session.scalars(select(UnsavedTextRow))] == [founding.admin_id], "a month old is gone"
        keep_unsaved(session, clock, replace(founding.admin, person_id=hers), None, {"script": ["Nữa."]})
        leave(services, session, founding.admin, hers)
        assert [row.person_id for row in session.scalars(select(UnsavedTextRow))] == [founding.admin_id]


@SQLITE
def test_what_was_found_right_is_marked_no_more_while_one_writes(person: Person) -> None:
    editor = person("Lê Thị Hai", "editor")
    form = DRAFT | {"script": "Công ty Pymepharco mời họp. Đài Radio đưa tin."}
    before = editor.post("/ban-tin/moi", data=form | {"act": "xem"}).text
    assert _looks(before) == (2, ["Pymepharco", "Radio"])
    assert 'value="dung:Radio"' in editor.post("/ban-tin/moi", data=form | {"act": "khac:2:Radio"}).text
    right = editor.post("/ban-tin/moi", data=form | {"act": "dung:Radio"}).text
    assert _looks(right) == (1, ["Pymepharco"])
    kept = form | {"right": re.findall('name="right" value="([^"]+)"', right)}
    assert kept["right"] == ["Radio"]
    assert _looks(editor.post("/ban-tin/loi-doc", data=kept).text) == (1, ["Pymepharco"]), "also while one types on"
    assert _looks(editor.post("/ban-tin/moi", data=kept | {"act": "dung:Pymepharco"}).text) == (0, [])
    assert editor.post("/ban-tin/moi", data=kept | {"act": "luu"}).status_code == 303


@SQLITE
def test_what_waits_is_asked_for_together(person: Person, services: Services) -> None:
    admin, engines = person("Lê Thị Hai", "admin"), (services.sessions.engine, services.sessions.reading_engine)
    told = []
    for waiting in (1, 2, 3):
        assert admin.post("/ban-tin/moi", data=DRAFT | {"act": "trinh"}).status_code == 303
        with counted(*engines) as said:
            assert f"{waiting} bản tin chờ duyệt" in admin.get("/phe-duyet").text
        told.append(len(said))
    assert told[1] == told[2] > 5


@SQLITE
def test_who_wrote_reminds_who_approves_once_a_day(person: Person, visitor: Callable[[], httpx.Client]) -> None:
    hai, chairman = person("Lê Thị Hai", "editor"), person("Phan Ba", "approver")
    assert hai.post("/phe-duyet/nhac").status_code == 409, "nothing waits"
    assert hai.post("/ban-tin/moi", data=DRAFT | {"act": "trinh"}).status_code == 303
    page = hai.get("/phe-duyet").text
    assert 'formaction="/phe-duyet/nhac"' in page
    assert "chờ từ 8h00 04/11/2025" in page
    assert hai.post("/phe-duyet/nhac").headers["location"] == "/phe-duyet?xong=da-nhac"
    assert "Lê Thị Hai đã nhắc lúc 8h00" in chairman.get("/phe-duyet").text
    assert "formaction" not in chairman.get("/phe-duyet").text
    again = hai.post("/phe-duyet/nhac")
    assert (again.status_code, "Mỗi ngày nhắc một lần" in again.text) == (409, True)
    assert chairman.post("/phe-duyet/nhac").status_code == 403
    link = visitor().get("/phe-duyet/dang-cho")
    assert (link.status_code, link.headers["location"]) == (303, "/dang-nhap?tiep=/phe-duyet/dang-cho"), (
        "opened after the sign-in"
    )
    [alone] = set(re.findall(r"/phe-duyet/[0-9a-f-]{36}/1\b", page))
    assert chairman.get("/phe-duyet/dang-cho").headers["location"] == alone, "one that waits is opened itself"
    assert hai.post("/ban-tin/moi", data=DRAFT | {"act": "trinh"}).status_code == 303
    assert chairman.get("/phe-duyet/dang-cho").headers["location"] == "/phe-duyet", "several stand together"


@SQLITE
def test_as_many_places_are_marked_as_are_counted_to_look_at(person: Person) -> None:
    """A line that is not said is counted as such; one word is marked once, whether the reader or the voice stumbles over it."""
    editor = person("Lê Thị Hai", "editor")
    script = "ỦY BAN NHÂN DÂN XÃ LIÊN AN\nSố: 12/TB-UBND\n\nTHÔNG BÁO\nKính gửi: Các thôn 15 hộ\n\n"
    script += "Cty TNHH Pymepharco mở lớp dạy nghề. Radio của xã phát lại lời này."
    page = editor.post("/ban-tin/moi", data=DRAFT | {"script": script, "act": "khac:1:Radio"}).text
    assert _looks(page) == (2, ["Pymepharco", "Radio"])
    assert editor.post("/ban-tin/moi", data=DRAFT | {"script": script, "act": "trinh"}).status_code == 303
    [made] = editor.get("/api/v1/bulletins").json()["items"]
    assert _looks(editor.get(f"/phe-duyet/{made['id']}/{made['number']}").text) == (2, ["Pymepharco", "Radio"])
    spoken = editor.get(f"/api/v1/bulletins/{made['id']}/versions/{made['number']}/spoken").json()
    assert re.search(r"không đọc [1-9]\d* dòng, 2 chỗ nên xem lại", spoken["summary"])


def _heard(page: httpx.Response) -> str:
    """The words beside the script, without their marks."""
    return re.sub(r"<[^>]*>", "", page.text.partition('id="loi-doc"')[2])


def _looks(page: str) -> tuple[int, list[str]]:
    """How many places to look at are counted, and what is marked."""
    [count] = re.findall(r"(\d+) chỗ nên xem lại", page)
    return int(count), re.findall(r"Nên xem lại: </span>([^<]*)</(?:span|label)>", page)
