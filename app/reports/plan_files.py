"""What was done for a plan, as CSV or JSON for the level above and as an Excel workbook with everything that was counted."""

import io
import json
from collections.abc import Iterable, Iterator, Mapping

from app.bulletins import Language, Priority
from app.clock import local
from app.csv_files import csv_file
from app.plans import Channel, Period
from app.reports.channels import ChannelCoverage
from app.reports.coverage import Coverage, Sum
from app.reports.plan_reports import PlanReport
from app.reports.plan_values import village_in_words
from app.words import IN_FILES, ONLY_WRITTEN, word

_HEADINGS = (
    *("Năm", "Tháng", "Mã kênh", "Kênh", "Mã chủ đề", "Chủ đề"),
    *("Lượt đã làm", "Lượt theo kế hoạch", "Phút đã phát", "Phút theo kế hoạch"),
    f"Lượt {IN_FILES}",
)
_FEED = (
    *("year", "month", "channel", "channel_name", "theme", "theme_name"),
    *("done", "due", "minutes", "due_minutes", "files_only"),
)
"""What a program calls the same columns."""
_ANNEX = ("Thời điểm phát", "Chủ đề", "Tiếng nói", "Bản tin", "Phút", "Mã lượt phát", "Ghi chú")
_SUMS = ("", "Lượt", "Phút")
_DEEDS = ("Ngày", "Kênh", "Chủ đề", "Nội dung", "Ở đâu", "Người dự")
_SILENCES = ("Máy phát", "Mất kết nối từ", "Đến", "Giờ")
_REPLIES = ("Ngày gửi", "Góp ý", "Trả lời")

_PARTS = {
    Period.YEAR: "ca-nam",
    Period.FIRST_HALF: "6-thang-dau-nam",
    Period.SECOND_HALF: "6-thang-cuoi-nam",
    Period.FIRST_QUARTER: "quy-1",
    Period.SECOND_QUARTER: "quy-2",
    Period.THIRD_QUARTER: "quy-3",
    Period.FOURTH_QUARTER: "quy-4",
}
"""What part of the year a file is about, in its name."""

Row = tuple[str | int | float, ...]


def plan_report_name(year: int, period: Period, form: str) -> str:
    """`ket-qua-ke-hoach-2026-ca-nam.docx`: the name under which a report is saved."""
    return f"ket-qua-ke-hoach-{year}-{_PARTS[period]}.{form}"


def coverage_csv(found: Coverage, channels: ChannelCoverage) -> bytes:
    """A row for each channel, theme and month."""
    return csv_file([_HEADINGS, *_heard(found), *_done(channels)])


def plan_report_json(report: PlanReport) -> bytes:
    """The same rows as the CSV, by codes, and what else the report counts: one feed for programs of the level above."""
    found = report.coverage
    plan = found.plan.content
    feed = {
        "commune": report.commune,
        "plan": {"number": plan.number, "title": plan.title, "year": plan.year},
        "period": found.period.value,
        "counted_at": local(found.at).isoformat(),
        "rows": [dict(zip(_FEED, row, strict=True)) for row in (*_heard(found), *_done(report.channels))],
        "villages": [
            {"path": each.path, "times": {key.value: many for key, many in each.times.items()}, "files_only": each.written}
            for each in found.villages
        ],
        "priorities": _feed_sums(found.priorities),
        "languages": _feed_sums(found.languages),
        "stations": [
            {"name": each.name, "silences": each.times, "silent_s": each.silent.total_seconds(), "share": round(each.share, 4)}
            for each in report.stations
        ],
        "remarks": {"sent": report.remarks.sent, "answered": report.remarks.answered, "late": report.remarks.late},
        "approvals": report.approved,
    }
    return json.dumps(feed, ensure_ascii=False).encode()


def _feed_sums(sums: Mapping[Priority, Sum] | Mapping[Language, Sum]) -> list[dict[str, str | int | float]]:
    return [{"code": key.value, "times": each.times, "minutes": _minutes(each.seconds)} for key, each in sums.items()]


