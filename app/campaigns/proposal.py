"""A campaign proposed: from the plan of the year as far as it says, from the tree of zones and the usual days else."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from sqlalchemy.orm import Session

from app.campaigns.days import spans
from app.campaigns.model import CampaignKind, Meeting, Span, StepChoice, Wanted
from app.campaigns.own_steps import template_for
from app.campaigns.step_templates import terms_of, usual_first
from app.clock import COMMUNE_ZONE, Clock, local
from app.names import fold
from app.plans import PlanContent
from app.playout import QuietHours
from app.timetable import regulation, working_days
from app.units import CommuneId
from app.words import day_of_year
from app.zones import Level, zones

_EVENING = time(19, 30)
_SHORTEST = timedelta(minutes=15)
_SOON = timedelta(days=60)
_NAMED = {
    CampaignKind.PERIODIC: re.compile(r"ra soat[^.;\n]{0,80}dinh ky|dinh ky[^.;\n]{0,20}ra soat"),
    CampaignKind.REGULAR: re.compile(r"ra soat[^.;\n]{0,80}thuong xuyen|thuong xuyen[^.;\n]{0,20}ra soat"),
}
"""How a plan names each, without accents."""


def proposed(
    session: Session, clock: Clock, commune_id: CommuneId, kind: CampaignKind | None = None, plan: PlanContent | None = None
) -> Wanted:
    """What an officer begins from; whatever nobody can know is empty.

    kind: None: the review that the plan names, if it names one of them alone; else the periodic one where it is on soon or the
    plan is of a year to come, and the regular one at other times. plan: its number is the basis of the days that the commune sets
    by itself, its first office the officer, its villages those that hear it; one of a year to come dates the first day.
    """
    today = local(clock.now()).date()
    is_ahead = plan is not None and plan.year > today.year
    day = date(plan.year, 1, 1) if plan is not None and is_ahead else today
    periodic = template_for(session, commune_id, CampaignKind.PERIODIC)
    is_soon = is_ahead or usual_first(periodic.window, today) - today <= _SOON
    kind = kind or _kind_in(plan) or (CampaignKind.PERIODIC if is_soon else CampaignKind.REGULAR)
    template = template_for(session, commune_id, kind)
    first = usual_first(template.window, day)
    basis = _basis(plan)
    quiet = regulation(session, commune_id).quiet_hours
    wanted = Wanted(
        kind=kind,
        first_date=first,
        officer=plan.officers[0] if plan is not None and plan.officers else "",
        hotline="",
        place="",
        meetings=[],
        zones=[each.path for each in plan.zones] if plan is not None else [],
        steps={
            each.code: StepChoice(basis=basis if basis and each.own_days else None, times=_heard(each.times, first, quiet))
            for each in template.steps
        },
    )
    return replace(wanted, meetings=meetings_proposed(session, commune_id, wanted))


def meetings_proposed(session: Session, commune_id: CommuneId, wanted: Wanted) -> list[Meeting]:
    """When each village would meet, by the days of what is wanted. Raises `StepOrderError`."""
    steps = template_for(session, commune_id, wanted.kind).steps
    terms = [terms_of(each, wanted.choice(each.code)) for each in steps]
    found = spans(terms, wanted.first_date, None, working_days(session, commune_id))
    of_villages = next((found[each.code] for each in steps if each.by_village), None)
    return [] if of_villages is None else _meetings(session, commune_id, of_villages)


def _heard(times: Sequence[time], day: date, quiet: QuietHours) -> list[time] | None:
    """The usual hours that the commune's regulation lets be heard; None where that is all of them, or none."""
    left = [each for each in times if not quiet.touch(datetime.combine(day, each, COMMUNE_ZONE), _SHORTEST)]
    return left if left and len(left) < len(times) else None


def _kind_in(plan: PlanContent | None) -> CampaignKind | None:
    """The review that a plan speaks of, where it speaks of one kind alone."""
    if plan is None:
        return None
    said = fold("\n".join([plan.title, plan.goals, *(each.title for each in plan.tasks)]))
    found = [kind for kind, named in _NAMED.items() if named.search(said)]
    return found[0] if len(found) == 1 else None


def _basis(plan: PlanContent | None) -> str:
    if plan is None or not plan.number:
        return ""
    return f"Kế hoạch {plan.number}" + (f" ngày {day_of_year(plan.dated)}" if plan.dated is not None else "")


def _meetings(session: Session, commune_id: CommuneId, span: Span) -> list[Meeting]:
    """Each village on an evening of its own as long as there are days, then over again."""
    villages = [each for each in zones(session, commune_id) if each.level is Level.VILLAGE]
    days = (span.last - span.first).days + 1
    return [
        Meeting(
            each.path,
            datetime.combine(span.first + timedelta(days=number % days), _EVENING, COMMUNE_ZONE),
            f"nhà văn hóa {each.name}",
        )
        for number, each in enumerate(villages)
    ]
