"""Plans: what the commune will tell its people in a year; and what the text of a plan proposes."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from app.api.plans.plan_forms import PlanAnswer, PlanForm, PlansAnswer, PlanTextForm, ProposalAnswer
from app.api.shared.conditional import RequiredTag, tell
from app.desk import plans as acts
from app.edge import AskedFirst, Looking, Parts, ReadSession, SignedIn, WriteSession
from app.plans import Plan, plan, plans, propose, removed_plans, villages_in
from app.zones import village_names

router = APIRouter(prefix="/plans", tags=["campaigns"], route_class=AskedFirst)


@router.get("")
def get_plans(
    actor: Looking,
    session: ReadSession,
    *,
    removed: Annotated[bool, Query(description="Những kế hoạch đã bỏ, bỏ sau cùng ở trước.")] = False,
) -> PlansAnswer:
    """All plans of the commune, the latest year first; or those that were taken away."""
    found = removed_plans(session, actor.commune_id) if removed else plans(session, actor.commune_id)
    return PlansAnswer(items=[PlanAnswer.of(each) for each in found])


@router.post("/proposals")
def post_proposal(actor: Looking, session: ReadSession, form: PlanTextForm) -> ProposalAnswer:
    """What the text of a plan says, by its headings, with the lines of each thing. Nothing is kept, and nothing is made up."""
    lines = form.text.split("\n")
    return ProposalAnswer.of(propose(lines, form.year), villages_in(lines, village_names(session, actor.commune_id)))


@router.post("", status_code=201)
def post_plan(parts: Parts, actor: SignedIn, session: WriteSession, form: PlanForm, response: Response) -> PlanAnswer:
    """Enter a plan; a year has one."""
    made = acts.add(parts, session, actor, form.content(session, actor))
    response.headers["Location"] = f"/api/v1/plans/{made.id}"
    return _answer(made, response)


@router.get("/{plan_id}")
def get_plan(actor: Looking, session: ReadSession, plan_id: UUID, response: Response) -> PlanAnswer:
    """One plan; its `ETag` is what a change names."""
    return _answer(plan(session, actor.commune_id, plan_id), response)


@router.put("/{plan_id}")
def put_plan(
    parts: Parts, actor: SignedIn, session: WriteSession, plan_id: UUID, form: PlanForm, tag: RequiredTag, response: Response
) -> PlanAnswer:
    """Write a plan anew."""
    return _answer(acts.change(parts, session, actor, plan_id, wanted=form.content(session, actor), tag=tag), response)


@router.delete("/{plan_id}", status_code=204)
def delete_plan(parts: Parts, actor: SignedIn, session: WriteSession, plan_id: UUID, tag: RequiredTag) -> None:
    """Take a plan away; it can be brought back."""
    acts.remove(parts, session, actor, plan_id, tag=tag)


@router.post("/{plan_id}/restore")
def post_restore(parts: Parts, actor: SignedIn, session: WriteSession, plan_id: UUID, response: Response) -> PlanAnswer:
    """Bring back a plan that was taken away, unless its year has another by now."""
    return _answer(acts.restore(parts, session, actor, plan_id), response)


def _answer(found: Plan, response: Response) -> PlanAnswer:
    tell(response, found.tag)
    return PlanAnswer.of(found)
