"""What the report on a plan says, in words, by the names that its templates have: one source for the page and the Word file."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from app.clock import local
from app.documents import Values
from app.names import fold
from app.plans import Period, Task
from app.publicity import Remark
from app.reports.channels import Deed
from app.reports.coverage import Cell, Coverage, VillageCount
from app.reports.plan_reports import PlanReport, Uptime
from app.reports.printing import place_of, printed, written, written_moment
from app.words import IN_FILES, hour_said, moment, target_unit, times_written, word

_SORTS = ("ke hoach", "chuong trinh", "de an", "phuong an")
"""What a plan may be, folded."""


def plan_values(found: PlanReport) -> Values:
    """All that is written out; the names are those that `docs/ke-hoach.md` lists for offices that write their own template."""
    coverage, content = found.coverage, found.coverage.plan.content
    seconds = sum(each.seconds for each in coverage.cells)
    return {
        "commune": found.commune,
        "place": place_of(found.commune),
        "commune_capitals": found.commune.upper(),
        "period": period_in_words(coverage),
        "year": str(content.year),
        "plan_title": _named(content.title),
        "plan_number": content.number,
        "plan_dated": written(content.dated) if content.dated else "",
        "counted_at": written_moment(coverage.at),
        "total_times": str(sum(each.times for each in coverage.cells)),
        "total_minutes": minutes(seconds),
        "written": times_written(coverage.written),
        "total_due": str(sum(each.due_times for each in coverage.cells)),
        "themes": _themes(coverage),
        "months": _months(coverage),
        "villages": [
            {
                "path": village_in_words(each),
                "cells": [{"times": str(each.times.get(theme, 0))} for theme in coverage.themes],
                "written": str(each.written),
            }
            for each in coverage.villages
        ],
        "priorities": [
            {"name": word("priority", key.value), "times": str(each.times), "minutes": minutes(each.seconds)}
            for key, each in coverage.priorities.items()
        ],
        "languages": [
            {"name": word("language", key.value), "times": str(each.times), "minutes": minutes(each.seconds)}
            for key, each in coverage.languages.items()
        ],
        "channels": _channels(found),
        "deeds": [_deed(each) for each in found.deeds],
        "tasks": [_task(each) for each in content.tasks],
        "stations": [_station(each) for each in found.stations],
        "silences": [_silence(each.name, *span) for each in found.stations for span in each.spans],
        "remarks_sent": str(found.remarks.sent),
        "remarks_answered": str(found.remarks.answered),
        "remarks_late": str(found.remarks.late),
        "replies": [_reply(each) for each in found.replies],
        "approvals": str(found.approved),
        "airings": str(len({each.occurrence_id for each in found.heard})),
        "annex": list(_annex(found)),
    }


def plan_report_page(found: PlanReport) -> str:
    """One HTML page, A4, that needs nothing beside it."""
    return printed("plan_report.html", **plan_values(found))


def period_in_words(found: Coverage) -> str:
    """`năm 2025`, `quý III năm 2025`."""
    year = f"năm {found.plan.content.year}"
    return year if found.period is Period.YEAR else f"{word('report_period', found.period.value)} {year}"


def _named(title: str) -> str:
    """A plan's title as a sentence names it: with what it is in front, where it does not say so itself."""
    return title if fold(title).startswith(_SORTS) else f"Kế hoạch {title}"


def minutes(seconds: float) -> str:
    """With one decimal and a comma: 90 s => `1,5`."""
    return f"{seconds / 60:.1f}".replace(".", ",")


def _themes(found: Coverage) -> list[dict[str, Any]]:
    return [
        {
            "name": word("theme", theme.value),
            "title": found.titles.get(theme, ""),
            "times": str(sum(each.times for each in cells)),
            "due_times": str(sum(each.due_times for each in cells)),
            "minutes": minutes(sum(each.seconds for each in cells)),
            "due_minutes": str(sum(each.due_minutes for each in cells)),
            "written": str(sum(each.written for each in cells)),
        }
        for theme in found.themes
        for cells in [found.of_theme(theme)]
    ]


