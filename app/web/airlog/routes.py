"""*Nhật ký phát*: what really sounded in some days, and the log book to print of the same."""

from datetime import date, timedelta

from fastapi import APIRouter, Response

from app.accounts import Right
from app.clock import local
from app.reports import PeriodError, log_book, refuse_bad_period
from app.web.shared.asking import Page
from app.web.shared.typed import TypedDayError, day_in
from app.web.shared.visit import Visiting
from app.words import day_of_year, hour_said, weekday

router = APIRouter(prefix="/nhat-ky", route_class=Page)

_USUAL = timedelta(days=6)


@router.get("")
def get_log(visit: Visiting, tu: str = "", den: str = "") -> Response:
    """The last week, or the days that are asked for, both included."""
    visit.must(Right.LOOK)
    today = local(visit.parts.clock.now()).date()
    fault = None
    try:
        first, last = _days(tu, den, today)
    except (TypedDayError, PeriodError) as error:
        fault, first, last = visit.fault(error, "tu"), today - _USUAL, today
    book = log_book(visit.session, visit.commune_id, first, last)
    values = {
        "lines": [
            (f"{weekday(local(each.at).date())} {day_of_year(local(each.at).date())}", hour_said(each.at), each)
            for each in reversed(book.lines)
        ],
        "heard": book.heard,
        "written": book.written,
        "minutes": round(book.seconds / 60),
        "tu": tu or day_of_year(first),
        "den": den or day_of_year(last),
        "sheet": f"/api/v1/log-book?from={first.isoformat()}&to={last.isoformat()}",
        "register": f"/api/v1/approval-register?from={first.isoformat()}&to={last.isoformat()}",
        "fault": fault,
    }
    return visit.page("airlog/log.html", values)


def _days(since: str, until: str, today: date) -> tuple[date, date]:
    """Raises `TypedDayError`, `PeriodError`."""
    last = day_in(until, "den") or today
    first = day_in(since, "tu") or last - _USUAL
    refuse_bad_period(first, last)
    return first, last
