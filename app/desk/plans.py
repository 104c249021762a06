"""The commune's plans."""

from uuid import UUID

from sqlalchemy.orm import Session

from app.accounts import Actor, Right
from app.desk.office import Office
from app.plans import Plan, PlanContent, add_plan, change_plan, remove_plan
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
    """Take one away. tag: as it was seen. Raises what `remove_plan` raises."""
    actor.must(Right.WRITE)
    remove_plan(session, office.clock, actor, plan_id, tag=tag)
