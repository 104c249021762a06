"""A week copied onto another: what it would add and meet is seen first."""

from datetime import date, timedelta
from typing import Annotated

from fastapi import APIRouter, Form, Query, Response
from pydantic import Field

from app.accounts import Right
from app.clock import local
from app.desk import timetable as acts
from app.desk.problems import conflicts_in_words
from app.errors import AppError
from app.timetable import Conflict, Copied, CopiedDay
from app.web.shared.asking import Page
from app.web.shared.fields import Fields
from app.web.shared.pages import go
from app.web.shared.typed import TypedDayError, day_in, needed_day_in
from app.web.shared.visit import Visit, Visiting
from app.words import day_of_year, weekday, word
from app.zones import zone_paths

router = APIRouter(prefix="/lich-phat/chep", route_class=Page)

_WEEK = timedelta(days=7)


class CopyFields(Fields):
    """A day of the week that is copied, and one of the week that is to be like it, as they were typed."""

    tu: str = Field(default="", max_length=40)
    sang: str = Field(default="", max_length=40)

    def days(self) -> tuple[date, date]:
        """Both. Raises `TypedDayError`."""
        return needed_day_in(self.tu, "tu"), needed_day_in(self.sang, "sang")


@router.get("")
def get_copy(visit: Visiting, form: Annotated[CopyFields, Query()]) -> Response:
    """What would be copied; this week onto the next one where none is named."""
    visit.must(Right.SCHEDULE)
    today = local(visit.parts.clock.now()).date()
    monday = today - timedelta(days=today.weekday())
    return _page(visit, CopyFields(tu=_named(form.tu, monday), sang=_named(form.sang, monday + _WEEK)))


@router.post("")
def post_copy(visit: Visiting, form: Annotated[CopyFields, Form()]) -> Response:
    """Let one week be heard as another is."""
    try:
        days = form.days()
        with visit.parts.sessions.begin() as session:
            acts.copy(visit.parts, session, visit.actor, *days)
    except AppError as error:
        return _page(visit, form, error=error)
    return go(f"/lich-phat?tuan={days[1]}&xong=da-chep-tuan")


def _named(text: str, usual: date) -> str:
    """A day as people write it, also where a link named it as programs do; what is no day stays as it was typed."""
    try:
        return day_of_year(day_in(text, "tu") or usual)
    except TypedDayError:
        return text


def _page(visit: Visit, form: CopyFields, *, error: AppError | None = None) -> Response:
    report: list[CopiedDay] = []
    met: list[Conflict] = []
    weeks = None
    if error is None:
        try:
            weeks = form.days()
            report, met = acts.try_copy(visit.parts, visit.session, visit.actor, *weeks)
        except AppError as wrong:
            error = wrong
    paths = zone_paths(visit.session, visit.commune_id)
    added = [each for each in report if each.outcome is Copied.ADDED]
    values = {
        "form": form,
        "fault": visit.fault(error) if error else None,
        "span": [_span(each) for each in weeks] if weeks else [],
        "lines": [(weekday(each.day), f"{each.day:%d/%m}", each.title, _outcome(each.outcome)) for each in report],
        "count": len(added),
        "conflicts": conflicts_in_words(met, paths),
    }
    return visit.page("timetable/copy.html", values)


def _outcome(found: Copied) -> str:
    """Before it is done."""
    return "Sẽ thêm" if found is Copied.ADDED else word("copied", found.value)


def _span(day: date) -> str:
    monday = day - timedelta(days=day.weekday())
    return f"{monday:%d/%m} – {day_of_year(monday + _WEEK - timedelta(days=1))}"
