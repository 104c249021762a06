"""What `look` sees of a page of which it knows the most."""

import pytest

from tests.journeys.conftest import House

_PAGE = (
    "<!doctype html><html lang=vi><title>Trang</title><body><header><p>Xã</p></header>"
    "<main><h1>Trang</h1><section><h2>Mục</h2><p>Lời.</p>{}</section></main></body>"
)


@pytest.mark.parametrize(
    ("added", "rule"),
    [("<input>", "label"), ("<p style='color: #ccc'>Mờ.</p>", "color-contrast"), ("<ul><p>Lạc.</p></ul>", "list"), ("", "")],
)
def test_a_new_part_of_a_known_page_is_judged(house: House, added: str, rule: str) -> None:
    walker = house.walker()
    for content in ("", added):
        walker.page.set_content(_PAGE.format(content))
        walker.look()
    walker.context.close()
    assert [each.split(": ")[1] for each in (fault.removeprefix("axe at ") for fault in walker.faults)] == [rule] * bool(rule)
