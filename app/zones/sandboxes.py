"""Training communes: whose each is, which there were, and closing one."""

from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.accounts import Actor
from app.clock import Clock
from app.db import readable, readable_one
from app.errors import NotFoundError
from app.units import CommuneId
from app.zones.model import Commune
from app.zones.stations import remove_station, stations
from app.zones.tables import CommuneRow
from app.zones.tree import commune_of


def sandbox_of(session: Session, home_id: CommuneId) -> Commune | None:
    """The training commune of a commune, where there is one that is not closed."""
    query = select(CommuneRow).where(CommuneRow.home_id == home_id, CommuneRow.closed_at.is_(None))
    return readable_one(session, query.order_by(CommuneRow.id).limit(1), commune_of)


def founded_at(session: Session, commune_id: CommuneId) -> datetime:
    """Since when a commune is there. Raises `NotFoundError`, `RowUnreadableError`."""
    found: datetime | None = readable_one(
        session, select(CommuneRow.created_at).where(CommuneRow.id == commune_id), lambda at: at
    )
    if found is None:
        raise NotFoundError(kind="commune", key=str(commune_id))
    return found


def hold_commune(session: Session, commune_id: CommuneId) -> None:
    """Two who make at once what a commune has once, as a training commune, stand in line here; on SQLite writers do anyway."""
    session.execute(select(CommuneRow.id).where(CommuneRow.id == commune_id).with_for_update(key_share=True))


def sandboxes_between(session: Session, home_id: CommuneId, first: datetime, last: datetime) -> list[tuple[CommuneId, datetime]]:
    """Those that were open at any time from `first` to before `last`, also closed ones, and since when each is."""
    is_open = or_(CommuneRow.closed_at.is_(None), CommuneRow.closed_at >= first)
    of_home = (CommuneRow.home_id == home_id, CommuneRow.created_at < last, is_open)
    query = select(CommuneRow.id, CommuneRow.created_at).where(*of_home).order_by(CommuneRow.id)
    return readable(session, query, lambda key, at: (CommuneId(key), at))


def close_sandbox(session: Session, clock: Clock, actor: Actor) -> None:
    """Close the actor's commune, which is a training commune: its stations are none any more, and no job looks after it."""
    row = session.scalars(select(CommuneRow).where(CommuneRow.id == actor.commune_id).with_for_update()).one()
    for each in stations(session, actor.commune_id):
        remove_station(session, clock, actor, each.id)
    row.closed_at = clock.now()
    session.flush()
