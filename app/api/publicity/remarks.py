"""Remarks of citizens ("góp ý"), as officers read and answer them."""

from datetime import date, datetime
from typing import Annotated, Self
from uuid import UUID

from fastapi import APIRouter, Query, Response
from pydantic import ConfigDict, Field

from app.api.shared.conditional import RequiredTag, tell
from app.api.shared.forms import Answer, Cursor, Form
from app.desk import remarks as acts
from app.edge import AskedFirst, Parts, ReadSession, SignedIn, WriteSession
from app.publicity import LONGEST_REMARK, Remark, RemarkState
from app.visits.seen import quoted
from app.words import word

router = APIRouter(prefix="/remarks", tags=["public page"], route_class=AskedFirst)


class AnswerForm(Form):
    """An answer. shown: the remark as all may read it beside the answer; null: the answer is for the sender alone."""

    answer: str = Field(min_length=1, max_length=LONGEST_REMARK, description="Câu trả lời.")
    shown: str | None = Field(
        default=None,
        min_length=1,
        max_length=LONGEST_REMARK,
        description="Nội dung góp ý như đăng lên trang, đã bỏ điều riêng tư; để trống thì chỉ người có số biên nhận xem được.",
    )

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"answer": "Xã đã chỉnh lại loa.", "shown": "Loa ở ngã ba nói quá to vào buổi sáng."}]}
    )


class CitizenRemarkAnswer(Answer):
    """A remark. sender, telephone: empty where not given, or erased; has_link: look twice."""

    id: UUID
    receipt: str
    state: RemarkState
    state_word: str
    text: str
    sender: str
    telephone: str
    has_link: bool
    sent_at: datetime
    reply_by: date
    answer: str
    shown: str | None
    closed_at: datetime | None
    etag: str

    @classmethod
    def of(cls, found: Remark) -> Self:
        """The answer for one."""
        return cls(
            id=found.id,
            receipt=found.receipt,
            state=found.state,
            state_word=word("remark", found.state.value),
            text=found.text,
            sender=found.sender,
            telephone=found.telephone,
            has_link=found.has_link,
            sent_at=found.sent_at,
            reply_by=found.reply_by,
            answer=found.answer,
            shown=found.shown,
            closed_at=found.closed_at,
            etag=quoted(found.tag),
        )


class CitizenRemarksAnswer(Answer):
    """A page of remarks, the newest first."""

    items: list[CitizenRemarkAnswer]
    cursor: str | None


@router.get("")
def get_remarks(
    actor: SignedIn,
    session: ReadSession,
    state: RemarkState | None = None,
    cursor: Cursor = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
) -> CitizenRemarksAnswer:
    """What citizens sent in."""
    page = acts.look(session, actor, state, cursor=cursor, limit=limit)
    return CitizenRemarksAnswer(items=[CitizenRemarkAnswer.of(each) for each in page.items], cursor=page.cursor)


@router.get("/{remark_id}")
def get_remark(actor: SignedIn, session: ReadSession, remark_id: UUID, response: Response) -> CitizenRemarkAnswer:
    """One; its `ETag` is what an answer names."""
    return _told(acts.look_at(session, actor, remark_id), response)


@router.post("/{remark_id}/answer")
def post_answer(
    parts: Parts,
    actor: SignedIn,
    session: WriteSession,
    remark_id: UUID,
    form: AnswerForm,
    tag: RequiredTag,
    response: Response,
) -> CitizenRemarkAnswer:
    """Answer it, or answer it otherwise."""
    return _told(acts.answer(parts, session, actor, remark_id, form.answer, as_shown=form.shown, tag=tag), response)


@router.post("/{remark_id}/set-aside")
def post_set_aside(
    parts: Parts, actor: SignedIn, session: WriteSession, remark_id: UUID, tag: RequiredTag, response: Response
) -> CitizenRemarkAnswer:
    """It is no remark: no answer, and who sent it is erased."""
    return _told(acts.set_aside(parts, session, actor, remark_id, tag=tag), response)


@router.delete("/{remark_id}/sender")
def delete_sender(
    parts: Parts, actor: SignedIn, session: WriteSession, remark_id: UUID, response: Response
) -> CitizenRemarkAnswer:
    """Erase the name and the telephone number of who sent it."""
    return _told(acts.forget_sender(parts, session, actor, remark_id), response)


def _told(found: Remark, response: Response) -> CitizenRemarkAnswer:
    tell(response, found.tag)
    return CitizenRemarkAnswer.of(found)
