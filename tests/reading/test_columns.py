"""A table pasted as tabs is said cell by cell with the heads of its columns; what only looks like one is read as it stands."""

import pytest

from app.reading import Kind, read, to_spoken


def test_each_cell_is_said_with_its_head() -> None:
    text = "Kết quả:\nSTT\tThôn\tHộ nghèo\n1\tĐông\t12\n2\tĐoài\t\nTổng kết xong."
    assert to_spoken(text).split("\n") == [
        "Kết quả.",
        "một, Thôn Đông, Hộ nghèo mười hai.",
        "hai, Thôn Đoài.",
        "Tổng kết xong.",
    ]
    heads = [text[token.start : token.end] for token in read(text).tokens if token.kind is Kind.LAYOUT]
    assert "".join(heads).replace(" ", "") == "STTThônHộnghèo"


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("Ngày\tGiờ\n05/9\t7h30", "Ngày năm tháng chín, Giờ bảy giờ ba mươi phút."),
        ("Họ tên:\tLan\nTuổi:\t20", "Họ tên: Lan.\nTuổi: hai mươi."),
        ("Thôn\tHộ\n\nĐông\t5", "Thôn, Hộ.\nĐông, năm."),
        ("Thôn\tTrưởng thôn\nĐông\tLan", "Thôn, Trưởng thôn.\nĐông, Lan."),
        ("UBND XÃ\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 5/KH-UBND\tĐộc lập - Tự do", None),
    ],
)
def test_what_is_a_table(written: str, spoken: str | None) -> None:
    if spoken is None:
        assert not any(token.rule == "table head" for token in read(written).tokens)
    else:
        assert to_spoken(written) == spoken


def test_a_measure_in_a_head_is_said_behind_the_figures() -> None:
    text = "Chủ hộ\tDiện tích (m2)\tTiền (đồng)\nÔng Tứ\t205\t1.500.000\nBà Lụa\t90\tmiễn 1 kỳ"
    assert to_spoken(text).split("\n") == [
        "Chủ hộ Ông Tứ, Diện tích hai trăm linh năm mét vuông, Tiền một triệu năm trăm nghìn đồng.",
        "Chủ hộ Bà Lụa, Diện tích chín mươi mét vuông, Tiền miễn một kỳ.",
    ]


def test_an_empty_cell_between_bars_keeps_its_place() -> None:
    text = "| Cây | Kế hoạch | Đã gieo |\n|---|---|---|\n| Ngô | 40 | 35 |\n| | 20 | 15 |\n| Lạc | 60 | |"
    assert to_spoken(text).split("\n") == [
        "Cây Ngô, Kế hoạch bốn mươi, Đã gieo ba mươi lăm.",
        "Kế hoạch hai mươi, Đã gieo mười lăm.",
        "Cây Lạc, Kế hoạch sáu mươi.",
    ]
    assert to_spoken("Cây | Kế hoạch | Đã gieo\nLạc | 60 |").split("\n") == ["Cây Lạc, Kế hoạch sáu mươi."]


def test_a_table_with_bars_that_lost_its_rows_is_on_the_list() -> None:
    cells = ["Cây", "Kế hoạch", "Đã gieo", "", "Ngô", "", "35", "", "Lạc", "60", "40", ""]
    asked = read("|\n" + "".join(f"{cell}\n|\n" if cell else "|\n" for cell in cells)).remarks
    assert [("không kèm tên cột" in remark.message, remark.message.partition(":")[0]) for remark in asked] == [(True, "«Cây»")]
    assert not read("STT\n|\nThôn\n|\nHộ\n|\n1\n|\nĐông\n|\n12\n|\n2\n|\nĐoài\n|\n15\n|").remarks


def test_columns_parted_by_blanks_are_a_table() -> None:
    rows = [
        "TT   Buôn       Hộ     Tỷ lệ",
        "1    Ea Lâm     120    11,7",
        "2    Ea Trung   95     8,4",
        "     Cộng       215    10,2",
    ]
    text = "\n".join(rows)
    assert to_spoken(text).split("\n") == [
        "một, Buôn Ea Lâm, Hộ một trăm hai mươi, Tỷ lệ mười một phẩy bảy.",
        "hai, Buôn Ea Trung, Hộ chín mươi lăm, Tỷ lệ tám phẩy bốn.",
        "Cộng, Hộ hai trăm mười lăm, Tỷ lệ mười phẩy hai.",
    ]
    assert not read(text).remarks


def test_figures_side_by_side_without_bars_are_parted_and_on_the_list() -> None:
    text = "Kết quả:\nThôn 1 120 14 11,7\nThôn 2 95 8 8,4\nXã đã họp."
    assert to_spoken(text).split("\n")[1:3] == [
        "Thôn một, một trăm hai mươi, mười bốn, mười một phẩy bảy.",
        "Thôn hai, chín mươi lăm, tám, tám phẩy bốn.",
    ]
    asked = read(text).remarks
    assert [text[remark.start : remark.end] for remark in asked] == ["Thôn 1 120 14 11,7"]
    assert "không có vạch kẻ" in asked[0].message
    assert not read("Bà Lan 0912 345 678\nÔng Tư 0987 654 321").remarks
    assert not read("Tháng 5 thu 1 200 000\nTháng 6 thu 1 350 000").remarks


def test_a_list_of_power_cuts_whose_days_stand_once_is_a_table() -> None:
    cells = ["Ngày", "Thời gian từ", "Thời gian đến", "Khu vực", "04/5", "7:30", "11:00", "Ấp 2", "13:00", "16:30", "Ấp 5"]
    assert to_spoken("Lịch cúp điện:\n\n" + "\n\n".join(cells) + "\n\nHết.").split("\n")[1:] == [
        "Ngày bốn tháng năm, Thời gian từ bảy giờ ba mươi phút, Thời gian đến mười một giờ, Khu vực Ấp hai.",
        "Thời gian từ mười ba giờ, Thời gian đến mười sáu giờ ba mươi phút, Khu vực Ấp năm.",
        "Hết.",
    ]
