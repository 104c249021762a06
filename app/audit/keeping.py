"""How long the chain is kept: for ever, unless a setting says how long; then its beginning goes, and a signed statement stays."""

from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from app.audit.chain import locked_head
from app.audit.heads import Head, sign_removal
from app.audit.tables import AuditEventRow, AuditHeadRow, AuditNameRow
from app.units import CommuneId, Sha256
from app.wire.trust import Signer


def head_of(session: Session, commune_id: CommuneId, now: datetime) -> Head | None:
    """Where a commune's chain ends now; None for one that never began."""
    row = session.get(AuditHeadRow, commune_id, populate_existing=True)
    return None if row is None or not row.number else Head(commune_id, now, row.number, Sha256(row.hash))


def forget_before(session: Session, commune_id: CommuneId, before: datetime, *, signer: Signer, now: datetime) -> Head | None:
    """Remove the events older than `before` from the chain's beginning; returns up to which, None where there are none.

    What is left follows an event that is gone, and the commune's signature says that it went on purpose.
    """
    of_commune = AuditEventRow.commune_id == commune_id
    ends = locked_head(session, commune_id)
    kept = session.scalar(select(func.min(AuditEventRow.number)).where(of_commune, AuditEventRow.at >= before))
    last = ends.number if kept is None else kept - 1
    row = session.scalars(select(AuditEventRow).where(of_commune, AuditEventRow.number == last)).one_or_none()
    if row is None:
        return None
    head = Head(commune_id, now, last, Sha256(row.hash))
    ends.removal = sign_removal(head, signer)
    session.execute(delete(AuditEventRow).where(of_commune, AuditEventRow.number <= last))
    still_named = select(AuditEventRow.actor).where(of_commune)
    session.execute(delete(AuditNameRow).where(AuditNameRow.commune_id == commune_id, AuditNameRow.actor.not_in(still_named)))
    session.flush()
    return head
