"""Two pieces are one word only where they cannot be two."""

import pytest

from app.reading import Concern, read
from app.reading.torn import is_syllable, unglued


@pytest.mark.parametrize("small", ["nghiêng", "quyết", "giếng", "gì", "được", "xuyên", "khuỷu", "hoà", "hòa", "yêu"])
def test_a_syllable_of_the_language(small: str) -> None:
    assert is_syllable(small)


@pytest.mark.parametrize("small", ["th", "đượ", "khuc", "tổc", "ngườ", "mấ", "c", "wat", "bânh"])
def test_what_is_no_syllable(small: str) -> None:
    assert not is_syllable(small)


@pytest.mark.parametrize(
    ("small", "parts"), [("côngtác", "công tác"), ("hoạtđộng", "hoạt động"), ("thựchiện", None), ("tác", None)]
)
def test_glued_words_are_parted_only_where_one_way_leads(small: str, parts: str | None) -> None:
    assert unglued(small) == parts


def test_a_torn_word_is_said_whole_and_suggested() -> None:
    text = "Việc đượ c giao."
    reading = read(text)
    assert reading.spoken == "Việc được giao."
    assert [(remark.concern, remark.suggestion) for remark in reading.remarks] == [(Concern.SPELLING, "được")]
    assert "".join(text[token.start : token.end] for token in reading.tokens) == text


def test_a_weak_piece_is_one_only_beside_a_sure_one() -> None:
    alone = read("Xã thự c hiện.")
    assert "thự xê" in alone.spoken
    assert [remark.suggestion for remark in alone.remarks] == ["thực"]
    assert "thực hiện" in read("Xã thự c hiện đượ c rồi.").spoken
    assert "thự xê" in read("Xã thự c hiện.\n\nViệc đượ c giao.").spoken
