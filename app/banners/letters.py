"""Words as outlines, by the measures of the one font that the product brings.

Outlines instead of text, because a print shop in the district has its own fonts, and a letter that its font lacks is printed as a
box: what leaves here looks everywhere as it was seen here. Roboto Condensed Bold has every letter of Vietnamese with its marks.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import uharfbuzz

from app.values import frozen

FONT = Path(__file__).with_name("fonts") / "RobotoCondensed-Bold.ttf"

Point = tuple[float, float]
Stroke = tuple[str, tuple[Point, ...]]
"""A command of SVG's paths (`M`, `L`, `C`, `Z`) and its points in em, y upwards."""


@frozen
class Line:
    """A line of words, in em. width: of its ink and sides; top, bottom: of its ink above and below the line it stands on."""

    text: str
    width: float
    top: float
    bottom: float


def line(text: str) -> Line:
    """Measure some words."""
    font, em = _font()
    width, top, bottom = 0.0, 0.0, 0.0
    for glyph, _, advance in _shaped(text):
        found = font.get_glyph_extents(glyph)
        if found is not None:
            top, bottom = max(top, found.y_bearing / em), min(bottom, (found.y_bearing + found.height) / em)
        width += advance
    return Line(text, width, top, bottom)


def lacks(text: str) -> str:
    """The letters that the font has no picture of, each once."""
    font, _ = _font()
    return "".join(dict.fromkeys(each for each in text if not font.get_nominal_glyph(ord(each))))


@cache
def capital() -> float:
    """How high a capital is, in em."""
    return line("H").top


def strokes(text: str) -> Iterator[Stroke]:
    """The outlines of some words in one line, from its left end."""
    font, em = _font()
    for glyph, x, _ in _shaped(text):
        pen = _Pen(x, em)
        font.draw_glyph_with_pen(glyph, pen)
        yield from pen.drawn


def _shaped(text: str) -> Iterator[tuple[int, float, float]]:
    """Each letter's glyph, where it begins and how far it goes, in em."""
    font, em = _font()
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(font, buffer)
    x = 0.0
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        yield info.codepoint, x + position.x_offset / em, position.x_advance / em
        x += position.x_advance / em


@cache
def _font() -> tuple[uharfbuzz.Font, float]:
    face = uharfbuzz.Face(FONT.read_bytes())
    return uharfbuzz.Font(face), float(face.upem)


class _Pen:
    """Takes down what HarfBuzz draws; its quadratic curves as the cubic ones that PDF has."""

    def __init__(self, x: float, em: float) -> None:
        """x: where the letter begins, in em; em: in the font's own units."""
        self.drawn: list[Stroke] = []
        self._x, self._em = x, em
        self._at: Point = (0, 0)

    def moveTo(self, point: Point) -> None:  # noqa: N802  # the names are of the protocol
        self._draw("M", point)

    def lineTo(self, point: Point) -> None:  # noqa: N802  # the protocol's name
        self._draw("L", point)

    def curveTo(self, *points: Point) -> None:  # noqa: N802  # the protocol's name
        self._draw("C", *points)

    def qCurveTo(self, control: Point, end: Point) -> None:  # noqa: N802  # the protocol's name
        self._draw("C", _towards(self._at, control), _towards(end, control), end)

    def closePath(self) -> None:  # noqa: N802  # the protocol's name
        self._draw("Z")

    def _draw(self, command: str, *points: Point) -> None:
        self.drawn.append((command, tuple((self._x + x / self._em, y / self._em) for x, y in points)))
        if points:
            self._at = points[-1]


def _towards(end: Point, control: Point) -> Point:
    return end[0] + (control[0] - end[0]) * 2 / 3, end[1] + (control[1] - end[1]) * 2 / 3
