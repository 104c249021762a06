"""How everything stands at this moment: stations, what sounds, what comes, what would keep it silent, what is wrong."""

from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy.orm import Session

from app.airing import UNHEARD
from app.campaigns import Late, late_steps
from app.clock import local
from app.dispatch import SILENT_S, Heard, last_heard
from app.emergencies import EmergencyState, live
from app.faults import Fault, shown_faults
from app.playout import OccurrenceState
from app.policies import LapsedBulletin, lapsed_on_timetable
from app.reports.withdrawals import Withdrawal, open_withdrawals
from app.timetable import Occurrence, day_of, occurrences_between
from app.units import CommuneId, StationId, ZoneId
from app.values import frozen
from app.wire.protocol import OutputHealth
from app.words import heading
from app.zones import Station, ZoneTree, commune, stations, zone_tree

_UPCOMING = 8
_DID_NOT_SOUND = frozenset({OccurrenceState.BLOCKED, OccurrenceState.MISSED, OccurrenceState.INTERRUPTED})


class Contact(StrEnum):
    """Whether a station is heard."""

    ONLINE = "online"
    OFFLINE = "offline"
    ALONE = "alone"
    """Not heard, but its plan has not run out: unless it is off, it plays on."""
    NEVER = "never"


@frozen
class StationStatus:
    """A station. zones: that it serves, each with all that lies in it. telephone: of who is on duty at it, or empty.

    last_heard: None when it never was; the rest is what it said then. is_current: it has the newest manifest.
    """

    id: StationId
    name: str
    zones: frozenset[ZoneId]
    telephone: str
    contact: Contact
    last_heard: datetime | None
    clock_offset_s: float | None
    disk_free_bytes: int | None
    software: str
    is_current: bool
    unsent: int
    next_at: datetime | None
    on_air: tuple[UUID, ...]
    outputs: tuple[OutputHealth, ...]


@frozen
class Status:
    """All of it. titles: of what is on air.

    waiting, problems: of today and tomorrow, by hour, what is to come; what did not sound or will not as things stand.
    withdrawals: that somebody may not know of yet. late: steps of campaigns. lapsed: what the timetable names though its legal
    basis does not hold.
    """

    now: datetime
    commune: str
    stations: tuple[StationStatus, ...]
    titles: dict[UUID, str]
    emergencies: tuple[str, ...]
    waiting: tuple[Occurrence, ...]
    problems: tuple[Occurrence, ...]
    faults: tuple[Fault, ...]
    withdrawals: tuple[Withdrawal, ...]
    late: tuple[Late, ...]
    lapsed: tuple[LapsedBulletin, ...]

    @property
    def upcoming(self) -> tuple[Occurrence, ...]:
        """The next that wait for their hour."""
        return tuple(each for each in self.waiting if each.starts_at >= self.now)[:_UPCOMING]

    @property
    def reaches_nobody(self) -> bool:
        """Whether the stations said what they put out by, and none of it is a loudspeaker or a stream to some."""
        kinds = {output.kind for station in self.stations for output in station.outputs}
        return bool(kinds) and kinds <= UNHEARD


def status(session: Session, now: datetime, commune_id: CommuneId) -> Status:
    """How the commune stands at `now`."""
    heard = last_heard(session, commune_id)
    tree = zone_tree(session, commune_id)
    known = tuple(_station(each, heard.get(each.id), now, tree) for each in stations(session, commune_id))
    today = day_of(local(now).date())[0]
    found = occurrences_between(session, commune_id, today, today + timedelta(days=2))
    waiting = [each for each in found if each.state.is_waiting]
    return Status(
        now=now,
        commune=commune(session, commune_id).name,
        stations=known,
        titles={each.id: each.title for each in found},
        emergencies=tuple(
            heading(each.title, is_drill=each.is_drill)
            for each in live(session, commune_id, now)
            if each.state is EmergencyState.ACTIVE
        ),
        waiting=tuple(waiting),
        problems=tuple(
            each for each in found if each.state in _DID_NOT_SOUND or (each.state.is_waiting and each.reason is not None)
        ),
        faults=tuple(shown_faults(session, commune_id)),
        withdrawals=open_withdrawals(session, now, commune_id),
        late=tuple(late_steps(session, commune_id, local(now).date())),
        lapsed=tuple(lapsed_on_timetable(session, commune_id, local(now).date())),
    )


def _station(known: Station, heard: Heard | None, now: datetime, tree: ZoneTree) -> StationStatus:
    said = heard.heartbeat if heard is not None else None
    return StationStatus(
        id=known.id,
        name=known.name,
        zones=tree.within(known.zones),
        telephone=known.telephone,
        contact=_contact(heard, now),
        last_heard=heard.at if heard is not None else None,
        clock_offset_s=said.clock_offset_s if said else None,
        disk_free_bytes=said.disk_free_bytes if said else None,
        software=said.software if said else "",
        is_current=heard is not None and said is not None and said.manifest_version == heard.newest_version,
        unsent=said.unsent if said else 0,
        next_at=said.next_at if said else None,
        on_air=said.on_air if said else (),
        outputs=said.outputs if said else (),
    )


def _contact(heard: Heard | None, now: datetime) -> Contact:
    if heard is None:
        return Contact.NEVER
    if (now - heard.at).total_seconds() <= SILENT_S:
        return Contact.ONLINE
    has_plan = heard.heartbeat is not None and heard.heartbeat.manifest_version is not None
    return Contact.ALONE if has_plan and heard.plan_until is not None and now < heard.plan_until else Contact.OFFLINE
