"""Doors that must answer go by what the database said last, when it breaks or is late."""

import threading

import pytest

from app.errors import NotFoundError
from app.silence import LastKnown, NothingKnownError
from tests.support.waiting import until

SHORT_S = 0.05


def broken() -> str:
    raise RuntimeError("no database")


def refused() -> str:
    raise NotFoundError(kind="station", key="x")


def test_it_says_what_was_said_last_until_there_is_something_newer() -> None:
    known: LastKnown[str] = LastKnown("test")
    assert known.ask("a", lambda: "một", patience_s=SHORT_S) == "một"
    assert known.ask("a", broken, patience_s=SHORT_S) == "một"
    assert known.ask("a", lambda: "hai", patience_s=5) == "hai"
    with pytest.raises(NothingKnownError):
        known.ask("b", broken, patience_s=SHORT_S)
    known.close()


def test_one_that_hangs_holds_nobody_up_and_what_it_says_in_the_end_counts() -> None:
    known: LastKnown[str] = LastKnown("test")
    goes_on = threading.Event()

    def slow() -> str:
        goes_on.wait(20)
        return "hai"

    known.ask("a", lambda: "một", patience_s=5)
    assert [known.ask("a", slow, patience_s=SHORT_S) for _ in range(8)] == ["một"] * 8
    with pytest.raises(NothingKnownError):
        known.ask("b", slow, patience_s=SHORT_S, unknown_s=SHORT_S)
    goes_on.set()
    assert until(lambda: known.peek("a") == "hai", 5)
    known.close()


def test_a_refusal_is_passed_on_and_forgets() -> None:
    known: LastKnown[str] = LastKnown("test")
    known.ask("a", lambda: "một", patience_s=5)
    with pytest.raises(NotFoundError):
        known.ask("a", refused, patience_s=5)
    assert known.peek("a") is None
    known.close()
