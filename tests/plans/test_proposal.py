"""What is read out of a plan's text: what stands there, with its lines, and nothing else."""

import re

import pytest

from app.plans import Lines, propose
from app.plans.errors import PlanHeadingsError, PlanTextEmptyError, PlanTextLongError
from tests.plans.forms import FORMS, Form


def _flat(text: str) -> str:
    return " ".join(re.sub(r"[\t|]", " ", text).split())


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_a_plan_is_read_by_its_headings(form: Form) -> None:
    found = propose(form.text.split("\n"))
    assert (found.number, found.year) == (form.number, form.year)
    assert {each.theme for each in found.themes} == form.themes
    assert {each.channel for each in found.channels} == form.channels
    titles = [each.title for each in found.tasks]
    places = [next((at for at, title in enumerate(titles) if words in title), None) for words in form.tasks]
    assert None not in places, titles
    assert places == sorted(places, key=lambda at: at or 0)


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_everything_stands_on_the_lines_it_names(form: Form) -> None:
    lines = form.text.split("\n")
    found = propose(lines)
    named: list[tuple[str, Lines | None]] = [(each.title, each.lines) for each in found.themes]
    named += [(each.title, each.lines) for each in found.channels]
    named += [(each.title, each.lines) for each in found.tasks]
    for title, place in [*named, *found.officers, *found.bodies, *found.legal_basis]:
        assert place is not None
        assert 1 <= place[0] <= place[1] <= len(lines)
        assert _flat(title) in _flat(" ".join(lines[place[0] - 1 : place[1]]))


def test_who_sees_to_it_and_who_helps() -> None:
    found = propose(FORMS["roman and dashes"].text.split("\n"))
    assert found.officers == (("Công chức văn hóa – xã hội", (18, 18)),)
    assert found.bodies == (("Mặt trận Tổ quốc xã", (19, 19)),)
    assert found.dated is not None
    assert found.dated.isoformat() == "2025-01-15"
    assert found.doubts == ()


def test_days_that_contradict_each_other_are_left_to_the_officer() -> None:
    text = FORMS["roman and dashes"].text
    later = propose(text.replace("15 tháng 01 năm 2025", "15 tháng 01 năm 2026").split("\n"))
    assert (later.dated, later.doubts) == (None, ("dates",))
    several = propose(text.replace("thông tin năm 2025", "thông tin năm 2025, năm 2026").split("\n"))
    assert (several.year, several.doubts) == (None, ("years",))


def test_what_is_no_plan_is_refused_with_a_reason() -> None:
    with pytest.raises(PlanTextEmptyError):
        propose(["", " 1 ", "--"])
    with pytest.raises(PlanHeadingsError):
        propose(["Kính mời bà con họp thôn.", "Xin cảm ơn."])
    with pytest.raises(PlanTextLongError):
        propose([f"{number}\tNguyễn Văn A\thộ nghèo" for number in range(5000)])
