"""What will go wrong today and tomorrow if nobody mends it, in time to mend it."""

from collections.abc import Iterable
from dataclasses import field
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy.orm import Session

from app.clock import Clock, local
from app.playout import BlockedReason, ItemKind
from app.programmes import RenderingState, unmade_of
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
    now, until = clock.now(), day_of(local(clock.now()).date() + timedelta(days=days - 1))[1]
    served = _served(session, commune_id)
    found = [each for one in forecast(session, clock, commune_id, until) for each in _of(one, now, served)]
    found += [_clash(each) for each in clashes(session, clock, commune_id, now, until)]
    return sorted(found, key=lambda each: (each.starts_at, each.title, each.kind))


def problems_of_heard(session: Session, now: datetime, commune_id: CommuneId, coming: Iterable[Occurrence]) -> list[Problem]:
    """What is wrong with airings that are to be heard all the same, as the planner left them; in their order.

    A page is shown by it: `problems` judges each anew, which takes some milliseconds for each.
    """
    served = _served(session, commune_id)
    heard = [each for each in coming if each.state.is_waiting and each.reason is None and each.starts_at >= now]
    ids = {each.rendering_id for each in heard if each.rendering_id is not None}
    unmade = unmade_of(session, commune_id, ids)
    found = []
    for each in heard:
        made = each.kind is ItemKind.RELAY or (each.rendering_id is not None and each.rendering_id not in unmade)
        failure = unmade.get(each.rendering_id) if each.rendering_id is not None else None
        if not made and (each.starts_at - now <= SOON or failure is not None):
            reason = BlockedReason.AUDIO_MISSING
            found.append(_problem(each, ProblemKind.NOT_MADE, reason=reason, failure=failure))
        found += [
            _problem(each, ProblemKind.LEFT_OUT, reason=left.reason, bulletin_id=left.bulletin_id, seconds=left.seconds)
            for left in each.left_out
        ]
        found += _of_length_and_place(each, each.zone_ids, served)
    return found


def _served(session: Session, commune_id: CommuneId) -> frozenset[ZoneId]:
    return frozenset[ZoneId]().union(*(zones for _, zones in places(session, commune_id).outputs))


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
        found.append(_problem(known, ProblemKind.BLOCKED, reason=one.reason))
    elif not one.is_made and (known.starts_at - now <= SOON or _has_failed(one)):
        failure = one.audio.failure if one.audio is not None else None
        found.append(_problem(known, ProblemKind.NOT_MADE, reason=BlockedReason.AUDIO_MISSING, failure=failure))
    if one.reason is None:
        no_room = [left for left in known.left_out if left.reason is BlockedReason.NO_ROOM]
        found += [
            _problem(known, ProblemKind.LEFT_OUT, reason=left.reason, bulletin_id=left.bulletin_id, seconds=left.seconds)
            for left in (*one.content.left_out, *no_room)
        ]
    return [*found, *_of_length_and_place(known, one.content.zone_ids, served, is_heard=one.reason is None)]


def _of_length_and_place(
    known: Occurrence, zone_ids: frozenset[ZoneId], served: frozenset[ZoneId], *, is_heard: bool = True
) -> list[Problem]:
    found = []
    if is_heard and known.over_s:
        found.append(_problem(known, ProblemKind.OVER_LENGTH, seconds=known.over_s))
    if unserved := zone_ids - served:
        found.append(_problem(known, ProblemKind.NO_STATION, zones=unserved))
    return found


def _has_failed(one: Forecast) -> bool:
    return one.audio is not None and one.audio.state is RenderingState.FAILED


def _problem(
    known: Occurrence,
    kind: ProblemKind,
    *,
    reason: BlockedReason | None = None,
    bulletin_id: BulletinId | None = None,
    seconds: float | None = None,
    zones: frozenset[ZoneId] = frozenset(),
    failure: tuple[str, dict[str, str | int | float | None]] | None = None,
) -> Problem:
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
