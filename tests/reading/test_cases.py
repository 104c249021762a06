"""The cases of official texts: every one is read as accepted, but those of `misread.tsv`, which are known to be read wrong."""

import pytest

from app.reading import to_spoken
from tests.reading.accepted import Case, accepts, load
from tests.support.files import files

FILES = files("tests/reading/cases", "*.tsv")
CASES = [case for path in FILES if path.stem != "misread" for case in load(path)]
MISREAD = [case for path in FILES if path.stem == "misread" for case in load(path)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_case_is_read_as_accepted(case: Case) -> None:
    spoken = to_spoken(case.written)
    assert accepts(case.accepted, spoken), f"{case.written!r} => {spoken!r}, not {case.accepted[0]!r}"


def test_what_is_known_to_be_misread_still_is() -> None:
    right = [case.name for case in MISREAD if accepts(case.accepted, to_spoken(case.written))]
    assert right == [], "read right by now: move them to the files of their categories"


def test_there_are_cases_of_every_kind_and_no_two_of_one_name() -> None:
    kinds = {case.category for case in CASES}
    assert kinds >= {"docref", "clause", "date", "time", "money_unit", "percent_ratio", "range_score", "cardinal", "phone"}
    assert kinds >= {"abbrev", "foreign", "layout", "ambiguous", "plain"}
    names = [case.name for case in CASES + MISREAD]
    assert len(names) == len(set(names)) >= 600


def test_the_judge_refuses_what_is_wrong() -> None:
    assert accepts(("từ {|ngày }một đến hai",), "Từ một đến hai.")
    assert not accepts(("từ {|ngày }một đến hai",), "Từ một tới hai.")
    assert not accepts(("một",), "1")
