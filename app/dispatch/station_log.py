"""A station's log as it comes in: kept, and looked over for lines that are missing and lines about what is not its own."""

import logging
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from app.airlog import misses_lines, reported_by
from app.clock import Clock
from app.dispatch.heartbeats import output_kinds
from app.dispatch.manifests import was_offered
from app.emergencies import emergency_zones
from app.faults import FOREIGN_LINE, LOG_GAP, begin_fault, is_open
from app.timetable import occurrence_zones, take_as_run
from app.wire.protocol import AsRunEntry
from app.zones import Station, zone_tree

_LOG = logging.getLogger(__name__)


def take_log(session: Session, clock: Clock, station: Station, entries: Sequence[AsRunEntry]) -> tuple[UUID, ...]:
    """Keep a batch of lines and return their ids; a hole before one of them is a fault until a person has seen it.

    A station hands in its lines in order and keeps each until it is acknowledged, so what is missing was lost: the server was
    restored from an older backup, or somebody took lines out of the station's file.

    A line about what other stations are to play is acknowledged, since it would come again for ever, and changes nothing but
    that it is a fault.
    """
    foreign = _foreign(session, station, {entry.occurrence_id for entry in entries})
    own = [entry for entry in entries if entry.occurrence_id not in foreign]
    stored = take_as_run(session, clock, station, own, kinds=output_kinds(session, station.id))
    if foreign:
        _LOG.warning("station %s reports on what is not its own: %s", station.id, ", ".join(sorted(map(str, foreign))))
        _tell(session, clock, station, FOREIGN_LINE)
    if misses_lines(session, station.id, own):
        _tell(session, clock, station, LOG_GAP)
    return (*stored, *(entry.id for entry in entries if entry.occurrence_id in foreign))


def _foreign(session: Session, station: Station, ids: set[UUID]) -> frozenset[UUID]:
    """Those that are to be heard only in zones of others, and never were the station's by its manifest or by its log.

    What the server does not know is nobody else's: an emergency that was raised at the station itself, say.
    """
    places = occurrence_zones(session, station.commune_id, ids) | emergency_zones(session, station.commune_id, ids)
    if not places:
        return frozenset()
    tree = zone_tree(session, station.commune_id)
    served = tree.within(station.zones)
    heard = {key: tree.within(zone_ids) for key, zone_ids in places.items()}
    doubted = {key for key, zones in heard.items() if zones and not served & zones}  # a zone that is no more is nobody else's
    if not doubted:
        return frozenset()
    return frozenset(doubted) - was_offered(session, station.id, doubted) - reported_by(session, station.id, doubted)


def _tell(session: Session, clock: Clock, station: Station, code: str) -> None:
    """Begin the fault, unless it stands."""
    if not is_open(session, station.id, output="", code=code):
        begin_fault(session, clock.now(), station.commune_id, station.id, output="", code=code, since=clock.now())
