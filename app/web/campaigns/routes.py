"""*Đợt rà soát*: the list, one proposed and started, its steps, checklist and days, and how it is undone."""

from collections.abc import Callable
from datetime import date
from typing import Annotated, TypeVar
from uuid import UUID

from fastapi import APIRouter, Form, Response, UploadFile
from pydantic import ConfigDict, Field
from sqlalchemy.orm import Session

from app.accounts import Right
from app.bulletins import State, deciding_versions
from app.campaigns import (
    LARGEST,
    Campaign,
    CampaignFieldError,
    CampaignKind,
    Change,
    Late,
    Step,
    StepTemplate,
    Task,
    WantedDays,
    campaign,
    campaigns,
    is_own,
    late_steps,
    step_of,
    template_for,
)
from app.clock import local
from app.desk import campaigns as acts
from app.errors import AppError
from app.plans import plan, plans
from app.tags import Tag
from app.values import frozen
from app.web.campaigns.form import CampaignFields
from app.web.shared.asking import Page
from app.web.shared.faults import Fault
from app.web.shared.fields import Fields
from app.web.shared.marks import LOOK, SOUNDED, WAITING, Mark
from app.web.shared.pages import go
from app.web.shared.typed import day_in, number_in
from app.web.shared.visit import Visit, Visiting
from app.words import day_of_year, hour, moment, times_written, word
from app.zones import zones

router = APIRouter(prefix="/dot-ra-soat", route_class=Page)

_MOST_DAYS = 120
_Found = TypeVar("_Found")


@frozen
class StepLine:
    """A step as the page of its campaign shows it. drafts, waiting, approved: how many of its bulletins stand there."""

    step: Step
    mark: Mark
    state: str
    drafts: int
    waiting: int
    approved: int
    late: tuple[str, ...]


class DaysFields(Fields):
    """Other days of a step as they were typed. tag: of the campaign as it was seen."""

    model_config = ConfigDict(str_max_length=2000)

    first_date: str = ""
    days: str = ""
    basis: str = ""
    tag: str = Field(default="", max_length=200)
    act: str = ""

    def wanted(self) -> WantedDays:
        """What was typed. Raises `TypedDayError`, `TypedNumberError`."""
        days = number_in(self.days, "days", least=1, most=_MOST_DAYS)
        return WantedDays(day_in(self.first_date, "first_date"), days, " ".join(self.basis.split()) or None)


@router.get("")
def get_list(visit: Visiting) -> Response:
    """The campaigns, the newest first, and the plans that one may begin from."""
    return _list(visit)


def _list(visit: Visit, fault: Fault | None = None) -> Response:
    visit.must(Right.LOOK)
    today = local(visit.parts.clock.now()).date()
    found = campaigns(visit.session, visit.commune_id)
    late = late_steps(visit.session, visit.commune_id, today)
    values = {
        "lines": [(each, _now(each, today), sum(one.campaign_id == each.id for one in late)) for each in found],
        "plans": plans(visit.session, visit.commune_id)[:1],
        "day": day_of_year,
        "kinds": [
            (each.value, word("campaign", each.value), is_own(visit.session, visit.commune_id, each)) for each in CampaignKind
        ],
        "fault": fault,
    }
    return visit.page("campaigns/list.html", values)


@router.post("/mau/{kind}")
def post_steps(visit: Visiting, kind: CampaignKind, tep: UploadFile) -> Response:
    """Bring the edited steps of a kind."""

    def act(session: Session) -> None:
        data = tep.file.read(LARGEST + 1)
        acts.put_steps(visit.parts, session, visit.actor, kind, name=tep.filename or "", data=data)

    if fault := visit.refused(act):
        return _list(visit, fault)
    return go("/dot-ra-soat", done="da-ghi-mau")


@router.post("/mau/{kind}/bo")
def post_no_steps(visit: Visiting, kind: CampaignKind) -> Response:
    """Go back to the product's own steps."""
    with visit.parts.sessions.begin() as session:
        acts.drop_steps(visit.parts, session, visit.actor, kind)
    return go("/dot-ra-soat", done="da-ghi-mau")


@router.get("/moi")
def get_new(visit: Visiting, loai: str = "", ke_hoach: UUID | None = None) -> Response:
    """A campaign proposed, to be corrected."""
    visit.must(Right.WRITE)
    kind = CampaignKind(loai) if loai in set(CampaignKind) else None
    wanted = acts.propose(visit.parts, visit.session, visit.actor, kind, ke_hoach)
    return _form(visit, CampaignFields.of(wanted, _steps(visit, wanted.kind), ke_hoach))


