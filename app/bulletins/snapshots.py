"""The frozen spoken form of a version, for whoever shows or speaks it."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from app.bulletins.content import Delivery
from app.bulletins.model import Priority
from app.bulletins.spoken import SpokenScript, from_snapshot
from app.bulletins.tables import BulletinVersionRow
from app.errors import NotFoundError
from app.units import CommuneId, Sha256, VersionId


@dataclass(frozen=True, slots=True)
class FrozenVersion:
    """What a rendering of a version is made from; all of it is under `content_hash`."""

    version_id: VersionId
    title: str
    priority: Priority
    spoken: SpokenScript
    delivery: Delivery
    content_hash: Sha256


def frozen_version(session: Session, commune_id: CommuneId, version_id: VersionId) -> FrozenVersion | None:
    """The frozen form of a version; None for a draft, which has none yet. Raises `NotFoundError`."""
    query = select(BulletinVersionRow).where(BulletinVersionRow.id == version_id, BulletinVersionRow.commune_id == commune_id)
    row = session.scalars(query.options(undefer(BulletinVersionRow.spoken))).one_or_none()
    if row is None:
        raise NotFoundError(kind="bulletin_version", key=str(version_id))
    if row.spoken is None or row.content_hash is None:
        return None
    return FrozenVersion(
        version_id=version_id,
        title=row.title,
        priority=row.priority,
        spoken=from_snapshot(row.script, row.spoken),
        delivery=Delivery(voices=row.voices or {}, prosody=row.prosody or {}),
        content_hash=Sha256(row.content_hash),
    )
