"""Stations: the broadcast PCs that serve the commune's zones."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.accounts import Actor, NotSignedInError, hash_secret, new_code, new_secret, record_act, system_actor
from app.clock import Clock
from app.db import of_commune, present, read_once, readable
from app.errors import NotFoundError
from app.names import name_key, tidy
from app.typed import typed_telephones
from app.units import CommuneId, StationId, ZoneId, new_id
from app.values import frozen
from app.wire.enrolment import CodeProof, Enrolment, proof_of
from app.wire.protocol import EnrolmentReply
from app.zones.dismissals import retire_token
from app.zones.errors import (
    EnrolmentCodeError,
    SandboxStationError,
    StationExistsError,
    StationNameError,
    StationTelephoneError,
)
from app.zones.keys import public_key
from app.zones.model import Station
from app.zones.tables import EnrolmentCodeRow, StationRow
from app.zones.tree import LONGEST_NAME, commune, zone

OWN_STATION = "Máy phát tại chỗ"
"""The station that the service runs on its own machine."""
LONGEST_TELEPHONE = 20
"""One number with its spaces."""
CODE_LASTS = timedelta(minutes=30)
"""How long a one-time code may be used: the walk from the office to the broadcast PC."""


@frozen
class NewStation:
    """A station just made; `secret` is the token it signs in with, shown once."""

    station: Station
    secret: str


@frozen
class EnrolmentCode:
    """A one-time code, shown once; it works until `expires_at`."""

    code: str
    expires_at: datetime


def add_station(
    session: Session,
    clock: Clock,
    actor: Actor,
    *,
    name: str,
    zone_ids: Sequence[ZoneId],
    outputs: Mapping[str, Any],
) -> NewStation:
    """Add a station to the actor's commune. Raises `NotFoundError` (zone), `StationNameError`, `StationExistsError`.

    A training commune has none but the one that the service runs: raises `SandboxStationError`.
    """
    now = clock.now()
    name = tidy(name)
    if name != OWN_STATION:
        _refuse_sandbox(session, actor.commune_id)
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise StationNameError(name=name[:LONGEST_NAME])
    for zone_id in zone_ids:
        zone(session, actor.commune_id, zone_id)
    taken = select(StationRow.id).where(StationRow.commune_id == actor.commune_id, StationRow.name_key == name_key(name))
    if session.scalar(taken) is not None:
        raise StationExistsError(name=name)
    secret = new_secret()
    row = StationRow(
        id=new_id(),
        commune_id=actor.commune_id,
        name=name,
        name_key=name_key(name),
        token_hash=hash_secret(secret),
        zone_ids=[str(zone_id) for zone_id in zone_ids],
        outputs=dict(outputs),
        telephone="",
        created_at=now,
    )
    session.add(row)
    session.flush()
    record_act(session, now, actor, "add_station", subject="station", subject_id=row.id, name=name)
    return NewStation(station=_station(row), secret=secret)


def renew_station_token(session: Session, clock: Clock, actor: Actor, station_id: StationId) -> str:
    """Give a station of the actor's commune a new token; the old one stops working. Raises `NotFoundError`."""
    row, secret = _row(session, actor, station_id), new_secret()
    retire_token(session, row, clock.now())
    row.token_hash = hash_secret(secret)
    session.flush()
    record_act(session, clock.now(), actor, "renew_station_token", subject="station", subject_id=station_id, name=row.name)
    return secret


def make_enrolment_code(session: Session, clock: Clock, actor: Actor, station_id: StationId) -> EnrolmentCode:
    """A code that makes one PC this station, once and soon; an older one of the station stops working.

    Raises `NotFoundError`, `SandboxStationError`.
    """
    _refuse_sandbox(session, actor.commune_id)
    now, row = clock.now(), _row(session, actor, station_id)
    session.execute(delete(EnrolmentCodeRow).where(EnrolmentCodeRow.station_id == row.id, EnrolmentCodeRow.used_at.is_(None)))
    made = EnrolmentCode(new_code(), now + CODE_LASTS)
    proof = CodeProof.of(made.code)
    session.add(
        EnrolmentCodeRow(
            id=new_id(),
            commune_id=row.commune_id,
            station_id=row.id,
            lookup=proof.lookup,
            key=proof.key,
            created_at=now,
            expires_at=made.expires_at,
        )
    )
    session.flush()
    record_act(session, now, actor, "make_enrolment_code", subject="station", subject_id=row.id, name=row.name)
    return made


