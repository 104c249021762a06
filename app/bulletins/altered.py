"""Whether a version is still what was submitted and approved, or was altered in the database behind everybody's back."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from app.bulletins.content import Delivery, content_hash
from app.bulletins.errors import ContentAlteredError
from app.bulletins.model import Issuer
from app.bulletins.spoken import from_snapshot
from app.bulletins.tables import ApprovalRow, BulletinVersionRow
from app.db import of_commune
from app.units import CommuneId, Sha256, VersionId, ZoneId


def hash_of(row: BulletinVersionRow, snapshot: Mapping[str, Any]) -> Sha256:
    """The content hash that a row gives with these words, whatever hash it claims to have."""
    return content_hash(
        from_snapshot(row.script, snapshot),
        delivery=Delivery(voices=row.voices or {}, prosody=row.prosody or {}),
        zone_ids=[ZoneId(zone["id"]) for zone in row.zones],
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        issuer=Issuer.of(row.issuer),
    )


def refuse_altered(session: Session, commune_id: CommuneId, version_ids: Collection[VersionId]) -> None:
    """Raises `ContentAlteredError` for the first of `version_ids` that no longer gives the hash of its submission and approval.

    Drafts have none yet.
    """
    query = of_commune(BulletinVersionRow, commune_id).where(BulletinVersionRow.id.in_(version_ids))
    query = query.order_by(BulletinVersionRow.id).options(undefer(BulletinVersionRow.spoken))
    kept = select(ApprovalRow.version_id, ApprovalRow.content_hash).where(ApprovalRow.version_id.in_(version_ids))
    approved = dict(session.execute(kept).all())
    for row in session.scalars(query):
        if row.content_hash is None and row.id not in approved:
            continue
        expected = {row.content_hash, approved.get(row.id, row.content_hash)}
        if row.spoken is None or expected != {_given(row, row.spoken)}:
            raise ContentAlteredError(row.title, row.number, str(row.id))


def _given(row: BulletinVersionRow, snapshot: Mapping[str, Any]) -> Sha256 | None:
    """None: what was altered is not even a content any more."""
    try:
        return hash_of(row, snapshot)
    except (KeyError, TypeError, ValueError):
        return None
