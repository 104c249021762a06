"""What changed between two versions: hunks of lines, and inside a changed hunk the words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

By = Literal["lines", "words"]
_WORD = re.compile(r"\s+|[^\s\w]|\w+")
_MOST_WORDS = 4000


@dataclass(frozen=True, slots=True)
class Hunk:
    """One change. before, after: the texts; before_start, after_start: where they begin, as offsets in the two scripts."""

    before: str
    after: str
    before_start: int
    after_start: int


def difference(before: str, after: str, *, by: By = "lines") -> list[Hunk]:
    """The changes that turn `before` into `after`, in order; none when they are equal.

    By words, a changed run of lines longer than 4,000 words stays one hunk: a whole text replaced is read as a whole.
    """
    lines = _hunks(before.splitlines(keepends=True), after.splitlines(keepends=True))
    if by == "lines":
        return lines
    return [finer for hunk in lines for finer in _by_words(hunk)]


def _by_words(hunk: Hunk) -> list[Hunk]:
    before, after = _WORD.findall(hunk.before), _WORD.findall(hunk.after)
    if not before or not after or len(before) + len(after) > _MOST_WORDS:
        return [hunk]
    finer = _hunks(before, after)
    return [Hunk(h.before, h.after, hunk.before_start + h.before_start, hunk.after_start + h.after_start) for h in finer]


def _hunks(before: Sequence[str], after: Sequence[str]) -> list[Hunk]:
    before_at, after_at = _offsets(before), _offsets(after)
    return [
        Hunk("".join(before[a:b]), "".join(after[c:d]), before_at[a], after_at[c])
        for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
        if tag != "equal"
    ]


def _offsets(pieces: Sequence[str]) -> list[int]:
    offsets = [0]
    for piece in pieces:
        offsets.append(offsets[-1] + len(piece))
    return offsets
