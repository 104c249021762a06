"""Words of a long spoken text that differ from what a careful announcer would say.

The expected text holds choices, `{ngày |}mười {một|mốt}`, and so is a graph without cycles whose edges are words. The words
spoken are aligned with its nearest path by edit distance; a word left out, put in or said otherwise is one wrong word.
"""

import re
from dataclasses import dataclass
from itertools import groupby, pairwise

from tests.reading.accepted import folded, plain_words

_NO_WAY = 1 << 30


@dataclass(frozen=True)
class Difference:
    """Words wanted and words got at one place, and the three words before it."""

    before: str
    wanted: str
    got: str

    def __str__(self) -> str:
        """One line for a report."""
        return f"… {self.before} ⟦{self.wanted or '–'}⟧ but ⟦{self.got or '–'}⟧"


@dataclass(frozen=True)
class Alignment:
    """How many words were wrong, of how many spoken, and where."""

    wrong: int
    spoken: int
    differences: tuple[Difference, ...]


Edge = tuple[int, str | None]
Step = tuple[str | None, str | None]


def align(expected: str, spoken: str) -> Alignment:
    """Find the path of the expected text nearest to the words spoken. Time grows with the product of both lengths."""
    got = plain_words(spoken)
    arriving, end = _graph(expected)
    rows: list[list[int]] = []
    came: list[list[tuple[int, int, Step] | None]] = []
    for node, edges in enumerate(arriving):
        row, back = _row(node, edges, rows, got)
        rows.append(row)
        came.append(back)
    steps: list[Step] = []
    node, at = end, len(got)
    while (last := came[node][at]) is not None:
        node, at, step = last
        steps.append(step)
    steps.reverse()
    return Alignment(rows[end][-1], len(got), _differences([step for step in steps if step != (None, None)]))


def _row(
    node: int, edges: list[Edge], rows: list[list[int]], got: list[str]
) -> tuple[list[int], list[tuple[int, int, Step] | None]]:
    """For each count of words spoken, the least wrong words to reach a node, and the step that led there."""
    row = [_NO_WAY] * (len(got) + 1)
    back: list[tuple[int, int, Step] | None] = [None] * (len(got) + 1)
    if node == 0:
        row[0] = 0
    said = [folded(word) for word in got]
    for source, word in edges:
        before = rows[source]
        wanted = word and folded(word)
        for at, cost in enumerate(before):
            if cost + (word is not None) < row[at]:
                row[at], back[at] = cost + (word is not None), (source, at, (word, None))
        if word is not None:
            for at, cost in enumerate(before[:-1]):
                if cost + (said[at] != wanted) < row[at + 1]:
                    row[at + 1], back[at + 1] = cost + (said[at] != wanted), (source, at, (word, got[at]))
    for at, after in pairwise(range(len(got) + 1)):
        if row[at] + 1 < row[after]:
            row[after], back[after] = row[at] + 1, (node, at, (None, got[at]))
    return row, back


def _differences(steps: list[Step]) -> tuple[Difference, ...]:
    found = []
    at = 0
    for same, group in groupby(steps, _same):
        here = list(group)
        if not same:
            before = [got or "" for _, got in steps[max(0, at - 3) : at]]
            wanted, got = ([step[side] or "" for step in here if step[side]] for side in (0, 1))
            found.append(Difference(" ".join(before), " ".join(wanted), " ".join(got)))
        at += len(here)
    return tuple(found)


def _same(step: Step) -> bool:
    wanted, got = step
    return wanted is not None and got is not None and folded(wanted) == folded(got)


def _graph(expected: str) -> tuple[list[list[Edge]], int]:
    """The edges that arrive at each node, nodes numbered so that an edge goes up, and the last node."""
    arriving: list[list[Edge]] = [[]]

    def node(*edges: Edge) -> int:
        arriving.append(list(edges))
        return len(arriving) - 1

    opened: list[tuple[int, list[int]]] = []
    at = 0
    for part in re.split(r"([{|}])", expected):
        if part == "{":
            opened.append((at, []))
        elif part == "|":
            opened[-1][1].append(at)
            at = opened[-1][0]
        elif part == "}":
            _, ends = opened.pop()
            at = node(*((source, None) for source in (*ends, at)))
        else:
            for word in plain_words(part):
                at = node((at, word))
    return arriving, at
