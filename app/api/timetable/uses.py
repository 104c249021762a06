"""Where a bulletin is used on the timetable."""

from datetime import datetime
from uuid import UUID

from fastapi import APIRouter

from app.api.shared.forms import Answer
from app.bulletins import latest
from app.edge import AskedFirst, Looking, Parts, ReadSession
from app.timetable import uses_of
from app.units import BulletinId

router = APIRouter(prefix="/bulletins", tags=["timetable"], route_class=AskedFirst)


class UseAnswer(Answer):
    """A slot that carries the bulletin. starts: its airings of the next two months that do."""

    slot_id: UUID
    title: str
    starts: list[datetime]


class BulletinUsesAnswer(Answer):
    """The slots that carry a bulletin, those heard first come first."""

    items: list[UseAnswer]


@router.get("/{bulletin_id}/uses")
def get_uses(parts: Parts, actor: Looking, session: ReadSession, bulletin_id: UUID) -> BulletinUsesAnswer:
    """Where a bulletin is used, and when it is to be heard."""
    latest(session, actor.commune_id, BulletinId(bulletin_id))
    found = uses_of(session, parts.clock, actor.commune_id, BulletinId(bulletin_id))
    return BulletinUsesAnswer(
        items=[UseAnswer(slot_id=each.slot_id, title=each.title, starts=list(each.starts)) for each in found]
    )
