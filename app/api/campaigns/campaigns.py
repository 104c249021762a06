"""Campaigns: the review of poor households in steps, with their bulletins, slots, checklist and certificates."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response

from app.accounts import Right
from app.api.campaigns.campaign_forms import (
    CampaignAnswer,
    CampaignChangeAnswer,
    CampaignForm,
    CampaignProposalAnswer,
    CampaignsAnswer,
    CampaignSummaryAnswer,
    CampaignTemplateAnswer,
    CampaignTemplatesAnswer,
    CampaignUndoneAnswer,
    ProposalForm,
    StepDaysForm,
    TickForm,
)
from app.api.shared.answers import file_of
from app.api.shared.conditional import RequiredTag, tell
from app.api.shared.printed import page_to_print
from app.api.shared.uploads import described, one_file
from app.campaigns import LARGEST, CampaignKind, campaign, campaigns, steps_file, template_for, usual_first
from app.clock import local
from app.desk import campaigns as acts
from app.desk.recordings import Upload
from app.desk.reporting import template_of as letter_template
from app.edge import AskedFirst, Looking, Parts, ReadSession, SignedIn, WriteSession
from app.reports import Letter, certificate_docx, certificate_page

router = APIRouter(prefix="/campaigns", tags=["campaigns"], route_class=AskedFirst)

_TOML = "application/toml"
_FILE = described("Tệp .toml các bước đã sửa, tối đa 200 kB.", "cac-buoc-periodic.toml")
Sent = Annotated[Upload, Depends(one_file(Right.COMMUNE))]
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@router.get("")
def get_campaigns(actor: Looking, session: ReadSession) -> CampaignsAnswer:
    """Those that were not undone, the newest first."""
    return CampaignsAnswer(items=[CampaignSummaryAnswer.summary_of(each) for each in campaigns(session, actor.commune_id)])


@router.get("/templates")
def get_templates(parts: Parts, actor: Looking, session: ReadSession) -> CampaignTemplatesAnswer:
    """The kinds, with their steps, days, words and checklists as they are unless they are set otherwise."""
    today = local(parts.clock.now()).date()
    found = {kind: template_for(session, actor.commune_id, kind) for kind in CampaignKind}
    return CampaignTemplatesAnswer(
        items=[CampaignTemplateAnswer.of(kind, each, usual_first(each.window, today)) for kind, each in found.items()]
    )


@router.get("/templates/{kind}", response_class=Response, responses=file_of(_TOML))
def get_steps(actor: Looking, session: ReadSession, kind: CampaignKind) -> Response:
    """The file of the steps of a kind, to be edited: the commune's own, or the product's."""
    headers = {"Content-Disposition": f'attachment; filename="cac-buoc-{kind.value}.toml"'}
    return Response(steps_file(session, actor.commune_id, kind), media_type=_TOML, headers=headers)


@router.put("/templates/{kind}", status_code=204, openapi_extra=_FILE)
def put_steps(parts: Parts, actor: SignedIn, session: WriteSession, kind: CampaignKind, file: Sent) -> None:
    """Bring an edited file: it is tried as a whole first, and what it cannot have is told with its place."""
    acts.put_steps(parts, session, actor, kind, name=file.file_name, data=file.file.read(LARGEST + 1))


@router.delete("/templates/{kind}", status_code=204)
def delete_steps(parts: Parts, actor: SignedIn, session: WriteSession, kind: CampaignKind) -> None:
    """Go back to the product's own steps."""
    acts.drop_steps(parts, session, actor, kind)


@router.post("/proposals")
def post_proposal(parts: Parts, actor: SignedIn, session: WriteSession, form: ProposalForm) -> CampaignProposalAnswer:
    """A campaign to begin from: its usual days, the villages with an evening each, and what a plan says; nothing is kept."""
    return CampaignProposalAnswer.of(acts.propose(parts, session, actor, form.kind, form.plan_id))


