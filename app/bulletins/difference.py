"""What changed between two versions: hunks of lines, and inside a changed hunk the words."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Literal

from app.values import frozen

By = Literal["lines", "words"]
_WORD = re.compile(r"\s+|[^\s\w]|\w+")
_MOST_PIECES = 4000


@frozen
class Hunk:
    """One change. before, after: the texts; before_start, after_start: where they begin, as offsets in the two scripts."""

    before: str
    after: str
    before_start: int
    after_start: int


def difference(before: str, after: str, *, by: By = "lines") -> list[Hunk]:
    """The changes that turn `before` into `after`, in order; none when they are equal.

    Where more than 4,000 lines or words would have to be compared, what lies between equal ends is one hunk: a text that was
    replaced is read as a whole, and nobody waits a minute for an answer.
    """
    lines = _hunks(before.splitlines(keepends=True), after.splitlines(keepends=True))
    if by == "lines":
        return lines
    return [finer for hunk in lines for finer in _by_words(hunk)]


def _by_words(hunk: Hunk) -> list[Hunk]:
    before, after = _WORD.findall(hunk.before), _WORD.findall(hunk.after)
    finer = _hunks(before, after)
    return [Hunk(h.before, h.after, hunk.before_start + h.before_start, hunk.after_start + h.after_start) for h in finer]


def _hunks(before: Sequence[str], after: Sequence[str]) -> list[Hunk]:
    before_at, after_at = _offsets(before), _offsets(after)
    return [
        Hunk("".join(before[a:b]), "".join(after[c:d]), before_at[a], after_at[c])
        for a, b, c, d in _changes(before, after)
        if a < b or c < d
    ]


def _changes(before: Sequence[str], after: Sequence[str]) -> list[tuple[int, int, int, int]]:
    head = _equal(before, after)
    tail = _equal(before[head:][::-1], after[head:][::-1])
    old, new = before[head : len(before) - tail], after[head : len(after) - tail]
    if len(old) + len(new) > _MOST_PIECES:
        return [(head, head + len(old), head, head + len(new))]
    opcodes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [(head + a, head + b, head + c, head + d) for tag, a, b, c, d in opcodes if tag != "equal"]


def _equal(before: Sequence[str], after: Sequence[str]) -> int:
    return next((n for n, (one, two) in enumerate(zip(before, after, strict=False)) if one != two), min(len(before), len(after)))


def _offsets(pieces: Sequence[str]) -> list[int]:
    offsets = [0]
    for piece in pieces:
        offsets.append(offsets[-1] + len(piece))
    return offsets
