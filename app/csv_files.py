"""Tables as CSV for Excel: UTF-8 with its mark, so that it reads the letters, and no cell that it would take for a formula."""

import csv
import io
from collections.abc import Iterable

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a cell begins with that Excel works out, the wide signs where its language has them.

Such a text is written behind an apostrophe.
"""
MARK = "\ufeff".encode()
"""What the file begins with."""

Cell = str | int | float


def csv_line(cells: Iterable[Cell]) -> bytes:
    """One line of the file, with its end."""
    text = io.StringIO(newline="")
    harmless = [f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell for cell in cells]
    csv.writer(text, lineterminator="\r\n").writerow(harmless)
    return text.getvalue().encode()


def csv_file(rows: Iterable[Iterable[Cell]]) -> bytes:
    """A whole file."""
    return MARK + b"".join(map(csv_line, rows))
