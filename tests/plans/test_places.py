"""The villages that a plan's text names: those there are, and no other."""

import unicodedata

import pytest

from app.plans import villages_in

NAMES = {
    "xã Liên An / thôn Đông": "thôn Đông",
    "xã Liên An / thôn Đông Trang": "thôn Đông Trang",
    "xã Liên An / thôn 3": "thôn 3",
    "xã Liên An / thôn 4": "thôn 4",
    "xã Liên An / tổ dân phố 7": "tổ dân phố 7",
    "xã Liên An / Tân Tiến": "Tân Tiến",
    "xã Liên An / Đoài": "Đoài",
    "xã Liên An / Thái Sơn cũ / thôn Sen": "thôn Sen",
    "xã Liên An / An Phú cũ / thôn Sen": "thôn Sen",
    "xã Liên An / thôn Liên Hòa": "thôn Liên Hòa",
}


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("- Nhà văn hóa thôn Đông và thôn 3.", ["thôn Đông", "thôn 3"]),
        ("- Nhà văn hóa thôn Đông Trang.", ["thôn Đông Trang"]),
        ("- Nhà văn hóa thôn Đông Hà.", []),
        ("- Nhà văn hóa thôn Đông  tổ chức.", ["thôn Đông"]),
        ("THÔN ĐÔNG, THÔN LIÊN HOÀ", ["thôn Đông", "thôn Liên Hòa"]),
        ("- Thôn Sen họp vào mùa đông.", []),
        ("- Hướng đoài của thôn 30.", []),
        ("- Xóm Đoài.", ["Đoài"]),
        (unicodedata.normalize("NFD", "- thôn Liên Hoà"), ["thôn Liên Hòa"]),
        ("HỌP THÔN ĐÔNG HÀ", []),
        ("Đoài thì không, vì đoài là hướng.", []),
        ("- Nhà văn hóa thôn Đông-Hà.", []),
        ("- Ngày thành lập thôn 3/2.", []),
        ("Các thôn 3, 4 và thôn Đông Trang", ["thôn Đông Trang", "thôn 3", "thôn 4"]),
        ("các thôn 3,4", ["thôn 3", "thôn 4"]),
        ("Các thôn Đông, 3 và 4 tổ chức họp", ["thôn Đông", "thôn 3", "thôn 4"]),
        ("- Thôn Đông Trang, Liên Hòa và Đông: họp dân.", ["thôn Đông", "thôn Đông Trang", "thôn Liên Hòa"]),
        ("- Thôn 3 Họp dân.", ["thôn 3"]),
        ("- TDP 7, tổ 8.", ["tổ dân phố 7"]),
        ("Tổ dân phố 7 và xóm Tân Tiến", ["tổ dân phố 7", "Tân Tiến"]),
        ("- Nhà văn hóa Tân Tiến, 4 buổi.", ["Tân Tiến"]),
        ("- Thôn Đông, 4 buổi.", ["thôn Đông"]),
        ("- Thôn Đông và xã Liên An.", ["thôn Đông"]),
        ("", []),
    ],
)
def test_a_text_names_the_villages_that_it_says(line: str, named: list[str]) -> None:
    assert [NAMES[path] for path in villages_in(["KẾ HOẠCH", line], NAMES)] == named