def use_enrolment_code(session: Session, clock: Clock, lookup: str) -> EnrolmentReply:
    """Use a code up: the station gets a new token, and the old one stops working. Raises `EnrolmentCodeError`.

    A code has 100 random bits and a lookup 256: neither can be guessed, so no attempt is counted.
    """
    now = clock.now()
    row = session.scalars(select(EnrolmentCodeRow).where(EnrolmentCodeRow.lookup == lookup).with_for_update()).one_or_none()
    if row is None or row.key is None or not row.created_at <= now < row.expires_at:
        raise EnrolmentCodeError
    station_id, key = StationId(row.station_id), row.key
    row.key, row.used_at = None, now
    try:
        secret = renew_station_token(session, clock, system_actor(CommuneId(row.commune_id)), station_id)
    except NotFoundError as exc:
        raise EnrolmentCodeError from exc
    enrolment = Enrolment(station_id, public_key(session, CommuneId(row.commune_id)), secret).encode()
    return EnrolmentReply(enrolment=enrolment, proof=proof_of(key, enrolment))


def remove_station(session: Session, clock: Clock, actor: Actor, station_id: StationId) -> None:
    """Take a station away (its PC was stolen, or is no more): its token stops working, its log stays. Raises `NotFoundError`."""
    row = _row(session, actor, station_id)
    row.left_at = clock.now()
    retire_token(session, row, row.left_at)
    session.flush()
    record_act(session, row.left_at, actor, "remove_station", subject="station", subject_id=station_id, name=row.name)


def set_telephone(session: Session, clock: Clock, actor: Actor, station_id: StationId, telephone: str) -> Station:
    """Write down whom to ring at a station, empty: nobody. Raises `NotFoundError`, `StationTelephoneError`."""
    row, clean = _row(session, actor, station_id), telephone.strip()
    try:
        row.telephone = typed_telephones(clean) if clean else ""
    except ValueError:
        raise StationTelephoneError from None
    if len(row.telephone) > LONGEST_TELEPHONE:
        raise StationTelephoneError
    session.flush()
    record_act(session, clock.now(), actor, "set_telephone", subject="station", subject_id=station_id, name=row.name)
    return _station(row)


def leave_zones(session: Session, commune_id: CommuneId, following: Callable[[Sequence[str]], list[str]]) -> None:
    """Let the stations of the commune serve what stands for their zones after a change; of some it may be nothing."""
    query = of_commune(StationRow, commune_id).where(StationRow.left_at.is_(None))
    for row in session.scalars(query.with_for_update()):
        if (zone_ids := following(row.zone_ids)) != row.zone_ids:
            row.zone_ids = zone_ids
    session.flush()


def stations(session: Session, commune_id: CommuneId) -> list[Station]:
    """The commune's stations, by name."""
    return list(_stations(session, commune_id))


@read_once
def _stations(session: Session, commune_id: CommuneId) -> tuple[Station, ...]:
    query = of_commune(StationRow, commune_id).where(StationRow.left_at.is_(None)).order_by(StationRow.name)
    return tuple(readable(session, query, _station))


def station_names(session: Session, commune_id: CommuneId) -> dict[StationId, str]:
    """What the stations of the commune are called, also those that were taken away."""
    query = select(StationRow.id, StationRow.name).where(StationRow.commune_id == commune_id)
    return {StationId(row.id): row.name for row in session.execute(query)}


def station_of_token(session: Session, secret: str) -> Station:
    """The station a token belongs to. Raises `NotSignedInError`."""
    query = select(StationRow).where(StationRow.token_hash == hash_secret(secret), StationRow.left_at.is_(None))
    row = session.scalars(query).one_or_none()
    if row is None:
        raise NotSignedInError
    return _station(row)


def _refuse_sandbox(session: Session, commune_id: CommuneId) -> None:
    if commune(session, commune_id).is_sandbox:
        raise SandboxStationError


def _row(session: Session, actor: Actor, station_id: StationId) -> StationRow:
    return present(session, StationRow, station_id, actor.commune_id, kind="station")


def _station(row: StationRow) -> Station:
    return Station(
        id=StationId(row.id),
        commune_id=CommuneId(row.commune_id),
        name=row.name,
        zones=tuple(ZoneId(UUID(zone_id)) for zone_id in row.zone_ids),
        outputs=row.outputs,
        created_at=row.created_at,
        telephone=row.telephone,
    )
