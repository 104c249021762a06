"""Which stations know that a version was withdrawn: by the orders they obey, within seconds, or by the manifest they go by.

A row says since when; without one a station may still play it. What is over by its validity needs no word any more.
"""

import json
from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.bulletins import version_facts, withdrawn_versions
from app.db import make_once
from app.dispatch.tables import ManifestRow, RecallRow
from app.units import CommuneId, StationId, VersionId
from app.zones import Station


def confirm_recalls(session: Session, commune_id: CommuneId, station_id: StationId, ids: Collection[UUID], at: datetime) -> None:
    """Keep that a station knows of what was silenced, once; ids: also of what is no bulletin."""
    known = version_facts(session, commune_id, map(VersionId, ids))
    for version_id in sorted(known):
        if session.get(RecallRow, (version_id, station_id)) is None:
            make_once(session, RecallRow, version_id=version_id, station_id=station_id, commune_id=commune_id, at=at)


def confirm_by_manifest(session: Session, now: datetime, station: Station, version: int | None) -> None:
    """The station says which manifest it goes by: where that is the newest, it knows of all that this lets sound no more."""
    found = [each.version_id for each in withdrawn_versions(session, now, station.commune_id)]
    known = set(recalls_of(session, found).get(station.id, {}))
    row = session.get(ManifestRow, station.id) if set(found) - known else None
    if row is not None and row.version == version:
        may_sound = _sounding(row.signed)
        told = [key for key in found if key not in known and str(key) not in may_sound]
        confirm_recalls(session, station.commune_id, station.id, told, now)


def recalls_of(session: Session, version_ids: Iterable[VersionId]) -> dict[StationId, dict[VersionId, datetime]]:
    """Since when each station knows of these withdrawals."""
    found: dict[StationId, dict[VersionId, datetime]] = {}
    for row in session.scalars(select(RecallRow).where(RecallRow.version_id.in_(list(version_ids)))):
        found.setdefault(StationId(row.station_id), {})[VersionId(row.version_id)] = row.at
    return found


def _sounding(signed: bytes) -> frozenset[str]:
    """The versions that a manifest lets sound."""
    items = json.loads(signed.partition(b"\n")[2])["items"]
    return frozenset(key for item in items if item["audio"] and not item["withdrawn"] for key in item["version_ids"])
