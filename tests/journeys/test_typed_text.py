"""What is typed outlives the page it was typed on, until the server has it."""

from tests.journeys.conftest import EDITOR
from tests.journeys.test_writing import Comes

TYPED = "Mời bà con đi tiêm phòng lúc 7h30."


def test_typed_text_is_offered_again_until_it_is_saved(comes: Comes) -> None:
    editor = comes(EDITOR)
    editor.open("/ban-tin/moi")
    editor.type("Văn bản gốc", TYPED)
    editor.sees("Chữ đang gõ được giữ trên máy chủ")
    editor.open("/hom-nay")
    editor.open("/ban-tin/moi")
    editor.sees("Còn chữ gõ lần trước chưa lưu")
    editor.look()
    editor.press("Lấy lại")
    editor.sees("bảy giờ ba mươi phút", within="#loi-doc")
    assert editor.page.locator("#script").input_value() == TYPED
    editor.press("Lưu bản nháp")
    editor.sees("Đã lưu bản nháp")
    editor.open("/ban-tin/moi")
    assert not editor.page.locator("#con-chu").is_visible()
