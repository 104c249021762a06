"""Each rule says its pair, and whole passages come out as an announcer would say them."""

import re
from time import process_time

import pytest

from app.reading import to_spoken
from app.reading.rules import RULES, Rule
from tests.reading.guarantees import left


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_says_its_pair(rule: Rule) -> None:
    written, spoken = rule.pair
    assert re.sub("[,;:]", "", to_spoken(written)).rstrip(".") == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        (
            "Số 63/KH-UBND ngày 29/8/2025.",
            "Số sáu mươi ba kế hoạch ủy ban nhân dân ngày hai mươi chín tháng tám năm hai nghìn không trăm hai mươi lăm.",
        ),
        ("Hộ nghèo: 78 hộ, chiếm 1,14%.", "Hộ nghèo: bảy mươi tám hộ, chiếm một phẩy mười bốn phần trăm."),
        ("Mức 1.500.000 đồng/người/tháng.", "Mức một triệu năm trăm nghìn đồng một người một tháng."),
        ("Gọi 0228.3.820.146.", "Gọi không hai hai tám, ba tám hai không, một bốn sáu."),
        ("Điểm B2 < 30, lãi 9%/năm.", "Điểm bê hai nhỏ hơn ba mươi, lãi chín phần trăm một năm."),
        ("Từ 7h30 đến 17h00.", "Từ bảy giờ ba mươi phút đến mười bảy giờ."),
        ("Đã có 21/21 thôn báo cáo.", "Đã có hai mươi mốt trên hai mươi mốt thôn báo cáo."),
        ("Phòng LĐ-TB&XH và HTX.", "Phòng lao động thương binh và xã hội và hợp tác xã."),
    ],
)
def test_passages(written: str, spoken: str) -> None:
    assert to_spoken(written) == spoken


def test_an_impossible_date_is_not_said_as_one() -> None:
    assert "tháng" not in to_spoken("Tỷ lệ 45/60 phiếu.")


@pytest.mark.parametrize(
    ("hostile", "word", "times"),
    [
        ("9" * 50_000, "chín", 50_000),
        ("1/" * 25_000, "một", 25_000),
        ("1." * 25_000, "một", 25_000),
        ("A-" * 25_000, "A", 25_000),
        ("/" * 50_000, "", 1),
        ("(" * 50_000, "", 1),
    ],
    ids=lambda value: value[:2] if isinstance(value, str) else "",
)
def test_hostile_text_is_read_whole_and_takes_no_long_time(hostile: str, word: str, times: int) -> None:
    began_s = process_time()
    spoken = to_spoken(hostile)
    assert process_time() - began_s < 20, "ten times what it takes; what looks at each sign again for each sign takes hours"
    assert left(spoken) == []
    assert spoken.lower().count(word.lower()) == times if word else spoken == ""
