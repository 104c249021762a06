"""Whole texts are spoken word by word as a careful announcer would.

`whole/NN.spoken.txt` was written by hand, with choices, for the bulletin NN or for the text `NN.written.txt` beside it. What an
announcer skips (letterhead, Kính gửi, Nơi nhận, signatures, source) is not in it; labels of presenters go to the script's reader.
"""

import re
from pathlib import Path

import pytest

from app.reading import read
from tests.reading.accepted import accepts
from tests.reading.alignment import align
from tests.support.files import files

WHOLE = Path(__file__).parent / "whole"
TEXTS = files(WHOLE, "*.spoken.txt")


def body(spoken: Path) -> str:
    """The written text of a spoken one, without the header of a bulletin and the labels of its presenters."""
    number = spoken.name.partition(".")[0]
    own = spoken.with_name(f"{number}.written.txt")
    if own.exists():
        return own.read_text(encoding="utf-8")
    bulletin = files("tests/data/bulletins", f"{number[:2]}-*.txt")[0].read_text(encoding="utf-8")
    return re.sub(r"(?m)^PTV[12]\s?:\s*", "", bulletin.partition("\n\n")[2])


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.name.partition(".")[0])
def test_a_whole_text_is_spoken_as_an_announcer_would(text: Path) -> None:
    expected = text.read_text(encoding="utf-8")
    spoken = read(body(text), formal="skip").spoken
    if not accepts((expected,), spoken):
        found = align(expected, spoken)
        pytest.fail(f"{found.wrong} of {found.spoken} words:\n" + "\n".join(map(str, found.differences)))


def test_the_aligner_counts_what_is_wrong() -> None:
    expected = "họp {ngày |}{mùng |}một tháng {tư|bốn} tại nhà văn hóa"
    assert align(expected, "Họp ngày mùng một, tháng bốn tại nhà văn hoá.").wrong == 0
    assert align(expected, "Họp một tháng tư tại nhà văn hóa.").wrong == 0
    found = align(expected, "Họp ngày hai tháng tư năm tại nhà.")
    assert (found.wrong, found.spoken) == (4, 8)
    assert [(part.wanted, part.got) for part in found.differences] == [("một", "hai"), ("", "năm"), ("văn hóa", "")]
