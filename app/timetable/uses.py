"""Where a bulletin is used: in which slots, and when it is to be heard next."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, timedelta

from sqlalchemy import String, cast, func, select
from sqlalchemy.orm import Session

from app.airing import WAITING
from app.bulletins import deciding_versions
from app.calendar.working_days import WorkingDays
from app.clock import Clock, local
from app.timetable.airings import airings
from app.timetable.edits import with_edits
from app.timetable.holidays import working_days
from app.timetable.model import Edit, Slot
from app.timetable.occurrences import day_of
from app.timetable.slots import slots
from app.timetable.tables import OccurrenceRow
from app.units import BulletinId, CommuneId, SlotId
from app.values import frozen

AHEAD = timedelta(days=62)
"""How far ahead all airings are looked for; of what is heard later, the first one and those of single days."""


@frozen
class Use:
    """A slot that carries it, be it on one day alone or in some zones. starts: the airings to come that do, ascending."""

    slot_id: SlotId
    title: str
    starts: tuple[datetime, ...]


def uses_of(session: Session, clock: Clock, commune_id: CommuneId, bulletin_id: BulletinId) -> list[Use]:
    """The slots that name it or will carry it; those heard first come first, those that are not to come last."""
    now, working = clock.now(), working_days(session, commune_id)
    known, edits = with_edits(session, commune_id, slots(session, commune_id))
    found = []
    for slot in known:
        days = edits.get(slot.id, {})
        is_named = any(bulletin_id in part.bulletins for part in slot.parts())
        if is_named or any(bulletin_id in (edit.bulletins or ()) for edit in days.values()):
            single = _single_days(days, bulletin_id, after=local(now + AHEAD).date())
            starts = _starts(slot, days, bulletin_id, [(now, now + AHEAD), *map(day_of, single)], working)
            if not starts and (later := slot.recurrence.first_from(local(now + AHEAD).date(), working)) is not None:
                starts = _starts(slot, days, bulletin_id, [day_of(later)], working)
            if starts or is_named:
                found.append(Use(slot.id, slot.title, starts))
    return sorted(found, key=lambda each: (not each.starts, each.starts[:1], each.title))


def _starts(
    slot: Slot,
    edits: Mapping[date, Edit],
    bulletin_id: BulletinId,
    spans: Iterable[tuple[datetime, datetime]],
    working: WorkingDays,
) -> tuple[datetime, ...]:
    """When the slot carries it in some spans of time, ascending."""
    coming = (each for span in spans for each in airings(slot, edits, *span, working))
    carrying = (each for each in coming if bulletin_id in each.content.bulletins and not each.is_cancelled)
    return tuple(sorted({each.starts_at for each in carrying}))


def _single_days(edits: Mapping[date, Edit], bulletin_id: BulletinId, *, after: date) -> list[date]:
    """The local days on which an airing is heard that carries it on its day alone."""
    there = {
        local(each.moved_to).date() if each.moved_to else day
        for day, each in edits.items()
        if bulletin_id in (each.bulletins or ())
    }
    return sorted(day for day in there if day > after)


def next_airings(
    session: Session, clock: Clock, commune_id: CommuneId, bulletin_ids: Collection[BulletinId]
) -> dict[BulletinId, datetime]:
    """When each of `bulletin_ids` is heard next, or would be if it were approved, as far as the planner has laid out."""
    row = OccurrenceRow
    named = cast(row.version_ids, String) + cast(row.left_out, String)  # as text: a slot names the same on each of its days
    query = select(named, func.min(row.starts_at)).where(
        row.commune_id == commune_id, row.state.in_(WAITING), row.starts_at >= clock.now()
    )
    versions = {key: each.version_id for key, each in deciding_versions(session, commune_id, bulletin_ids).items()}
    found = dict[BulletinId, datetime]()
    for text, starts_at in session.execute(query.group_by(named).order_by(func.min(row.starts_at))):
        for key in bulletin_ids:
            if key not in found and (str(key) in text or str(versions.get(key, key)) in text):
                found[key] = starts_at
    return found
