"""What was heard: the stations' logs move the occurrences, and say which words have been on air."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Select, String, cast, false, or_, select
from sqlalchemy.orm import Session

from app.airing import HEARD, OccurrenceState
from app.airlog import Sounding, deciding, heard_whole, keep_lines, only_written, soundings_of, take_line
from app.clock import Clock
from app.db import of_commune, readable
from app.programmes import versions_heard
from app.timetable.moves import move, move_by_station
from app.timetable.tables import OccurrenceRow
from app.units import CommuneId, OccurrenceId, Sha256, SlotId, VersionId, ZoneId
from app.values import frozen
from app.wire.protocol import AsRunEntry
from app.zones import Station

_NOTHING = "[]"


@frozen
class AiredWhole:
    """An occurrence that was heard to its end somewhere, and what it carried."""

    id: OccurrenceId
    slot_id: SlotId
    starts_at: datetime
    version_ids: tuple[VersionId, ...]
    zone_ids: frozenset[ZoneId]


@frozen
class HeardAiring:
    """When something was heard, be it in part. is_written: by the rule of `only_written`, into files alone."""

    at: datetime
    is_written: bool


def take_as_run(
    session: Session, clock: Clock, station: Station, entries: Sequence[AsRunEntry], *, kinds: Mapping[str, str]
) -> tuple[UUID, ...]:
    """Keep a batch of log lines and move their occurrences; lines that are here already change nothing. Returns all their ids.

    kinds: of the station's outputs, by name.
    """
    fresh = keep_lines(session, clock, station, entries, kinds=kinds)
    for entry in fresh:
        _move(session, station, entry)
    session.flush()
    _count(session, station.commune_id, {entry.occurrence_id for entry in fresh})
    return tuple(entry.id for entry in entries)


def aired_versions(session: Session, commune_id: CommuneId, version_ids: Iterable[VersionId]) -> frozenset[VersionId]:
    """Those of `version_ids` that sounded somewhere, be it in part."""
    asked = frozenset(version_ids)
    if not asked:
        return asked
    query = select(OccurrenceRow.version_ids).where(OccurrenceRow.commune_id == commune_id, OccurrenceRow.state.in_(HEARD))
    return asked & {VersionId(UUID(key)) for keys in session.scalars(query) for key in keys}


def aired_whole(
    session: Session, commune_id: CommuneId, *, since: datetime | None, besides: Select[UUID], limit: int
) -> list[AiredWhole]:
    """The occurrences that carried something and were heard to their end, from `since` on; the oldest `limit`.

    besides: a select of the ids of those that are known already.
    """
    query = select(OccurrenceRow).where(
        OccurrenceRow.commune_id == commune_id,
        OccurrenceRow.state == OccurrenceState.AIRED,
        cast(OccurrenceRow.version_ids, String) != _NOTHING,
        OccurrenceRow.id.not_in(besides),
    )
    if since is not None:
        query = query.where(OccurrenceRow.starts_at >= since)
    return readable(session, query.order_by(OccurrenceRow.starts_at, OccurrenceRow.id).limit(limit), _aired_whole)


def _aired_whole(row: OccurrenceRow) -> AiredWhole:
    return AiredWhole(
        OccurrenceId(row.id),
        SlotId(row.slot_id),
        row.starts_at,
        tuple(VersionId(UUID(key)) for key in row.version_ids),
        frozenset(ZoneId(UUID(key)) for key in row.zone_ids),
    )


def airings_of(
    session: Session, commune_id: CommuneId, version_ids: Collection[VersionId]
) -> dict[VersionId, tuple[HeardAiring, ...]]:
    """When each of `version_ids` was heard, ascending; an airing that zones heard apart is one."""
    named = cast(OccurrenceRow.version_ids, String)
    query = select(OccurrenceRow.id, OccurrenceRow.slot_id, OccurrenceRow.starts_at, OccurrenceRow.version_ids).where(
        OccurrenceRow.commune_id == commune_id,
        OccurrenceRow.state.in_(HEARD),
        or_(false(), *(named.contains(str(key)) for key in version_ids)),
    )
    rows = session.execute(query).all()
    written = only_written(session, commune_id, [row.id for row in rows]) if rows else frozenset()
    found: dict[VersionId, dict[tuple[datetime, UUID], bool]] = {}
    for row in rows:
        for key in version_ids:
            if str(key) in row.version_ids:
                airings, airing = found.setdefault(key, {}), (row.starts_at, row.slot_id)
                airings[airing] = airings.get(airing, True) and row.id in written
    return {key: tuple(HeardAiring(at, airings[at, of]) for at, of in sorted(airings)) for key, airings in found.items()}


def versions_carried(session: Session, commune_id: CommuneId, ids: Iterable[UUID]) -> dict[UUID, tuple[VersionId, ...]]:
    """What those of `ids` carry that are occurrences of the commune, in its order."""
    asked = list(ids)
    if not asked:
        return {}  # SQLite looks through all there are for none
    query = select(OccurrenceRow.id, OccurrenceRow.version_ids).where(
        OccurrenceRow.commune_id == commune_id, OccurrenceRow.id.in_(asked)
    )
    return dict(
        readable(
            session, query.order_by(OccurrenceRow.id), lambda key, named: (key, tuple(VersionId(UUID(each)) for each in named))
        )
    )


def occurrence_zones(session: Session, commune_id: CommuneId, ids: Iterable[UUID]) -> dict[UUID, frozenset[ZoneId]]:
    """Where those of `ids` that are occurrences of the commune are to be heard."""
    query = select(OccurrenceRow.id, OccurrenceRow.zone_ids).where(
        OccurrenceRow.commune_id == commune_id, OccurrenceRow.id.in_(list(ids))
    )
    return {row.id: frozenset(ZoneId(UUID(key)) for key in row.zone_ids) for row in session.execute(query)}


def may_still_sound(row: OccurrenceRow, soundings: Collection[Sounding], now: datetime, *, grace_s: int) -> bool:
    """Whether it waits, sounds, or may begin on some output: so long it can be silenced."""
    if row.state.is_waiting or any(each.state is OccurrenceState.ON_AIR for each in soundings):
        return True
    return row.state is OccurrenceState.ON_AIR or (bool(soundings) and now <= row.starts_at + timedelta(seconds=grace_s))


def _move(session: Session, station: Station, entry: AsRunEntry) -> None:
    row = session.get(OccurrenceRow, entry.occurrence_id, with_for_update=True)
    if row is None or row.commune_id != station.commune_id or not take_line(session, station, entry):
        return
    now = deciding(soundings_of(session, OccurrenceId(row.id)))
    if now is None:
        raise AssertionError  # there is the one just taken
    why = now.reason.value if now.reason is not None else now.fault
    if move_by_station(session, entry.at, row, now.state, by=station.name, reason=why):
        row.reason = now.reason
        if entry.state.was_heard:
            row.starts_at = entry.planned_at  # the hour it had at the station, whatever became of its slot since
            _never_again(session, row, by=station.name)
        if entry.state.was_heard and entry.content_hash != row.content_hash:
            _take_what_sounded(session, station, row, Sha256(entry.content_hash))
        if now.seconds is not None and now.state is not OccurrenceState.ON_AIR:
            row.length_s = now.seconds


def _count(session: Session, commune_id: CommuneId, ids: Collection[UUID]) -> None:
    """Write at those that were heard to their end what the lines of the log say of it by now: plans are counted by that."""
    whole = heard_whole(session, commune_id, ids) if ids else {}
    for row in session.scalars(of_commune(OccurrenceRow, commune_id).where(OccurrenceRow.id.in_(list(whole)))) if whole else ():
        row.heard_s, row.is_written = whole[row.id].seconds, whole[row.id].is_written
    session.flush()


def _never_again(session: Session, heard: OccurrenceRow, *, by: str) -> None:
    """A station that was cut off sounded what had got another row here since: that one is not heard as well."""
    query = select(OccurrenceRow).where(
        OccurrenceRow.slot_id == heard.slot_id,
        OccurrenceRow.day == heard.day,
        OccurrenceRow.part == heard.part,
        OccurrenceRow.id != heard.id,
    )
    for row in session.scalars(query.with_for_update()):
        if row.state.is_waiting:
            move(session, heard.updated_at, row, OccurrenceState.CANCELLED, by=by, reason="heard_already")


def _take_what_sounded(session: Session, station: Station, row: OccurrenceRow, content_hash: Sha256) -> None:
    """Write what the station carried, which while it was cut off may be other than what was planned by then."""
    carried = versions_heard(session, station.commune_id, content_hash)
    if carried:
        row.version_ids, row.content_hash = [str(key) for key in carried], content_hash
