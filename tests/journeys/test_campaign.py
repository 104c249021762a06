"""From the text of a plan to a running campaign in one go, and what to do next: at a desk, on a phone, without scripts."""

from collections.abc import Callable
from datetime import date, timedelta

from app.clock import SystemClock, local
from tests.journeys.conftest import EDITOR, House
from tests.plans.forms import FORMS
from tests.support.chromium import PHONE, Walker

Comes = Callable[..., Walker]


def test_from_a_plans_text_to_a_running_campaign(comes: Comes, house: House) -> None:
    for name in ("thôn Bến Đông", "thôn Bến Tây"):
        house.asked("Nguyễn Thị Thu", "POST", "/zones", {"name": name, "level": "village"})
    editor = comes(EDITOR)
    editor.open("/ke-hoach")
    editor.press("Nhập kế hoạch", role="link")
    year = (local(SystemClock().now()) + timedelta(days=15)).year
    editor.type("hoặc dán toàn văn", FORMS["roman and dashes"].text.replace("năm 2025", f"năm {year}"))
    editor.press("Đọc kế hoạch")
    editor.sees("Xem lại kế hoạch trước khi ghi")
    editor.look()
    editor.press("Ghi kế hoạch, rồi lập đợt rà soát")
    editor.sees("Ngày và người phụ trách")
    editor.sees("12/KH-UBND")
    editor.look()
    editor.press("Xem trước")
    editor.page.locator("#loi").wait_for()
    assert editor.page.evaluate("document.activeElement.id") == "loi", "what is wrong has the focus"
    editor.look()
    wrong = editor.page.locator(".has-error")
    assert wrong.count() == 1
    editor.type("Điện thoại", "0912 345 678")
    assert wrong.count() == 0, "what is typed anew is not called wrong"
    editor.type("Nơi nhận giấy đề nghị", "bộ phận một cửa của xã")
    day, month, of = map(int, editor.page.input_value("#first_date").split("/"))
    editor.type("Ngày đầu", f"{date(of, month, day) + timedelta(days=1):%d/%m/%Y}")
    editor.press("Xem trước")
    editor.sees("Sẽ làm ra")
    editor.look()
    assert house.asked(EDITOR, "GET", "/campaigns")["items"] == [], "a look keeps nothing"
    editor.press("Lập đợt này")
    editor.sees("Đã lập đợt rà soát")
    editor.sees("bản nháp chưa trình duyệt")
    editor.look()
    [made] = house.asked(EDITOR, "GET", "/campaigns")["items"]
    pieces = [each for step in house.asked(EDITOR, "GET", f"/campaigns/{made['id']}")["steps"] for each in step["bulletins"]]
    slots = {key for each in pieces for key in each["slot_ids"]}
    known = {each["id"] for each in house.asked(EDITOR, "GET", "/slots")["items"]}
    assert slots & known, "on the timetable, silent until they are approved"

    phone = comes(EDITOR, size=PHONE, scripts=False)
    phone.open(f"/dot-ra-soat/{made['id']}/buoc/posting")
    phone.type("Số ngày làm việc", "5")
    phone.press("Xem những gì đổi theo")
    phone.sees("bước đổi ngày")
    phone.press("Đổi ngày")
    phone.sees("Đã đổi ngày")
    steps = house.asked(EDITOR, "GET", f"/campaigns/{made['id']}")["steps"]
    assert next(each["days"] for each in steps if each["code"] == "posting") == 5


def test_a_bulletin_from_the_library_says_what_is_still_to_be_written(comes: Comes) -> None:
    editor = comes(EDITOR, size=PHONE)
    editor.open("/ban-tin-mau")
    editor.look()
    editor.press("Hỗ trợ tiền điện cho hộ nghèo", role="link")
    editor.sees("Điền vào chỗ trống")
    editor.look()
    editor.type("Cán bộ phụ trách", "chị Nguyễn Thu")
    editor.press("Soạn từ mẫu")
    editor.sees("chỗ chưa điền")
    editor.press("Trình duyệt")
    editor.page.locator("#loi").wait_for()
    editor.sees("Còn chỗ chưa điền")
    editor.look()
