"""*Lịch phát*: a month, a box a day with what is heard on it."""

from calendar import monthrange
from datetime import date, timedelta
from typing import Annotated

from fastapi import APIRouter, Query, Response

from app.accounts import Right
from app.clock import local
from app.web.shared.asking import Page
from app.web.shared.visit import Visiting
from app.web.timetable.days import heads
from app.web.timetable.lines import first_lines
from app.words import WEEKDAYS

router = APIRouter(prefix="/lich-phat", route_class=Page)

_NAMED = 4
"""So many airings of a day are named; the others are counted."""


@router.get("/thang")
def get_month(visit: Visiting, thang: Annotated[str, Query(max_length=20)] = "") -> Response:
    """A month as whole weeks. thang: as `2026-11`; this month for anything else."""
    visit.must(Right.LOOK)
    today = local(visit.parts.clock.now()).date()
    first = _first(thang, today)
    last = first.replace(day=monthrange(first.year, first.month)[1])
    begin, end = first - timedelta(days=first.weekday()), last + timedelta(days=6 - last.weekday())
    days = [begin + timedelta(days=number) for number in range((end - begin).days + 1)]
    found = first_lines(visit.session, visit.parts.clock, visit.commune_id, (begin, end), most=_NAMED)
    boxes = [
        (head, *found.get(head.day, ([], 0)), head.day.month == first.month)
        for head in heads(visit.session, visit.commune_id, days)
    ]
    values = {
        "title": f"Tháng {first.month}/{first.year}",
        "weekdays": WEEKDAYS,
        "weeks": [boxes[number : number + 7] for number in range(0, len(boxes), 7)],
        "today": today,
        "before": f"{first - timedelta(days=1):%Y-%m}",
        "after": f"{last + timedelta(days=1):%Y-%m}",
        "is_empty": not found,
    }
    return visit.page("timetable/month.html", values)


def _first(text: str, today: date) -> date:
    try:
        first = date.fromisoformat(f"{text}-01")
    except ValueError:
        first = today.replace(day=1)
    return first if today.year - 5 < first.year < today.year + 5 else today.replace(day=1)
