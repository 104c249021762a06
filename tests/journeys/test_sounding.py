"""What sounds, as boards show it: an emergency taken back, a drill, a stop; a station or a server that falls silent."""

import os
import signal
import sqlite3
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from app.clock import SystemClock, local
from tests.journeys.conftest import CHAIRMAN, OFFICER, OPERATOR, PASSWORD, PIN, House
from tests.support.chromium import DESK, PHONE, Walker
from tests.support.waiting import until

Comes = Callable[..., Walker]


@pytest.fixture(autouse=True)
def calm(house: House) -> Iterator[None]:
    """Nothing is stopped and nothing sounds when the next journey begins."""
    yield
    for each in house.asked(CHAIRMAN, "GET", "/emergencies")["items"]:
        if each["ended_at"] is None and each["state"] != "prepared":
            house.asked(CHAIRMAN, "POST", f"/emergencies/{each['id']}/cancel", {"reason": "Xong."})
    held = house.asked(CHAIRMAN, "GET", "/stop-all")
    if held["stopped"]:
        house.asked(CHAIRMAN, "POST", "/stop-all/lift", headers={"X-Emergency-Pin": PIN})


def _raise(walker: Walker, words: str, *, button: str = "Xác nhận phát khẩn") -> None:
    """From the first page to the PIN, two steps."""
    walker.touch(walker.page.get_by_text("Lời khác (tự viết)"))
    walker.type("Lời phát", words)
    walker.look()
    walker.press("Xem lời sẽ phát")
    walker.sees(words)
    walker.sees("Bước 2 trong 2 · chưa phát gì")
    assert ("Đây là diễn tập" in walker.page.inner_text("blockquote")) == ("diễn tập" in button)
    walker.look()
    walker.fill(walker.page.locator("#pin"), PIN)
    walker.press(button)
    walker.page.wait_for_url("**/phat-khan/dang-phat")


def test_an_emergency_is_raised_in_two_steps_and_a_pin_and_taken_back(comes: Comes) -> None:
    chairman, officer = comes(CHAIRMAN, size=PHONE), comes(OFFICER)
    officer.open("/hom-nay")
    chairman.open("/hom-nay")
    pages: list[str] = []
    chairman.page.on("framenavigated", lambda frame: pages.append(urlsplit(frame.url).path))
    chairman.press("PHÁT KHẨN", role="link")
    _raise(chairman, "Nước lên nhanh, bà con ở bãi sông lên đê ngay.")
    assert pages[:3] == ["/phat-khan", "/phat-khan/xac-nhan", "/phat-khan/dang-phat"], "two steps and a PIN"
    assert chairman.acts <= 5, "open, choose and write, see it, sound it"
    chairman.sees("Đang phát khẩn", within="header")
    chairman.look()
    officer.sees("Đang phát khẩn", within=".air")
    officer.look()

    def corrected() -> bool:
        """Its sound is made after the alarm's own; until then the page asks for a few seconds."""
        if "Đã phát lời đính chính." in chairman.page.inner_text("main"):
            return True
        chairman.open("/phat-khan/dang-phat")
        chairman.touch(chairman.page.get_by_text("Phát nhầm: đính chính"))
        chairman.page.get_by_label("Mã PIN phát khẩn").fill(PIN)
        with chairman.page.expect_navigation():
            chairman.press("Phát lời đính chính")
        return False

    assert until(corrected, 30)
    chairman.sees("Đã phát lời đính chính.")
    chairman.look()
    chairman.press("Kết thúc phát khẩn")
    chairman.sees("Đã kết thúc phát khẩn.")
    officer.sees("Lúc này không phát gì")


def test_what_is_unfolded_stays_so_while_the_page_renews_itself(comes: Comes, house: House) -> None:
    """The correction is unfolded and its PIN begun when the page asks for itself anew: nothing is lost, the strip follows."""
    chairman = comes(CHAIRMAN)
    chairman.open("/phat-khan")
    _raise(chairman, "Nước lên, bà con lên đê.")
    chairman.sees("Đang phát khẩn", within="header")
    chairman.touch(chairman.page.get_by_text("Phát nhầm: đính chính"))
    chairman.page.get_by_label("Mã PIN phát khẩn").fill("48")
    chairman.page.locator("h1").click()
    with chairman.page.expect_response(lambda answer: answer.request.resource_type == "fetch" and "/dang-phat" in answer.url):
        for each in house.asked(CHAIRMAN, "GET", "/emergencies")["items"]:
            if each["state"] == "active":
                house.asked(CHAIRMAN, "POST", f"/emergencies/{each['id']}/cancel", {"reason": "Xong."})
    chairman.page.locator("header", has_text="Đang phát khẩn").wait_for(state="detached")
    assert chairman.page.get_by_label("Mã PIN phát khẩn").input_value() == "48"
    assert chairman.page.locator("details[open]").count() == 1
    chairman.touch(chairman.page.get_by_text("Phát nhầm: đính chính"))
    chairman.sees("Không có lượt phát khẩn nào.")


def test_a_drill_says_that_it_is_one(comes: Comes) -> None:
    chairman = comes(CHAIRMAN, keys=True)
    chairman.open("/phat-khan")
    chairman.press("Chuyển sang diễn tập", role="link")
    _raise(chairman, "Nước lên, bà con lên đê.", button="Xác nhận diễn tập")
    chairman.look()
    chairman.press("Kết thúc diễn tập")
    chairman.sees("Không có lượt phát khẩn nào.")


