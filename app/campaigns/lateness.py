"""What is late in the campaigns of a commune: a problem of today, until somebody has done it."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.bulletins import State, deciding_versions
from app.campaigns.stored import piece_of
from app.campaigns.tables import CampaignRow, CampaignStepRow, CampaignTaskRow
from app.db import readable, readable_page
from app.timetable import day_of
from app.units import CommuneId
from app.values import frozen

_MOST = 50
"""So many steps with open lines are told; who left more undone has enough to do with those."""


class LateKind(StrEnum):
    """What is late."""

    UNAPPROVED = "unapproved"
    """The step has begun, and a bulletin of it may not be heard."""
    UNDONE = "undone"
    """Lines of its checklist are past their day."""


@frozen
class Late:
    """A step that is late. count: of bulletins, or of lines; since: the day from which it is late."""

    kind: LateKind
    campaign_id: UUID
    campaign: str
    step: str
    count: int
    since: date


def late_steps(session: Session, commune_id: CommuneId, today: date) -> list[Late]:
    """Those of all campaigns, the longest first; only steps that are on today or have an overdue line are looked at."""
    late = [*_silent(session, commune_id, today), *_undone(session, commune_id, today)]
    return sorted(late, key=lambda each: each.since)


def _silent(session: Session, commune_id: CommuneId, today: date) -> Iterator[Late]:
    """Steps of today of which a bulletin may not be heard."""
    query = (
        select(CampaignStepRow, CampaignRow.title)
        .join(CampaignRow, CampaignRow.id == CampaignStepRow.campaign_id)
        .where(CampaignStepRow.commune_id == commune_id, CampaignRow.removed_at.is_(None))
        .where(CampaignStepRow.first_date <= today, CampaignStepRow.last_date >= today)
        .order_by(CampaignRow.id, CampaignStepRow.position)
    )
    steps = readable(session, query, lambda row, title: (row, title, [piece_of(each) for each in row.pieces]))
    begin, end = day_of(today)
    known = deciding_versions(session, commune_id, {piece.bulletin_id for _, _, pieces in steps for piece in pieces})
    approved = {
        key
        for key, each in known.items()
        if each.state is State.APPROVED and (each.valid_from or begin) < end and (each.valid_to or end) > begin
    }
    for row, title, pieces in steps:
        silent = [each for each in pieces if each.span.first <= today <= each.span.last and each.bulletin_id not in approved]
        if silent:
            since = min(each.span.first for each in silent)
            yield Late(LateKind.UNAPPROVED, row.campaign_id, title, row.title, len(silent), since)


def _undone(session: Session, commune_id: CommuneId, today: date) -> Iterator[Late]:
    """Steps with lines of the checklist that are past their day."""
    of_step = (CampaignRow.id, CampaignRow.title, CampaignStepRow.title, CampaignStepRow.position)
    query = (
        select(*of_step, func.count(), func.min(CampaignTaskRow.due))
        .join(CampaignStepRow, CampaignStepRow.id == CampaignTaskRow.step_id)
        .join(CampaignRow, CampaignRow.id == CampaignStepRow.campaign_id)
        .where(CampaignTaskRow.commune_id == commune_id, CampaignRow.removed_at.is_(None))
        .where(CampaignTaskRow.done_at.is_(None), CampaignTaskRow.due < today)
        .group_by(*of_step)
        .order_by(func.min(CampaignTaskRow.due), CampaignRow.id, CampaignStepRow.position)
    )

    def late(key: UUID, campaign: str, step: str, _position: int, count: int, since: date) -> Late:
        return Late(LateKind.UNDONE, key, campaign, step, count, since)

    yield from readable_page(session, query, late, _MOST)[0]
