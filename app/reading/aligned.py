"""Tables without bars: columns parted by runs of blanks as tabs, figures side by side as cells, and which have no heads.

A PDF gives a row as a line whose cells are parted by many blanks, or by one, where nobody can tell a name from the next cell:
then only the figures at its end are cells, said with a pause between them, and the officer is asked to write sentences.
"""

import re
from collections.abc import Iterator, Sequence

from app.reading.pattern import Pattern
from app.reading.tables.classes import NUMBERED, PLACES

_GAP = re.compile(r"(?<=\S) {3,}(?=\S)")
_FIGURE = r"\d[\d.,]{0,14}%?"
_FIGURES = Pattern(rf"[^\n]{{0,200}}[^\W\d][^\d\n]{{0,80}}?(?P<figures>(?: {_FIGURE}){{2,12}})[ \t]*")
"""A row whose last cells are figures, a name before them."""
_CELL_OF_FIGURES = Pattern(rf"{_FIGURE}")
_NUMBERED_NAME = Pattern(rf"(?:^|\\s)(?:{PLACES}|{NUMBERED}|bản|buôn|phố|khóm) ?$", re.IGNORECASE)
"""What a figure belongs to: "Thôn 1 120 14" has two cells of figures."""
_PHONE, _ONE_NUMBER = Pattern(r"0\d"), Pattern(r"\d{1,3}(?: \d{3})+")
"""Figures that are parts of one number: "0912 345 678", "1 200 000"."""
_COUNTED = Pattern(r"[ \t]*(?:STT|TT|Stt|Số TT)\.? ")
_COUNT = Pattern(r"[ \t]*(\d{1,3})\.?[ \t]+[^\W\d]")
_ROWS, _COLUMNS = 2, 3


def aligned(lines: Sequence[str]) -> list[str]:
    """The lines, of the same length, with tabs between the cells of such tables."""
    said = list(lines)
    for start, end in _runs([len(_GAP.findall(line)) >= _COLUMNS - 1 for line in lines]):
        if any(_CELL_OF_FIGURES.fullmatch(cell) for line in lines[start + 1 : end] for cell in _cells(line)):
            columns = len(_cells(lines[start]))
            for at in range(start, end):
                said[at] = _parted(lines[at], lacks=columns - len(_cells(lines[at])))
    figures = [_figures(line) for line in said]
    for start, end in _runs([count > 0 for count in figures]):
        for at in range(start, end):
            said[at] = _figures_parted(said[at], figures[at])
    return said


def counted(lines: Sequence[str]) -> set[int]:
    """The lines that count up from one below heads, "TT Họ tên Chức vụ": none goes on with the line before."""
    found: set[int] = set()
    for head, line in enumerate(lines):
        if not _COUNTED.match(line):
            continue
        rows: list[int] = []
        for at in range(head + 1, len(lines)):
            number = _COUNT.match(lines[at])
            if number and int(number[1]) == len(rows) + 1:
                rows.append(at)
        found.update(rows if len(rows) >= _ROWS else ())
    return found


def tables(text: str) -> Iterator[tuple[int, int]]:
    """Where rows with two figures and more in cells of their own begin and end, two rows at least, without bars."""
    if not any(sign in text for sign in ("\t", "   ")) and not any(sign.isdecimal() for sign in text):
        return
    lines = text.split("\n")
    places = [0]
    for line in lines:
        places.append(places[-1] + len(line) + 1)
    for start, end in _runs([_is_row(line) for line in lines]):
        yield places[start], places[end] - 1


def _is_row(line: str) -> bool:
    if "|" in line or not _ends_in_figure(line):
        return False
    cells = [cell for cell in re.split(r"\t| {3,}", line.strip()) if cell.strip()]
    return sum(1 for cell in cells if _CELL_OF_FIGURES.fullmatch(cell.strip())) >= _ROWS or _figures(line) > 0


def _runs(held: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Where lines that hold stand one below another, two at least: the first, and the one behind the last."""
    start = 0
    for at in range(len(held) + 1):
        if at == len(held) or not held[at]:
            if at - start >= _ROWS:
                yield start, at
            start = at + 1


def _cells(line: str) -> list[str]:
    return _GAP.split(line.strip())


def _parted(line: str, *, lacks: int) -> str:
    """A row with its gaps as tabs; one that begins further in has no first cell: the sum below a column of numbers."""
    row = _GAP.sub(lambda gap: "\t" + " " * (len(gap[0]) - 1), line)
    return f"\t{row[1:]}" if lacks == 1 and row.startswith("   ") else row


def _figures(line: str) -> int:
    """How many figures end a row, 0 where it is none or they are parts of one number."""
    row = _FIGURES.fullmatch(line) if _ends_in_figure(line) else None
    cells = row["figures"].split() if row else []
    if row and _NUMBERED_NAME.search(line[: row.start("figures")]):
        cells = cells[1:]
    if len(cells) < _ROWS or any(map(_PHONE.match, cells)) or _ONE_NUMBER.fullmatch(" ".join(cells)):
        return 0
    return len(cells)


def _ends_in_figure(line: str) -> bool:
    return line.rstrip(" \t%")[-1:].isdecimal()


def _figures_parted(line: str, count: int) -> str:
    """A row with tabs before the figures that end it."""
    kept = line.rstrip()
    pieces = kept.rsplit(" ", count)
    return "\t".join(pieces) + line[len(kept) :]
