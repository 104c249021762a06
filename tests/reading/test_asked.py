"""Never wrong in silence: what is chosen on weak evidence is on the list to look at, what is certain is not."""

from pathlib import Path

import pytest

from app.reading import Concern, read
from app.reading.tables.ambiguous import AMBIGUOUS

ROWS = [
    line.split("\t")
    for line in (Path(__file__).parent / "asked.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize(("written", "asked"), ROWS, ids=lambda text: text[:24])
def test_what_is_chosen_on_weak_evidence_is_asked_about(written: str, asked: str) -> None:
    remarks = [remark for remark in read(written, formal="skip").remarks if remark.concern is not Concern.SPELLING]
    assert ", ".join(written[remark.start : remark.end] for remark in remarks) == asked


def test_a_sense_told_by_words_further_off_asks() -> None:
    far = [
        f"{short} {row}"
        for short, senses in AMBIGUOUS.items()
        for row, sense in enumerate(senses, start=1)
        if sense.before.endswith(r"[^.\n]*$") and not sense.asks
    ]
    assert far == []
