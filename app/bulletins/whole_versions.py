"""A version whole, with what became of it, and what other versions there are. Every query stays inside one commune."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ScalarSelect, func, select
from sqlalchemy.orm import Session

from app.bulletins.bound import Differs, differs
from app.bulletins.lexicon import own_entries
from app.bulletins.model import Issuer, SentenceNote, State
from app.bulletins.summaries import LISTED, Summary, summary_of
from app.bulletins.tables import ApprovalRow, BulletinRow, BulletinVersionRow, VersionMoveRow
from app.db import of_commune, readable, readable_one
from app.errors import NotFoundError
from app.reading import LexiconEntry
from app.units import BulletinId, CommuneId, Sha256


@dataclass(frozen=True, slots=True)
class Move:
    """A move of a version between states. notes: at single sentences of what was returned."""

    before: State
    after: State
    at: datetime
    actor: str
    reason: str | None
    notes: tuple[SentenceNote, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """A version whole.

    content_hash: since its submission. alone: its approver wrote it too; on_behalf_of: a deputy approved it for that person.
    moves: oldest first. lexicon: the bulletin's own entries. differs: from what was
    laid before an approver last, which is why this is to be approved.
    """

    summary: Summary
    script: str
    legal_basis: tuple[str, ...]
    lexicon: tuple[LexiconEntry, ...]
    issuer: Issuer | None
    content_hash: Sha256 | None
    created_at: datetime
    approver: str | None
    on_behalf_of: str | None
    alone: bool
    approved_at: datetime | None
    moves: tuple[Move, ...]
    differs: Differs | None


def latest(session: Session, commune_id: CommuneId, bulletin_id: BulletinId) -> Version:
    """The newest version of a bulletin. Raises `NotFoundError`."""
    number = select(BulletinRow.latest_number).where(BulletinRow.id == bulletin_id).scalar_subquery()
    found = _whole(session, commune_id, bulletin_id, number)
    if found is None:
        raise NotFoundError(kind="bulletin", key=str(bulletin_id))
    return found


def version(session: Session, commune_id: CommuneId, bulletin_id: BulletinId, number: int) -> Version:
    """One version. Raises `NotFoundError`."""
    found = _whole(session, commune_id, bulletin_id, number)
    if found is None:
        raise NotFoundError(kind="bulletin_version", key=f"{bulletin_id}/{number}")
    return found


def _whole(session: Session, commune_id: CommuneId, bulletin_id: BulletinId, number: int | ScalarSelect[int]) -> Version | None:
    query = (
        select(BulletinVersionRow, ApprovalRow)
        .outerjoin(ApprovalRow, ApprovalRow.version_id == BulletinVersionRow.id)
        .where(
            BulletinVersionRow.bulletin_id == bulletin_id,
            BulletinVersionRow.commune_id == commune_id,
            BulletinVersionRow.number == number,
        )
    )
    return readable_one(session, query.execution_options(populate_existing=True), lambda *found: _version(session, *found))


def _version(session: Session, row: BulletinVersionRow, approval: ApprovalRow | None) -> Version:
    return Version(
        summary=summary_of(row),
        script=row.script,
        legal_basis=tuple(row.legal_basis),
        lexicon=own_entries(row.lexicon),
        issuer=Issuer.of(row.issuer),
        content_hash=Sha256(row.content_hash) if row.content_hash else None,
        created_at=row.created_at,
        approver=approval.approver_name if approval else None,
        on_behalf_of=approval.on_behalf_of if approval else None,
        alone=approval is not None and approval.alone,
        approved_at=approval.approved_at if approval else None,
        moves=() if row.state is State.DRAFT else _moves(session, row.id),
        differs=differs(session, row),
    )


def _moves(session: Session, version_id: UUID) -> tuple[Move, ...]:
    query = select(VersionMoveRow).where(VersionMoveRow.version_id == version_id).order_by(VersionMoveRow.id)
    return tuple(
        Move(move.before, move.after, move.at, move.actor_name, move.reason, tuple(SentenceNote(**note) for note in move.notes))
        for move in session.scalars(query)
    )


def approved_before(session: Session, commune_id: CommuneId, bulletin_id: BulletinId, number: int) -> int | None:
    """The number of the newest version before this one that was ever approved; None: there is none."""
    query = (
        select(func.max(BulletinVersionRow.number))
        .join(ApprovalRow, ApprovalRow.version_id == BulletinVersionRow.id)
        .where(
            BulletinVersionRow.bulletin_id == bulletin_id,
            BulletinVersionRow.commune_id == commune_id,
            BulletinVersionRow.number < number,
        )
    )
    return session.scalar(query)


def versions(session: Session, commune_id: CommuneId, bulletin_id: BulletinId) -> Sequence[Summary]:
    """All versions of a bulletin, the newest first. Raises `NotFoundError`."""
    query = (
        of_commune(BulletinVersionRow, commune_id)
        .where(BulletinVersionRow.bulletin_id == bulletin_id)
        .order_by(BulletinVersionRow.number.desc())
        .options(LISTED)
    )
    found = readable(session, query, summary_of)
    if not found:
        raise NotFoundError(kind="bulletin", key=str(bulletin_id))
    return found
