"""Whether the timetable names a bulletin at all: most are approved before they stand in a slot."""

import re
from uuid import UUID

from sqlalchemy import String, cast, or_, select
from sqlalchemy.orm import Session

from app.timetable.tables import SlotEditRow, SlotRow
from app.units import BulletinId, CommuneId

_ID = re.compile(r"\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b")


def stands_in_slots(session: Session, commune_id: CommuneId, bulletin_id: BulletinId) -> bool:
    """Whether a slot that goes on, or an edited day, names it. Looks at the text of rows, which broken ones have too."""
    key = str(bulletin_id)
    slots = select(SlotRow.id).where(
        SlotRow.commune_id == commune_id,
        SlotRow.ended_at.is_(None),
        or_(cast(SlotRow.bulletin_ids, String).contains(key), cast(SlotRow.variants, String).contains(key)),
    )
    days = select(SlotEditRow.id).where(
        SlotEditRow.commune_id == commune_id, cast(SlotEditRow.bulletin_ids, String).contains(key)
    )
    return any(session.scalars(query.limit(1)).first() is not None for query in (slots, days))


def named_in_slots(session: Session, commune_id: CommuneId) -> set[BulletinId]:
    """What slots which go on name by its id, zones among it. Looks at the text of rows, as `stands_in_slots`."""
    query = select(cast(SlotRow.bulletin_ids, String), cast(SlotRow.variants, String))
    rows = session.execute(query.where(SlotRow.commune_id == commune_id, SlotRow.ended_at.is_(None)))
    text = "\n".join(part for row in rows for part in row if part is not None)
    return {BulletinId(UUID(key)) for key in _ID.findall(text)}