@pytest.mark.parametrize("scripts", [True, False])
def test_one_tap_stops_everything_and_the_station_says_so(
    comes: Comes,
    house: House,
    scripts: bool,  # noqa: FBT001  # a parameter
) -> None:
    """To stop takes no proof of who taps; to let sound again does, an hour after the sign-in."""
    with sqlite3.connect(house.served.data / "loalang.sqlite3", timeout=30) as database:
        database.execute(
            "UPDATE sign_ins SET proved_at = datetime(proved_at, '-1 hour')"
            " WHERE person_id IN (SELECT id FROM people WHERE name = ?)",
            (CHAIRMAN,),
        )
    chairman = comes(CHAIRMAN, size=PHONE if scripts else DESK, scripts=scripts, keys=not scripts)
    chairman.open("/hom-nay")
    chairman.press("Dừng tất cả")
    assert chairman.acts == 1
    chairman.page.wait_for_url("**/dang-dung")

    def confirmed() -> bool:
        if not scripts:
            chairman.open("/dang-dung")
        return "Đã dừng" in chairman.page.inner_text("main")

    assert until(confirmed, 8), "the station says so at once, and the open page shows it: not with a heartbeat, each 20 s"
    chairman.look()
    chairman.open("/hom-nay")
    chairman.look()
    chairman.press("Cho phát trở lại", role="link")
    chairman.page.wait_for_url("**/phat-lai")
    chairman.look()
    chairman.press("Cho phát trở lại", within="main")
    chairman.sees("Xác nhận lại chính mình")
    chairman.look()
    chairman.type("Mật khẩu", PASSWORD)
    chairman.press("Xác nhận")
    chairman.sees("Đã xác nhận")
    house.kept[CHAIRMAN] = chairman.context.storage_state()  # the cookie is made anew with the proof
    chairman.look()
    chairman.press("Làm tiếp")
    chairman.sees("Đã cho phát trở lại.")


def test_an_emergency_without_scripts(comes: Comes) -> None:
    chairman = comes(CHAIRMAN, scripts=False, keys=True)
    chairman.open("/phat-khan")
    _raise(chairman, "Bão vào đêm nay, bà con chằng chống nhà cửa.")
    chairman.sees("Kết thúc phát khẩn")
    chairman.press("Kết thúc phát khẩn")
    chairman.sees("Đã kết thúc phát khẩn.")


def test_a_station_that_falls_silent_is_named_until_it_is_back(comes: Comes, house: House) -> None:
    """Its process is frozen, and its last word put an hour back where it is kept; then it goes on, and the open board follows."""
    operator, server = comes(OPERATOR, size=PHONE), house.served.process.pid
    children = " ".join(each.read_text(encoding="ascii") for each in Path(f"/proc/{server}/task").glob("*/children")).split()
    [station] = [int(child) for child in children if b"\0player" in Path(f"/proc/{child}/cmdline").read_bytes()]
    os.kill(station, signal.SIGSTOP)
    try:
        with sqlite3.connect(house.served.data / "loalang.sqlite3", timeout=30) as database:
            database.execute("UPDATE heartbeats SET received_at = datetime(received_at, '-1 hour')")
        operator.open("/hom-nay")
        operator.page.locator("header", has_text="0/1 máy phát").wait_for()
        operator.look()
    finally:
        os.kill(station, signal.SIGCONT)
    operator.page.locator("header", has_text="1/1 máy phát").wait_for()
    operator.look()


def test_a_board_that_hears_nothing_says_so_until_it_does(comes: Comes, house: House) -> None:
    operator = comes(OPERATOR)
    operator.open("/hom-nay")
    house.served.process.send_signal(signal.SIGSTOP)
    try:
        operator.sees("Mất liên lạc với máy chủ")
        operator.look()
    finally:
        house.served.process.send_signal(signal.SIGCONT)
    operator.page.locator("#mat-lien-lac").wait_for(state="hidden")


def test_a_problem_of_tomorrow_is_mended_with_two_acts(comes: Comes, house: House) -> None:
    """A bulletin that nobody approved stands on the timetable: the board leads the approver to it, and one button mends it."""
    found, _ = house.submitted("Chưa ai duyệt", "Kính mời bà con nghe tin.")
    at = local(SystemClock().now()) + timedelta(hours=3)
    form = {"title": "Chưa ai duyệt", "at": f"{at:%H:%M}", "bulletins": [found], "first_date": f"{at:%Y-%m-%d}"}
    house.asked(OFFICER, "POST", "/slots", form | {"last_date": f"{at:%Y-%m-%d}"})
    chairman = comes(CHAIRMAN, size=PHONE)
    problem = chairman.page.locator(".fix", has_text="«Chưa ai duyệt»")

    def shown() -> bool:
        chairman.open("/hom-nay")
        return bool(problem.count())

    assert until(shown, 30)
    chairman.look()
    chairman.touch(problem.get_by_role("link"))
    chairman.press("Duyệt", within=".dock")
    chairman.sees("Đã duyệt.")
    assert chairman.acts <= 2
