"""Tables pasted with bars: their rows with tabs in place of bars, and those of which each cell stands on a line of its own."""

import re
from collections.abc import Iterator, Sequence

from app.reading.pattern import Pattern

_RULE_OF_TABLE = Pattern(r"[ \t]*\|?(?:[ \t]*:?-{2,}:?[ \t]*\|)+(?:[ \t]*:?-{2,}:?)?[ \t]*")
_BAR = re.compile(r"\s*\|\s*")
_FIGURES = re.compile(r"[\s|]*\d[\d.,:/%hg-]*[\s|]*")
_AROUND = " |\t\r\n"
_BARS, _FIGURED, _APART = 4, 3, 8
"""Lines of such a table that are a bar alone, and those that are a figure, at least; lines between two bars at most."""


def stood_up(text: str) -> Iterator[tuple[int, int, int]]:
    """Tables whose cells and bars are lines of their own: where the first cell begins and ends, and where the table ends.

    A row's end and an empty cell look alike there, and rows may lack cells that a page had merged, so no column is known.
    """
    if text.count("|") < _BARS:
        return
    places, lines = [0], text.splitlines(keepends=True)
    for line in lines:
        places.append(places[-1] + len(line))
    run: list[int] = []
    for at in [*(at for at, line in enumerate(lines) if _BAR.fullmatch(line)), len(lines) + _APART + 1]:
        if run and at - run[-1] > _APART:
            inner = lines[run[0] : run[-1] + 2]
            if len(run) >= _BARS and sum(map(bool, map(_FIGURES.fullmatch, inner))) >= _FIGURED:
                first = next(at for at in range(run[0], len(lines)) if not _BAR.fullmatch(lines[at]))
                cell = lines[first].strip(_AROUND)
                start = text.index(cell, places[first])
                yield start, start + len(cell), places[min(run[-1] + 2, len(lines))]
            run = []
        run.append(at)


def _inside_bars(line: str, first: str) -> tuple[int, int]:
    """Where the cells of a row begin and end: one bar at each side where the first row has it, so an empty cell keeps its place.

    A row of another number of cells than the first loses all its outer bars: it is no row of that table.
    """
    start, end = len(line) - len(line.lstrip(" ")), len(line.rstrip(" \r"))
    start += first.startswith("|") and line.startswith("|", start)
    end -= first.endswith("|") and line.endswith("|", start, end)
    cells = first.removeprefix("|").removesuffix("|").count("|")
    if cells > 1 and line.count("|", start, end) == cells:
        return start, end
    return len(line) - len(line.lstrip(" |")), len(line.rstrip(" |\r"))


def unbarred(lines: Sequence[str]) -> Iterator[str]:
    """The lines with the bars of a table as tabs, each of the same length; the rule below its heads is blank.

    One bar alone, as in "và|hoặc", makes no table.
    """
    barred = sum("|" in line for line in lines)
    first = next((line.strip() for line in lines if "|" in line), "")
    for line in lines:
        if _RULE_OF_TABLE.fullmatch(line):
            yield " " * len(line)
        elif "|" in line and (barred > 1 or " | " in line):
            start, end = _inside_bars(line, first)
            yield " " * start + line[start:end].replace("|", "\t") + " " * (len(line) - max(start, end))
        else:
            yield line
