"""What a script shows of its last day and its theme is proposed; what it does not say is not."""

from datetime import date

import pytest

from app.bulletins import Theme, propose_from

TODAY = date(2026, 11, 4)


@pytest.mark.parametrize(
    ("script", "until"),
    [
        ("Thời gian: các ngày 24/11 – 28/11/2026 tại đình.", date(2026, 11, 28)),
        ("Thực hiện Kế hoạch số 63/KH-UBND ngày 29/8/2026.", None),
        ("Nộp trước ngày 5 tháng 2.", date(2027, 2, 5)),
        ("Hạn cuối ngày 31/11/2026, chậm nhất 30.11.2026.", date(2026, 11, 30)),
        ("Có 1/2 số hộ, mức 2.5 triệu, gọi 0228 3820 146.", None),
        ("Họp từ ngày 20/11 đến 25/11.", date(2026, 11, 25)),
        ("Giai đoạn đến ngày 31/12/2030.", None),
    ],
)
def test_the_last_day_that_is_to_come_is_proposed(script: str, until: date | None) -> None:
    assert propose_from(script, TODAY).valid_to == until


@pytest.mark.parametrize(
    ("script", "theme"),
    [
        ("Rà soát hộ nghèo, hộ cận nghèo; niêm yết danh sách.", Theme.REVIEW),
        ("Hộ nghèo được vay vốn, cấp thẻ bảo hiểm y tế.", Theme.POLICY),
        ("Chương trình mục tiêu quốc gia giảm nghèo bền vững.", Theme.PROGRAMME),
        ("Rà soát dây điện sau bão.", None),
        ("Mời bà con họp thôn.", None),
    ],
)
def test_a_theme_is_proposed_where_the_words_show_one(script: str, theme: Theme | None) -> None:
    assert propose_from(script, TODAY).theme == theme
