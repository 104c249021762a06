"""Writing, submitting, approving on a phone, what is given back: also without scripts, also over a lost session."""

import re
from collections.abc import Callable
from pathlib import Path

from tests.journeys.conftest import CHAIRMAN, EDITOR, OFFICER, PASSWORD, House
from tests.support.chromium import PHONE, Walker
from tests.support.papers import docx, p

Comes = Callable[..., Walker]

NOTICE = """THÔNG BÁO
V/v phun thuốc diệt muỗi

Trung tâm Y tế phun thuốc diệt muỗi từ 7h30 ngày 24/12/2027 tại thôn Đoài Thượng.
Đề nghị bà con che đậy thức ăn, nước uống.
"""


def test_a_pasted_notice_is_submitted_with_four_acts(comes: Comes, house: House) -> None:
    editor = comes(EDITOR, keys=True)
    editor.open("/ban-tin/moi")
    editor.look()
    editor.type("Văn bản gốc", NOTICE)
    editor.sees("bảy giờ ba mươi phút", within="#loi-doc")
    editor.look()
    assert editor.page.get_by_label("Văn bản gốc").input_value() == NOTICE, "no script writes into what is typed"
    if not editor.page.get_by_label("đến hết").input_value():
        editor.type("đến hết", "25/12/2027")
    editor.press("Trình duyệt")
    editor.sees("Đã trình duyệt")
    editor.look()
    assert editor.acts <= 4
    [found] = [each for each in house.asked(EDITOR, "GET", "/bulletins")["items"] if "muỗi" in each["title"].lower()]
    assert found["state"] == "submitted"


def test_the_chairman_approves_on_a_phone_with_three_taps(comes: Comes, house: House) -> None:
    for each in house.asked(EDITOR, "GET", "/bulletins?state=submitted")["items"]:
        house.asked(CHAIRMAN, "POST", f"/bulletins/{each['id']}/versions/{each['number']}/return", {"reason": "Để sau."})
    found, number = house.submitted("Mời họp thôn", "Kính mời bà con họp lúc 19h30 tại nhà văn hóa.")
    chairman = comes(CHAIRMAN, size=PHONE)
    chairman.open("/phe-duyet/dang-cho")  # the link of the message (tests/faults/test_alarms.py), which is the first tap
    chairman.acts += 1
    assert chairman.page.url.endswith(f"/phe-duyet/{found}/{number}")
    chairman.look()
    chairman.sees("mười chín giờ ba mươi phút")
    with chairman.page.expect_response(re.compile("/preview/1")) as heard:
        chairman.press("Nghe thử")
    assert heard.value.ok
    chairman.press("Duyệt", within=".dock")
    chairman.sees("Đã duyệt.")
    chairman.look()
    assert chairman.acts <= 3
    assert house.asked(CHAIRMAN, "GET", f"/bulletins/{found}")["state"] == "approved"


def test_what_is_returned_is_mended_and_submitted_again(comes: Comes, house: House) -> None:
    found, number = house.submitted("Lịch tiêm", "Trạm y tế tiêm phòng lúc 7h30 tại trạm.")
    chairman, editor = comes(CHAIRMAN, size=PHONE), comes(EDITOR)
    chairman.open(f"/phe-duyet/{found}/{number}")
    chairman.press("Trả lại…", role="link")
    chairman.press("Trả lại", within=".dock")
    chairman.page.locator("#loi").wait_for()
    assert chairman.page.evaluate("document.activeElement.id") == "loi", "what is wrong has the focus"
    chairman.look()
    chairman.type("Lý do trả lại", "Sai giờ")
    chairman.touch(chairman.page.locator("summary").first)
    chairman.type("Sửa thế nào", "Tiêm lúc 8 giờ")
    chairman.press("Trả lại", within=".dock")
    chairman.sees("Đã trả lại cho người soạn.")

    editor.open("/hom-nay")
    editor.sees("«Lịch tiêm» bị trả lại")
    editor.look()
    editor.touch(editor.page.locator(".fix", has_text="Lịch tiêm").get_by_role("link"))
    editor.sees("Sai giờ")
    editor.sees("Câu 1: Tiêm lúc 8 giờ")
    editor.look()
    editor.type("Văn bản gốc", "Trạm y tế tiêm phòng lúc 8h tại trạm.")
    if not editor.page.get_by_label("đến hết").input_value():
        editor.type("đến hết", "25/12/2027")
    editor.press("Trình duyệt")
    editor.sees("Đã trình duyệt")
    chairman.open("/phe-duyet")
    chairman.sees("Trạm y tế tiêm phòng lúc tám giờ tại trạm.")
    chairman.look()
    chairman.open(f"/phe-duyet/{found}/{number + 1}")
    chairman.sees("Lần trước nhắc: Tiêm lúc 8 giờ")
    chairman.look()
    chairman.press("câu 1 (sửa)", role="link")
    chairman.press("Duyệt", within=".dock")
    chairman.sees("Đã duyệt.")
    assert house.asked(CHAIRMAN, "GET", f"/bulletins/{found}")["state"] == "approved"