@router.post("/moi")
def post_new(visit: Visiting, form: Annotated[CampaignFields, Form()]) -> Response:
    """Look at what would be made, or make it: all of it or nothing."""
    try:
        typed, form = form, _following(visit, form)
        wanted = form.wanted(_steps(visit, form.kind))
        if form.act != "lap" or form.meetings != typed.meetings:  # nobody has seen the days that follow
            looked = _writing(visit, lambda session: acts.try_out(visit.parts, session, visit.actor, wanted))
            return _form(visit, form, looked=looked, follows=form.meetings != typed.meetings)
        made = _writing(visit, lambda session: acts.make(visit.parts, session, visit.actor, wanted))
    except AppError as error:
        usual = error.name if isinstance(error, CampaignFieldError) else ""
        return _form(visit, form, fault=visit.fault(error, usual))
    return go(f"/dot-ra-soat/{made.id}", done="da-lap-dot")


@router.get("/{campaign_id}")
def get_one(visit: Visiting, campaign_id: UUID) -> Response:
    """A campaign: what is to be done next, its steps, who does what."""
    visit.must(Right.LOOK)
    found = campaign(visit.session, visit.commune_id, campaign_id)
    today = local(visit.parts.clock.now()).date()
    late = [each for each in late_steps(visit.session, visit.commune_id, today) if each.campaign_id == campaign_id]
    lines = _lines(visit, found, late)
    people: dict[str, list[tuple[Step, Task]]] = {}
    for step in found.steps:
        for task in step.tasks:
            people.setdefault(task.who, []).append((step, task))
    values = {
        "found": found,
        "lines": lines,
        "people": {who: sorted(own, key=lambda each: each[1].due) for who, own in people.items()},
        "late": [(each, acts.late_in_words(each), word("late_step_remedy", each.kind.value)) for each in late],
        "drafts": sum(each.drafts for each in lines),
        "waiting": sum(each.waiting for each in lines),
        "approved": sum(each.approved for each in lines),
        "today": today,
        "day": day_of_year,
        "hour": hour,
    }
    return visit.page("campaigns/one.html", values)


@router.get("/{campaign_id}/buoc/{code}")
def get_days(visit: Visiting, campaign_id: UUID, code: str) -> Response:
    """The days of a step, to be changed."""
    visit.must(Right.WRITE)
    found = campaign(visit.session, visit.commune_id, campaign_id)
    step = step_of(found, code)
    form = DaysFields(first_date=day_of_year(step.span.first), days=str(step.days), basis=step.basis, tag=str(found.tag))
    return _days(visit, found, step, form)


@router.post("/{campaign_id}/buoc/{code}")
def post_days(visit: Visiting, campaign_id: UUID, code: str, form: Annotated[DaysFields, Form()]) -> Response:
    """Look at what other days would move, or move it."""
    found = campaign(visit.session, visit.commune_id, campaign_id)
    step, do = step_of(found, code), acts.move_step if form.act == "doi" else acts.try_move
    try:
        wanted = form.wanted()
        if wanted.first_date == step.span.first:
            wanted = WantedDays(None, wanted.days, wanted.basis)
        tag = Tag(form.tag)
        change = _writing(visit, lambda session: do(visit.parts, session, visit.actor, campaign_id, code, wanted=wanted, tag=tag))
    except AppError as error:
        return _days(visit, found, step, form, fault=visit.fault(error))
    if form.act == "doi":
        return go(f"/dot-ra-soat/{campaign_id}", done="da-doi-ngay")
    return _days(visit, found, step, form, change=change)


@router.post("/{campaign_id}/viec/{task_id}")
def post_tick(visit: Visiting, campaign_id: UUID, task_id: UUID, *, xong: Annotated[bool, Form()]) -> Response:
    """Say that a line of the checklist is done, or is not."""
    _writing(visit, lambda session: acts.tick(visit.parts, session, visit.actor, campaign_id, task_id, is_done=xong))
    return go(f"/dot-ra-soat/{campaign_id}#viec")


@router.get("/{campaign_id}/hoan-tac")
def get_undo(visit: Visiting, campaign_id: UUID) -> Response:
    """What undoing comes to, before it is done."""
    visit.must(Right.SCHEDULE)
    return _undo(visit, campaign_id)


