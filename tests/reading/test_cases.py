"""The cases of official texts: every one is read as accepted."""

from pathlib import Path

import pytest

from app.reading import to_spoken
from tests.reading.accepted import Case, accepts, load

CASES = [case for path in sorted(Path("tests/reading/cases").glob("*.tsv")) for case in load(path)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_case_is_read_as_accepted(case: Case) -> None:
    spoken = to_spoken(case.written)
    assert accepts(case.accepted, spoken), f"{case.written!r} => {spoken!r}, not {case.accepted[0]!r}"


def test_the_judge_refuses_what_is_wrong() -> None:
    assert accepts(("từ {|ngày }một đến hai",), "Từ một đến hai.")
    assert not accepts(("từ {|ngày }một đến hai",), "Từ một tới hai.")
    assert not accepts(("một",), "1")
