"""What was done for a plan, as CSV for the level above and as an Excel workbook with every airing that was counted."""

import csv
import io
from collections.abc import Iterator

from app.clock import local
from app.reports.coverage import Coverage
from app.reports.plan_reports import PlanReport
from app.words import word

_HEADINGS = ("Năm", "Tháng", "Mã chủ đề", "Chủ đề", "Lượt đã phát", "Lượt theo kế hoạch", "Phút đã phát", "Phút theo kế hoạch")
_ANNEX = ("Thời điểm phát", "Chủ đề", "Bản tin", "Phút", "Mã lượt phát")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def coverage_csv(found: Coverage) -> bytes:
    """A row for each theme and month; UTF-8 with its mark, so that Excel reads the letters."""
    text = io.StringIO(newline="")
    rows = csv.writer(text, lineterminator="\r\n")
    rows.writerow(_HEADINGS)
    for cells in _rows(found):
        rows.writerow([f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell for cell in cells])
    return text.getvalue().encode("utf-8-sig")


def plan_report_xlsx(report: PlanReport) -> bytes:
    """The same table, the villages, and as an annex each airing it was counted from."""
    import xlsxwriter  # noqa: PLC0415  # light start

    found, into = report.coverage, io.BytesIO()
    workbook = xlsxwriter.Workbook(into, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    bold = workbook.add_format({"bold": True})
    annex = (
        (f"{local(each.at):%d/%m/%Y %H:%M:%S}", word("theme", each.theme.value), report.titles.get(each.version_id, ""),
         _minutes(each.seconds), str(each.occurrence_id))
        for each in report.heard
    )  # fmt: skip
    villages = ((each.path, *(each.times.get(theme, 0) for theme in found.themes)) for each in found.villages)
    themes = [word("theme", each.value) for each in found.themes]
    for name, heads, rows in (
        ("Chủ đề và tháng", _HEADINGS, _rows(found)),
        ("Thôn xóm", ("Thôn, xóm", *themes), villages),
        ("Nhật ký phát", _ANNEX, annex),
    ):
        sheet = workbook.add_worksheet(name)
        sheet.write_row(0, 0, heads, bold)
        for row, cells in enumerate(rows, start=1):
            sheet.write_row(row, 0, cells)
        sheet.set_column(0, len(heads) - 1, 20)
        sheet.freeze_panes(1, 0)
        sheet.set_paper(9)  # A4
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
    workbook.close()
    return into.getvalue()


def _rows(found: Coverage) -> Iterator[tuple[str | int | float, ...]]:
    for each in found.cells:
        theme = each.theme.value
        when = (each.month.year, each.month.month)
        yield (*when, theme, word("theme", theme), each.times, each.due_times, _minutes(each.seconds), each.due_minutes)


def _minutes(seconds: float) -> float:
    return round(seconds / 60, 1)
