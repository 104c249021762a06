"""The cases of official texts: every one is read as accepted."""

import pytest

from app.reading import to_spoken
from tests.reading.accepted import accepts, load
from tests.support.files import files

CASES = {path.stem: load(path) for path in files("tests/reading/cases", "*.tsv")}


@pytest.mark.parametrize("kind", CASES)
def test_the_cases_of_a_file_are_read_as_accepted(kind: str) -> None:
    """A test a file and not a case: three thousand tests take five times as long to count and report as their texts to read."""
    spoken = {case: to_spoken(case.written) for case in CASES[kind]}
    wrong = [
        f"{case.name}: {case.written!r} => {said!r}, not {case.accepted[0]!r}"
        for case, said in spoken.items()
        if not accepts(case.accepted, said)
    ]
    assert not wrong, "\n".join(wrong)


def test_there_are_cases_of_every_kind_and_no_two_of_one_name() -> None:
    cases = [case for found in CASES.values() for case in found]
    kinds = {case.category for case in cases}
    assert kinds >= {"docref", "clause", "date", "time", "money_unit", "percent_ratio", "range_score", "cardinal", "phone"}
    assert kinds >= {"abbrev", "foreign", "layout", "ambiguous", "plain"}
    names = [case.name for case in cases]
    assert len(names) == len(set(names)) >= 600


def test_the_judge_refuses_what_is_wrong() -> None:
    assert accepts(("từ {|ngày }một đến hai",), "Từ một đến hai.")
    assert not accepts(("từ {|ngày }một đến hai",), "Từ một tới hai.")
    assert not accepts(("một",), "1")
