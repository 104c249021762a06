"""*Góp ý của người dân*: read, answered, set aside. *Trang công khai*: open or closed, what is held, what is taken off."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Response
from pydantic import Field
from sqlalchemy.orm import Session

from app.accounts import Right
from app.clock import local
from app.desk import publicity as pages
from app.desk import remarks as acts
from app.publicity import Publication, PublicPage, RemarkState, page_of, publications, without_personal
from app.tags import Tag
from app.units import VersionId
from app.web.shared.asking import Page
from app.web.shared.faults import Fault
from app.web.shared.fields import Fields
from app.web.shared.marks import SOUNDED, WAITING
from app.web.shared.pages import go
from app.web.shared.turning import Turned, ways
from app.web.shared.visit import Visit, Visiting
from app.words import day_of_year, moment, word

router = APIRouter(route_class=Page)

_A_PAGE = 50
_REMARKS = "/nhat-ky/gop-y"
_PAGE = "/cai-dat/trang-cong-khai"


class AnswerFields(Fields):
    """An answer. is_shown: to all, with the remark as `shown` has it. tag: of the remark that was seen."""

    answer: str = Field(default="", max_length=20_000)
    shown: str = Field(default="", max_length=20_000)
    is_shown: bool = False
    tag: str = Field(default="", max_length=100)


class PageFields(Fields):
    """What is decided about the page. tag: of what was seen."""

    is_open: bool = False
    contact: str = Field(default="", max_length=200)
    reply_days: int = Field(default=5, ge=1, le=60)
    tag: str = Field(default="", max_length=100)


Seen = Annotated[str, Form(max_length=100)]


@router.get(_REMARKS)
def get_remarks(visit: Visiting, trang_thai: RemarkState | None = None, tu: str = "", lui: Turned = "") -> Response:
    """What citizens sent in, those that wait unless others are asked for."""
    state = trang_thai or RemarkState.NEW
    found = acts.look(visit.session, visit.actor, state, cursor=tu or None, limit=_A_PAGE)
    today = local(visit.parts.clock.now()).date()
    values = {
        "lines": [
            (each, moment(each.sent_at), day_of_year(each.reply_by), each.state is RemarkState.NEW and each.reply_by < today)
            for each in found.items
        ],
        "states": [(each.value, word("remark", each.value)) for each in RemarkState],
        "state": state.value,
        "ways": ways("/nhat-ky/gop-y", {"trang_thai": state.value}, name="tu", here=tu, lui=lui, cursor=found.cursor),
    }
    return visit.page("publicity/remarks.html", values)


@router.get(_REMARKS + "/{remark_id}")
def get_remark(visit: Visiting, remark_id: UUID) -> Response:
    """One, to be answered."""
    return _remark(visit, remark_id)


@router.post(_REMARKS + "/{remark_id}")
def post_answer(visit: Visiting, remark_id: UUID, form: Annotated[AnswerFields, Form()]) -> Response:
    """Answer it."""
    as_shown = form.shown if form.is_shown else None

    def act(session: Session) -> None:
        acts.answer(visit.parts, session, visit.actor, remark_id, form.answer, as_shown=as_shown, tag=Tag(form.tag))

    if fault := visit.refused(act, "answer"):
        return _remark(visit, remark_id, form, fault=fault)
    return go(_REMARKS, done="da-tra-loi")


@router.post(_REMARKS + "/{remark_id}/bo-qua")
def post_set_aside(visit: Visiting, remark_id: UUID, tag: Seen = "") -> Response:
    """It is no remark."""
    if fault := visit.refused(lambda session: acts.set_aside(visit.parts, session, visit.actor, remark_id, tag=Tag(tag))):
        return _remark(visit, remark_id, fault=fault)
    return go(_REMARKS, done="da-bo-qua")


@router.post(_REMARKS + "/{remark_id}/xoa-ten")
def post_forget(visit: Visiting, remark_id: UUID) -> Response:
    """Erase who sent it."""
    with visit.parts.sessions.begin() as session:
        acts.forget_sender(visit.parts, session, visit.actor, remark_id)
    return go(f"{_REMARKS}/{remark_id}", done="da-xoa-ten")


@router.get(_PAGE)
def get_page(visit: Visiting) -> Response:
    """What is decided about the page, and what is held."""
    visit.must(Right.LOOK)
    return _page(visit)


@router.post(_PAGE)
def post_page(visit: Visiting, form: Annotated[PageFields, Form()]) -> Response:
    """Open or close it."""
    contact, days, tag = form.contact.strip(), form.reply_days, Tag(form.tag)

    def act(session: Session) -> None:
        pages.set_page(visit.parts, session, visit.actor, is_open=form.is_open, contact=contact, reply_days=days, tag=tag)

    if fault := visit.refused(act):
        visit.must(Right.LOOK)
        return _page(visit, fault=fault)
    return go(_PAGE, done="da-luu-trang")


@router.post(_PAGE + "/{version_id}/go")
def post_withhold(visit: Visiting, version_id: UUID) -> Response:
    """Take one off."""
    with visit.parts.sessions.begin() as session:
        pages.withhold(visit.parts, session, visit.actor, VersionId(version_id))
    return go(_PAGE, done="da-go")


@router.post(_PAGE + "/{version_id}/cho-len")
def post_show(visit: Visiting, version_id: UUID) -> Response:
    """Let one be shown."""
    with visit.parts.sessions.begin() as session:
        pages.show(visit.parts, session, visit.actor, VersionId(version_id))
    return go(_PAGE, done="da-cho-len")


def _remark(visit: Visit, remark_id: UUID, form: AnswerFields | None = None, *, fault: Fault | None = None) -> Response:
    found = acts.look_at(visit.session, visit.actor, remark_id)
    typed = form or AnswerFields(
        answer=found.answer,
        shown=without_personal(found.text, found.sender, found.telephone) if found.shown is None else found.shown,
        is_shown=found.shown is not None,
    )
    values = {
        "remark": found,
        "form": typed,
        "sent": moment(found.sent_at),
        "by": day_of_year(found.reply_by),
        "mark": WAITING if found.state is RemarkState.NEW else SOUNDED,
        "state": word("remark", found.state.value),
        "fault": fault,
    }
    return visit.page("publicity/remark.html", values)


def _page(visit: Visit, *, fault: Fault | None = None) -> Response:
    found: PublicPage = page_of(visit.session, visit.commune_id)
    held = publications(visit.session, visit.commune_id, is_held=True, limit=_A_PAGE)
    newest = publications(visit.session, visit.commune_id, is_held=False, limit=10)
    values = {
        "found": found,
        "held": [_line(each) for each in held.items],
        "newest": [_line(each) for each in newest.items],
        "fault": fault,
    }
    return visit.page("publicity/page.html", values)


def _line(each: Publication) -> tuple[Publication, str, str]:
    return each, moment(each.last_at), word("held", each.held.value) if each.held else ""
