"""A new overlap of two rules is accepted by hand, not by accident."""

from tests.reading.precedence import accepted, overlaps


def test_the_overlaps_of_rules_are_those_that_were_accepted() -> None:
    """Where this fails, look at the places and run `python -m tests.reading.precedence`; the difference is for the reviewer."""
    assert set(overlaps()) == accepted()
