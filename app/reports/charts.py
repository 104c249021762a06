"""A chart as a picture, since Word shows no SVG that a server drew: what sounded each month beside what was due."""

from io import BytesIO
from typing import TYPE_CHECKING

from app.reports.coverage import Cell, Coverage
from app.words import word

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

_WIDTH, _ROW, _HEAD, _FOOT = 1600, 260, 60, 46
"""Pixels: 160 mm at 254 to the inch, a row for each theme."""
_INK, _BAR = 0, 150
"""Of a page that is copied in black and white."""


def coverage_chart(found: Coverage) -> bytes:
    """A PNG: for each theme a row of bars, a month each, and a line where the plan's target is."""
    from PIL import Image, ImageDraw, ImageFont  # noqa: PLC0415  # light start

    from app.banners.letters import FONT  # noqa: PLC0415  # light start

    font = ImageFont.truetype(str(FONT), 30)
    image = Image.new("L", (_WIDTH, max(len(found.themes), 1) * _ROW), 255)
    drawing = ImageDraw.Draw(image)
    tallest = max((max(each.times, each.due_times) for each in found.cells), default=0)
    for row, theme in enumerate(found.themes):
        drawing.text((0, row * _ROW + 8), word("theme", theme.value), fill=_INK, font=font)
        _bars(drawing, font, found.of_theme(theme), row * _ROW, tallest)
    into = BytesIO()
    image.save(into, "PNG", optimize=True)
    return into.getvalue()


def _bars(drawing: "ImageDraw", font: "FreeTypeFont", cells: list[Cell], top: int, tallest: int) -> None:
    wide, ground, room = _WIDTH / len(cells), top + _ROW - _FOOT, _ROW - _HEAD - _FOOT
    for at, cell in enumerate(cells):
        left, right = at * wide + wide * 0.2, (at + 1) * wide - wide * 0.2
        if cell.times:
            drawing.rectangle((left, ground - room * cell.times / tallest, right, ground), fill=_BAR)
        if cell.due_times:
            due = ground - room * cell.due_times / tallest
            drawing.line((left - 12, due, right + 12, due), fill=_INK, width=5)
        said = f"T{cell.month.month}: {cell.times}"
        drawing.text(((left + right) / 2, ground + 6), said, fill=_INK, font=font, anchor="ma")
    drawing.line((0, ground, _WIDTH, ground), fill=_INK, width=2)
