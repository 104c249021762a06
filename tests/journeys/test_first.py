"""The first hour, and what each person finds."""

import re
from collections.abc import Callable

import pytest

from tests.journeys.conftest import CHAIRMAN, EDITOR, OFFICER, OPERATOR, VIEWER, House
from tests.support.chromium import PHONE, Walker

Comes = Callable[..., Walker]

MINE = {
    OFFICER: ["Hôm nay", "Bản tin", "Phê duyệt", "Lịch phát", "Nhật ký phát", "Kế hoạch", "Cài đặt", "PHÁT KHẨN"],
    EDITOR: ["Hôm nay", "Bản tin", "Phê duyệt", "Lịch phát", "Nhật ký phát", "Kế hoạch", "Cài đặt"],
    CHAIRMAN: ["Hôm nay", "Phê duyệt", "Lịch phát", "Nhật ký phát", "Kế hoạch", "Cài đặt", "PHÁT KHẨN"],
    OPERATOR: ["Hôm nay", "Lịch phát", "Nhật ký phát", "Cài đặt"],
    VIEWER: ["Hôm nay", "Bản tin", "Lịch phát", "Nhật ký phát", "Kế hoạch", "Cài đặt"],
}


def test_the_first_sentence_is_heard_within_three_minutes(house: House) -> None:
    assert house.first_run_s <= 180
    assert house.first_run_acts <= 15, "all five steps"


@pytest.mark.parametrize("name", list(MINE))
def test_each_finds_what_is_theirs_and_opens_all_of_it(comes: Comes, name: str) -> None:
    """Every page that one's links lead to from the main entries, on a phone, judged."""
    walker = comes(name, size=PHONE)
    walker.open("/hom-nay")
    walker.look()
    entries = {
        re.split(r"\s\d", link.inner_text())[0]: link.get_attribute("href") or ""
        for link in walker.page.locator(".main-nav a").all()
    }
    assert list(entries) == MINE[name]
    seen = set(entries.values()) | {"/hom-nay"}
    for address in list(entries.values()):
        walker.open(address)
        walker.look()
        for link in walker.page.locator("main a[href^='/']").all():
            further = (link.get_attribute("href") or "").split("#")[0].split("?")[0]
            if not further.startswith(("/api/", "/ban-tin/", "/phe-duyet/", "/lich-phat/")):
                seen.add(further)
    for address in sorted(seen - set(entries.values()) - {""}):
        walker.open(address)
        walker.look()
