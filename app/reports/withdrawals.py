"""Who still has what was withdrawn: stations that have not said they know, and day packs that somebody took away."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from app.bulletins import Withdrawn, withdrawn_version, withdrawn_versions
from app.clock import local
from app.dispatch import last_heard, recalls_of
from app.packs import PackOut, packs_out
from app.units import BulletinId, CommuneId, StationId
from app.values import frozen
from app.zones import stations, zone_tree


@frozen
class Told:
    """A station that was to play it. confirmed_at: since when it knows; None: not yet. last_heard: None where it never was."""

    station_id: StationId
    name: str
    confirmed_at: datetime | None
    last_heard: datetime | None


@frozen
class Withdrawal:
    """A withdrawal and how far it has come. packs: of today and later, made before it, which nobody can call back."""

    withdrawn: Withdrawn
    stations: tuple[Told, ...]
    packs: tuple[PackOut, ...]

    @property
    def is_over(self) -> bool:
        """Whether nobody has it any more who could play it."""
        return not self.packs and all(each.confirmed_at is not None for each in self.stations)


def withdrawal(session: Session, now: datetime, commune_id: CommuneId, bulletin_id: BulletinId, number: int) -> Withdrawal:
    """How far a withdrawal has come. Raises `NotFoundError` for a version that is not withdrawn."""
    [found] = _reached(session, now, commune_id, [withdrawn_version(session, commune_id, bulletin_id, number)])
    return found


def open_withdrawals(session: Session, now: datetime, commune_id: CommuneId) -> tuple[Withdrawal, ...]:
    """Those that somebody may not know of yet, the newest first."""
    known = withdrawn_versions(session, now, commune_id)
    return tuple(each for each in _reached(session, now, commune_id, known) if not each.is_over)


def _reached(session: Session, now: datetime, commune_id: CommuneId, known: Sequence[Withdrawn]) -> list[Withdrawal]:
    if not known:
        return []
    told = recalls_of(session, [each.version_id for each in known])
    heard, tree = last_heard(session, commune_id), zone_tree(session, commune_id)
    here = stations(session, commune_id)
    packs = packs_out(session, commune_id, local(now).date())

    def stations_of(each: Withdrawn) -> tuple[Told, ...]:
        if each.valid_to is not None and each.valid_to <= now:
            return ()
        return tuple(
            Told(
                station.id,
                station.name,
                told.get(station.id, {}).get(each.version_id),
                heard[station.id].at if station.id in heard else None,
            )
            for station in here
            if tree.warned(station.zones, each.zone_ids)
        )

    return [
        Withdrawal(
            each,
            stations_of(each),
            tuple(pack for pack in packs if each.version_id in pack.version_ids and pack.made_at <= each.at),
        )
        for each in known
    ]
