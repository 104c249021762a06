"""*Bản tin mẫu*: what the library holds, a template with its fields, and a draft made of it."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request, Response

from app.accounts import Right
from app.bulletins import Theme
from app.clock import local
from app.desk import policies as acts
from app.errors import AppError
from app.policies import PolicyFieldError, PolicyTemplate, Standing, WantedDraft, script_of, template_of, templates, usual_days
from app.web.shared.asking import Page
from app.web.shared.faults import Fault
from app.web.shared.marks import LOOK, SOUNDED
from app.web.shared.pages import go
from app.web.shared.typed import day_in
from app.web.shared.visit import Visit, Visiting
from app.words import day_of_year
from app.zones import commune

router = APIRouter(prefix="/ban-tin-mau", route_class=Page)

_FIELD = "o-"
"""Begins the name of a control for a field of the template."""
_LONGEST = 2000


@router.get("")
def get_templates(visit: Visiting, chu_de: str = "") -> Response:
    """All templates, or those of a theme."""
    visit.must(Right.LOOK)
    today = local(visit.parts.clock.now()).date()
    theme = Theme(chu_de) if chu_de in set(Theme) else None
    found = [each for each in templates() if theme is None or each.theme is theme]
    values = {
        "lines": [(each, each.standing(today), SOUNDED if each.standing(today) is Standing.IN_FORCE else LOOK) for each in found],
        "theme": theme,
        "day": day_of_year,
    }
    return visit.page("policies/list.html", values)


@router.post("/thieu")
def post_missing(visit: Visiting, chu_de: Annotated[Theme, Form()]) -> Response:
    """Make the bulletin that a theme lacks, and open it."""
    with visit.parts.sessions.begin() as session:
        key = acts.draft_for(visit.parts, session, visit.actor, chu_de)
    return go(f"/ban-tin/{key.bulletin_id}", done="da-soan-tu-mau")


async def _typed(request: Request) -> dict[str, str]:
    """All that was typed, by the names of the controls."""
    return {name: value[:_LONGEST] for name, value in (await request.form()).items() if isinstance(value, str)}


@router.get("/{code}")
def get_template(visit: Visiting, code: str) -> Response:
    """A template: its words, its basis, and the fields to fill in."""
    visit.must(Right.LOOK)
    found = template_of(code)
    first, last = usual_days(found, local(visit.parts.clock.now()).date())
    return _page(visit, found, {"first": day_of_year(first), "last": day_of_year(last)})


@router.post("/{code}")
def post_draft(visit: Visiting, code: str, typed: Annotated[dict[str, str], Depends(_typed)]) -> Response:
    """Make a draft of it, and open that; what is not filled in stays open there."""
    found = template_of(code)
    try:
        values = {each.name: typed.get(_FIELD + each.name, "") for each in found.fields}
        first, last = (day_in(typed.get(name, ""), name) for name in ("first", "last"))
        with visit.parts.sessions.begin() as session:
            key = acts.draft(visit.parts, session, visit.actor, WantedDraft(code, values, first, last))
    except AppError as error:
        usual = _FIELD + error.name if isinstance(error, PolicyFieldError) else ""
        return _page(visit, found, typed, fault=visit.fault(error, usual))
    return go(f"/ban-tin/{key.bulletin_id}", done="da-soan-tu-mau")


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