def _months(found: Coverage) -> list[dict[str, Any]]:
    months = found.period.months(found.plan.content.year)
    by_place = {(each.month, each.theme): each for each in found.cells}

    def said(cell: Cell) -> str:
        times = f"{cell.times}/{cell.due_times}" if cell.due_times else str(cell.times)
        return f"{times} ({minutes(cell.seconds)}/{cell.due_minutes} phút)" if cell.due_minutes else times

    return [
        {
            "name": f"Tháng {month.month}",
            "cells": [{"times": said(cell)} for theme in found.themes for cell in [by_place[month, theme]]],
            "written": str(sum(by_place[month, theme].written for theme in found.themes)),
        }
        for month in months
    ]


def _channels(found: PlanReport) -> list[dict[str, Any]]:
    """Loudspeakers, then what else there is."""
    coverage = found.coverage
    cells = coverage.cells
    times, due = sum(each.times for each in cells), sum(each.due_times for each in cells)
    rows = [{"name": word("channel", "loudspeakers"), "done": str(times), "due": str(due)}]
    if due_minutes := sum(each.due_minutes for each in cells):
        done = minutes(sum(each.seconds for each in cells))
        rows.append({"name": f"{word('channel', 'loudspeakers')}, số phút", "done": done, "due": str(due_minutes)})
    if coverage.written:
        rows.append({"name": f"trong đó {IN_FILES}", "done": str(coverage.written), "due": ""})
    if coverage.slogans.times:
        rows.append({"name": "trong đó khẩu hiệu", "done": str(coverage.slogans.times), "due": ""})
    for row in found.channels.rows:
        if row[0].theme is None:
            many, wanted = sum(each.done for each in row), sum(each.due for each in row)
            rows.append({"name": word("channel", row[0].channel.value), "done": str(many), "due": str(wanted)})
    return rows


def _task(task: Task) -> dict[str, Any]:
    target = task.target
    said = ""
    if target is not None:
        unit = target_unit(target.unit.value, task.channel.value if task.channel else None)
        said = f"{target.amount} {unit} {word('target_per', target.per.value)}"
    return {"title": task.title.rstrip(" .;:,"), "officer": task.officer, "target": said}


def village_in_words(found: VillageCount) -> str:
    """Within its commune, whose own report this is, and with what became of it where it is no more."""
    path = found.path.partition(" / ")[2] or found.path
    if found.left_on is None:
        return path
    became = f"nhập vào {found.into.rpartition(' / ')[2]}" if found.into else "không còn"
    return f"{path} (đến {written(found.left_on)}, {became})"


def _reply(found: Remark) -> dict[str, Any]:
    return {"day": written(local(found.sent_at).date()), "text": found.shown or "", "answer": found.answer}


def _deed(found: Deed) -> dict[str, Any]:
    people = f" ({found.people} người dự)" if found.people is not None else ""
    of = {"channel": word("channel", found.channel.value), "theme": word("theme", found.theme.value)}
    return of | {"day": written(found.on), "title": found.title, "place": f"{found.place}{people}"}


def _station(found: Uptime) -> dict[str, Any]:
    share = f"{100 * found.share:.1f}".replace(".", ",")
    return {"name": found.name, "times": str(found.times), "hours": _hours(found.silent), "share": f"{share}%"}


def _silence(station: str, since: datetime, until: datetime) -> dict[str, Any]:
    return {"since": moment(since), "until": moment(until), "hours": _hours(until - since), "name": station}


def _hours(length: timedelta) -> str:
    return f"{length / timedelta(hours=1):.1f}".replace(".", ",")


def _annex(found: PlanReport) -> Iterator[Mapping[str, Any]]:
    """A row for each bulletin in each month, with all days and hours it began: a year one by one is five hundred pages."""
    heard = sorted(found.heard, key=lambda each: (local(each.at).month, found.titles.get(each.version_id, ""), each.version_id))
    for (month, _), group in groupby(heard, key=lambda each: (local(each.at).month, each.version_id)):
        rows = list(group)
        yield {
            "month": f"{month:02d}",
            "title": found.titles.get(rows[0].version_id, ""),
            "theme": word("theme", rows[0].theme.value),
            "times": str(len(rows)),
            "minutes": minutes(sum(each.seconds for each in rows)),
            "when": _when(sorted(local(each.at) for each in rows)),
        }


def _when(instants: Iterable[Any]) -> str:
    """`03: 5h30, 16h30; 04: 5h30`: the days of a month, with hours."""
    days = groupby(instants, key=lambda at: at.day)
    return "; ".join(f"{day:02d}: {', '.join(map(hour_said, hours))}" for day, hours in days)
