"""What is late in the campaigns of a commune: a problem of today, until somebody has done it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy.orm import Session

from app.bulletins import State, deciding_versions
from app.campaigns.model import Campaign, Step
from app.campaigns.stored import campaigns
from app.timetable import day_of
from app.units import BulletinId, CommuneId


class LateKind(StrEnum):
    """What is late."""

    UNAPPROVED = "unapproved"
    """The step has begun, and a bulletin of it may not be heard."""
    UNDONE = "undone"
    """Lines of its checklist are past their day."""


@dataclass(frozen=True, slots=True)
class Late:
    """A step that is late. count: of bulletins, or of lines; since: the day from which it is late."""

    kind: LateKind
    campaign_id: UUID
    campaign: str
    step: str
    count: int
    since: date


def late_steps(session: Session, commune_id: CommuneId, today: date) -> list[Late]:
    """Those of all campaigns, the longest first."""
    found = campaigns(session, commune_id)
    keys = {piece.bulletin_id for each in found for step in each.steps for piece in step.pieces if step.span.first <= today}
    begin, end = day_of(today)
    approved = {
        key
        for key, each in deciding_versions(session, commune_id, keys).items()
        if each.state is State.APPROVED and (each.valid_from or begin) < end and (each.valid_to or end) > begin
    }
    late = [each for known in found for step in known.steps for each in _of(known, step, approved, today)]
    return sorted(late, key=lambda each: each.since)


def _of(found: Campaign, step: Step, approved: set[BulletinId], today: date) -> list[Late]:
    silent = [
        piece for piece in step.pieces if piece.span.first <= today <= piece.span.last and piece.bulletin_id not in approved
    ]
    overdue = [task for task in step.tasks if task.done_at is None and task.due < today]
    late = []
    if silent:
        since = min(piece.span.first for piece in silent)
        late.append(Late(LateKind.UNAPPROVED, found.id, found.title, step.title, len(silent), since))
    if overdue:
        late.append(Late(LateKind.UNDONE, found.id, found.title, step.title, len(overdue), min(task.due for task in overdue)))
    return late
