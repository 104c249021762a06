"""How a slogan stands on a sheet: in as large letters as it fits, broken where a reader breathes.

Capitals, as the country prints its slogans. For each number of lines the breaks are those that make the longest line shortest;
of these the number is taken that allows the largest letters. A word of two syllables stays on one line where that fits.
"""

from collections.abc import Sequence
from itertools import pairwise

from app.banners.compounds import whole
from app.banners.letters import Line, capital, line
from app.banners.sheets import Sheet
from app.values import frozen

MOST_LINES = 12
_AIR = 0.1
"""Between the lowest ink of a line and the highest of the next, in em, where they come closest."""
_FOOT = 0.42
"""The height of the foot's letters beside the slogan's, at most; and never higher than a tenth of the sheet's shorter side."""
_FOOT_AIR = 1.1
"""Between the slogan and the foot, in em of the foot."""
_NOT_FIRST = frozenset("-–—,.;:!?)»”%")
"""What never begins a line."""
_DASHES = frozenset("-–—")
_BREATH = frozenset(",.;:!?–—")
_WORTH_PARTING = 1.3
"""Letters so much larger are worth a word of two syllables on two lines: on a narrow sheet it is read from afar or not at all."""
_AS_LARGE = 0.95
"""Fewer lines are taken before letters that are so little larger."""
_WITHOUT_BREATH = 1.07
"""As so much longer a line counts that ends within a phrase: a little smaller letters, and the lines say something each."""


@frozen
class Set:
    """A line where it stands. x_mm, y_mm: where its letters begin, from the sheet's left top; size_mm: of an em."""

    line: Line
    x_mm: float
    y_mm: float
    size_mm: float


@frozen
class Layout:
    """A sheet with its words. capital_mm: how high the capitals of the slogan are."""

    sheet: Sheet
    slogan: tuple[Set, ...]
    foot: Set
    capital_mm: float

    @property
    def is_legible(self) -> bool:
        """Whether it can be read from where people stand."""
        return self.capital_mm >= self.sheet.smallest_mm


def lay_out(sheet: Sheet, slogan: str, foot: str) -> Layout:
    """Fit a slogan and its foot (whose it is, and which year) on a sheet. slogan: not empty."""
    width, height = sheet.width_mm - 2 * sheet.margin_mm, sheet.height_mm - 2 * sheet.margin_mm
    foot_line = line(foot.upper())
    foot_size = min(0.09 * min(width, height) / capital(), width / foot_line.width)
    foot_height = (foot_line.top - foot_line.bottom + _FOOT_AIR) * foot_size
    words = _unbroken(slogan.upper().split())
    best, size = _largest(whole(words), width, height - foot_height)
    parted, larger = _largest(words, width, height - foot_height)
    if larger > size * _WORTH_PARTING:
        best, size = parted, larger
    foot_size = min(foot_size, max(_FOOT * size, foot_size / 2))
    foot_height = (foot_line.top - foot_line.bottom + _FOOT_AIR) * foot_size
    first = sheet.margin_mm + (height - foot_height - _height(best) * size) / 2 + best[0].top * size
    placed = [
        Set(each, (sheet.width_mm - each.width * size) / 2, first + number * _pitch(best) * size, size)
        for number, each in enumerate(best)
    ]
    foot_y = sheet.height_mm - sheet.margin_mm + foot_line.bottom * foot_size
    foot_set = Set(foot_line, (sheet.width_mm - foot_line.width * foot_size) / 2, foot_y, foot_size)
    return Layout(sheet, tuple(placed), foot_set, capital() * size)


def _unbroken(words: Sequence[str]) -> list[str]:
    """Words, and with them what never begins a line: numbers and lone signs."""
    joined: list[str] = []
    for word in words:
        if joined and ((word[0].isdecimal() and joined[-1][-1] not in _DASHES) or all(letter in _NOT_FIRST for letter in word)):
            joined[-1] += f" {word}"
        else:
            joined.append(word)
    return joined


def _largest(words: Sequence[str], width: float, height: float) -> tuple[list[Line], float]:
    """The lines and the size of an em in mm that fill the room best. words: at least one."""
    found: list[tuple[list[Line], float]] = []
    for count in range(1, min(len(words), MOST_LINES) + 1):
        lines = [line(each) for each in _broken(words, count)]
        found.append((lines, min(width / max(each.width for each in lines), height / _height(lines))))
    most = max(size for _, size in found)
    return next(each for each in found if each[1] >= most * _AS_LARGE)


def _height(lines: Sequence[Line]) -> float:
    """From the highest ink of the first line to the lowest of the last, in em."""
    return lines[0].top + _pitch(lines) * (len(lines) - 1) - lines[-1].bottom


def _pitch(lines: Sequence[Line]) -> float:
    """From where one line stands to where the next does, in em: the same for all, and no mark touches another."""
    return max((below.top - above.bottom + _AIR for above, below in pairwise(lines)), default=0.0)


def _broken(words: Sequence[str], count: int) -> list[str]:
    """Words in `count` lines of which the longest is as short as can be."""
    ends = list(range(len(words) + 1))
    space = line(" ").width
    lengths = [line(word).width for word in words]
    before = [0.0]
    for length in lengths:
        before.append(before[-1] + length + space)

    def width(start: int, end: int) -> float:
        found = before[end] - before[start] - space
        return found if end == len(words) or words[end - 1][-1] in _BREATH else found * _WITHOUT_BREATH

    best = [[(0.0, 0) if end == 0 else (float("inf"), 0) for end in ends]]
    for _ in range(count):
        last = best[-1]
        best.append(
            [min(((max(last[cut][0], width(cut, end)), cut) for cut in range(end)), default=(float("inf"), 0)) for end in ends]
        )
    cuts = [len(words)]
    for row in reversed(best[1:]):
        cuts.append(row[cuts[-1]][1])
    return [" ".join(words[start:end]) for start, end in pairwise(reversed(cuts))]
