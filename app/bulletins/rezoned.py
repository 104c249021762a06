"""Bulletins while zones change: which of them name a zone, and how what is yet to be written follows.

What was submitted or approved keeps its zones: an approval for one zone is none for another. Only the path under which it names
a zone that is still there follows, so that it can be edited; the content hash knows zones by their ids.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.bulletins.model import State
from app.bulletins.summaries import Summary, summary_of
from app.bulletins.tables import BulletinRow, BulletinVersionRow
from app.bulletins.touched import live
from app.db import readable
from app.units import CommuneId, ZoneId
from app.values import frozen
from app.zones import Rezoning

_AT_ONCE = 500
"""A database takes only so many ids in one question."""


@frozen
class BulletinNaming:
    """A version that may yet be heard, or written, and is for a zone. is_only: for nothing else."""

    summary: Summary
    is_only: bool


def bulletins_naming(
    session: Session, now: datetime, commune_id: CommuneId, zone_ids: Collection[ZoneId]
) -> tuple[BulletinNaming, ...]:
    """The drafts, and what is submitted or approved and not over, that name one of `zone_ids`."""
    wanted = frozenset(zone_ids)
    # First their zones alone: the texts of ten thousand bulletins are not brought for the few that are for one village.
    query = live(select(BulletinVersionRow.id, BulletinVersionRow.zones), now, commune_id)
    naming = [key for key, named in readable(session, query, _zones_by_id) if not named.isdisjoint(wanted)]
    found = []
    for at in range(0, len(naming), _AT_ONCE):
        some = select(BulletinVersionRow).where(BulletinVersionRow.id.in_(naming[at : at + _AT_ONCE]))
        some = some.order_by(BulletinVersionRow.id).execution_options(populate_existing=True)
        found += readable(session, some, lambda row: BulletinNaming(summary_of(row), _named(row.zones) <= wanted))
    return tuple(found)


def _zones_by_id(key: UUID, zones: list[dict[str, Any]]) -> tuple[UUID, frozenset[ZoneId]]:
    return key, _named(zones)


def _named(zones: list[dict[str, Any]]) -> frozenset[ZoneId]:
    return frozenset(ZoneId(UUID(zone["id"])) for zone in zones)


def bulletins_follow(session: Session, now: datetime, commune_id: CommuneId, change: Rezoning) -> None:
    """Let drafts name what stands for their zones now, and all that can be edited name zones by their present paths.

    A draft that would name nothing stays as it is: no zone is the whole commune, which nobody chose.
    """
    query = (
        select(BulletinVersionRow)
        .join(BulletinRow, BulletinRow.id == BulletinVersionRow.bulletin_id)
        .where(
            BulletinVersionRow.commune_id == commune_id,
            or_(
                BulletinVersionRow.number == BulletinRow.latest_number,
                BulletinVersionRow.state.in_((State.SUBMITTED, State.APPROVED)),
            ),
        )
    )
    renamed = change.renamed
    for row in session.scalars(query.execution_options(populate_existing=True)):
        is_draft = row.state is State.DRAFT
        zones = (change if is_draft else renamed).refs(row.zones) or row.zones
        if zones != row.zones:
            row.zones, row.revision = zones, row.revision + 1
            row.updated_at = now if is_draft else row.updated_at
    session.flush()
