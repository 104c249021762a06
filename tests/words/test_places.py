"""Places in one line: the outermost by name, and what others leave over."""

import pytest

from app.words import where

COMMUNE, OLD = "xã Liên An", "xã Liên An / Thái Sơn cũ"
EAST, WEST, CLUSTER = f"{OLD} / thôn Đông", f"{OLD} / thôn Đoài", f"{OLD} / thôn Đông / cụm 1"


@pytest.mark.parametrize(
    ("paths", "apart", "said"),
    [
        ((COMMUNE, OLD, EAST, WEST, CLUSTER), (), "cả xã Liên An"),
        ((COMMUNE, OLD, WEST), (EAST, CLUSTER), "những nơi còn lại"),
        ((OLD, WEST), (EAST, CLUSTER), "phần còn lại của Thái Sơn cũ"),
        ((EAST, CLUSTER), (COMMUNE, OLD, WEST), "thôn Đông (Thái Sơn cũ)"),
        ((OLD, EAST), (), "Thái Sơn cũ"),
        ((WEST, CLUSTER), (), "thôn Đoài (Thái Sơn cũ), cụm 1 (thôn Đông)"),
        ((), (), ""),
    ],
)
def test_places_are_said_as_people_say_them(paths: tuple[str, ...], apart: tuple[str, ...], said: str) -> None:
    assert where(paths, apart) == said


def test_many_places_are_counted() -> None:
    assert where([f"xã Liên An / thôn {number}" for number in range(1, 5)], most=2) == "thôn 1, thôn 2 và 2 nơi khác"
