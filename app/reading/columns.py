"""Tables pasted as tabs: a listener sees no column, so each cell is said with the head of its column.

A table is a run of lines with the same number of cells under a line of heads: words, while one column below holds figures.
The line of heads is not said by itself; a column that only counts the lines is said without its head. A measure in
brackets behind a head, "Diện tích (m2)", is said behind the figures it measures.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from app.reading.model import Kind, Token
from app.reading.tables.units import UNITS

_LONGEST_HEAD = 40
_COUNT_HEAD = re.compile(r"(?:STT|TT|Số TT|Số thứ tự)\.?", re.IGNORECASE)
_NO_HEAD = re.compile(r"CỘNG H|ĐẢNG CỘNG SẢN|HỒ CHÍ MINH|Độc lập|Nơi nhận|^(?:TM|KT|TL)\.|:\s*$", re.IGNORECASE)
_FIGURE = re.compile(r"\d")
_MEASURED = re.compile(
    r"\((?:[mkc]?m[23²³]?|ha|sào|kg|tạ|tấn|l|lít|(?:(?:tr|triệu|nghìn|tỷ) ?)?(?:đ|đồng)|VNĐ|hộ|khẩu|người|cháu|cây|con|%|"
    r"giờ|phút)"
    r"(?:/\w{1,8}){0,2}\)$"
)
"""A head that ends in the measure of its column."""
_ITEM = re.compile(r"\d{1,2}[.)] ")
"""A cell that is an item of a list: its number is not that of the head."""
_NOTES = {"Ghi chú", "GHI CHÚ"}
"""The head of a last column whose cells may lack."""
_AMOUNT = re.compile(r"[\d.,]+")
_SUM = re.compile(r"(?:Tổng(?: cộng| số)?|Cộng|Toàn (?:xã|huyện|tỉnh))\.?", re.IGNORECASE)
"""The name of the last row, whatever column it stands in."""
_YEAR = re.compile(r"(?:19|20)\d\d")
"""A head that is a figure; any other is a cell of a row."""


@dataclass(slots=True)
class _Row:
    """A line: the places of the tokens of each cell."""

    cells: list[list[int]] = field(default_factory=lambda: [[]])
    ends_block: bool = False


def with_heads(text: str, tokens: Sequence[Token]) -> list[Token]:
    """The tokens, those that begin a cell of a table said with the head of their column."""
    said = list(tokens)
    if "\t" not in text:
        return said
    for table in _tables(text, tokens):
        heads = [_head(text, tokens, cell) for cell in table[0].cells]
        written = [_written(text, tokens, cell) for cell in table[0].cells]
        for cell in table[0].cells:
            for at in cell:
                said[at] = tokens[at]._replace(kind=Kind.LAYOUT, spoken="", rule="table head", note="đọc cùng từng ô của cột")
        for row in table[1:]:
            for cell, (head, measure), column in zip(row.cells, heads, written, strict=False):  # the cell of a note may lack
                first = next((at for at in cell if tokens[at].spoken), None)
                if first is None or _COUNT_HEAD.fullmatch(column) or _SUM.fullmatch(_written(text, tokens, cell)):
                    continue
                is_said = tokens[first].spoken.lower() == head.lower()  # "Tháng" above "Tháng 7"
                link = ", " if _ITEM.match(_written(text, tokens, cell)) else " "
                words = tokens[first].spoken if is_said else f"{head}{link}{tokens[first].spoken}"
                if measure and _AMOUNT.fullmatch(_written(text, tokens, cell)):
                    words += f" {measure}"
                said[first] = tokens[first]._replace(spoken=words, note=f"cột «{column}»")
    return said


def _head(text: str, tokens: Sequence[Token], cell: Sequence[int]) -> tuple[str, str]:
    """The words of a head, and those of the measure in brackets at its end, "" without one."""
    found = _MEASURED.search(_written(text, tokens, cell))
    end = tokens[cell[-1]].end
    start = end - len(found[0]) if found else end
    head = [_in_head(text, tokens[at]) for at in cell if tokens[at].start < start]
    measure = [UNITS.get(tokens[at].spoken, tokens[at].spoken) for at in cell if tokens[at].start >= start]
    return " ".join(filter(None, head)).replace(" ,", ","), " ".join(filter(None, measure))


def _in_head(text: str, token: Token) -> str:
    """What a token of a head says; its comma stays one: "Phí, lệ phí"."""
    return "," if text[token.start : token.end] == "," else token.spoken


def _tables(text: str, tokens: Sequence[Token]) -> Iterator[list[_Row]]:
    block: list[_Row] = []
    for row in _rows(text, tokens):
        if block and not _fits(text, tokens, row, block[0]):
            if _is_table(text, tokens, block):
                yield block
            block = []
        block.append(row)
        if row.ends_block or len(row.cells) == 1:
            if _is_table(text, tokens, block):
                yield block
            block = []
    if _is_table(text, tokens, block):
        yield block


def _fits(text: str, tokens: Sequence[Token], row: _Row, heads: _Row) -> bool:
    """Whether a line has a cell for each head; the last may lack where it is for notes."""
    lacking = len(heads.cells) - len(row.cells)
    return lacking == 0 or (lacking == 1 < len(row.cells) and _written(text, tokens, heads.cells[-1]) in _NOTES)


def _rows(text: str, tokens: Sequence[Token]) -> Iterator[_Row]:
    row = _Row()
    for at, token in enumerate(tokens):
        if token.kind is not Kind.SPACE:
            row.cells[-1].append(at)
            if token.kind is Kind.SKIPPED:
                row.ends_block = True
            continue
        first, *more = text[token.start : token.end].split("\n")
        row.cells += [[] for _ in range(first.count("\t"))]
        if more:
            row.ends_block = row.ends_block or len(more) > 1
            yield row
            row = _Row([[] for _ in range(more[-1].count("\t") + 1)])
    yield row


def _written(text: str, tokens: Sequence[Token], cell: Sequence[int]) -> str:
    return text[tokens[cell[0]].start : tokens[cell[-1]].end].strip() if cell else ""


def _is_table(text: str, tokens: Sequence[Token], rows: Sequence[_Row]) -> bool:
    if len(rows) < 2 or len(rows[0].cells) < 2:  # noqa: PLR2004  # heads and a line, of two columns at least
        return False
    heads = [_written(text, tokens, cell) for cell in rows[0].cells]
    if any(not head or len(head) > _LONGEST_HEAD or _NO_HEAD.search(head) for head in heads):
        return False
    if any(_AMOUNT.fullmatch(head) and not _YEAR.fullmatch(head) for head in heads):
        return False
    below = [[_written(text, tokens, cell) for cell in row.cells] for row in rows[1:]]
    columns = zip_longest(heads, *below, fillvalue="")
    return any(
        not _FIGURE.search(head) and all(_FIGURE.search(cell) for cell in cells if cell) and any(cells)
        for head, *cells in columns
    )
