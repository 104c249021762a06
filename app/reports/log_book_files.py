"""The log book as a page to print and sign, as CSV and as an Excel workbook."""

import io
from collections.abc import Iterator
from itertools import groupby

from app.clock import local
from app.csv_files import Cell, csv_file
from app.reports.log_book import LogBook, LogLine, local_day
from app.reports.printing import period, printed, written
from app.words import hour_said, weekday

_HEADINGS = (
    *("STT", "Ngày", "Giờ", "Chương trình", "Nội dung", "Thời lượng (phút)", "Người duyệt", "Người trực / máy phát", "Ghi chú"),
)
_WIDTHS = (5, 11, 7, 28, 50, 12, 22, 24, 30)


def log_book_page(book: LogBook) -> str:
    """One HTML page, A4, that needs nothing beside it."""
    days = [
        {
            "heading": f"{weekday(day)}, ngày {written(day)}",
            "lines": [
                _cells(number, line) | {"hour": hour_said(line.at), "is_heard": line.seconds > 0} for number, line in found
            ],
        }
        for day, found in groupby(enumerate(book.lines, 1), key=lambda each: local_day(each[1]))
    ]
    said = {"period": period(book.first, book.last), "heard": book.heard, "minutes": _minutes(book.seconds)}
    return printed("log_book.html", book=book, commune=book.commune, days=days, **said)


def log_book_csv(book: LogBook) -> bytes:
    """The table of its lines."""
    return csv_file([_HEADINGS, *_rows(book)])


def log_book_xlsx(book: LogBook) -> bytes:
    """A workbook whose cells are texts and numbers; none is a formula or a link."""
    import xlsxwriter  # noqa: PLC0415  # light start

    into = io.BytesIO()
    workbook = xlsxwriter.Workbook(into, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = workbook.add_worksheet("Sổ nhật ký")
    head = workbook.add_format({"bold": True, "border": 1, "text_wrap": True, "valign": "vcenter", "align": "center"})
    cell = workbook.add_format({"border": 1, "text_wrap": True, "valign": "top"})
    minutes = workbook.add_format({"border": 1, "valign": "top", "num_format": "0.0"})
    sheet.merge_range(
        0, 0, 0, len(_HEADINGS) - 1, f"SỔ NHẬT KÝ PHÁT THANH – {book.commune} – {period(book.first, book.last)}", head
    )
    for column, (heading, width) in enumerate(zip(_HEADINGS, _WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(1, column, heading, head)
    for row, (line, cells) in enumerate(zip(book.lines, _rows(book), strict=True), 2):
        for column, value in enumerate(cells):
            sheet.write_string(row, column, str(value), cell)
        sheet.write_number(row, 0, row - 1, cell)
        sheet.write_number(row, 5, line.seconds / 60, minutes)
    sheet.freeze_panes(2, 0)
    sheet.repeat_rows(1)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    workbook.close()
    return into.getvalue()


def _rows(book: LogBook) -> Iterator[tuple[Cell, ...]]:
    for number, line in enumerate(book.lines, 1):
        yield tuple(_cells(number, line).values())


def _cells(number: int, line: LogLine) -> dict[str, Cell]:
    at = local(line.at)
    return {
        "number": number,
        "date": written(at.date()),
        "hour": f"{at:%H:%M}",
        "programme": line.programme,
        "content": "; ".join(line.content),
        "minutes": _minutes(line.seconds),
        "approved_by": line.approved_by,
        "operator": ", ".join(line.stations),
        "remark": line.remark,
    }


def _minutes(seconds: float) -> str:
    """With one decimal and a comma: 90 s => `1,5`."""
    return f"{seconds / 60:.1f}".replace(".", ",")
