"""The report on a plan ("Báo cáo kết quả công tác truyền thông"), to print and sign: its form is that of NĐ 30/2020."""

from collections.abc import Mapping, Sequence

from app.clock import local
from app.reports.counted import Airing
from app.reports.coverage import Coverage, Period
from app.reports.printing import printed, written, written_moment
from app.units import VersionId
from app.words import word


def plan_report_page(found: Coverage, heard: Sequence[Airing], titles: Mapping[VersionId, str], *, commune: str) -> str:
    """One HTML page, A4, that needs nothing beside it; with every airing it was counted from. titles: of the bulletins."""
    content = found.plan.content
    when = word("report_period", found.period.value)
    when = f"{when} năm {content.year}" if found.period is not Period.YEAR else f"năm {content.year}"
    themes = [
        {
            "name": word("theme", theme.value),
            "cells": (cells := found.of_theme(theme)),
            "times": sum(each.times for each in cells),
            "due_times": sum(each.due_times for each in cells),
            "minutes": _minutes(sum(each.seconds for each in cells)),
            "due_minutes": sum(each.due_minutes for each in cells),
        }
        for theme in found.themes
    ]
    rows = [
        {
            "at": f"{local(each.at):%H:%M} {written(local(each.at).date())}",
            "theme": word("theme", each.theme.value),
            "title": titles.get(each.version_id, ""),
            "minutes": _minutes(each.seconds),
        }
        for each in heard
    ]
    return printed(
        "plan_report.html",
        title=f"Báo cáo {when}",
        commune=commune,
        when=when,
        plan=content,
        dated=written(content.dated) if content.dated else "",
        at=written_moment(found.at),
        themes=themes,
        months=[each.month for each in found.period.months(content.year)],
        villages=[(each.path, [each.times.get(theme, 0) for theme in found.themes]) for each in found.villages],
        rows=rows,
    )


def _minutes(seconds: float) -> str:
    return f"{seconds / 60:.1f}".replace(".", ",")
