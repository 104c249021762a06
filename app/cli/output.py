"""How commands print: tables for people, JSON for programs."""

import json
import sys
from collections.abc import Mapping, Sequence
from typing import Annotated, TextIO

import typer

AsJson = Annotated[bool, typer.Option("--json", help="In JSON cho chương trình khác đọc.")]


def print_json(value: object) -> None:
    """One JSON document on stdout."""
    print(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def print_table(rows: Sequence[Mapping[str, object]], columns: Mapping[str, str], *, empty: str) -> None:
    """Rows as a plain table; `columns` maps keys to Vietnamese headings; `empty` is said when there is no row."""
    if not rows:
        print(empty)
        return
    cells = [[str(row.get(key) if row.get(key) is not None else "") for key in columns] for row in rows]
    widths = [max(len(line[n]) for line in [list(columns.values()), *cells]) for n in range(len(columns))]
    for line in [list(columns.values()), *cells]:
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())


def print_rows(
    found: object, rows: Sequence[Mapping[str, object]], columns: Mapping[str, str], *, empty: str, as_json: bool
) -> None:
    """`found` as one JSON document for programs, or `rows` as a table for people; see `print_table`."""
    if as_json:
        print_json(found)
    else:
        print_table(rows, columns, empty=empty)


def print_left_out(lines: Sequence[str], *, to: TextIO | None = None) -> None:
    """The lines of a text that are not said, one by one; nothing where all is. to: stdout unless given."""
    if lines:
        print(f"Không đọc {len(lines)} dòng:", file=to)
    for line in lines:
        print(f"  {line.replace(chr(9), '   ')}", file=to)


class ProgressBar:
    """A bar on stderr, drawn only on a terminal."""

    def __init__(self, label: str) -> None:
        self._label = label
        self._drawn = -1
        self._shown = sys.stderr.isatty()

    def __call__(self, share: float) -> None:
        """Show that `share` (0 to 1) is done."""
        done = round(share * 30)
        if not self._shown or done == self._drawn:
            return
        self._drawn = done
        end = "\n" if share >= 1 else ""
        print(f"\r{self._label} [{'#' * done}{'.' * (30 - done)}] {share:4.0%}", end=end, file=sys.stderr, flush=True)
