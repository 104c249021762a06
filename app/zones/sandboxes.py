"""Training communes: whose each is, which there were, and closing one."""

from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.accounts import Actor
from app.clock import Clock
from app.units import CommuneId
from app.zones.model import Commune
from app.zones.stations import remove_station, stations
from app.zones.tables import CommuneRow
from app.zones.tree import commune_of


def sandbox_of(session: Session, home_id: CommuneId) -> Commune | None:
    """The training commune of a commune, where there is one that is not closed."""
    query = select(CommuneRow).where(CommuneRow.home_id == home_id, CommuneRow.closed_at.is_(None))
    row = session.scalars(query.order_by(CommuneRow.id).limit(1)).one_or_none()
    return None if row is None else commune_of(row)


def hold_commune(session: Session, commune_id: CommuneId) -> None:
    """Two who make at once what a commune has once, as a training commune, stand in line here; on SQLite writers do anyway."""
    session.execute(select(CommuneRow.id).where(CommuneRow.id == commune_id).with_for_update(key_share=True))


def sandboxes_between(session: Session, home_id: CommuneId, first: datetime, last: datetime) -> list[tuple[CommuneId, datetime]]:
    """Those that were open at any time from `first` to before `last`, also closed ones, and since when each is."""
    is_open = or_(CommuneRow.closed_at.is_(None), CommuneRow.closed_at >= first)
    query = select(CommuneRow.id, CommuneRow.created_at).where(
        CommuneRow.home_id == home_id, CommuneRow.created_at < last, is_open
    )
    return [(CommuneId(row.id), row.created_at) for row in session.execute(query.order_by(CommuneRow.id))]


def close_sandbox(session: Session, clock: Clock, actor: Actor) -> None:
    """Close the actor's commune, which is a training commune: its stations are none any more, and no job looks after it."""
    row = session.scalars(select(CommuneRow).where(CommuneRow.id == actor.commune_id).with_for_update()).one()
    for each in stations(session, actor.commune_id):
        remove_station(session, clock, actor, each.id)
    row.closed_at = clock.now()
    session.flush()
