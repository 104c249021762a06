"""The days of a campaign's steps: one after the other, in working days by the commune's own table."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.calendar.working_days import CalendarKind, HolidayRule, WorkingDays
from app.campaigns import CampaignKind, DayUnit, Span, StepOrderError, StepOverrunError
from app.campaigns.days import Terms, span_of, spans
from app.campaigns.own_steps import shipped_file, steps_in
from app.campaigns.step_templates import CampaignTemplate

OFF = WorkingDays((HolidayRule(CalendarKind.SOLAR, 11, 20),))


def _terms(
    code: str, days: int, *, unit: DayUnit = DayUnit.WORKING, together: str | None = None, fixed: date | None = None
) -> Terms:
    return Terms(code, code, days, unit, together, fixed, beyond=False)


def test_three_working_days_leave_out_a_holiday_and_a_weekend() -> None:
    assert span_of(_terms("a", 3), date(2025, 11, 19), OFF) == Span(date(2025, 11, 19), date(2025, 11, 24))
    assert span_of(_terms("a", 3, unit=DayUnit.CALENDAR), date(2025, 11, 19), OFF).last == date(2025, 11, 21)
    assert span_of(_terms("a", 1), date(2025, 11, 22), OFF).first == date(2025, 11, 24)


def test_a_step_may_not_begin_before_those_before_it_end() -> None:
    steps = [_terms("a", 3), _terms("b", 1, fixed=date(2025, 11, 5))]
    with pytest.raises(StepOrderError) as refused:
        spans(steps, date(2025, 11, 4), None, OFF)
    assert (refused.value.step, refused.value.before) == ("b", "06/11/2025")
    with pytest.raises(StepOverrunError):
        spans([_terms("a", 3)], date(2025, 11, 4), date(2025, 11, 5), OFF)


@given(
    first=st.dates(date(2024, 1, 1), date(2030, 12, 31)),
    lengths=st.lists(st.tuples(st.integers(1, 20), st.sampled_from(DayUnit)), min_size=1, max_size=6),
)
def test_steps_follow_each_other_and_last_as_long_as_they_are_to(first: date, lengths: list[tuple[int, DayUnit]]) -> None:
    steps = [_terms(str(number), days, unit=unit) for number, (days, unit) in enumerate(lengths)]
    found = list(spans(steps, first, None, OFF).values())
    assert all(before.last < after.first for before, after in pairwise(found))
    for span, (days, unit) in zip(found, lengths, strict=True):
        inside = [span.first + timedelta(days=number) for number in range((span.last - span.first).days + 1)]
        assert days == sum(unit is DayUnit.CALENDAR or OFF.is_working(day) for day in inside)


@pytest.mark.parametrize("kind", CampaignKind)
def test_every_number_of_days_says_what_it_rests_on(kind: CampaignKind) -> None:
    found: CampaignTemplate = steps_in(shipped_file(kind), kind)
    assert [step.code for step in found.steps if not step.basis.strip()] == []
    assert [step.code for step in found.steps if step.may_read_names] == ["posting"]
    assert {step.code for step in found.steps} >= {
        "call",
        "standard",
        "listing",
        "meeting",
        "posting",
        "complaints",
        "recognition",
    }


def test_the_periodic_review_fits_into_its_window() -> None:
    template = steps_in(shipped_file(CampaignKind.PERIODIC), CampaignKind.PERIODIC)
    terms = [Terms(each.code, each.title, each.days, each.unit, each.together, None, each.beyond) for each in template.steps]
    for year in range(2025, 2031):
        found = spans(terms, date(year, 9, 1), date(year, 12, 14), WorkingDays((HolidayRule(CalendarKind.SOLAR, 9, 2, 2),)))
        assert found["replies"].last <= date(year, 12, 14)
