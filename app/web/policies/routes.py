"""*Bản tin mẫu*: what the library holds, which documents hold no more, a template with its fields, and a draft made of it."""

from collections.abc import Mapping
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request, Response
from pydantic import Field

from app.accounts import Right
from app.bulletins import Theme
from app.clock import local
from app.desk import policies as acts
from app.errors import AppError
from app.policies import (
    PolicyFieldError,
    PolicyTemplate,
    Standing,
    WantedDraft,
    WantedEnd,
    as_known,
    ended_documents,
    known_documents,
    script_of,
    template_of,
    templates_of,
    usual_days,
)
from app.web.shared.asking import Page
from app.web.shared.faults import Fault
from app.web.shared.fields import Fields
from app.web.shared.marks import LOOK, SOUNDED
from app.web.shared.pages import go
from app.web.shared.typed import TypedDayError, day_in
from app.web.shared.visit import Visit, Visiting
from app.words import day_of_year
from app.zones import commune

_PLACE = "/ban-tin-mau"
router = APIRouter(prefix=_PLACE, route_class=Page)

_FIELD = "o-"
"""Begins the name of a control for a field of the template."""
_LONGEST = 2000
_YEARS = range(1945, 2200)


class EndFields(Fields):
    """That a document holds no more, as it was typed."""

    number: str = Field(default="", max_length=100)
    ended_on: str = Field(default="", max_length=40)
    successor: str = Field(default="", max_length=100)

    def wanted(self) -> WantedEnd:
        """What is entered. Raises `TypedDayError`."""
        day = day_in(self.ended_on, "ended_on")
        if day is None or day.year not in _YEARS:
            raise TypedDayError(typed=self.ended_on, name="ended_on")
        return WantedEnd(self.number, day, self.successor)


@router.get("")
def get_templates(visit: Visiting, chu_de: str = "") -> Response:
    """All templates, or those of a theme."""
    visit.must(Right.LOOK)
    return _list(visit, Theme(chu_de) if chu_de in set(Theme) else None)


@router.post("")
def post_end(visit: Visiting, form: Annotated[EndFields, Form()]) -> Response:
    """Enter that a document holds no more."""
    if fault := visit.refused(lambda session: acts.enter_end(visit.parts, session, visit.actor, form.wanted()), "ended_on"):
        visit.must(Right.LOOK)
        return _list(visit, None, form=form, fault=fault)
    return go(_PLACE, done="da-luu-cai-dat")


@router.post("/van-ban/{ended_id}/bo")
def post_end_away(visit: Visiting, ended_id: UUID) -> Response:
    """Take back what was entered by mistake."""
    with visit.parts.sessions.begin() as session:
        acts.take_back(visit.parts, session, visit.actor, ended_id)
    return go(_PLACE, done="da-bo-dong")


@router.post("/thieu")
def post_missing(visit: Visiting, chu_de: Annotated[Theme, Form()]) -> Response:
    """Make the bulletin that a theme lacks, and open it."""
    with visit.parts.sessions.begin() as session:
        key = acts.draft_for(visit.parts, session, visit.actor, chu_de)
    return go(f"/ban-tin/{key.bulletin_id}", done="da-soan-tu-mau")


async def _typed(request: Request) -> dict[str, str]:
    """All that was typed, by the names of the controls."""
    async with request.form() as given:
        return {name: value[:_LONGEST] for name, value in given.items() if isinstance(value, str)}


@router.get("/{code}")
def get_template(visit: Visiting, code: str) -> Response:
    """A template: its words, its basis, and the fields to fill in."""
    visit.must(Right.LOOK)
    found = _template(visit, code)
    first, last = usual_days(found, local(visit.parts.clock.now()).date())
    return _page(visit, found, {"first": day_of_year(first), "last": day_of_year(last)})


@router.post("/{code}")
def post_draft(visit: Visiting, code: str, typed: Annotated[dict[str, str], Depends(_typed)]) -> Response:
    """Make a draft of it, and open that; what is not filled in stays open there."""
    found = _template(visit, code)
    try:
        values = {each.name: typed.get(_FIELD + each.name, "") for each in found.fields}
        first, last = (day_in(typed.get(name, ""), name) for name in ("first", "last"))
        with visit.parts.sessions.begin() as session:
            key = acts.draft(visit.parts, session, visit.actor, WantedDraft(code, values, first, last))
    except AppError as error:
        usual = _FIELD + error.name if isinstance(error, PolicyFieldError) else ""
        return _page(visit, found, typed, fault=visit.fault(error, usual))
    return go(f"/ban-tin/{key.bulletin_id}", done="da-soan-tu-mau")


def _template(visit: Visit, code: str) -> PolicyTemplate:
    return as_known(template_of(code), known_documents(visit.session, visit.commune_id))


def _list(visit: Visit, theme: Theme | None, *, form: EndFields | None = None, fault: Fault | None = None) -> Response:
    today = local(visit.parts.clock.now()).date()
    found = [each for each in templates_of(visit.session, visit.commune_id) if theme is None or each.theme is theme]
    values = {
        "lines": [(each, each.standing(today), SOUNDED if each.standing(today) is Standing.IN_FORCE else LOOK) for each in found],
        "theme": theme,
        "ended": ended_documents(visit.session, visit.commune_id),
        "may_settle": visit.actor.may(Right.COMMUNE),
        "form": form or EndFields(),
        "fault": fault,
        "day": day_of_year,
    }
    return visit.page("policies/list.html", values)


def _page(visit: Visit, found: PolicyTemplate, typed: Mapping[str, str], *, fault: Fault | None = None) -> Response:
    today = local(visit.parts.clock.now()).date()
    standing = found.standing(today)
    values = {
        "found": found,
        "standing": standing,
        "mark": SOUNDED if standing is Standing.IN_FORCE else LOOK,
        "paragraphs": script_of(found, commune(visit.session, visit.commune_id).name, {}).split("\n\n"),
        "fields": [(each, _FIELD + each.name, typed.get(_FIELD + each.name, "")) for each in found.fields],
        "typed": typed,
        "lapsed": [acts.document_in_words(each, today) for each in found.documents],
        "day": day_of_year,
        "fault": fault,
    }
    return visit.page("policies/one.html", values)