def plan_report_xlsx(report: PlanReport) -> bytes:
    """The same table, the villages, sums by priority and language, and as annexes each airing, deed, silence and reply."""
    import xlsxwriter  # noqa: PLC0415  # light start

    found, into = report.coverage, io.BytesIO()
    workbook = xlsxwriter.Workbook(into, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    bold = workbook.add_format({"bold": True})
    themes = [word("theme", each.value) for each in found.themes]
    sheets: list[tuple[str, tuple[str, ...], Iterable[Row]]] = [
        ("Kênh, chủ đề, tháng", _HEADINGS, (*_heard(found), *_done(report.channels))),
        ("Thôn xóm", ("Thôn, xóm", *themes, _HEADINGS[-1]), _villages(found)),
        ("Ưu tiên, tiếng nói", _SUMS, _sums(found)),
        ("Việc ngoài loa", _DEEDS, _deeds(report)),
        ("Mất kết nối", _SILENCES, _silences(report)),
        ("Góp ý đã trả lời", _REPLIES, _replies(report)),
        ("Nhật ký phát", _ANNEX, _annex(report)),
    ]
    for name, heads, rows in sheets:
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


def _heard(found: Coverage) -> Iterator[Row]:
    loud = Channel.LOUDSPEAKERS.value
    for each in found.cells:
        of = (each.month.year, each.month.month, loud, word("channel", loud), each.theme.value, word("theme", each.theme.value))
        yield (*of, each.times, each.due_times, _minutes(each.seconds), each.due_minutes, each.written)


def _done(found: ChannelCoverage) -> Iterator[Row]:
    """A row for each theme, and one for what is planned for none, so that sums over them are those of the channel."""
    of_themes: dict[tuple[Channel, object], int] = {}
    for each in found.cells:
        if each.theme is not None:
            of_themes[each.channel, each.month] = of_themes.get((each.channel, each.month), 0) + each.due
    for each in found.cells:
        code, due = each.channel.value, each.due
        theme = each.theme.value if each.theme is not None else ""
        if each.theme is None:
            due -= of_themes.get((each.channel, each.month), 0)
        done = each.done if theme else 0
        if done or due:
            of = (each.month.year, each.month.month, code, word("channel", code), theme, word("theme", theme) if theme else "")
            yield (*of, done, due, 0, 0, 0)


def _villages(found: Coverage) -> Iterator[Row]:
    for each in found.villages:
        yield (village_in_words(each), *(each.times.get(theme, 0) for theme in found.themes), each.written)


def _sums(found: Coverage) -> Iterator[Row]:
    for priority, of_priority in found.priorities.items():
        yield (word("priority", priority.value), of_priority.times, _minutes(of_priority.seconds))
    for language, of_language in found.languages.items():
        yield (word("language", language.value), of_language.times, _minutes(of_language.seconds))


def _deeds(report: PlanReport) -> Iterator[Row]:
    for each in report.deeds:
        of = (word("channel", each.channel.value), word("theme", each.theme.value), each.title, each.place)
        yield (f"{each.on:%d/%m/%Y}", *of, "" if each.people is None else each.people)


def _replies(report: PlanReport) -> Iterator[Row]:
    for each in report.replies:
        yield (f"{local(each.sent_at):%d/%m/%Y}", each.shown or "", each.answer)


def _silences(report: PlanReport) -> Iterator[Row]:
    for each in report.stations:
        for since, until in each.spans:
            days = (f"{local(at):%d/%m/%Y %H:%M:%S}" for at in (since, until))
            yield each.name, *days, round((until - since).total_seconds() / 3600, 1)


def _annex(report: PlanReport) -> Iterator[Row]:
    for each in report.heard:
        topic, title = each.topic, report.titles.get(each.version_id, "")
        of = (word("theme", topic.theme.value), word("language", topic.language.value), title)
        yield (
            f"{local(each.at):%d/%m/%Y %H:%M:%S}",
            *of,
            _minutes(each.seconds),
            str(each.occurrence_id),
            ONLY_WRITTEN if each.is_written else "",
        )


def _minutes(seconds: float) -> float:
    return round(seconds / 60, 1)
