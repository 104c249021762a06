"""Campaigns as they are kept, and the values made of their rows."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.bulletins import Version, latest
from app.campaigns.model import Campaign, Meeting, Piece, Span, Step, Task
from app.campaigns.tables import CampaignRow, CampaignStepRow, CampaignTaskRow
from app.db import of_commune, present, readable, shown
from app.errors import NotFoundError
from app.tags import Tag, refuse_stale, tag_of
from app.units import BulletinId, CommuneId, SlotId, ZoneId


def campaigns(session: Session, commune_id: CommuneId) -> list[Campaign]:
    """Those that were not undone, the newest first."""
    query = of_commune(CampaignRow, commune_id).where(CampaignRow.removed_at.is_(None)).order_by(CampaignRow.id.desc())
    steps = _steps(session, commune_id, CampaignStepRow.commune_id == commune_id)
    return readable(session, query, lambda row: _campaign(row, steps.get(row.id, ())))


def campaign(session: Session, commune_id: CommuneId, campaign_id: UUID) -> Campaign:
    """One, also one that was undone. Raises `NotFoundError`."""
    steps = _steps(session, commune_id, CampaignStepRow.campaign_id == campaign_id)
    found = steps.get(campaign_id, ())
    return shown(session, CampaignRow, campaign_id, commune_id, lambda row: _campaign(row, found), kind="campaign")


def step_of(found: Campaign, code: str) -> Step:
    """A step of a campaign. Raises `NotFoundError`."""
    step = found.step(code)
    if step is None:
        raise NotFoundError(kind="campaign_step", key=code)
    return step


def why_named(session: Session, commune_id: CommuneId) -> dict[BulletinId, str]:
    """The bulletins that name households, also those of a campaign that was undone, and the reason that was given."""
    query = of_commune(CampaignStepRow, commune_id).where(CampaignStepRow.names_reason != "").order_by(CampaignStepRow.id)
    found = readable(session, query, lambda row: {piece_of(each).bulletin_id: row.names_reason for each in row.pieces})
    return {key: reason for each in found for key, reason in each.items()}


def held(session: Session, commune_id: CommuneId, campaign_id: UUID, tag: Tag) -> CampaignRow:
    """The row of a campaign, ours until the transaction ends. Raises `NotFoundError`, `StaleError`."""
    row = present(session, CampaignRow, campaign_id, commune_id, kind="campaign", lock=True)
    refuse_stale(tag, tag_of(row.revision), kind="campaign", key=str(campaign_id))
    return row


def step_rows(session: Session, campaign_id: UUID) -> list[CampaignStepRow]:
    """Its steps, in their order."""
    query = select(CampaignStepRow).where(CampaignStepRow.campaign_id == campaign_id).order_by(CampaignStepRow.position)
    return list(session.scalars(query))


def task_rows(session: Session, step_ids: Iterable[UUID]) -> list[CampaignTaskRow]:
    """The checklist of some steps, in its order; a line that cannot be read is left out."""
    query = select(CampaignTaskRow).where(CampaignTaskRow.step_id.in_(list(step_ids)))
    return readable(session, query.order_by(CampaignTaskRow.position, CampaignTaskRow.id), lambda row: row)


def newest(session: Session, commune_id: CommuneId, piece: Piece) -> Version:
    """The newest version of a piece's bulletin."""
    return latest(session, commune_id, piece.bulletin_id)


def piece_json(piece: Piece) -> dict[str, Any]:
    """As a row keeps it."""
    meeting = piece.meeting
    return {
        "id": str(piece.id),
        "zone_id": str(piece.zone_id) if piece.zone_id is not None else None,
        "meeting": [meeting.zone, meeting.at.isoformat(), meeting.place] if meeting is not None else None,
        "first": piece.span.first.isoformat(),
        "last": piece.span.last.isoformat(),
        "script": piece.script,
        "bulletin_id": str(piece.bulletin_id),
        "slot_ids": [str(key) for key in piece.slot_ids],
    }


def piece_of(kept: dict[str, Any]) -> Piece:
    """The other way round."""
    met = kept["meeting"]
    return Piece(
        id=UUID(kept["id"]),
        zone_id=ZoneId(UUID(kept["zone_id"])) if kept["zone_id"] else None,
        meeting=Meeting(met[0], datetime.fromisoformat(met[1]).astimezone(UTC), met[2]) if met else None,
        span=Span(date.fromisoformat(kept["first"]), date.fromisoformat(kept["last"])),
        script=kept["script"],
        bulletin_id=BulletinId(UUID(kept["bulletin_id"])),
        slot_ids=tuple(SlotId(UUID(key)) for key in kept["slot_ids"]),
    )


def _steps(session: Session, commune_id: CommuneId, which: Any) -> dict[UUID, list[Step]]:  # noqa: ANN401  # a condition
    query = of_commune(CampaignStepRow, commune_id).where(which)
    rows = readable(session, query.order_by(CampaignStepRow.position, CampaignStepRow.id), _sound)
    tasks: dict[UUID, list[Task]] = {}
    for task in task_rows(session, [row.id for row in rows]):
        made = Task(task.id, task.who, task.what, task.due, task.done_at, task.done_by)
        tasks.setdefault(task.step_id, []).append(made)
    found: dict[UUID, list[Step]] = {}
    for row in rows:
        found.setdefault(row.campaign_id, []).append(_step(row, tasks.get(row.id, [])))
    return found


def _sound(row: CampaignStepRow) -> CampaignStepRow:
    """The row, tried: one that nothing can be made of is left out and told as a fault, and the others are shown."""
    _step(row, [])
    return row


def _step(row: CampaignStepRow, tasks: list[Task]) -> Step:
    return Step(
        code=row.code,
        title=row.title,
        days=row.days,
        unit=row.unit,
        basis=row.basis,
        span=Span(row.first_date, row.last_date),
        times=tuple(time.fromisoformat(each) for each in row.times),
        names_reason=row.names_reason,
        pieces=tuple(piece_of(each) for each in row.pieces),
        tasks=tuple(tasks),
    )


def _campaign(row: CampaignRow, steps: Iterable[Step]) -> Campaign:
    return Campaign(
        id=row.id,
        kind=row.kind,
        title=row.title,
        first_date=row.first_date,
        last_date=row.last_date,
        officer=row.officer_name,
        hotline=row.hotline,
        place=row.place,
        legal_basis=tuple(row.legal_basis),
        steps=tuple(steps),
        created_at=row.created_at,
        created_by=row.created_by,
        removed_at=row.removed_at,
        tag=tag_of(row.revision),
    )
