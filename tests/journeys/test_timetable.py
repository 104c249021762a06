"""The week as people work in it: a clash mended, an airing moved and made longer by keys and by mouse."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from app.clock import SystemClock, local
from app.words import weekday
from tests.journeys.conftest import EDITOR, House
from tests.support.chromium import Walker

Comes = Callable[..., Walker]


def _wednesday() -> date:
    """Of next week: planned already, and nothing of it is over."""
    today = local(SystemClock().now()).date()
    return today - timedelta(days=today.weekday()) + timedelta(days=9)


HOUR = 9
"""By day, before the quiet hour of this house: room for an airing, for what it clashes with, and after both."""


def _slot(house: House, title: str, at: str, seconds: int, *, day: date | None = None) -> str:
    bulletin = house.asked(EDITOR, "POST", "/bulletins", {"title": title, "script": "Mời bà con họp."})["id"]
    when = (day or _wednesday()).isoformat()
    form = {"title": title, "at": at, "duration_s": seconds, "first_date": when, "last_date": when, "bulletins": [bulletin]}
    return str(house.asked(EDITOR, "POST", "/slots", form)["id"])


def _length(house: House, slot: str) -> int:
    return int(house.asked(EDITOR, "GET", f"/slots/{slot}")["duration_s"])


def _starts(house: House, slot: str, day: date | None = None) -> list[str]:
    day = day or _wednesday()
    months = {f"{each:%Y-%m}" for each in (day, day + timedelta(days=1))}
    found: list[dict[str, Any]] = [
        each for month in months for each in house.asked(EDITOR, "GET", f"/timetable/months/{month}")["items"]
    ]
    return sorted({f"{local(datetime.fromisoformat(each['starts_at'])):%d %H:%M}" for each in found if each["slot_id"] == slot})


def test_a_clash_of_the_week_is_mended_with_two_acts(comes: Comes, house: House) -> None:
    hour = HOUR
    _slot(house, "Chương trình dài", f"{hour:02d}:00", 1800)
    late = _slot(house, "Họp xóm", f"{hour:02d}:10", 600)
    editor = comes(EDITOR)
    editor.open(f"/lich-phat?tuan={_wednesday()}")
    editor.look()
    editor.press("Dời lượt này sang", within=".fix-note")
    editor.sees("Đã dời «Họp xóm»")
    editor.look()
    assert editor.acts <= 2
    assert _starts(house, late) == [f"{_wednesday():%d} {hour:02d}:30"]
    editor.press("Hoàn lại")
    editor.page.get_by_text("«Họp xóm» trùng với").first.wait_for()
    editor.press("Dời lượt này sang", within=".fix-note")
    editor.sees("Đã dời «Họp xóm»")


def test_an_airing_is_moved_by_keys_and_by_mouse(comes: Comes, house: House) -> None:
    hour, day = HOUR + 2, _wednesday()
    slot = _slot(house, "Lượt dời thử", f"{hour:02d}:00", 1800)
    editor = comes(EDITOR)
    editor.open(f"/lich-phat?tuan={day}")
    box = editor.page.locator(f'.ev[href^="/lich-phat/{slot}/"]')
    box.focus()
    editor.page.keyboard.press("Shift+ArrowDown")
    editor.sees("Enter: giữ, Esc: thôi.", within="#nghe")
    editor.page.keyboard.press("Escape")
    assert _starts(house, slot) == [f"{day:%d} {hour:02d}:00"], "Esc leaves it where it is"
    editor.page.keyboard.press("Shift+ArrowDown")
    editor.page.keyboard.press("Enter")
    editor.sees("Đã dời «Lượt dời thử»")
    editor.look()
    assert _starts(house, slot) == [f"{day:%d} {hour:02d}:05"]

    there = editor.page.locator(f'tr:has(.ev[href^="/lich-phat/{slot}/"]) td[data-day="{day + timedelta(days=1)}"]').first
    box.scroll_into_view_if_needed()
    one, other = box.bounding_box(), there.bounding_box()
    assert one is not None
    assert other is not None
    editor.page.mouse.move(one["x"] + 20, one["y"] + 6)
    editor.page.mouse.down()
    editor.page.mouse.move(other["x"] + 20, one["y"] + 6, steps=4)
    editor.page.mouse.up()
    editor.sees("Đã dời «Lượt dời thử»")
    [start] = _starts(house, slot)
    assert start.startswith(f"{day + timedelta(days=1):%d} "), "dragged to the next day"


def test_an_airing_is_made_longer_by_keys_and_shorter_by_mouse(comes: Comes, house: House) -> None:
    hour, day = HOUR + 1, _wednesday() + timedelta(days=1)
    slot = _slot(house, "Lượt kéo dài thử", f"{hour:02d}:00", 1800, day=day)
    told = f"Từ lượt {hour}h00 {weekday(day)} {day:%d/%m}, đã đổi thời lượng «Lượt kéo dài thử»"
    editor = comes(EDITOR)
    editor.open(f"/lich-phat?tuan={day}")
    box = editor.page.locator(f'.ev[href^="/lich-phat/{slot}/"]')
    box.focus()
    editor.page.keyboard.press("+")
    editor.page.keyboard.press("+")
    editor.sees("Thời lượng 40 phút, từ lượt này về sau. Enter: giữ, Esc: thôi.", within="#nghe")
    editor.page.keyboard.press("Escape")
    assert _length(house, slot) == 1800, "Esc leaves it as long as it is"
    editor.page.keyboard.press("+")
    editor.page.keyboard.press("Enter")
    editor.sees(told)
    assert _length(house, slot) == 2100
    editor.look()

    box.scroll_into_view_if_needed()
    edge = box.bounding_box()
    assert edge is not None
    editor.page.mouse.move(edge["x"] + 20, edge["y"] + edge["height"] - 3)
    editor.page.mouse.down()
    editor.page.mouse.move(edge["x"] + 20, edge["y"] + edge["height"] - 3 - edge["height"] / 3, steps=4)
    editor.page.mouse.up()
    editor.sees(told)
    shorter = _length(house, slot)
    assert 0 < shorter < 2100
    editor.press("Hoàn lại")
    editor.sees(told)
    assert _length(house, slot) == 2100, "taken back"


def test_a_problem_of_tomorrow_is_mended_from_the_board_with_two_acts(comes: Comes, house: House) -> None:
    hour, day = HOUR + 6, local(SystemClock().now()).date() + timedelta(days=1)
    _slot(house, "Chương trình dài ngày mai", f"{hour:02d}:00", 1800, day=day)
    late = _slot(house, "Họp xóm ngày mai", f"{hour:02d}:10", 600, day=day)
    for scripts in (True, False):  # by the same form
        editor = comes(EDITOR, scripts=scripts)
        editor.open("/hom-nay")
        editor.sees("«Họp xóm ngày mai» – trùng giờ.")
        row = editor.page.locator("li.fix", has_text="«Họp xóm ngày mai» – trùng giờ")
        editor.look()
        editor.touch(row.get_by_role("button", name="Dời lượt này sang"))
        editor.sees("Đã dời «Họp xóm ngày mai»")
        assert editor.acts <= 2
        assert _starts(house, late, day) == [f"{day:%d} {hour:02d}:30"]
        editor.open("/hom-nay")
        assert editor.page.locator("li.fix", has_text="«Họp xóm ngày mai» – trùng giờ").count() == 0
        editor.page.go_back()
        editor.press("Hoàn lại")
        editor.page.wait_for_url(lambda url: "viec=doi" in url)
