"""The villages that a plan's text names: those there are, and no other."""

import unicodedata

import pytest

from app.plans import villages_in

NAMES = {
    "xã Liên An / thôn Đông": "thôn Đông",
    "xã Liên An / thôn Đông Trang": "thôn Đông Trang",
    "xã Liên An / thôn 3": "thôn 3",
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
        ("", []),
    ],
)
def test_a_text_names_the_villages_that_it_says(line: str, named: list[str]) -> None:
    assert [NAMES[path] for path in villages_in(["KẾ HOẠCH", line], NAMES)] == named
