"""The timetable in other calendars: a file, and addresses that a telephone fetches it from, each given and ended by itself."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Response

from app.accounts import Right, Scope, tokens
from app.desk import tokens as acts
from app.errors import AppError
from app.web.shared.asking import Page
from app.web.shared.pages import go
from app.web.shared.visit import Visit, Visiting
from app.words import day_of_year, moment

router = APIRouter(prefix="/lich-phat/lich-dien-thoai", route_class=Page)

_DAYS = 365


@router.get("")
def get_feeds(visit: Visiting) -> Response:
    """The file, and the addresses that work."""
    visit.must(Right.LOOK)
    return _page(visit)


@router.post("")
def post_feed(visit: Visiting, label: Annotated[str, Form(max_length=120)] = "") -> Response:
    """Make an address for oneself; it is shown this once."""
    with visit.parts.sessions.begin() as session:
        made = acts.make(visit.parts, session, visit.actor, label.strip() or "Lịch điện thoại", scope=Scope.FEED, days=_DAYS)
    address = f"{visit.request.base_url}api/v1/timetable/feed.ics?token={made.secret}"
    return _page(visit, made=address)


@router.post("/{token_id}/thoi")
def post_end(visit: Visiting, token_id: UUID) -> Response:
    """Let an address work no more."""
    try:
        with visit.parts.sessions.begin() as session:
            acts.end(visit.parts, session, visit.actor, token_id)
    except AppError as error:
        return _page(visit, error=error)
    return go("/lich-phat/lich-dien-thoai", done="da-thoi-lich")


def _page(visit: Visit, *, made: str = "", error: AppError | None = None) -> Response:
    with visit.parts.sessions.read() as session:  # after what was just made
        known = tokens(session, visit.parts.clock.now(), visit.commune_id, uses=visit.parts.uses)
    own = [each for each in known if each.scope is Scope.FEED and each.person == visit.actor.name]
    values = {
        "made": made,
        "feeds": [
            (
                each.id,
                each.label,
                day_of_year(each.created_at),
                moment(each.used_at) if each.used_at else "",
                day_of_year(each.expires_at) if each.expires_at else "",
            )
            for each in own
        ],
        "fault": visit.fault(error) if error else None,
    }
    return visit.page("timetable/feed.html", values)
