"""What approvers decided: the approvals, returns and withdrawals of some days, and who stood behind one version."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, load_only

from app.bulletins.deciding import signed
from app.bulletins.model import State
from app.bulletins.tables import ApprovalRow, BulletinVersionRow, VersionAuthorRow, VersionMoveRow
from app.db import readable
from app.units import BulletinId, CommuneId, PersonId, Sha256, VersionId
from app.values import frozen

_DECIDED = (State.APPROVED, State.RETURNED, State.WITHDRAWN)


@frozen
class Decision:
    """One decision. after: what it made of the version; state: what that is now; by: as sheets and logs name that person."""

    at: datetime
    bulletin_id: BulletinId
    version_id: VersionId
    number: int
    title: str
    after: State
    state: State
    by: str
    reason: str | None
    content_hash: Sha256 | None


def decisions_between(session: Session, commune_id: CommuneId, since: datetime, until: datetime) -> list[Decision]:
    """Every decision from `since` up to, not including, `until`, in the order of time."""
    version, move = BulletinVersionRow, VersionMoveRow
    query = (
        select(version, move, ApprovalRow)
        .join(move, version.id == move.version_id)
        .outerjoin(ApprovalRow, ApprovalRow.version_id == move.version_id)
        .where(move.commune_id == commune_id, move.after.in_(_DECIDED), move.at >= since, move.at < until)
        .order_by(move.at, move.id)
        .options(load_only(version.bulletin_id, version.number, version.title, version.state, version.content_hash))
    )
    return readable(session, query, _decision)


def _decision(version: BulletinVersionRow, move: VersionMoveRow, approval: ApprovalRow | None) -> Decision:
    return Decision(
        at=move.at,
        bulletin_id=BulletinId(version.bulletin_id),
        version_id=VersionId(version.id),
        number=version.number,
        title=version.title,
        after=move.after,
        state=version.state,
        by=signed(approval) if move.after is State.APPROVED and approval is not None else move.actor_name,
        reason=move.reason,
        content_hash=Sha256(version.content_hash) if version.content_hash else None,
    )


@frozen
class Work:
    """What people did at one version. submitter, approver: None where nobody did, or somebody who is no person."""

    version_id: VersionId
    bulletin_id: BulletinId
    authors: frozenset[PersonId]
    submitter: PersonId | None
    approver: PersonId | None


def work_at_versions(session: Session, commune_id: CommuneId) -> list[Work]:
    """Who wrote at, submitted and approved each version of a small commune, by version."""
    of, version = commune_id, BulletinVersionRow
    known = session.execute(select(version.id, version.bulletin_id).where(version.commune_id == of).order_by(version.id)).all()
    authors = authors_of(session, of, [VersionId(row.id) for row in known])
    moves = select(VersionMoveRow.version_id, VersionMoveRow.actor_id).where(
        VersionMoveRow.commune_id == of, VersionMoveRow.after == State.SUBMITTED, VersionMoveRow.actor_id.is_not(None)
    )
    submitters = {row.version_id: PersonId(row.actor_id) for row in session.execute(moves)}
    decided = select(ApprovalRow.version_id, ApprovalRow.approver_id).where(
        ApprovalRow.commune_id == of, ApprovalRow.approver_id.is_not(None)
    )
    approvers = {row.version_id: PersonId(row.approver_id) for row in session.execute(decided)}
    return [
        Work(
            version_id=VersionId(row.id),
            bulletin_id=BulletinId(row.bulletin_id),
            authors=frozenset(authors.get(VersionId(row.id), ())),
            submitter=submitters.get(row.id),
            approver=approvers.get(row.id),
        )
        for row in known
    ]


def authors_of(session: Session, commune_id: CommuneId, version_ids: Iterable[VersionId]) -> dict[VersionId, list[PersonId]]:
    """Who wrote at each of `version_ids`."""
    row = VersionAuthorRow
    query = select(row).where(row.commune_id == commune_id, row.version_id.in_(list(version_ids)))
    found = defaultdict[VersionId, list[PersonId]](list)
    for each in session.scalars(query.order_by(row.version_id, row.person_id)):
        found[VersionId(each.version_id)].append(PersonId(each.person_id))
    return found


def approver_of(session: Session, commune_id: CommuneId, version_id: VersionId) -> PersonId | None:
    """The person who approved a version; None: nobody did, or somebody who is no more known."""
    query = select(ApprovalRow.approver_id).where(ApprovalRow.commune_id == commune_id, ApprovalRow.version_id == version_id)
    found = session.scalars(query).one_or_none()
    return PersonId(found) if found is not None else None