@router.post("/{campaign_id}/hoan-tac")
def post_undo(visit: Visiting, campaign_id: UUID, tag: Annotated[str, Form(max_length=200)]) -> Response:
    """Undo a campaign of which nothing was heard."""
    try:
        _writing(visit, lambda session: acts.undo(visit.parts, session, visit.actor, campaign_id, tag=Tag(tag)))
    except AppError as error:
        return _undo(visit, campaign_id, fault=visit.fault(error))
    return go("/dot-ra-soat", done="da-hoan-tac-dot")


def _writing(visit: Visit, act: Callable[[Session], _Found]) -> _Found:
    with visit.parts.sessions.begin() as session:
        return act(session)


def _undo(visit: Visit, campaign_id: UUID, *, fault: Fault | None = None) -> Response:
    found = campaign(visit.session, visit.commune_id, campaign_id)
    pieces = [piece for step in found.steps for piece in step.pieces]
    values = {"found": found, "bulletins": len(pieces), "slots": sum(len(each.slot_ids) for each in pieces), "fault": fault}
    return visit.page("campaigns/undo.html", values)


def _days(
    visit: Visit, found: Campaign, step: Step, form: DaysFields, *, change: Change | None = None, fault: Fault | None = None
) -> Response:
    values = {"found": found, "step": step, "form": form, "change": change, "fault": fault}
    values |= {"day": day_of_year, "moment": moment, "times_written": times_written}
    return visit.page("campaigns/days.html", values)


def _steps(visit: Visit, kind: CampaignKind) -> tuple[StepTemplate, ...]:
    return template_for(visit.session, visit.commune_id, kind).steps


def _following(visit: Visit, form: CampaignFields) -> CampaignFields:
    """The form, its meetings that nobody set on the days that its other fields give now."""
    found = acts.propose_meetings(visit.session, visit.actor, form.wanted(_steps(visit, form.kind)))
    return form.following({each.zone: local(each.at).date() for each in found})


def _form(
    visit: Visit, form: CampaignFields, *, looked: Campaign | None = None, fault: Fault | None = None, follows: bool = False
) -> Response:
    template = template_for(visit.session, visit.commune_id, form.kind)
    pieces = [piece for step in looked.steps for piece in step.pieces] if looked else []
    values = {
        "form": form,
        "kinds": [(each.value, word("campaign", each.value)) for each in CampaignKind],
        "kind": word("campaign", form.kind.value),
        "plan": plan(visit.session, visit.commune_id, form.plan) if form.plan else None,
        "window": template.window.basis,
        "steps": template.steps,
        "typed": form.steps,
        "naming": next((each for each in template.steps if each.may_read_names), None),
        "places": [each.path for each in zones(visit.session, visit.commune_id)],
        "looked": looked,
        "follows": follows,
        "bulletins": len(pieces),
        "slots": sum(len(each.slot_ids) for each in pieces),
        "tasks": sum(len(each.tasks) for each in looked.steps) if looked else 0,
        "day": day_of_year,
        "fault": fault,
    }
    return visit.page("campaigns/new.html", values)


def _lines(visit: Visit, found: Campaign, late: list[Late]) -> list[StepLine]:
    keys = {piece.bulletin_id for step in found.steps for piece in step.pieces}
    states = {key: each.state for key, each in deciding_versions(visit.session, visit.commune_id, keys).items()}
    today = local(visit.parts.clock.now()).date()

    def line(step: Step) -> StepLine:
        own = [states.get(piece.bulletin_id) for piece in step.pieces]
        said = tuple(acts.late_in_words(each) for each in late if each.step == step.title)
        over = step.is_over(today)
        mark = LOOK if said else SOUNDED if over else WAITING
        state = "late" if said else "over" if over else "now" if step.span.first <= today else "ahead"
        return StepLine(
            step=step,
            mark=mark,
            state=word("step_state", state),
            drafts=sum(each in {State.DRAFT, State.RETURNED} for each in own),
            waiting=own.count(State.SUBMITTED),
            approved=own.count(State.APPROVED),
            late=said,
        )

    return [line(step) for step in found.steps]


def _now(found: Campaign, today: date) -> str:
    return ", ".join(step.title for step in found.steps if step.times and step.span.first <= today <= step.span.last)