@router.post("/preview")
def post_preview(parts: Parts, actor: SignedIn, session: WriteSession, form: CampaignForm) -> CampaignAnswer:
    """A campaign before it is made: all days and words, refused as it would be; nothing is kept, and the ids are nobody's."""
    return CampaignAnswer.of(acts.try_out(parts, session, actor, form.wanted()))


@router.post("", status_code=201)
def post_campaign(parts: Parts, actor: SignedIn, session: WriteSession, form: CampaignForm, response: Response) -> CampaignAnswer:
    """Make a campaign: a draft bulletin and its slots for each step, and a checklist; all of it or nothing."""
    made = acts.make(parts, session, actor, form.wanted())
    response.headers["Location"] = f"/api/v1/campaigns/{made.id}"
    tell(response, made.tag)
    return CampaignAnswer.of(made)


@router.get("/{campaign_id}")
def get_campaign(actor: Looking, session: ReadSession, campaign_id: UUID, response: Response) -> CampaignAnswer:
    """One campaign, also one that was undone; its `ETag` is what a change names."""
    found = campaign(session, actor.commune_id, campaign_id)
    tell(response, found.tag)
    return CampaignAnswer.of(found)


@router.post("/{campaign_id}/steps/{code}/move")
def post_move(
    parts: Parts,
    actor: SignedIn,
    session: WriteSession,
    campaign_id: UUID,
    code: str,
    form: StepDaysForm,
    tag: RequiredTag,
    response: Response,
) -> CampaignChangeAnswer:
    """Give a step other days; the steps after it follow, and what was on the air already stays as it was."""
    change = acts.move_step(parts, session, actor, campaign_id, code, wanted=form.wanted(), tag=tag)
    tell(response, change.campaign.tag)
    return CampaignChangeAnswer.of(change)


@router.post("/{campaign_id}/steps/{code}/move/preview")
def post_move_preview(
    parts: Parts, actor: SignedIn, session: WriteSession, campaign_id: UUID, code: str, form: StepDaysForm, tag: RequiredTag
) -> CampaignChangeAnswer:
    """What other days of a step would change, and what was on the air already; nothing is kept."""
    return CampaignChangeAnswer.of(acts.try_move(parts, session, actor, campaign_id, code, wanted=form.wanted(), tag=tag))


@router.post("/{campaign_id}/tasks/{task_id}")
def post_tick(
    parts: Parts, actor: SignedIn, session: WriteSession, campaign_id: UUID, task_id: UUID, form: TickForm
) -> CampaignAnswer:
    """Say that a line of the checklist is done, or is not."""
    return CampaignAnswer.of(acts.tick(parts, session, actor, campaign_id, task_id, is_done=form.done))


@router.delete("/{campaign_id}")
def delete_campaign(
    parts: Parts, actor: SignedIn, session: WriteSession, campaign_id: UUID, tag: RequiredTag
) -> CampaignUndoneAnswer:
    """Undo a campaign of which nothing was on the air: its slots go, its bulletins stay in the library."""
    return CampaignUndoneAnswer(bulletins=list(acts.undo(parts, session, actor, campaign_id, tag=tag)))


@router.get("/{campaign_id}/steps/{code}/certificate", response_class=Response, responses=file_of("text/html", _DOCX))
def get_certificate(
    parts: Parts,
    actor: SignedIn,
    session: WriteSession,
    campaign_id: UUID,
    code: str,
    form: Annotated[Literal["html", "docx"], Query(alias="format")] = "html",
) -> Response:
    """When, where and how often the bulletins of a step were heard, counted from the stations' logs: to print and sign."""
    found = acts.take_certificate(parts, session, actor, campaign_id, code, form=form)
    name = f"giay-xac-nhan-{found.step.code}-{found.step.span.first}.{form}"
    if form == "html":
        return page_to_print(certificate_page(found), name)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(
        certificate_docx(found, letter_template(session, actor, Letter.CERTIFICATE)), media_type=_DOCX, headers=headers
    )
