"""What is typed outlives the page it was typed on, until the server has it."""

import re

from playwright.sync_api import Route

from tests.journeys.conftest import EDITOR, PASSWORD
from tests.journeys.test_writing import Comes

TYPED = "Mời bà con đi tiêm phòng lúc 7h30."

_TOLD = """async () => {
  const told = new Promise((done) => new PerformanceObserver((list) => {
    if (list.getEntries().some((each) => each.name.endsWith('/health'))) done();
  }).observe({ type: 'resource' }));
  await fetch('/health');
  await told;
}"""
"""What a page asked for counts as use when it is told of it, a moment after the answer; it is told before who listens later."""


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


def test_typed_text_is_heard_sentence_after_sentence_and_kept_on_another_computer(comes: Comes) -> None:
    editor, elsewhere = comes(EDITOR), comes(EDITOR)
    editor.open("/ban-tin/moi")
    editor.type("Văn bản gốc", "Họp thôn tối nay. Mời bà con.")
    editor.sees("Mời bà con.", within="#loi-doc")
    with editor.page.expect_response(lambda answer: answer.url.endswith("/ban-tin/nghe/2")) as heard:
        editor.press("Nghe thử")
    assert heard.value.ok
    editor.page.wait_for_selector("#cau-2.now")
    editor.look()
    editor.sees("Chữ đang gõ được giữ trên máy chủ")
    elsewhere.open("/ban-tin/moi")
    elsewhere.sees("giữ trên máy chủ.", within="#con-chu")
    elsewhere.look()
    elsewhere.press("Bỏ đi")
    elsewhere.page.wait_for_url("**/ban-tin/moi")
    assert not elsewhere.page.locator("#con-chu").is_visible()


def test_a_sign_in_that_ends_in_any_case_says_so_and_one_signs_in_beside_what_is_typed(comes: Comes) -> None:
    editor = comes(EDITOR)

    def nearly_over(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=re.sub(r'data-left-s="\d+"', 'data-left-s="1200"', answer.text()))

    editor.page.route("**/ban-tin/moi", nearly_over)
    editor.page.clock.install()
    editor.open("/ban-tin/moi")
    editor.page.locator("#title").fill("Họp thôn")
    editor.page.clock.fast_forward("00:06:00")
    editor.sees("Sắp phải đăng nhập lại")
    editor.look()
    with editor.context.expect_page() as opened:
        editor.press("Đăng nhập lại ở trang mới", role="link")
    beside = opened.value
    beside.get_by_label("Tên đăng nhập").fill("le.thi.hai")
    beside.get_by_label("Mật khẩu").fill(PASSWORD)
    beside.get_by_role("button", name="Đăng nhập").first.click()
    beside.wait_for_url("**/hom-nay")
    editor.page.locator("#het-phien").wait_for(state="hidden")
    assert editor.page.locator("#title").input_value() == "Họp thôn"


def test_a_sign_in_that_is_about_to_end_says_so_and_goes_on_by_one_button(comes: Comes) -> None:
    editor = comes(EDITOR)
    editor.page.clock.install()
    editor.open("/ban-tin/moi")
    editor.page.locator("#title").focus()
    editor.page.clock.fast_forward("01:54:00")
    assert not editor.page.locator("#het-phien").is_visible()
    editor.page.clock.fast_forward("00:02:00")
    editor.sees("Sắp hết phiên làm việc")
    editor.look()
    editor.press("Làm việc tiếp")
    editor.page.locator("#het-phien").wait_for(state="hidden")
    assert editor.page.evaluate("document.activeElement.id") == "title"
    assert editor.acts == 1
    editor.page.evaluate(_TOLD)
    editor.page.clock.fast_forward("02:01:00")
    editor.sees("Đã hết phiên làm việc")


def test_the_clock_at_the_head_runs_on_every_page(comes: Comes) -> None:
    editor = comes(EDITOR)
    editor.page.clock.install()
    for address in ("/ban-tin/moi", "/ban-tin"):
        editor.open(address)
        editor.page.clock.pause_at(editor.page.evaluate("Date.now() / 1000 + 1"))
        shown = editor.page.locator(".clock b").inner_text()
        editor.page.clock.run_for(7000)
        later = editor.page.locator(".clock b").inner_text()
        hours, minutes, seconds = (int(later.split(":")[at]) - int(shown.split(":")[at]) for at in range(3))
        assert (hours * 3600 + minutes * 60 + seconds) % 86400 == 7, (address, shown, later)
        editor.page.clock.resume()
