"""When the commune reports on its plan, what is to be done for it now, and the templates its letters are written by."""

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from app import plans
from app.accounts import Actor, Right, record_act
from app.clock import local
from app.desk.office import Office
from app.documents import LARGEST_TEMPLATE, check_template
from app.plans import Deadline, Period, Reminder, Reporting
from app.reports import Lacks, Letter, lacking
from app.tags import Tag
from app.values import frozen


@frozen
class Asked:
    """What a plan asks for now: reports, what falls short since last month, or is due within a week."""

    reports: tuple[Reminder, ...]
    lacks: Lacks


def asked(office: Office, session: Session, actor: Actor) -> Asked:
    """What is to be done for the plan of this year."""
    actor.must(Right.LOOK)
    now = office.clock.now()
    reports = tuple(plans.reminders(session, actor.commune_id, local(now).date()))
    return Asked(reports, lacking(session, now, actor.commune_id))


def set_deadlines(
    office: Office, session: Session, actor: Actor, deadlines: list[Deadline], *, remind_days: int, tag: Tag
) -> Reporting:
    """Set when reports are due. Raises `DeadlineError`, `StaleError`."""
    actor.must(Right.COMMUNE)
    return plans.set_reporting(session, office.clock, actor, deadlines=deadlines, remind_days=remind_days, tag=tag)


def mark_sent(office: Office, session: Session, actor: Actor, due: date) -> Reporting:
    """Say that a report was sent. Raises `DeadlineError`."""
    actor.must(Right.WRITE)
    return plans.mark_sent(session, office.clock, actor, due)


def take_out(office: Office, session: Session, actor: Actor, plan_id: UUID, period: Period, *, form: str) -> None:
    """Put on record that a plan's report was taken out; once it is made, since nobody else writes meanwhile.

    Raises `NotFoundError`.
    """
    actor.must(Right.LOOK)
    title = plans.plan(session, actor.commune_id, plan_id).content.title
    facts = {"title": title, "period": period.value, "form": form}
    record_act(session, office.clock.now(), actor, "take_out", subject="plan_report", subject_id=plan_id, **facts)


def template_of(session: Session, actor: Actor, letter: Letter) -> bytes:
    """The template that a letter is written by: the office's, or the product's own."""
    actor.must(Right.LOOK)
    return plans.template_file(session, actor.commune_id, letter.value) or letter.own


def put_template(office: Office, session: Session, actor: Actor, letter: Letter, *, name: str, data: bytes) -> None:
    """Let a Word file be the template, once it was tried. Raises `BadDocumentError`, `TemplatePlaceError`."""
    actor.must(Right.COMMUNE)
    check_template(data[: LARGEST_TEMPLATE + 1], name, known=letter.known)
    plans.put_template(session, office.clock, actor, letter.value, name=name, data=data)


def drop_template(office: Office, session: Session, actor: Actor, letter: Letter) -> None:
    """Go back to the product's own. Raises `NotFoundError`."""
    actor.must(Right.COMMUNE)
    plans.drop_template(session, office.clock, actor, letter.value)
