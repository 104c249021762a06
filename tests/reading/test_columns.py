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
