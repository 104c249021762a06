"""A sheet as SVG and as PDF: red ground, yellow words and frame, all as outlines at real size."""

from collections.abc import Iterator
from io import BytesIO
from xml.sax.saxutils import escape

from app.banners.layout import Layout, Set
from app.banners.letters import Point, strokes

RED, YELLOW = "#c8102e", "#ffdd00"
_FRAME_OF_MARGIN, _FRAME_WIDTH = 0.45, 0.06
"""Where the frame stands between the edge and the words, and how wide it is: shares of the margin."""
_POINTS_OF_MM = 72 / 25.4


def svg(layout: Layout, title: str) -> str:
    """The sheet as SVG, in mm. title: what a screen reader says of it."""
    width, height = layout.sheet.width_mm, layout.sheet.height_mm
    away, line_width = _frame(layout)
    paths = "\n".join(f'<path d="{_path(each)}"/>' for each in (*layout.slogan, layout.foot))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}mm" height="{height:g}mm" viewBox="0 0 {width:g} {height:g}"'
        f' role="img">\n<title>{escape(title)}</title>\n'
        f'<rect width="{width:g}" height="{height:g}" fill="{RED}"/>\n'
        f'<rect x="{away:g}" y="{away:g}" width="{width - 2 * away:g}" height="{height - 2 * away:g}" fill="none"'
        f' stroke="{YELLOW}" stroke-width="{line_width:g}"/>\n'
        f'<g fill="{YELLOW}">\n{paths}\n</g>\n</svg>\n'
    )


def pdf(layout: Layout, title: str) -> bytes:
    """The sheet as a PDF of one page; the same layout gives the same bytes. title: of the document."""
    from reportlab.lib.colors import HexColor  # noqa: PLC0415  # light start
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415  # light start

    width, height = layout.sheet.width_mm, layout.sheet.height_mm
    written = BytesIO()
    canvas = Canvas(written, pagesize=(width * _POINTS_OF_MM, height * _POINTS_OF_MM), invariant=1, lang="vi")
    canvas.setTitle(title)
    canvas.setAuthor("")
    canvas.setCreator("Loa Làng")
    canvas.scale(_POINTS_OF_MM, _POINTS_OF_MM)
    canvas.setFillColor(HexColor(RED))
    canvas.rect(0, 0, width, height, stroke=0, fill=1)
    canvas.setFillColor(HexColor(YELLOW))
    canvas.setStrokeColor(HexColor(YELLOW))
    away, line_width = _frame(layout)
    canvas.setLineWidth(line_width)
    canvas.rect(away, away, width - 2 * away, height - 2 * away, stroke=1, fill=0)
    for each in (*layout.slogan, layout.foot):
        path = canvas.beginPath()
        draw = {"M": path.moveTo, "L": path.lineTo, "C": path.curveTo, "Z": path.close}
        for command, points in _placed(each):
            draw[command](*(number for x, y in points for number in (x, height - y)))
        canvas.drawPath(path, stroke=0, fill=1)
    canvas.save()
    return written.getvalue()


def _frame(layout: Layout) -> tuple[float, float]:
    return layout.sheet.margin_mm * _FRAME_OF_MARGIN, layout.sheet.margin_mm * _FRAME_WIDTH


def _path(each: Set) -> str:
    return "".join(command + " ".join(f"{x:.2f} {y:.2f}" for x, y in points) for command, points in _placed(each))


def _placed(each: Set) -> Iterator[tuple[str, tuple[Point, ...]]]:
    """The strokes of a line where it stands, in mm from the sheet's left top, y downwards."""
    for command, points in strokes(each.line.text):
        yield command, tuple((each.x_mm + x * each.size_mm, each.y_mm - y * each.size_mm) for x, y in points)
