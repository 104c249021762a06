"""Slips are shown with the right form and never mended by themselves; right text has none."""

from pathlib import Path

import pytest

from app.reading import Concern, read
from app.reading.tables.slips import SLIPS
from tests.support.files import files


def mended(text: str) -> str:
    remarks = [remark for remark in read(text).remarks if remark.concern is Concern.SPELLING]
    for remark in reversed(remarks):
        text = text[: remark.start] + remark.suggestion + text[remark.end :]
    return text


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("Nghành y tế sử lý nghiêm.", "Ngành y tế xử lý nghiêm."),
        ("Ghi sổ nhật ký;công chức báo cáo,xã tổng hợp.", "Ghi sổ nhật ký; công chức báo cáo, xã tổng hợp."),
        ("Họp xong.Bà con về .", "Họp xong. Bà con về ."),
        ("Giai đoạn 2021- 2025, 5 -7 ngày. Đông , Đoài", "Giai đoạn 2021- 2025, 5 -7 ngày. Đông , Đoài"),
        ("Giao ban hàng tháng, giờ : 8h", "Giao ban hàng tháng, giờ : 8h"),
        (
            "Gửi TP.Nam Định, Tp.Vinh, ThS.Lan, Ths.Mai, v.v., 1.500.000đ, 2 - 3 ngày, xa@a.vn",
            "Gửi TP.Nam Định, Tp.Vinh, ThS.Lan, Ths.Mai, v.v., 1.500.000đ, 2 - 3 ngày, xa@a.vn",
        ),
    ],
)
def test_suggestions_mend_a_text(written: str, right: str) -> None:
    assert mended(written) == right


def test_every_suggestion_is_right_itself() -> None:
    assert {wrong: mended(right) for wrong, right in SLIPS.items() if mended(right) != right} == {}


def test_the_reading_stays_as_written() -> None:
    assert "sử lý" in read("Xã sử lý.").spoken


@pytest.mark.parametrize("path", files("tests/reading/whole", "*.written.txt"), ids=lambda path: path.name[:2])
def test_careful_texts_have_few(path: Path) -> None:
    assert len([remark for remark in read(path.read_text(encoding="utf-8")).remarks if remark.concern is Concern.SPELLING]) <= 2


def test_a_blank_out_of_place_is_shown_with_the_words_around_it() -> None:
    remarks = read("Lúa,ngô. Thôn Đông họp;thôn Đoài nghỉ.").remarks
    shown = [remark.message.partition(":")[0] for remark in remarks]
    assert shown == ["«Lúa,ngô»", "«họp;thôn»"]