def test_what_was_typed_outlives_the_session(comes: Comes) -> None:
    editor = comes(EDITOR)
    editor.open("/ban-tin/moi")
    editor.type("Văn bản gốc", "Mời bà con đi họp.\n\nDòng sau: «5 < 6 & 7».")
    # once the server has it all, the page sends nothing more by itself, which would be refused without a sign-in
    with editor.page.expect_response(lambda answer: answer.url.endswith("/giu") and "2027" in (answer.request.post_data or "")):
        editor.type("đến hết", "25/12/2027")
    editor.context.clear_cookies()
    editor.press("Lưu bản nháp")
    editor.sees("Đã hết phiên, chữ vừa gõ còn nguyên.")
    editor.look()
    editor.type("Tên đăng nhập", "le.thi.hai")
    editor.type("Mật khẩu", PASSWORD)
    editor.press("Đăng nhập")
    editor.look()
    editor.press("Làm tiếp")
    editor.sees("Đã lưu bản nháp.")
    assert editor.page.get_by_label("Văn bản gốc").input_value() == "Mời bà con đi họp.\n\nDòng sau: «5 < 6 & 7»."


def test_of_two_officers_on_one_bulletin_neither_loses_a_letter(comes: Comes, house: House) -> None:
    made = house.asked(EDITOR, "POST", "/bulletins", {"title": "Chung", "script": "Mời bà con họp."})
    hai, thu = comes(EDITOR), comes(OFFICER)
    for officer in (hai, thu):
        officer.open(f"/ban-tin/{made['id']}")
    hai.type("Văn bản gốc", "Mời bà con họp lúc 8h.")
    hai.press("Lưu bản nháp")
    hai.sees("Đã lưu bản nháp.")
    thu.type("Văn bản gốc", "Mời bà con họp lúc 9h.")
    thu.press("Lưu bản nháp")
    thu.page.locator("#loi").wait_for()
    thu.sees(EDITOR, within="main")
    thu.look()
    assert thu.page.get_by_label("Văn bản gốc").input_value() == "Mời bà con họp lúc 9h."
    assert house.asked(EDITOR, "GET", f"/bulletins/{made['id']}")["script"] == "Mời bà con họp lúc 8h."


def test_written_and_approved_without_scripts(comes: Comes, house: House) -> None:
    editor, chairman = comes(EDITOR, scripts=False, keys=True), comes(CHAIRMAN, scripts=False, keys=True)
    editor.open("/ban-tin/moi")
    editor.type("Tiêu đề", "Không có script")
    editor.type("đến hết", "25/12/2027")
    editor.type("Văn bản gốc", "Mời bà con họp lúc 20h.")
    editor.press("Xem lời đọc")
    editor.sees("Mời bà con họp lúc hai mươi giờ.")
    editor.look()
    editor.press("Trình duyệt")
    editor.sees("Đã trình duyệt")
    chairman.open("/phe-duyet")
    chairman.touch(chairman.page.locator("article", has_text="Không có script").get_by_role("link"))
    chairman.press("Duyệt", within=".dock")
    chairman.sees("Đã duyệt.")
    states = {each["title"]: each["state"] for each in house.asked(EDITOR, "GET", "/bulletins")["items"]}
    assert states["Không có script"] == "approved"


def test_a_word_file_is_brought_in_and_words_of_it_read_otherwise_here_and_in_all(
    comes: Comes, house: House, tmp_path: Path
) -> None:
    paper = tmp_path / "giay-moi.docx"
    paper.write_bytes(docx(p("Mời bà con họp lúc 19h30 ở TT xóm, gặp VHXQ.")))
    house.asked(EDITOR, "POST", "/bulletins", {"title": "Giao lưu xóm quê", "script": "Mời bà con đến gặp VHXQ."})
    editor = comes(EDITOR)
    editor.open("/ban-tin/moi")
    editor.touch(editor.page.get_by_text("Lấy từ tệp Word, PDF"))
    editor.page.get_by_label("Tệp văn bản").set_input_files(paper)
    editor.press("Lấy chữ từ tệp")
    editor.sees("Đã lấy 1 dòng từ tệp")
    editor.sees("mười chín giờ ba mươi phút", within="#loi-doc")
    editor.look()
    mark = editor.page.locator("label.tk", has_text="mười chín giờ ba mươi phút")
    editor.page.locator(".hear").first.press("ArrowRight")
    assert editor.page.evaluate("document.activeElement.nextElementSibling.textContent") == mark.inner_text(), "by an arrow too"
    editor.touch(mark)
    editor.sees("«19h30» đang đọc là", within="#cau-1")
    assert editor.page.evaluate("document.activeElement.id") == "alt_spoken"
    editor.type("Đọc khác đi", "bảy giờ rưỡi tối")
    editor.look()
    editor.press("Dùng cách đọc này")
    editor.sees("họp lúc bảy giờ rưỡi tối", within="#loi-doc")
    editor.look()
    editor.touch(editor.page.locator("label.tk-look", has_text="vê hát ích quy"))
    editor.type("Đọc khác đi", "văn hóa xóm quê")
    editor.touch(editor.page.get_by_text("Mọi bản tin của xã (ghi vào từ điển đọc)"))
    editor.press("Dùng cách đọc này")
    editor.sees("Giao lưu xóm quê", within="#doc-khac")
    editor.look()
    editor.press("Ghi vào từ điển đọc")
    editor.sees("Đã ghi vào từ điển đọc: «VHXQ» đọc là «văn hóa xóm quê».")
    editor.sees("gặp văn hóa xóm quê", within="#loi-doc")
