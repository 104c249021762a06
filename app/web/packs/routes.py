"""*Gói phát*: what a day holds, its pack made and taken away, and how it comes onto a stick."""

from datetime import date, timedelta
from typing import Annotated

from fastapi import APIRouter, Form, Query, Response

from app.accounts import Right
from app.clock import local
from app.desk import choices
from app.desk import packs as acts
from app.errors import AppError
from app.packs import RUN_SHEET, day_files, pack_versions, silent_because
from app.playout import ItemKind
from app.web.shared.asking import Page
from app.web.shared.faults import Fault
from app.web.shared.pages import go
from app.web.shared.typed import TypedDayError, day_in
from app.web.shared.visit import Visit, Visiting
from app.words import day_of_year, hour_said, moment, sentence, weekday

router = APIRouter(prefix="/goi-phat", route_class=Page)


@router.get("")
def get_pack(visit: Visiting, ngay: Annotated[str, Query(max_length=40)] = "") -> Response:
    """A day's files, today's where none is said, and the versions of its pack."""
    visit.must(Right.LOOK)
    return _shown(visit, ngay)


@router.post("")
def post_pack(visit: Visiting, ngay: Annotated[str, Form(max_length=40)] = "") -> Response:
    """Make the day's pack as it stands now; with nothing changed it is the last one again."""
    try:
        day = day_in(ngay, "ngay") or _today(visit)
        with visit.parts.sessions.begin() as session:
            acts.make(visit.parts, session, visit.actor, day)
    except TypedDayError:
        return _shown(visit, ngay)
    except AppError as error:
        visit.must(Right.LOOK)
        return _shown(visit, ngay, fault=visit.fault(error))
    return go(f"/goi-phat?ngay={day.isoformat()}")


def _today(visit: Visit) -> date:
    return local(visit.parts.clock.now()).date()


def _shown(visit: Visit, ngay: str, *, fault: Fault | None = None) -> Response:
    today = _today(visit)
    try:
        day = day_in(ngay, "ngay") or today
    except TypedDayError as error:
        day, fault = today, visit.fault(error)
    formats = ",".join(choices.look(visit.parts, visit.session, visit.actor).day_pack.formats)
    place = f"/api/v1/days/{day.isoformat()}/packs"
    values = {
        "day": day_of_year(day),
        "title": f"{weekday(day)}, {day_of_year(day)}",
        "tomorrow": (today + timedelta(days=1)).isoformat(),
        "files": [
            (
                hour_said(each.starts_at),
                each.title,
                each.where,
                _length(each.seconds),
                silent_because(each),
                each.kind is ItemKind.RELAY,
            )
            for each in day_files(visit.session, visit.commune_id, day)
        ],
        "versions": [
            {
                "number": each.version,
                "made": f"{moment(each.made_at)}, {each.made_by}",
                "is_stale": each.is_stale,
                "zip": f"{place}/{each.version}.zip?formats={formats}",
                "sheet": f"{place}/{each.version}/{RUN_SHEET}?formats={formats}",
                "fault": sentence(each.fault).title if each.fault else "",
            }
            for each in pack_versions(visit.session, visit.commune_id, day)
        ],
        "may_make": visit.actor.may(Right.OPERATE),
        "fault": fault,
    }
    return visit.page("packs/pack.html", values)


def _length(seconds: float) -> str:
    whole = round(seconds)
    return f"{whole // 60} phút {whole % 60:02d} giây" if whole else "–"
