"""The page that shows officers how each form is read says what the product does."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.reading import Lexicon, LexiconEntry, read
from app.standards import NATIONAL, thresholds

PAGE = Path("docs/cach-doc.md").read_text(encoding="utf-8")
READ, SKIPPED, LOOKED_AT, ENTRIES = (
    ("Cách viết", "Cách đọc"),
    ("Không đọc", "Thí dụ"),
    ("Cách viết", "Lời nhắc"),
    ("Cách viết trong từ điển", "Cách đọc trong từ điển", "Câu", "Lời đọc"),
)
LATER = date(2027, 1, 1)


def tables() -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Each row of the page's tables with the headings above it."""
    headings: tuple[str, ...] | None = None
    for line in PAGE.splitlines():
        if not line.startswith("|"):
            headings = None
        elif headings is None:
            headings = tuple(cell.strip() for cell in line.strip("|").split("|"))
        elif not re.fullmatch(r"[|-]+", line):
            yield headings, tuple(cell.strip() for cell in line.strip("|").split("|"))


ROWS = list(tables())


def rows(headings: tuple[str, ...]) -> list[tuple[str, ...]]:
    found = [row for above, row in ROWS if above == headings]
    assert found, headings
    return found


def test_every_table_is_one_that_is_checked() -> None:
    assert {headings for headings, _ in ROWS} == {READ, SKIPPED, LOOKED_AT, ENTRIES}
    assert len(rows(READ)) > 40


@pytest.mark.parametrize(("written", "spoken"), rows(READ))
def test_a_form_is_read_as_the_page_says(written: str, spoken: str) -> None:
    assert read(written).spoken == f"{spoken}."


DOCUMENT = """UBND XÃ ĐẠI AN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: 47/KH-UBND\tĐại An, ngày 28 tháng 8 năm 2024

THÔNG BÁO
Kính gửi: Các thôn trong xã

Mời bà con đến họp.

Nơi nhận:
- Như trên;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Trần Văn Nam
(Nguồn: Cổng thông tin điện tử tỉnh)
Ngày đăng: 05/03/2026, Lượt xem: 87
- 2 -"""


@pytest.mark.parametrize(("_what", "line"), rows(SKIPPED))
def test_what_the_page_says_is_left_out_is_left_out_of_a_document(_what: str, line: str) -> None:
    assert any(line in each.text for each in read(DOCUMENT, formal="skip").left_out)
    assert read(DOCUMENT, formal="skip").spoken == "THÔNG BÁO.\nMời bà con đến họp."


@pytest.mark.parametrize(("written", "message"), rows(LOOKED_AT))
def test_what_the_page_says_is_to_be_looked_at_is_on_the_list(written: str, message: str) -> None:
    reading = read(written, today=LATER, thresholds=thresholds(NATIONAL, LATER))
    assert [remark.message for remark in reading.remarks] == [message]


@pytest.mark.parametrize(("written", "spoken", "sentence", "heard"), rows(ENTRIES))
def test_an_entry_does_what_the_page_says(written: str, spoken: str, sentence: str, heard: str) -> None:
    assert read(sentence, lexicon=Lexicon([LexiconEntry(written, spoken)])).spoken == f"{heard}."
