"""Tables of which each cell is a line, as pages give them: laid as rows again, known by the first column.

It counts the rows up from one, or each of its cells is a day or an hour and no cell beside is: "Ngày", "Nội dung", "5/3", "Họp".
"""

import re
from collections.abc import Iterator, Sequence

from app.reading.pattern import Pattern

_COUNTED = r"(?:STT|TT|Stt|Số TT|Số thứ tự)\.?"
_TIMED = r"(?:Thứ|Ngày|Thời gian|Giờ|Buổi|Thứ,? ngày|Ngày,? tháng|Ngày giờ|Thời điểm|Thứ/ngày)"
_HEAD = Pattern(rf"^[ \t]*(?:{_COUNTED}|{_TIMED})[ \t]*$", re.MULTILINE)
_COUNT_HEAD = Pattern(_COUNTED)
_CELL = Pattern(r"[^\s|][^\n|]*")
"""What a line holds but the bars and blanks around it."""
_NUMBER = Pattern(r"0?(\d{1,3})\.?")
_TIME = Pattern(
    r"(?:(?:[Tt]hứ (?:[2-7]|[Hh]ai|[Bb]a|[Tt]ư|[Nn]ăm|[Ss]áu|[Bb]ảy)|Chủ nhật|Sáng|Chiều|Tối|[Nn]gày|[Tt]ừ|[Ll]úc)[ ,]*)?"
    r"(?:\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{4})?|\d{1,2} ?(?:h|giờ|g|:)(?!\w{3}).{0,40})|Thứ (?:[2-7]|Hai|Ba|Tư|Năm|Sáu|Bảy)|Chủ nhật"
)
_NOTES = Pattern(r"Ghi chú", re.IGNORECASE)
"""The last head, whose cells may be empty and so have no line."""
_COLUMNS, _LONGEST_HEAD, _LONGEST_CELL, _LONGEST_NOTE = 8, 60, 200, 40
_FROM, _UNTIL = Pattern(r"(?:Thời gian )?[Tt]ừ"), Pattern(r"(?:Thời gian )?[Đđ]ến")
_DAY, _CLOCK = Pattern(r"\d{1,2}/\d{1,2}(?:/\d{4})?"), Pattern(r"\d{1,2}(?::\d\d){1,2}|\d{1,2}h(?:\d\d)?")
_OUTAGE = 4
"""Columns of a list of power cuts: the day, from when, until when, where."""
_ROWS = 2
"""Rows at least that are known: one alone is a list."""

Span = tuple[int, int]


def rows_of_stacked(text: str) -> str:
    """A plain text, of the same length, with the cells of such tables parted by tabs and their rows by lines' ends."""
    if not _HEAD.search(text):
        return text
    cells = [match.span() for match in _CELL.finditer(text)]
    written = [text[start:end].strip() for start, end in cells]
    signs = list(text)
    for rows in _tables(written):
        for at in range(rows[0] + 1, rows[-1]):
            start, end = cells[at - 1][1], cells[at][0]
            signs[start:end] = ("\n" if at in rows else "\t") + " " * (end - start - 1)
    for at, first in _outages(written):
        start, end = cells[at - 1][1], cells[at][0]
        if end - start >= len(first):
            signs[start:end] = first + " " * (end - start - len(first))
    for at in _bare_numbers(written):
        start, end = cells[at][1], cells[at + 1][0]
        if "\t" not in signs[start:end]:
            signs[start:end] = "\t" + " " * (end - start - 1)
    return "".join(signs)


def _outages(cells: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The cells of a list of power cuts, each with what stands before it: a row of the same day has no cell for the day."""
    for head in range(len(cells) - _OUTAGE - 1):
        if cells[head] != "Ngày" or not (_FROM.fullmatch(cells[head + 1]) and _UNTIL.fullmatch(cells[head + 2])):
            continue
        found = [(head + at, "\t") for at in range(1, _OUTAGE)]
        at, rows = head + _OUTAGE, 0
        while at + 2 < len(cells):
            dated = _DAY.fullmatch(cells[at]) is not None
            if not (at + dated + 2 < len(cells) and all(map(_CLOCK.fullmatch, cells[at + dated : at + dated + 2]))):
                break
            found.append((at, "\n" if dated else "\n\t"))
            found += [(at + further, "\t") for further in range(1, 3 + dated)]
            at += 3 + dated
            rows += 1
        yield from found if rows >= _ROWS else ()


def _bare_numbers(cells: Sequence[str]) -> Iterator[int]:
    """The numbers that count up below the head that counts: said with what they count, also where cells lack."""
    for head, cell in enumerate(cells):
        if not _COUNT_HEAD.fullmatch(cell):
            continue
        counted: list[int] = []
        for at in range(head + 1, len(cells) - 1):
            if _number(cells[at]) == len(counted) + 1 and cells[at + 1][0].isalpha() and cells[at + 1][-1] not in ".:;":
                counted.append(at)
        yield from counted if len(counted) >= _ROWS else ()


def _tables(cells: Sequence[str]) -> Iterator[list[int]]:
    """The first cells of the rows of each such table, its heads' too, and the cell behind its last."""
    at = 0
    while at < len(cells):
        rows = _rows(cells, at) if _HEAD.fullmatch(cells[at]) else []
        if len(rows) > _ROWS + 1:
            yield rows
            at = rows[-1]
        else:
            at += 1


def _rows(cells: Sequence[str], head: int) -> list[int]:
    """The first cells of the heads and of each row below, and the cell behind the last; no more than one where it is no table."""
    counted = bool(_COUNT_HEAD.fullmatch(cells[head]))
    columns = _columns(cells, head, counted=counted)
    rows = [head]
    if columns < 2:  # noqa: PLR2004  # a column alone is a list
        return rows
    noted = bool(_NOTES.fullmatch(cells[head + columns - 1]))
    at = head + columns
    while _begins_row(cells, at, len(rows) if counted else 0):
        rows.append(at)
        widths = (columns, columns - 1) if noted and columns > 2 else (columns,)  # noqa: PLR2004  # of two, one would be left
        ends = [at + width for width in widths if at + width <= len(cells)]
        goes_on = [end for end in ends if _begins_row(cells, end, len(rows) if counted else 0)]
        if not ends:
            return rows  # cut: its first cell is behind the last row
        last = ends[-1] if noted and (ends[0] > len(cells) or len(cells[ends[0] - 1]) > _LONGEST_NOTE) else ends[0]
        end = goes_on[0] if goes_on else last
        inner = cells[at:end]
        if any(len(cell) > _LONGEST_CELL for cell in inner) or (not counted and any(map(_TIME.fullmatch, inner[1:]))):
            return rows
        at = end
    return [*rows, at]


def _begins_row(cells: Sequence[str], at: int, number: int) -> bool:
    """Whether a cell is the first of a row. number: which one it counts, 0 where it is a day or an hour."""
    if at >= len(cells):
        return False
    return _number(cells[at]) == number if number else _TIME.fullmatch(cells[at]) is not None


def _columns(cells: Sequence[str], head: int, *, counted: bool) -> int:
    """How many columns stand before the first row's first cell, 0 where there are no heads."""
    for at in range(head + 1, min(head + 1 + _COLUMNS, len(cells))):
        if _begins_row(cells, at, int(counted)):
            return at - head
        if len(cells[at]) > _LONGEST_HEAD or cells[at][-1] in ".:;":
            return 0
    return 0


def _number(cell: str) -> int:
    """The number of a row, "01" or "1.", 0 for what is none."""
    match = _NUMBER.fullmatch(cell)
    return int(match[1]) if match else 0
