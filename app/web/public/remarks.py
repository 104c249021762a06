"""*Góp ý*: anybody sends in a remark, gets a receipt, and reads the answer by it. The only public doors that write."""

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from pydantic import Field

from app.edge import Parts, ReadSession, refuse_foreign_origin
from app.errors import InvalidError, NotFoundError
from app.publicity import Remark, Sent, forget_sender_by, remark_by, send
from app.visits.remark_turns import RemarkTurn
from app.web.public.answers import Public, private
from app.web.public.routes import Place, look_at
from app.web.public.views import Values, remark_page
from app.web.shared.faults import Fault
from app.web.shared.fields import Fields
from app.wiring import Services
from app.words import day_of_year, moment, weekday, word

router = APIRouter(prefix="/cong-khai", route_class=Public)

_NO_RECEIPT = Fault("Không có số biên nhận này", "Xin xem lại từng chữ, ví dụ GY-2026-7KQM-2XPA.", "receipt")


class RemarkFields(Fields):
    """What is typed. website: nobody sees this field, so what fills it in is a machine."""

    text: str = Field(default="", max_length=20_000)
    sender: str = Field(default="", max_length=100)
    telephone: str = Field(default="", max_length=50)
    website: str = Field(default="", max_length=2000)


Receipt = Annotated[str, Form(max_length=100)]


@router.post("/{place}/gop-y")
def post_remark(
    request: Request, parts: Parts, session: ReadSession, place: Place, _turn: RemarkTurn, form: Annotated[RemarkFields, Form()]
) -> Response:
    """Send in a remark; the receipt is shown once."""
    refuse_foreign_origin(request)
    look = look_at(parts, session, place)
    try:
        with parts.sessions.begin() as writing:
            sent = send(writing, parts.clock, look.page, Sent("" if form.website else form.text, form.sender, form.telephone))
    except InvalidError as error:
        values = remark_page(look) | {"form": form.model_dump(), "fault": Fault.of(error)}
        return private(request, "public/remarks.html", values, status=error.http_status)
    by = f"{weekday(sent.reply_by)} {day_of_year(sent.reply_by)}"
    return private(request, "public/received.html", look.frame() | {"remark": sent, "by": by}, status=201)


@router.post("/{place}/gop-y/tra-cuu")
def post_look_up(
    request: Request, parts: Parts, session: ReadSession, place: Place, _turn: RemarkTurn, receipt: Receipt = ""
) -> Response:
    """What became of a remark; the receipt stands in no address, so in no log and no history."""
    return _about(request, parts, session, place, receipt)


@router.post("/{place}/gop-y/xoa-ten")
def post_forget(
    request: Request, parts: Parts, session: ReadSession, place: Place, _turn: RemarkTurn, receipt: Receipt = ""
) -> Response:
    """Who has the receipt has their own name and telephone number erased."""
    refuse_foreign_origin(request)
    look = look_at(parts, session, place)
    try:
        with parts.sessions.begin() as writing:
            forget_sender_by(writing, look.page.commune_id, receipt)
    except NotFoundError:
        return _about(request, parts, session, place, "")
    session.expire_all()
    return _about(request, parts, session, place, receipt, is_forgotten=True)


def _about(
    request: Request, parts: Services, session: ReadSession, place: str, receipt: str, *, is_forgotten: bool = False
) -> Response:
    look = look_at(parts, session, place)
    try:
        found = remark_by(session, look.page.commune_id, receipt)
    except NotFoundError as error:
        values = remark_page(look) | {"fault": _NO_RECEIPT}
        return private(request, "public/remarks.html", values, status=error.http_status)
    values = look.frame() | _told(found) | {"is_forgotten": is_forgotten}
    return private(request, "public/standing.html", values)


def _told(found: Remark) -> Values:
    """Neither the text nor who sent it: a receipt that lies about in the office tells nothing."""
    return {
        "remark": found,
        "state": word("remark", found.state.value),
        "sent": moment(found.sent_at),
        "by": f"{weekday(found.reply_by)} {day_of_year(found.reply_by)}",
        "has_sender": bool(found.sender or found.telephone),
    }
