"""The exercise of the training commune, from its founding to the file that the training station wrote; nothing of it outside."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest

from app.clock import SystemClock, local
from tests.journeys.conftest import EDITOR, OFFICER, House
from tests.support.chromium import PHONE, Walker
from tests.support.waiting import until

Comes = Callable[..., Walker]
SOON = timedelta(seconds=25)
"""Until the slot: the training station fetches what was made in less."""


@pytest.fixture(autouse=True)
def at_home(house: House) -> Iterator[None]:
    """Nobody practises when the next journey begins."""
    yield
    house.asked(EDITOR, "POST", "/practice/leave")
    with house.rest(OFFICER) as client:
        client.delete("/practice")


def _does_step(editor: Walker, number: int) -> None:
    editor.open("/thuc-hanh")
    editor.sees(f"Đã xong {number - 1} trong 5 bước")
    editor.press(f"Làm bước {number}", role="link")


def test_the_exercise_from_a_text_to_the_file_of_the_training_station(comes: Comes, house: House) -> None:
    officer, editor = comes(OFFICER), comes(EDITOR)
    officer.open("/cai-dat")
    officer.press("Xã tập huấn", role="link", within="main")
    officer.press("Lập xã tập huấn")
    officer.sees("Đã lập xã tập huấn.")
    officer.look()
    editor.open("/thuc-hanh")
    editor.press("Vào xã tập huấn")
    editor.sees("không có gì phát ra loa của xã", within=".practice")
    editor.look()

    _does_step(editor, 1)
    editor.type("Văn bản gốc", "Kính mời bà con họp thôn lúc 19h30 để tập phát thanh.")
    editor.type("đến hết", f"{local(SystemClock().now()) + timedelta(days=9):%d/%m/%Y}")
    editor.press("Lưu bản nháp")
    editor.sees("Đã lưu bản nháp.")
    _does_step(editor, 2)
    editor.press("Trình duyệt")
    editor.sees("Đã trình duyệt")
    _does_step(editor, 3)
    editor.press("để tập phát thanh", role="link", within="main")
    editor.press("Duyệt", within=".dock")
    editor.sees("Đã duyệt.")
    _does_step(editor, 4)
    editor.type("Tên khung giờ", "Bản tin tập")
    editor.type("Giờ phát", f"{local(SystemClock().now()) + SOON:%H:%M:%S}")
    editor.touch(editor.page.get_by_label(re.compile("để tập phát thanh")))
    editor.press("Thêm khung giờ")
    editor.sees("Đã thêm khung giờ.")

    def heard() -> bool:
        editor.open("/thuc-hanh")
        return "Đã xong 5 trong 5 bước" in editor.page.inner_text("main")

    assert until(heard, 90), house.served.log
    editor.look()
    source = editor.page.locator("audio").get_attribute("src")
    assert editor.context.request.get(f"{editor.root}{source}").body()[:3] in {b"ID3", b"\xff\xfb\x90"}
    files = [path.relative_to(house.served.data) for path in house.served.data.rglob("*ban-tin-tap*.mp3")]
    assert {path.parts[0] for path in files} == {"out-tap-huan"}

    phone = comes(EDITOR, size=PHONE)
    phone.open("/hom-nay")
    phone.look()
    phone.press("Về xã Liên An")
    phone.page.wait_for_url("**/thuc-hanh")
    assert phone.page.locator(".practice").count() == 0
    officer.open("/thuc-hanh")
    officer.sees("Hoàn thành, phát lúc")
    officer.look()
