"""What was withdrawn while it would still be true: so long somebody may have it who must not play it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session, load_only

from app.bulletins.model import State
from app.bulletins.tables import BulletinVersionRow, VersionMoveRow
from app.db import readable
from app.errors import NotFoundError
from app.units import BulletinId, CommuneId, VersionId, ZoneId
from app.values import frozen


@frozen
class Withdrawn:
    """A version that was withdrawn: when, by whom, why. zone_ids: where it was to be heard; valid_to: as long as it would be."""

    version_id: VersionId
    bulletin_id: BulletinId
    number: int
    title: str
    at: datetime
    by: str
    reason: str
    zone_ids: frozenset[ZoneId]
    valid_to: datetime | None


def withdrawn_versions(session: Session, now: datetime, commune_id: CommuneId) -> Sequence[Withdrawn]:
    """All whose validity is not over, the newest withdrawal first."""
    return _found(session, commune_id, BulletinVersionRow.valid_to > now)


def ids_withdrawn(commune_id: CommuneId) -> Select[UUID]:
    """A select of the versions of a commune that were withdrawn, for a query of another feature to leave out."""
    version = BulletinVersionRow
    return select(version.id).where(version.commune_id == commune_id, version.state == State.WITHDRAWN)


def withdrawn_version(session: Session, commune_id: CommuneId, bulletin_id: BulletinId, number: int) -> Withdrawn:
    """One. Raises `NotFoundError` for what is not withdrawn."""
    found = _found(session, commune_id, BulletinVersionRow.bulletin_id == bulletin_id, BulletinVersionRow.number == number)
    if not found:
        raise NotFoundError(kind="withdrawal", key=f"{bulletin_id}/{number}")
    return found[0]


def _found(session: Session, commune_id: CommuneId, *where: ColumnElement[bool]) -> Sequence[Withdrawn]:
    version, move = BulletinVersionRow, VersionMoveRow
    query = (
        select(version, move)
        .join(move, (move.version_id == version.id) & (move.after == State.WITHDRAWN))
        .where(version.commune_id == commune_id, version.state == State.WITHDRAWN, *where)
        .order_by(move.at.desc(), version.id)
        .options(load_only(version.bulletin_id, version.number, version.title, version.zones, version.valid_to))
    )
    return readable(session, query, _withdrawn)


def _withdrawn(row: BulletinVersionRow, move: VersionMoveRow) -> Withdrawn:
    return Withdrawn(
        VersionId(row.id),
        BulletinId(row.bulletin_id),
        row.number,
        row.title,
        move.at,
        move.actor_name,
        move.reason or "",
        frozenset(ZoneId(UUID(zone["id"])) for zone in row.zones),
        row.valid_to,
    )
