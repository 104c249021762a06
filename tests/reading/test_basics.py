"""The promises every later rule keeps: tokens tile the source, numbers are said in full, formalities are left out in sight."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.reading import Kind, read, to_spoken
from app.reading.numbers import SOUTH, cardinal
from tests.support.files import files

BULLETINS = files("tests/data/bulletins", "*.txt")


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("0", "không"),
        ("10", "mười"),
        ("15", "mười lăm"),
        ("21", "hai mươi mốt"),
        ("24", "hai mươi tư"),
        ("105", "một trăm linh năm"),
        ("1000005", "một triệu không trăm linh năm"),
        ("2024", "hai nghìn không trăm hai mươi tư"),
        ("75000000000000", "bảy mươi lăm nghìn tỷ"),
    ],
)
def test_cardinals(written: str, spoken: str) -> None:
    assert cardinal(written) == spoken


def test_southern_cardinals() -> None:
    assert cardinal("2005", SOUTH) == "hai ngàn không trăm lẻ năm"


@given(st.text())
def test_tokens_tile_any_source(text: str) -> None:
    tokens = read(text, formal="skip").tokens
    assert "".join(text[token.start : token.end] for token in tokens) == text


@given(st.text(alphabet="0123456789.,/%-ABCĐhọp \n"))
def test_no_digit_is_left(text: str) -> None:
    assert not any(character.isdigit() for character in to_spoken(text))


@pytest.mark.parametrize("path", BULLETINS, ids=lambda path: path.stem[:2])
def test_sentences_are_short_enough_for_every_engine(path: Path) -> None:
    reading = read(path.read_text(encoding="utf-8").partition("\n\n")[2], formal="skip")
    assert reading.sentences
    assert all(0 < len(sentence.text) <= 400 for sentence in reading.sentences)


def test_formalities_are_skipped_in_sight() -> None:
    body = BULLETINS[0].read_text(encoding="utf-8").partition("\n\n")[2]
    skipped = [body[t.start : t.end].strip() for t in read(body, formal="skip").tokens if t.kind is Kind.SKIPPED]
    assert skipped[0].startswith("ỦY BAN NHÂN DÂN")
    assert any(line.startswith("Số: 47/KH-UBND") for line in skipped)
    assert any(line.startswith("Nơi nhận") for line in skipped)
    assert skipped[-1] == "Lương Thị Thu Hằng"
    assert not any("Căn cứ Quyết định" in line for line in skipped)
