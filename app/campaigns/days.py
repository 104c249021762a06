"""Which days each step has: one after the other, counted in working days or days of the calendar."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from app.calendar.working_days import WorkingDays
from app.campaigns.errors import CampaignDatesError, CampaignWindowError, StepOrderError, StepOverrunError
from app.campaigns.model import DayUnit, Span
from app.values import frozen
from app.words import day_of_year

if TYPE_CHECKING:
    from app.campaigns.step_templates import Window

_DAY = timedelta(days=1)


@frozen
class Terms:
    """What decides the days of a step. together: the code of the step it begins with; fixed: the day it was set to begin on."""

    code: str
    title: str
    days: int
    unit: DayUnit
    together: str | None
    fixed: date | None
    beyond: bool


def refuse_wrong_days(window: "Window", first: date, last: date | None, today: date) -> date | None:
    """The campaign's last day. Raises `CampaignDatesError`, `CampaignWindowError`."""
    if first < today or (last is not None and last < first):
        facts = {"first": day_of_year(first), "last": day_of_year(last) if last else "…", "today": day_of_year(today)}
        raise CampaignDatesError(**facts)
    if window.first is not None and window.last is not None:
        earliest = date.fromisoformat(f"{first.year}-{window.first}")
        latest = date.fromisoformat(f"{first.year}-{window.last}")
    else:
        earliest, latest = first.replace(day=window.day or 1), last or date.max
    for day in (first, last or first):
        if not earliest <= day <= latest:
            until = day_of_year(latest) if latest < date.max else "khi xong"
            raise CampaignWindowError(day_of_year(day), day_of_year(earliest), until, window.basis)
    return last if last is not None or latest == date.max else latest


def spans(steps: Sequence[Terms], first: date, last: date | None, working: WorkingDays) -> Mapping[str, Span]:
    """The days of each step by its code. Raises `StepOrderError`, `StepOverrunError`."""
    found: dict[str, Span] = {}
    for step in steps:
        before = max((span.last for code, span in found.items() if code != step.together), default=first - _DAY)
        earliest = found[step.together].first if step.together is not None else before + _DAY
        if step.fixed is not None and step.fixed < earliest:
            raise StepOrderError(step.title, day_of_year(step.fixed), day_of_year(earliest - _DAY))
        found[step.code] = span = span_of(step, step.fixed or earliest, working)
        if last is not None and span.last > last and not step.beyond:
            raise StepOverrunError(step.title, day_of_year(span.last), day_of_year(last))
    return found


def span_of(step: Terms, first: date, working: WorkingDays) -> Span:
    """The days of one step that begins on `first`, or on the first working day after it."""
    if step.unit is DayUnit.CALENDAR:
        return Span(first, first + timedelta(days=step.days - 1))
    while not working.is_working(first):
        first += _DAY
    day, left = first, step.days - 1
    while left:
        day += _DAY
        left -= working.is_working(day)
    return Span(first, day)
