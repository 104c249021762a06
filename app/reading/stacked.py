"""Tables of which each cell is a line, as pages give them: laid as rows again, known by their counted first column."""

import re
from collections.abc import Iterator, Sequence

from app.reading.pattern import Pattern

_HEAD = Pattern(r"^[ \t]*(?:STT|TT|Stt|Số TT|Số thứ tự)\.?[ \t]*$", re.MULTILINE)
_CELL = Pattern(r"[^\s|][^\n|]*")
"""What a line holds but the bars and blanks around it."""
_COLUMNS, _LONGEST_HEAD, _LONGEST_CELL = 8, 60, 200
_ROWS = 2
"""Rows at least that are counted up: one alone is a list."""

Span = tuple[int, int]


def rows_of_stacked(text: str) -> str:
    """A plain text, of the same length, with the cells of such tables parted by tabs and their rows by lines' ends."""
    if not _HEAD.search(text):
        return text
    cells = [match.span() for match in _CELL.finditer(text)]
    signs = list(text)
    for first, columns, rows in _tables(text, cells):
        for at in range(first, first + columns * (rows + 1)):
            if at == first:
                continue
            start, end = cells[at - 1][1], cells[at][0]
            signs[start:end] = ("\n" if (at - first) % columns == 0 else "\t") + " " * (end - start - 1)
    return "".join(signs)


def _tables(text: str, cells: Sequence[Span]) -> Iterator[tuple[int, int, int]]:
    """The first cell of each such table, its columns and its rows below the heads."""
    at = 0
    while at < len(cells):
        columns = _columns(text, cells, at) if _HEAD.fullmatch(_written(text, cells[at])) else 0
        rows = _rows(text, cells, at, columns) if columns else 0
        if rows >= _ROWS:
            yield at, columns, rows
            at += columns * (rows + 1)
        else:
            at += 1


def _columns(text: str, cells: Sequence[Span], head: int) -> int:
    """How many columns stand before the first row's number, 0 where there are no heads."""
    for at in range(head + 1, min(head + 1 + _COLUMNS, len(cells))):
        written = _written(text, cells[at])
        if written.rstrip(".") == "1":
            return at - head
        if len(written) > _LONGEST_HEAD or written[-1] in ".:;":
            return 0
    return 0


def _rows(text: str, cells: Sequence[Span], head: int, columns: int) -> int:
    """How many rows below the heads are whole and counted up from one; the last ends where its cells do."""
    rows = 0
    while columns > 1:
        first = head + columns * (rows + 1)
        if first + columns > len(cells) or _written(text, cells[first]).rstrip(".") != str(rows + 1):
            break
        if any(end - start > _LONGEST_CELL for start, end in cells[first : first + columns]):
            break
        rows += 1
    return rows


def _written(text: str, cell: Span) -> str:
    return text[slice(*cell)].strip()
