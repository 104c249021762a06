"""What will go wrong today and tomorrow if nobody mends it, in time to mend it."""

from dataclasses import field
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy.orm import Session

from app.clock import Clock, local
from app.playout import BlockedReason
from app.programmes import RenderingState
from app.timetable.clashes import Clash, clashes
from app.timetable.conflicts import places
from app.timetable.model import Occurrence
from app.timetable.occurrences import day_of
from app.timetable.outlook import Forecast, forecast
from app.units import BulletinId, CommuneId, ZoneId
from app.values import frozen

DAYS = 2
SOON = timedelta(minutes=30)
"""Audio that is not there this long before its time is a problem; before, it is being made."""


class ProblemKind(StrEnum):
    """What sort of trouble it is."""

    BLOCKED = "blocked"
    LEFT_OUT = "left_out"
    NOT_MADE = "not_made"
    OVER_LENGTH = "over_length"
    CONFLICT = "conflict"
    NO_STATION = "no_station"


@frozen
class Problem:
    """One trouble of one airing.

    reason: why it or its bulletin is not heard. seconds: how much too long. other: what it meets, and the hour of that.
    failure: code and facts of why its audio could not be made. zones: where nobody would hear it. clash: of which it is one.
    """

    kind: ProblemKind
    starts_at: datetime
    title: str
    occurrence: Occurrence | None
    reason: BlockedReason | None = None
    bulletin_id: BulletinId | None = None
    seconds: float | None = None
    other: str | None = None
    other_at: datetime | None = None
    zones: frozenset[ZoneId] = frozenset()
    clash: Clash | None = None
    failure: tuple[str, dict[str, str | int | float | None]] | None = field(default=None)


def problems(session: Session, clock: Clock, commune_id: CommuneId, *, days: int = DAYS) -> list[Problem]:
    """The troubles of the next local days, today among them; by hour."""
    now = clock.now()
    found = problems_of_airings(session, clock, commune_id, days=days)
    found += [_clash(each) for each in clashes(session, clock, commune_id, now, _until(now, days))]
    return sorted(found, key=_by_hour)


def problems_of_airings(session: Session, clock: Clock, commune_id: CommuneId, *, days: int = DAYS) -> list[Problem]:
    """`problems` without what meets at one hour."""
    now = clock.now()
    where = places(session, commune_id)
    served = frozenset[ZoneId]().union(*(zones for _, zones in where.outputs))
    coming = forecast(session, clock, commune_id, _until(now, days))
    return sorted((each for one in coming for each in _of(one, now, served)), key=_by_hour)


def _until(now: datetime, days: int) -> datetime:
    return day_of(local(now).date() + timedelta(days=days - 1))[1]


def _by_hour(found: Problem) -> tuple[datetime, str, ProblemKind]:
    return found.starts_at, found.title, found.kind


def _clash(found: Clash) -> Problem:
    met = found.conflict
    late, early = met.second.airing, met.first.airing
    return Problem(
        ProblemKind.CONFLICT,
        late.starts_at,
        late.slot.title,
        None,
        other=early.slot.title,
        other_at=early.starts_at,
        zones=met.zones or met.second.zones,
        clash=found,
    )


def _of(one: Forecast, now: datetime, served: frozenset[ZoneId]) -> list[Problem]:
    known = one.occurrence
    if not known.state.is_waiting:
        return []
    found = []
    if one.reason is not None:
        found.append(_problem(one, ProblemKind.BLOCKED, reason=one.reason))
    elif not one.is_made and (known.starts_at - now <= SOON or _has_failed(one)):
        failure = one.audio.failure if one.audio is not None else None
        found.append(_problem(one, ProblemKind.NOT_MADE, reason=BlockedReason.AUDIO_MISSING, failure=failure))
    if one.reason is None:
        no_room = [left for left in known.left_out if left.reason is BlockedReason.NO_ROOM]
        found += [
            _problem(one, ProblemKind.LEFT_OUT, reason=left.reason, bulletin_id=left.bulletin_id, seconds=left.seconds)
            for left in (*one.content.left_out, *no_room)
        ]
        if known.over_s:
            found.append(_problem(one, ProblemKind.OVER_LENGTH, seconds=known.over_s))
    if unserved := one.content.zone_ids - served:
        found.append(_problem(one, ProblemKind.NO_STATION, zones=unserved))
    return found


def _has_failed(one: Forecast) -> bool:
    return one.audio is not None and one.audio.state is RenderingState.FAILED


def _problem(
    one: Forecast,
    kind: ProblemKind,
    *,
    reason: BlockedReason | None = None,
    bulletin_id: BulletinId | None = None,
    seconds: float | None = None,
    zones: frozenset[ZoneId] = frozenset(),
    failure: tuple[str, dict[str, str | int | float | None]] | None = None,
) -> Problem:
    known = one.occurrence
    return Problem(
        kind,
        known.starts_at,
        known.title,
        known,
        reason=reason,
        bulletin_id=bulletin_id,
        seconds=seconds,
        zones=zones,
        failure=failure,
    )
