"""An actor's act, kept in the audit chain."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.accounts.actor import Actor
from app.audit import Happening, record


def record_act(
    session: Session,
    now: datetime,
    actor: Actor,
    act: str,
    *,
    subject: str,
    subject_id: UUID | str,
    **facts: str | int | bool | None,
) -> None:
    """Keep that `actor` did `act` (a verb) to the thing of kind `subject`; never give a secret as a fact."""
    happening = Happening(
        at=now,
        actor_kind=actor.kind.value,
        actor_id=actor.person_id,
        actor_name=actor.name,
        act=act,
        subject=subject,
        subject_id=str(subject_id),
        facts=facts,
    )
    record(session, actor.commune_id, happening)
