"""Where a bulletin is used: in which slots, and when it is to be heard next."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import String, cast, func, select
from sqlalchemy.orm import Session

from app.airing import WAITING
from app.bulletins import deciding_versions
from app.clock import Clock
from app.timetable.airings import airings
from app.timetable.edits import with_edits
from app.timetable.holidays import working_days
from app.timetable.slots import slots
from app.timetable.tables import OccurrenceRow
from app.units import BulletinId, CommuneId, SlotId
from app.values import frozen

AHEAD = timedelta(days=62)
"""How far ahead airings are looked for."""


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
            coming = airings(slot, days, now, now + AHEAD, working)
            carrying = (each for each in coming if bulletin_id in each.content.bulletins and not each.is_cancelled)
            if (starts := tuple(dict.fromkeys(each.starts_at for each in carrying))) or is_named:
                found.append(Use(slot.id, slot.title, starts))
    return sorted(found, key=lambda each: (not each.starts, each.starts[:1], each.title))


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
