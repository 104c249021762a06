"""A version whole, with what became of it, and what other versions there are. Every query stays inside one commune."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from app.bulletins.bound import Differs, differs
from app.bulletins.lexicon import own_entries
from app.bulletins.model import Issuer, SentenceNote, State
from app.bulletins.summaries import LISTED, Summary, summary_of
from app.bulletins.tables import ApprovalRow, BulletinRow, BulletinVersionRow, VersionMoveRow
from app.db import of_commune, readable, readable_whole
from app.errors import NotFoundError
from app.reading import LexiconEntry
from app.units import BulletinId, CommuneId, Sha256
from app.values import frozen

_STATES = tuple(State)
"""In the order in which a version may come to them."""


@frozen
class Move:
    """A move of a version between states. notes: at single sentences of what was returned."""

    before: State
    after: State
    at: datetime
    actor: str
    reason: str | None
    notes: tuple[SentenceNote, ...]


@frozen
class Version:
    """A version whole.

    content_hash: since its submission. alone: its approver wrote it too; on_behalf_of: a deputy approved it for that person.
    moves: oldest first, of a draft none. lexicon: the bulletin's own entries. differs: from what was
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
    found = _whole(session, commune_id, (BulletinVersionRow.bulletin_id == bulletin_id) & (BulletinVersionRow.number == number))
    if not found:
        raise NotFoundError(kind="bulletin", key=str(bulletin_id))
    return found[0]


def version(session: Session, commune_id: CommuneId, bulletin_id: BulletinId, number: int) -> Version:
    """One version. Raises `NotFoundError`."""
    return each_version(session, commune_id, [(bulletin_id, number)])[0]


def each_version(session: Session, commune_id: CommuneId, keys: Sequence[tuple[BulletinId, int]]) -> list[Version]:
    """`version` of each of `keys`, in their order, asked of the database together. Raises `NotFoundError`."""
    if not keys:
        return []  # SQLite looks through all there are for none
    # Each by itself: SQLite looks through all of the commune for a pair that is in a list of pairs.
    each = ((BulletinVersionRow.bulletin_id == key) & (BulletinVersionRow.number == number) for key, number in keys)
    together = _whole(session, commune_id, or_(*each))
    found = {(found.summary.bulletin_id, found.summary.number): found for found in together}
    for bulletin_id, number in keys:
        if (bulletin_id, number) not in found:
            raise NotFoundError(kind="bulletin_version", key=f"{bulletin_id}/{number}")
    return [found[key] for key in keys]


def _whole(session: Session, commune_id: CommuneId, wanted: ColumnElement[bool]) -> list[Version]:
    query = (
        select(BulletinVersionRow, ApprovalRow)
        .outerjoin(ApprovalRow, ApprovalRow.version_id == BulletinVersionRow.id)
        .where(BulletinVersionRow.commune_id == commune_id, wanted)
        .order_by(BulletinVersionRow.id)
    )
    found = readable_whole(
        session,
        query.execution_options(populate_existing=True),
        lambda row, approval: _version(row, approval, differs(session, row)),
    )
    if all(each.summary.state is State.DRAFT for each in found):
        return found
    moves = _moves(session, commune_id, wanted & (BulletinVersionRow.state != State.DRAFT))
    return [replace(each, moves=tuple(moves.get(each.summary.version_id, ()))) for each in found]


def _version(row: BulletinVersionRow, approval: ApprovalRow | None, differing: Differs | None) -> Version:
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
        moves=(),
        differs=differing,
    )


def _move(row: VersionMoveRow) -> Move:
    notes = tuple(SentenceNote(**note) for note in row.notes)
    return Move(row.before, row.after, row.at, row.actor_name, row.reason, notes)


def _moves(session: Session, commune_id: CommuneId, wanted: ColumnElement[bool]) -> dict[UUID, list[Move]]:
    """By version, oldest first: in the order of states, which no clock that jumped turns round."""
    query = (
        select(VersionMoveRow)
        .join(BulletinVersionRow, VersionMoveRow.version_id == BulletinVersionRow.id)
        .where(BulletinVersionRow.commune_id == commune_id, wanted)
        .order_by(VersionMoveRow.id)
    )
    found: dict[UUID, list[Move]] = {}
    for key, move in readable_whole(session, query, lambda row: (row.version_id, _move(row))):
        found.setdefault(key, []).append(move)
    return {key: sorted(moves, key=lambda move: _STATES.index(move.after)) for key, moves in found.items()}


def approved_before(session: Session, commune_id: CommuneId, bulletin_id: BulletinId, number: int) -> int | None:
    """The number of the newest version before this one that was ever approved; None: there is none."""
    if number == 1:
        return None
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


def returned_before(session: Session, commune_id: CommuneId, bulletin_id: BulletinId, number: int) -> int | None:
    """The number of the newest version before this one that was returned; None: there is none."""
    if number == 1:
        return None
    row = BulletinVersionRow
    query = select(func.max(row.number)).where(
        row.bulletin_id == bulletin_id, row.commune_id == commune_id, row.number < number, row.state == State.RETURNED
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
