"""*Bản tin*: what there is, found without accents, narrowed by state, theme and kind; several submitted or withdrawn together."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, TypeVar
from uuid import UUID

from fastapi import APIRouter, Form, Query, Response
from pydantic import Field

from app.accounts import Actor, Right
from app.bulletins import Filter, Kind, Order, Place, State, Summary, Theme, counts, version
from app.bulletins import page as bulletin_page
from app.desk import bulletins as acts
from app.errors import AppError, NotFoundError
from app.tags import Tag
from app.timetable import named_in_slots, next_airings
from app.turns import lane
from app.units import BulletinId
from app.visits.reading_turns import ReadingTurn
from app.web.shared.asking import Page
from app.web.shared.days import span
from app.web.shared.faults import Fault
from app.web.shared.fields import Fields
from app.web.shared.marks import OF_VERSION
from app.web.shared.pages import go
from app.web.shared.turning import ways
from app.web.shared.visit import Visit, Visiting
from app.words import moment, word

router = APIRouter(prefix="/ban-tin", route_class=Page)

_A_PAGE = 30
_Code = TypeVar("_Code", State, Theme, Kind, Order)
_ORDERS = ((Order.NEWEST, "Mới nhất trước"), (Order.TITLE, "Theo tên"), (Order.ENDING, "Hết hiệu lực trước"))


class Looked(Fields):
    """What the list is narrowed by, as its address says it; what is none of its words narrows nothing."""

    q: str = Field(default="", max_length=200)
    trang_thai: str = Field(default="", max_length=40)
    chu_de: str = Field(default="", max_length=40)
    loai: str = Field(default="", max_length=40)
    xep: str = Field(default="", max_length=40)
    tu: str = Field(default="", max_length=100)
    lui: str = Field(default="", max_length=2000)

    @property
    def filter(self) -> Filter:
        """What is shown."""
        return Filter(self.q, _code(Theme, self.chu_de), _code(State, self.trang_thai), _code(Kind, self.loai))

    @property
    def order(self) -> Order:
        """In which order."""
        return _code(Order, self.xep) or Order.NEWEST


def _code(codes: type[_Code], typed: str) -> _Code | None:
    return codes(typed) if typed in set(codes) else None


@router.get("")
def get_list(visit: Visiting, looked: Annotated[Looked, Query()]) -> Response:
    """What there is."""
    visit.must(Right.LOOK)
    return _list(visit, looked)


@router.post("/trinh")
def post_submit_all(
    _turn: ReadingTurn, visit: Visiting, chon: Annotated[list[str] | None, Form(max_length=_A_PAGE)] = None
) -> Response:
    """Lay the drafts that were chosen before the approver, all of them or none."""
    drafts = [_draft(each) for each in chon or ()]
    if fault := visit.refused(lambda session: acts.submit_all(visit.parts, session, visit.actor, drafts)):
        visit.must(Right.LOOK)
        return _list(visit, Looked(), chosen=chon or (), fault=fault)
    return go("/ban-tin", done="da-trinh" if drafts else "")


@router.get("/thu-hoi")
def get_withdrawal(visit: Visiting, chon: Annotated[list[str] | None, Query(max_length=_A_PAGE)] = None) -> Response:
    """What would be withdrawn, and from which airings."""
    visit.must(Right.SILENCE)
    return _withdrawal(visit, chon or ())


@router.post("/thu-hoi")
@lane
def post_withdrawal(
    visit: Visiting,
    chon: Annotated[list[str] | None, Form(max_length=_A_PAGE)] = None,
    reason: Annotated[str, Form(max_length=5000)] = "",
) -> Response:
    """Withdraw all of them or none: they never sound again."""
    try:
        receipt = acts.withdraw_all(visit.parts, visit.actor, [_place(each) for each in chon or ()], reason=reason)
    except AppError as error:
        return _withdrawal(visit, chon or (), reason=reason, fault=visit.fault(error, "reason"))
    return go("/ban-tin", done="da-thu-hoi" if receipt.is_kept else "da-thu-hoi-cho-ghi")


def _draft(chosen: str) -> acts.Draft:
    return acts.Draft(*_place(chosen), Tag(chosen.split("/")[2] if chosen.count("/") > 1 else ""))


def _place(chosen: str) -> Place:
    """A version as the list named it. Raises `NotFoundError` for what is none of its names."""
    bulletin, _, rest = chosen.partition("/")
    try:
        return Place(BulletinId(UUID(bulletin)), int(rest.partition("/")[0]))
    except ValueError:
        raise NotFoundError(kind="bulletin", key=chosen) from None


def _list(visit: Visit, looked: Looked, *, chosen: Sequence[str] = (), fault: Fault | None = None) -> Response:
    session, commune_id = visit.session, visit.commune_id
    count = counts(session, commune_id, looked.filter)
    items, cursor = tuple[Summary, ...](), None
    if count.total:  # else a search that finds nothing would look through all texts twice
        found = bulletin_page(session, commune_id, looked.filter, order=looked.order, cursor=looked.tu or None, limit=_A_PAGE)
        items, cursor = found.items, found.cursor
    keys = [each.bulletin_id for each in items]
    next_at = next_airings(session, visit.parts.clock, commune_id, keys)
    in_slots = named_in_slots(session, commune_id)
    lines = [
        {
            "address": _address(visit.actor, each),
            "title": each.title,
            "what": f"{word('kind', each.kind.value)} · {each.created_by}",
            "theme": word("theme", each.theme.value),
            "valid": span(each.valid_from, each.valid_to),
            "uses": f"/lich-phat/ban-tin/{each.bulletin_id}",
            "next": _next(each, next_at.get(each.bulletin_id), is_named=each.bulletin_id in in_slots),
            "mark": OF_VERSION[each.state],
            "state": word("version", each.state.value),
            "pick": _pick(visit.actor, each),
        }
        for each in items
    ]
    values = {
        "lines": lines,
        "total": count.total,
        "looked": looked,
        "is_narrowed": looked.filter != Filter(),
        "ways": ways(
            "/ban-tin",
            looked.model_dump(exclude={"tu", "lui"}),
            name="tu",
            here=looked.tu,
            lui=looked.lui,
            cursor=cursor,
        ),
        "states": [("", "Tất cả"), *((each.value, _counted(word("version", each), count.states.get(each, 0))) for each in State)],
        "themes": [("", "Tất cả"), *((each.value, _counted(word("theme", each), count.themes.get(each, 0))) for each in Theme)],
        "kinds": [("", "Tất cả"), *((each.value, _counted(word("kind", each), count.kinds.get(each, 0))) for each in Kind)],
        "orders": [(each.value, words) for each, words in _ORDERS],
        "chosen": frozenset(chosen),
        "has_drafts": any(each.state is State.DRAFT for each in items) and visit.actor.may(Right.SUBMIT),
        "has_approved": any(each.state is State.APPROVED for each in items) and visit.actor.may(Right.SILENCE),
        "fault": fault,
    }
    return visit.page("bulletins/list.html", values)


def _counted(words: str, count: int) -> str:
    return f"{words} ({count})"


def _next(found: Summary, at: datetime | None, *, is_named: bool) -> str:
    """When it is heard next, in words: the planner lays out a few days, slots go on beyond them."""
    if at is not None:
        return moment(at)
    if found.state in {State.EXPIRED, State.WITHDRAWN}:
        return "Không phát nữa"
    return "Có khung giờ, chưa tới lượt" if is_named else "Chưa có lịch"


def _pick(actor: Actor, found: Summary) -> str:
    """How the list names a version that something can be done with together with others; empty for any other."""
    may = {State.DRAFT: Right.SUBMIT, State.APPROVED: Right.SILENCE}.get(found.state)
    return f"{found.bulletin_id}/{found.number}/{found.tag}" if may is not None and actor.may(may) else ""


def _address(actor: Actor, found: Summary) -> str:
    """Where a bulletin is opened: what waits for this person's approval is opened there."""
    if found.state is State.SUBMITTED and actor.may(Right.APPROVE):
        return f"/phe-duyet/{found.bulletin_id}/{found.number}"
    return f"/ban-tin/{found.bulletin_id}"


def _withdrawal(visit: Visit, chosen: Sequence[str], *, reason: str = "", fault: Fault | None = None) -> Response:
    session, commune_id = visit.session, visit.commune_id
    places = [_place(each) for each in chosen]
    found = [version(session, commune_id, *place).summary for place in places]
    next_at = next_airings(session, visit.parts.clock, commune_id, [key for key, _ in places])
    values = {
        "lines": [
            {
                "pick": pick,
                "title": each.title,
                "number": each.number,
                "mark": OF_VERSION[each.state],
                "state": word("version", each.state.value),
                "next": moment(next_at[each.bulletin_id]) if each.bulletin_id in next_at else "",
            }
            for pick, each in zip(chosen, found, strict=True)
        ],
        "reason": reason,
        "fault": fault,
    }
    return visit.page("bulletins/withdrawal.html", values)
