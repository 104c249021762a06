"""Differences: hunks applied to the old text give the new one."""

from hypothesis import given
from hypothesis import strategies as st

from app.bulletins import Hunk, difference
from app.bulletins.difference import By

TEXTS = st.lists(st.sampled_from(["Bà con họp", "lúc 19h30", " ", "\n", ".", "thôn"]), max_size=12).map("".join)


def applied(before: str, hunks: list[Hunk]) -> str:
    after, at = [], 0
    for hunk in hunks:
        assert before[hunk.before_start : hunk.before_start + len(hunk.before)] == hunk.before
        after += [before[at : hunk.before_start], hunk.after]
        at = hunk.before_start + len(hunk.before)
    return "".join([*after, before[at:]])


@given(TEXTS, TEXTS, st.sampled_from(["lines", "words"]))
def test_hunks_turn_one_text_into_the_other(before: str, after: str, by: By) -> None:
    hunks = difference(before, after, by=by)
    assert applied(before, hunks) == after
    assert (hunks == []) == (before == after)
    assert all(after[hunk.after_start : hunk.after_start + len(hunk.after)] == hunk.after for hunk in hunks)


def test_a_long_text_replaced_is_one_hunk() -> None:
    before, after = ("Đầu.\n" + "".join(f"{word} {n}\n" for n in range(3000)) + "Cuối." for word in ("cũ", "mới"))
    (hunk,) = difference(before, after, by="words")
    assert hunk.before_start == len("Đầu.\n")
    assert applied(before, [hunk]) == after


def test_by_words_a_changed_word_stands_alone() -> None:
    hunks = difference("Họp lúc 19h30 tại thôn.\nHết.", "Họp lúc 20h00 tại thôn.\nHết.", by="words")
    assert hunks == [Hunk("19h30", "20h00", 8, 8)]
