"""Charts of what sounded each month beside what was due; as a picture too, since Word shows no SVG that a server drew."""

from io import BytesIO
from typing import TYPE_CHECKING

from app.bulletins import Theme
from app.reports.coverage import Coverage
from app.values import frozen
from app.words import word

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

_WIDTH, _ROW, _HEAD, _FOOT = 1600, 260, 60, 46
"""Pixels: 160 mm at 254 to the inch, a row for each theme."""
_INK, _BAR = 0, 150
"""Of a page that is copied in black and white."""


@frozen
class Chart:
    """The bars of a theme. unit: what they count, in words; bars: done and due of each month; tallest: above 0."""

    theme: Theme
    unit: str
    bars: tuple[tuple[int, int], ...]
    tallest: int


def charts_of(found: Coverage) -> list[Chart]:
    """One for each theme: of times, all to one scale; of minutes where its targets are minutes alone."""
    tallest = max((max(each.times, each.due_times) for each in found.cells), default=0)
    charts = []
    for theme in found.themes:
        cells = found.of_theme(theme)
        if any(each.due_minutes for each in cells) and not any(each.due_times for each in cells):
            bars = tuple((round(each.seconds / 60), each.due_minutes) for each in cells)
            charts.append(Chart(theme, word("target_unit", "minutes"), bars, max(max(each) for each in bars)))
        else:
            bars = tuple((each.times, each.due_times) for each in cells)
            charts.append(Chart(theme, word("target_unit", "times"), bars, max(tallest, 1)))
    return charts


def coverage_chart(found: Coverage) -> bytes:
    """A PNG: for each theme a row of bars, a month each, and a line where the plan's target is."""
    from PIL import Image, ImageDraw, ImageFont  # noqa: PLC0415  # light start

    from app.banners.letters import FONT  # noqa: PLC0415  # light start

    font = ImageFont.truetype(str(FONT), 30)
    image = Image.new("L", (_WIDTH, max(len(found.themes), 1) * _ROW), 255)
    drawing = ImageDraw.Draw(image)
    months = [each.month for each in found.period.months(found.plan.content.year)]
    for row, chart in enumerate(charts_of(found)):
        named = word("theme", chart.theme.value)
        said = named if chart.unit == word("target_unit", "times") else f"{named} ({chart.unit})"
        drawing.text((0, row * _ROW + 8), said, fill=_INK, font=font)
        _bars(drawing, font, chart, months, row * _ROW)
    into = BytesIO()
    image.save(into, "PNG", optimize=True)
    return into.getvalue()


def _bars(drawing: "ImageDraw", font: "FreeTypeFont", chart: Chart, months: list[int], top: int) -> None:
    wide, ground, room = _WIDTH / len(months), top + _ROW - _FOOT, _ROW - _HEAD - _FOOT
    for at, (month, (done, due)) in enumerate(zip(months, chart.bars, strict=True)):
        left, right = at * wide + wide * 0.2, (at + 1) * wide - wide * 0.2
        if done:
            drawing.rectangle((left, ground - room * done / chart.tallest, right, ground), fill=_BAR)
        if due:
            line = ground - room * due / chart.tallest
            drawing.line((left - 12, line, right + 12, line), fill=_INK, width=5)
        drawing.text(((left + right) / 2, ground + 6), f"T{month}: {done}", fill=_INK, font=font, anchor="ma")
    drawing.line((0, ground, _WIDTH, ground), fill=_INK, width=2)
