"""*Đang dùng ở đâu*: the slots that carry a bulletin, when it is heard next, and when it was heard."""

from uuid import UUID

from fastapi import APIRouter, Response

from app.accounts import Right
from app.bulletins import deciding_versions
from app.clock import local
from app.errors import NotFoundError
from app.timetable import airings_of, uses_of
from app.units import BulletinId
from app.web.shared.asking import Page
from app.web.shared.visit import Visiting
from app.words import moment, times_written

router = APIRouter(prefix="/lich-phat/ban-tin", route_class=Page)

_SHOWN = 5


@router.get("/{bulletin_id}")
def get_uses(visit: Visiting, bulletin_id: UUID) -> Response:
    """Where a bulletin is used."""
    visit.must(Right.LOOK)
    key = BulletinId(bulletin_id)
    known = deciding_versions(visit.session, visit.commune_id, [key]).get(key)
    if known is None:
        raise NotFoundError(kind="bulletin", key=str(key))
    heard = airings_of(visit.session, visit.commune_id, [known.version_id]).get(known.version_id, ())
    values = {
        "bulletin_id": key,
        "title": known.title,
        "uses": [
            (
                each.title,
                [(f"/lich-phat/{each.slot_id}/{local(at).date()}", moment(at)) for at in each.starts[:_SHOWN]],
                max(0, len(each.starts) - _SHOWN),
            )
            for each in uses_of(visit.session, visit.parts.clock, visit.commune_id, key)
        ],
        "heard": [moment(each.at) for each in heard[-_SHOWN:]],
        "written": times_written(sum(each.is_written for each in heard)),
        "times": len(heard),
    }
    return visit.page("timetable/uses.html", values)
