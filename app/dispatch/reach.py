"""Whom an emergency reaches: each station it is ordered from, and how far it has come there. What reaches nobody is a fault."""

from collections.abc import Collection, Iterator
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy.orm import Session

from app.airlog import sounded_at
from app.clock import Clock
from app.dispatch.contact import SILENT_S
from app.dispatch.heartbeats import Heard, last_heard
from app.emergencies import ORDERED, Emergency, live
from app.faults import observe
from app.units import CommuneId, EmergencyId, StationId
from app.values import frozen
from app.wire.faults import NO_OUTPUT
from app.zones import stations, zone_tree

UNREACHED = "emergency_unreached"
"""A fault of the commune: an emergency that sounds nowhere."""
_SOON = timedelta(seconds=10)
"""After an emergency began it has been heard of by the log of a station that is there."""


class Reach(StrEnum):
    """How far an emergency has come at one station."""

    SOUNDED = "sounded"
    WRITTEN = "written"
    """It sounded into a file alone: no loudspeaker of the station is connected."""
    ORDERED = "ordered"
    OFFLINE = "offline"
    NO_OUTPUT = "no_output"
    LATE = "late"
    """Ordered, and not heard of although the station is there."""


@frozen
class StationReach:
    """A station that is to sound it."""

    station_id: StationId
    name: str
    state: Reach


def reach_of(
    session: Session, now: datetime, commune_id: CommuneId, found: Collection[Emergency]
) -> dict[EmergencyId, tuple[StationReach, ...]]:
    """For each that sounds, every station of its places; no station at all is an empty tuple."""
    sounding = [each for each in found if each.state in ORDERED and each.began_at is not None]
    if not sounding:
        return {}
    known, heard, tree = stations(session, commune_id), last_heard(session, commune_id), zone_tree(session, commune_id)
    sounded = sounded_at(session, commune_id, [each.id for each in sounding])

    def reached(each: Emergency) -> Iterator[StationReach]:
        for station in known:
            if tree.warned(station.zones, each.zone_ids):
                is_heard = sounded.get((station.id, each.id))
                yield StationReach(station.id, station.name, _state(each, heard.get(station.id), now, is_heard=is_heard))

    return {each.id: tuple(reached(each)) for each in sounding}


def _state(known: Emergency, heard: Heard | None, now: datetime, *, is_heard: bool | None) -> Reach:
    """is_heard: whether a loudspeaker sounds it, as far as is known; None where nothing does."""
    if is_heard is not None:
        return Reach.SOUNDED if is_heard else Reach.WRITTEN
    if heard is None or now - heard.at > timedelta(seconds=SILENT_S):
        return Reach.OFFLINE
    if heard.heartbeat is not None and any(fault.code == NO_OUTPUT for fault in heard.heartbeat.faults):
        return Reach.NO_OUTPUT
    return Reach.LATE if known.began_at is not None and now - known.began_at > _SOON else Reach.ORDERED


def is_unreached(reach: Collection[StationReach]) -> bool:
    """Whether it sounds at no station, and will not soon. That no loudspeaker is connected is told by itself, and always."""
    return not any(each.state in {Reach.SOUNDED, Reach.WRITTEN, Reach.ORDERED} for each in reach)


def watch_reach(session: Session, clock: Clock, commune_id: CommuneId, *, stopped: bool) -> None:
    """Begin or end the commune's fault of an emergency that reaches nobody; while all is stopped nothing is to be reached."""
    now = clock.now()
    found = {} if stopped else reach_of(session, now, commune_id, live(session, commune_id, now))
    present = {("", UNREACHED): now} if any(is_unreached(reach) for reach in found.values()) else {}
    observe(session, now, commune_id, None, present, among={UNREACHED})
