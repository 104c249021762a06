"""From the timetable into the air, and what is left of it: the log book, the public page, its feed; and a day to carry away."""

import io
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader

from app.clock import SystemClock, local
from tests.journeys.conftest import CHAIRMAN, EDITOR, OFFICER, OPERATOR, VIEWER, House
from tests.support.chromium import PHONE, Walker
from tests.support.waiting import until

Comes = Callable[..., Walker]

LATE_MS = 150_000
"""An airing begins with its minute, which is as far away as it happens to be; the public page is gathered each half minute."""
TITLE, LATER = "Lịch lấy nước", "Lịch tiêm phòng"


def _planned(house: House, title: str, at_least: timedelta, script: str) -> str:
    """A bulletin on the timetable, at the next whole minute that far away; the day."""
    bulletin = house.approved(title, script)
    at = (local(SystemClock().now()) + at_least + timedelta(minutes=1)).replace(second=0, microsecond=0)
    form = {"title": title, "at": f"{at:%H:%M}", "bulletins": [bulletin], "first_date": f"{at:%Y-%m-%d}"}
    house.asked(OFFICER, "POST", "/slots", form | {"last_date": f"{at:%Y-%m-%d}"})
    return f"{at:%Y-%m-%d}"


def _saved(walker: Walker, link: str, to: Path) -> Path:
    """What a link gives to keep."""
    with walker.page.expect_download() as saved:
        walker.press(link, role="link")
    path = to / saved.value.suggested_filename
    saved.value.save_as(path)
    return path


def _printed(walker: Walker, link: str) -> str:
    """What the page that a link opens says on paper, in its own style; without blanks, which stand wherever the font changes."""
    page = walker.context.new_page()
    page.goto(walker.page.get_by_role("link", name=link).get_attribute("href") or "")
    assert page.evaluate("getComputedStyle(document.querySelector('table')).borderCollapse") == "collapse"
    found = PdfReader(io.BytesIO(page.pdf(format="A4")))
    page.close()
    return _close("".join(each.extract_text() for each in found.pages))


def _close(text: str) -> str:
    return "".join(text.split())


@pytest.mark.timeout(600)  # with the house it is the first to need, on a busy machine
def test_a_programme_airs_before_all_eyes_and_stays_in_the_books(comes: Comes, house: House) -> None:
    """One airing: on an open board, in the log book on paper, on the public page, in its feed; with no cookie there."""
    operator = comes(OPERATOR, size=PHONE)
    operator.open("/hom-nay")
    operator.sees("Lúc này không phát gì")
    _planned(house, TITLE, timedelta(seconds=20), "Mời bà con lấy nước từ 7h30 tại kênh Đông. " * 3)
    operator.page.locator(".air h2", has_text=TITLE).wait_for(timeout=LATE_MS)
    operator.sees("Đang phát", within=".air")
    operator.sees("Mời bà con lấy nước từ bảy giờ ba mươi phút tại kênh Đông.", within=".air")
    operator.look()
    operator.page.get_by_text("Lúc này không phát gì").wait_for(timeout=LATE_MS)
    operator.page.locator("section", has=operator.page.locator("#da-phat")).get_by_text(TITLE).wait_for()
    operator.look()

    viewer = comes(VIEWER)
    viewer.open("/nhat-ky")
    viewer.sees(TITLE, within="main")
    viewer.look()
    paper = _printed(viewer, "Sổ nhật ký để in")
    assert _close(TITLE) in paper
    assert _close(CHAIRMAN) in paper, "who approved it"

    citizen = comes(size=PHONE)

    def published() -> bool:
        citizen.open("/cong-khai")
        return bool(citizen.page.get_by_role("link", name=TITLE).count())

    assert until(published, LATE_MS / 1000)
    citizen.look()
    feed = citizen.page.get_by_role("link", name="RSS").get_attribute("href") or ""
    assert TITLE in citizen.context.request.get(feed).text()
    citizen.press(TITLE, role="link", within="article")
    citizen.sees("Mời bà con lấy nước từ 7h30 tại kênh Đông.")
    citizen.look()
    assert not citizen.context.cookies()


def test_a_day_is_packed_to_be_carried_away(comes: Comes, house: House, tmp_path: Path) -> None:
    day = _planned(house, LATER, timedelta(hours=1), "Mời bà con đi tiêm từ 7h30.")
    operator = comes(OPERATOR)
    line = operator.page.locator("tr", has_text=LATER)

    def made() -> bool:
        operator.open(f"/goi-phat?ngay={day}")
        return "giây" in line.inner_text()

    assert until(made, 60)
    operator.press("Làm gói phát")
    operator.sees("Phiên bản 1")
    operator.look()
    names = zipfile.ZipFile(_saved(operator, "Tải cả gói về", tmp_path)).namelist()
    assert any(name.endswith(".mp3") for name in names), names
    assert _close(LATER) in _printed(operator, "Phiếu phát thanh để in")


def test_a_citizen_writes_and_is_answered_before_all(comes: Comes) -> None:
    citizen, editor = comes(size=PHONE), comes(EDITOR)
    citizen.open("/cong-khai")
    citizen.type("Nội dung góp ý", "Loa đầu thôn Đông rè, nghe không rõ.")
    citizen.type("Họ tên (không bắt buộc)", "Phạm Thị Tư")
    citizen.press("Gửi góp ý")
    citizen.sees("Đã nhận góp ý")
    citizen.look()
    receipt = citizen.page.locator("main strong").inner_text()
    editor.open("/nhat-ky/gop-y")
    editor.look()
    editor.press("Loa đầu thôn Đông rè", role="link")
    editor.sees("Phạm Thị Tư")
    editor.type("Câu trả lời", "Xã đã thay loa.")
    editor.touch(editor.page.get_by_text("Đăng cả góp ý và câu trả lời lên trang công khai"))
    editor.look()
    editor.press("Gửi câu trả lời")
    editor.page.wait_for_url("**/nhat-ky/gop-y?**")
    citizen.press("Xem trả lời theo số biên nhận", role="link")
    citizen.sees("Loa đầu thôn Đông rè, nghe không rõ.")
    citizen.sees("Xã đã thay loa.")
    assert "Phạm Thị Tư" not in citizen.page.inner_text("main")
    citizen.type("Số biên nhận", receipt)
    citizen.press("Xem trả lời", within="section[aria-labelledby=tra-cuu]")
    citizen.sees("Xã đã thay loa.")
    citizen.look()
    assert not citizen.context.cookies()
