"""Approvers are reminded over the channels that faults are sent by, at most once a day; a row among the faults is the queue."""

from datetime import datetime, timedelta
from typing import ClassVar

from sqlalchemy.orm import Session

from app.accounts import Actor, record_act
from app.clock import Clock
from app.db import of_commune
from app.errors import ConflictError
from app.faults.alarms import APPROVAL_WAITS, SETTLES
from app.faults.tables import FaultRow
from app.units import CommuneId, new_id
from app.values import frozen
from app.words import moment
from app.zones import hold_commune

AGAIN_AFTER = timedelta(hours=20)
"""Once in the morning of each day, also where the day before it was later."""


class RemindedAlreadyError(ConflictError):
    """Somebody reminded them lately. at: in words."""

    code: ClassVar[str] = "reminded_already"
    by: str
    at: str


@frozen
class Reminder:
    """Who reminded the approvers, and when."""

    by: str
    at: datetime

    def holds(self, now: datetime) -> bool:
        """Whether nobody may remind again yet: one of a clock that was ahead stops nobody for that long."""
        return abs(now - self.at) < AGAIN_AFTER


def remind(session: Session, clock: Clock, actor: Actor) -> Reminder:
    """Have the approvers told that bulletins wait. Raises `RemindedAlreadyError`."""
    hold_commune(session, actor.commune_id)  # of two at once the second finds that of the first
    now, last = clock.now(), last_reminder(session, actor.commune_id)
    if last is not None and last.holds(now):
        raise RemindedAlreadyError(by=last.by, at=moment(last.at))
    row = FaultRow(
        id=new_id(),
        commune_id=actor.commune_id,
        station_id=None,
        output="",
        code=APPROVAL_WAITS,
        since=now,
        seen_at=now,
        ended_at=now + SETTLES,  # what is shorter is not sent
        accepted_at=now,  # nothing is wrong: it is on no list of what is
        accepted_by=actor.name,
    )
    session.add(row)
    session.flush()
    record_act(session, now, actor, "remind", subject="approval", subject_id=row.id)
    return Reminder(actor.name, now)


def last_reminder(session: Session, commune_id: CommuneId) -> Reminder | None:
    """The last there was; None: there was none."""
    query = of_commune(FaultRow, commune_id).where(FaultRow.code == APPROVAL_WAITS).order_by(FaultRow.id.desc()).limit(1)
    row = session.scalar(query)
    return None if row is None else Reminder(row.accepted_by or "", row.since)
