"""*Nhật ký hệ thống*: who did what, whether the log is as it was written, and the log as a file."""

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Query, Response

from app.accounts import Right, person_names
from app.audit import AuditFilter, Verdict, line_of
from app.clock import local
from app.desk import audit as acts
from app.timetable import day_of
from app.web.shared.asking import Page
from app.web.shared.turning import Turned, ways
from app.web.shared.typed import TypedDayError, day_in
from app.web.shared.visit import Visit, Visiting
from app.words import day_of_year, word

router = APIRouter(prefix="/cai-dat/nhat-ky-he-thong", route_class=Page)

_A_PAGE = 50
_USUAL = timedelta(days=6)


@router.get("")
def get_records(
    visit: Visiting,
    tu: Annotated[str, Query(max_length=40)] = "",
    den: Annotated[str, Query(max_length=40)] = "",
    truoc: Annotated[int | None, Query(ge=1, le=2**31 - 1)] = None,
    lui: Turned = "",
) -> Response:
    """The last week, or the days that are asked for. truoc: further back than the page before."""
    visit.must(Right.AUDIT)
    return _records(visit, tu, den, before=truoc, lui=lui)


@router.post("/kiem-tra")
def post_verdict(visit: Visiting) -> Response:
    """Look through the whole log; nothing is written."""
    return _records(visit, "", "", verdict=acts.examine(visit.parts, visit.session, visit.actor))


def _records(
    visit: Visit, tu: str, den: str, *, before: int | None = None, lui: str = "", verdict: Verdict | None = None
) -> Response:
    today = local(visit.parts.clock.now()).date()
    fault = None
    try:
        last = day_in(den, "den") or today
        first = day_in(tu, "tu") or last - _USUAL
    except TypedDayError as error:
        fault, first, last = visit.fault(error), today - _USUAL, today
    wanted = AuditFilter(since=day_of(first)[0], before=day_of(last)[1])
    found = acts.look(visit.session, visit.actor, wanted, cursor=before, limit=_A_PAGE)
    names = person_names(visit.session, visit.commune_id)
    days = f"from={first.isoformat()}&to={last.isoformat()}"
    values = {
        "lines": [(each.number, line_of(each, names)) for each in found.items],
        "ways": ways(
            "/cai-dat/nhat-ky-he-thong",
            {"tu": tu or day_of_year(first), "den": den or day_of_year(last)},
            name="truoc",
            here=str(before or ""),
            lui=lui,
            cursor=found.cursor,
        ),
        "tu": tu or day_of_year(first),
        "den": den or day_of_year(last),
        "export": f"/api/v1/audit/exports?{days}",
        "verdict": verdict,
        "broken": word("audit_break", verdict.broken.reason) if verdict and verdict.broken else "",
        "fault": fault,
    }
    return visit.page("settings/records.html", values)
