"""Stations: the broadcast PCs that serve the commune's zones."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts import Actor, NotSignedInError, hash_secret, new_secret, record_act
from app.clock import Clock
from app.errors import NotFoundError
from app.units import CommuneId, StationId, ZoneId, new_id
from app.zones.errors import StationExistsError
from app.zones.model import Station
from app.zones.tables import StationRow
from app.zones.tree import zone


@dataclass(frozen=True, slots=True)
class NewStation:
    """A station just made; `secret` is the token it signs in with, shown once."""

    station: Station
    secret: str


def add_station(
    session: Session,
    clock: Clock,
    actor: Actor,
    *,
    name: str,
    zone_ids: Sequence[ZoneId],
    outputs: Mapping[str, Any],
) -> NewStation:
    """Add a station to the actor's commune. Raises `NotFoundError` (zone) or `StationExistsError`."""
    now = clock.now()
    for zone_id in zone_ids:
        zone(session, actor.commune_id, zone_id)
    taken = select(StationRow.id).where(StationRow.commune_id == actor.commune_id, StationRow.name == name)
    if session.scalar(taken) is not None:
        raise StationExistsError(name=name)
    secret = new_secret()
    row = StationRow(
        id=new_id(),
        commune_id=actor.commune_id,
        name=name,
        token_hash=hash_secret(secret),
        zone_ids=[str(zone_id) for zone_id in zone_ids],
        outputs=dict(outputs),
        created_at=now,
    )
    session.add(row)
    session.flush()
    record_act(session, now, actor, "add_station", subject="station", subject_id=row.id, name=name)
    return NewStation(station=_station(row), secret=secret)


def renew_station_token(session: Session, clock: Clock, actor: Actor, station_id: StationId) -> str:
    """Give a station of the actor's commune a new token; the old one stops working. Raises `NotFoundError`."""
    row = session.get(StationRow, station_id)
    if row is None or row.commune_id != actor.commune_id:
        raise NotFoundError(kind="station", key=str(station_id))
    secret = new_secret()
    row.token_hash = hash_secret(secret)
    session.flush()
    record_act(session, clock.now(), actor, "renew_station_token", subject="station", subject_id=station_id)
    return secret


def stations(session: Session, commune_id: CommuneId) -> list[Station]:
    """The commune's stations, by name."""
    query = select(StationRow).where(StationRow.commune_id == commune_id, StationRow.left_at.is_(None)).order_by(StationRow.name)
    return [_station(row) for row in session.scalars(query)]


def station_of_token(session: Session, secret: str) -> Station:
    """The station a token belongs to. Raises `NotSignedInError`."""
    query = select(StationRow).where(StationRow.token_hash == hash_secret(secret), StationRow.left_at.is_(None))
    row = session.scalars(query).one_or_none()
    if row is None:
        raise NotSignedInError
    return _station(row)


def _station(row: StationRow) -> Station:
    return Station(
        id=StationId(row.id),
        commune_id=CommuneId(row.commune_id),
        name=row.name,
        zones=tuple(ZoneId(UUID(zone_id)) for zone_id in row.zone_ids),
        outputs=row.outputs,
    )
