"""Campaigns: looked at before they are made, made, moved, ticked off, undone; and what was heard of them, on paper."""

from uuid import UUID

from sqlalchemy.orm import Session

from app import campaigns
from app.accounts import Actor, Right, record_act
from app.campaigns import Campaign, CampaignKind, Change, Late, Meeting, Wanted, WantedDays
from app.desk.following import expand_and_replan
from app.desk.office import Office
from app.plans import plan
from app.reports import Certificate, certificate
from app.tags import Tag
from app.units import BulletinId
from app.words import word


def try_out(office: Office, session: Session, actor: Actor, wanted: Wanted) -> Campaign:
    """A campaign before it is made; nothing is kept. Raises what `app.campaigns.make` raises."""
    actor.must(Right.LOOK)
    return campaigns.preview(session, office.clock, actor, wanted)


def make(office: Office, session: Session, actor: Actor, wanted: Wanted) -> Campaign:
    """Make a campaign, all of it or nothing. Raises what `app.campaigns.make` raises."""
    actor.must(Right.SCHEDULE)
    actor.must(Right.WRITE)
    made = campaigns.make(session, office.clock, actor, wanted)
    expand_and_replan(office, session, actor.commune_id)
    return made


def move_step(
    office: Office, session: Session, actor: Actor, campaign_id: UUID, code: str, *, wanted: WantedDays, tag: Tag
) -> Change:
    """Give a step other days; what follows goes with it. Raises what `app.campaigns.move_step` raises."""
    actor.must(Right.SCHEDULE)
    actor.must(Right.WRITE)
    change = campaigns.move_step(session, office.clock, actor, campaign_id, code, wanted=wanted, tag=tag)
    expand_and_replan(office, session, actor.commune_id)
    return change


def try_move(
    office: Office, session: Session, actor: Actor, campaign_id: UUID, code: str, *, wanted: WantedDays, tag: Tag
) -> Change:
    """What other days of a step would change; nothing is kept. Raises what `app.campaigns.move_step` raises."""
    actor.must(Right.LOOK)
    return campaigns.preview_move(session, office.clock, actor, campaign_id, code, wanted=wanted, tag=tag)


def propose(office: Office, session: Session, actor: Actor, kind: CampaignKind | None, plan_id: UUID | None) -> Wanted:
    """A campaign to begin from, of the plan of a year if one is named. Raises `NotFoundError`."""
    actor.must(Right.LOOK)
    content = plan(session, actor.commune_id, plan_id).content if plan_id is not None else None
    return campaigns.proposed(session, office.clock, actor.commune_id, kind, content)


def propose_meetings(session: Session, actor: Actor, wanted: Wanted) -> list[Meeting]:
    """When each village would meet, by the days of what is wanted. Raises `StepOrderError`."""
    actor.must(Right.LOOK)
    return campaigns.meetings_proposed(session, actor.commune_id, wanted)


def put_steps(office: Office, session: Session, actor: Actor, kind: CampaignKind, *, name: str, data: bytes) -> None:
    """Let an edited file be the steps of a kind. Raises `StepsFileError`."""
    actor.must(Right.COMMUNE)
    campaigns.put_steps(session, office.clock, actor, kind, name=name, data=data)


def drop_steps(office: Office, session: Session, actor: Actor, kind: CampaignKind) -> None:
    """Go back to the product's own steps. Raises `NotFoundError`."""
    actor.must(Right.COMMUNE)
    campaigns.drop_steps(session, office.clock, actor, kind)


def tick(office: Office, session: Session, actor: Actor, campaign_id: UUID, task_id: UUID, *, is_done: bool) -> Campaign:
    """Say that a line of the checklist is done, or is not. Raises `NotFoundError`."""
    actor.must(Right.WRITE)
    return campaigns.tick(session, office.clock, actor, campaign_id, task_id, is_done=is_done)


def undo(office: Office, session: Session, actor: Actor, campaign_id: UUID, *, tag: Tag) -> tuple[BulletinId, ...]:
    """Take a campaign back of which nothing was heard. Raises what `app.campaigns.undo` raises."""
    actor.must(Right.SCHEDULE)
    kept = campaigns.undo(session, office.clock, actor, campaign_id, tag=tag)
    expand_and_replan(office, session, actor.commune_id)
    return kept


def take_certificate(office: Office, session: Session, actor: Actor, campaign_id: UUID, code: str, *, form: str) -> Certificate:
    """What was heard of a step, for a file of kind `form`. Raises `NotFoundError`."""
    actor.must(Right.LOOK)
    now = office.clock.now()
    found = certificate(session, now, actor.commune_id, campaign_id, code)
    facts = {"title": found.campaign.title, "step": found.step.title, "form": form, "sha256": found.sha256}
    record_act(session, now, actor, "take_out", subject="campaign_certificate", subject_id=campaign_id, **facts)
    return found


def late_in_words(late: Late) -> str:
    """What is late, in a sentence without its end."""
    return word("late_step", late.kind.value).format(step=late.step, count=late.count)
