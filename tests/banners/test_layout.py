"""What is printed: nothing stands outside its sheet, nothing touches, no letter is lost."""

import re
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.banners.drawing import pdf, svg
from app.banners.layout import Layout, lay_out
from app.banners.letters import lacks, line, strokes
from app.banners.sheets import SHEETS, Format, Sheet

FOOT = "xã Liên An · Năm 2026"
WORDS = [
    "không",
    "để",
    "ai",
    "bị",
    "bỏ",
    "lại",
    "phía",
    "sau",
    "nghèo,",
    "bền",
    "vững",
    "–",
    "2026",
    "-",
    "ổn",
    "định!",
    "gỡ",
    "Ẵm",
]
slogans = st.lists(st.sampled_from(WORDS), min_size=1, max_size=24).map(" ".join)


def _boxes(layout: Layout) -> list[tuple[float, float, float, float]]:
    """Of each line left, top, right, bottom of its outlines in mm."""
    found = []
    for each in (*layout.slogan, layout.foot):
        points = [point for _, of_stroke in strokes(each.line.text) for point in of_stroke]
        across = [each.x_mm + x * each.size_mm for x, _ in points]
        down = [each.y_mm - y * each.size_mm for _, y in points]
        found.append((min(across), min(down), max(across), max(down)))
    return found


@given(slogans, st.sampled_from(list(SHEETS.values())))
def test_all_words_stand_on_the_sheet_apart_from_each_other(slogan: str, sheet: Sheet) -> None:
    layout = lay_out(sheet, slogan, FOOT)
    boxes = _boxes(layout)
    edge = sheet.margin_mm * 0.9
    for left, top, right, bottom in boxes:
        assert left >= edge
        assert top >= edge
        assert right <= sheet.width_mm - edge
        assert bottom <= sheet.height_mm - edge
    assert all(above[3] < below[1] for above, below in pairwise(boxes))
    assert " ".join(each.line.text for each in layout.slogan) == " ".join(slogan.upper().split())
    assert not any(each.line.text[0] in "-–" for each in layout.slogan[1:])


@given(slogans)
def test_more_room_never_makes_letters_smaller(slogan: str) -> None:
    small, large = Sheet(800, 400, 40, 10), Sheet(1600, 800, 80, 10)
    assert lay_out(large, slogan, FOOT).capital_mm >= lay_out(small, slogan, FOOT).capital_mm


def test_the_font_has_every_letter_of_vietnamese_and_says_what_it_lacks() -> None:
    marks = ["", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"]
    letters = [unicodedata.normalize("NFC", vowel + mark) for vowel in "aăâeêioôơuưy" for mark in marks] + list(
        "đbcdghklmnpqrstvx"
    )
    every = "".join(letters)
    assert len(letters) == 89
    assert lacks(every + every.upper() + "0123456789.,:;!?-–—«»“”()%/&·…") == ""
    assert lacks("Xin chào 漢") == "漢"
    assert line("Ệ").top > line("E").top


def test_a_short_slogan_is_one_line_across_a_road_and_a_column_on_a_post() -> None:
    across = lay_out(SHEETS[Format.BANNER], "Không để ai bị bỏ lại phía sau", FOOT)
    down = lay_out(SHEETS[Format.STREAMER], "Không để ai bị bỏ lại phía sau", FOOT)
    assert [each.line.text for each in across.slogan] == ["KHÔNG ĐỂ AI BỊ BỎ LẠI PHÍA SAU"]
    assert across.capital_mm > 150
    assert len(down.slogan) > 3
    assert down.capital_mm > 120


def test_a_long_one_breaks_where_a_reader_breathes() -> None:
    layout = lay_out(SHEETS[Format.BANNER], "Rà soát hộ nghèo, hộ cận nghèo năm 2026: đúng đối tượng, công khai, dân chủ!", FOOT)
    assert [each.line.text for each in layout.slogan] == [
        "RÀ SOÁT HỘ NGHÈO, HỘ CẬN NGHÈO NĂM 2026:",
        "ĐÚNG ĐỐI TƯỢNG, CÔNG KHAI, DÂN CHỦ!",
    ]


@pytest.mark.parametrize("wanted", Format)
def test_both_files_are_of_real_size_and_alike_each_time(wanted: Format) -> None:
    sheet = SHEETS[wanted]
    layout = lay_out(sheet, "Chung tay vì người nghèo", FOOT)
    drawn, printed = svg(layout, "Chung tay <vì> người nghèo"), pdf(layout, "Chung tay vì người nghèo")
    assert f'width="{sheet.width_mm:g}mm" height="{sheet.height_mm:g}mm"' in drawn
    assert "<title>Chung tay &lt;vì&gt; người nghèo</title>" in drawn
    assert "<text" not in drawn
    [box] = re.findall(rb"/MediaBox \[ ?0 0 ([\d.]+) ([\d.]+) ?\]", printed)
    assert [float(each) * 25.4 / 72 for each in box] == pytest.approx([sheet.width_mm, sheet.height_mm], abs=0.1)
    assert pdf(layout, "Chung tay vì người nghèo") == printed
    assert svg(layout, "Chung tay <vì> người nghèo") == drawn


@pytest.mark.parametrize("sheet", [SHEETS[Format.BANNER], SHEETS[Format.POSTER]], ids=["banner", "poster"])
@pytest.mark.parametrize(
    "slogan",
    [
        "Toàn dân chung tay giảm nghèo bền vững, không để ai bị bỏ lại phía sau",
        "Thông tin đến từng nhà, thoát nghèo bền vững đến từng hộ",
        "Tuyên truyền rà soát hộ nghèo, hộ cận nghèo công khai, minh bạch",
    ],
)
def test_a_word_of_two_syllables_stays_on_one_line(slogan: str, sheet: Sheet) -> None:
    said = "/".join(each.line.text for each in lay_out(sheet, slogan, FOOT).slogan)
    for known in ("TOÀN DÂN", "CHUNG TAY", "GIẢM NGHÈO", "BỀN VỮNG", "THOÁT NGHÈO", "THÔNG TIN", "TUYÊN TRUYỀN", "MINH BẠCH"):
        assert known.replace(" ", "/") not in said, said


def test_where_it_would_make_the_letters_much_smaller_it_is_parted() -> None:
    tall = lay_out(SHEETS[Format.STREAMER], "Giảm nghèo bền vững", FOOT)
    assert [each.line.text for each in tall.slogan] == ["GIẢM", "NGHÈO", "BỀN", "VỮNG"]
