"""The commune's plans."""

from uuid import UUID

from sqlalchemy.orm import Session

from app.accounts import Actor, Right
from app.clock import local
from app.desk.office import Office
from app.plans import Plan, PlanContent, PlanHeardError, add_plan, change_plan, plan, remove_plan, restore_plan
from app.reports import rows_of
from app.tags import Tag


def add(office: Office, session: Session, actor: Actor, wanted: PlanContent) -> Plan:
    """Enter one. Raises what `add_plan` raises."""
    actor.must(Right.WRITE)
    return add_plan(session, office.clock, actor, wanted)


def change(office: Office, session: Session, actor: Actor, plan_id: UUID, *, wanted: PlanContent, tag: Tag) -> Plan:
    """Write one anew. tag: as it was seen. Raises what `change_plan` raises."""
    actor.must(Right.WRITE)
    return change_plan(session, office.clock, actor, plan_id, wanted=wanted, tag=tag)


def remove(office: Office, session: Session, actor: Actor, plan_id: UUID, *, tag: Tag) -> None:
    """Take one away for which nothing was aired yet. tag: as it was seen. Raises `PlanHeardError`, and as `remove_plan`."""
    actor.must(Right.WRITE)
    found = plan(session, actor.commune_id, plan_id)
    heard = [each for each in rows_of(session, actor.commune_id, plan_id) if local(each.at).date() >= found.stands_since]
    if heard:
        raise PlanHeardError(year=found.content.year, count=len(heard))
    remove_plan(session, office.clock, actor, plan_id, tag=tag)


def restore(office: Office, session: Session, actor: Actor, plan_id: UUID) -> Plan:
    """Bring one back that was taken away. Raises as `restore_plan`."""
    actor.must(Right.WRITE)
    return restore_plan(session, office.clock, actor, plan_id)
