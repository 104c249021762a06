"""Whether the commune's public page is open, and how the station is reached."""

from typing import Self

from fastapi import APIRouter, Response
from pydantic import ConfigDict, Field

from app.api.shared.conditional import RequiredTag, tell
from app.api.shared.forms import Answer, Form
from app.desk import publicity as acts
from app.edge import AskedFirst, Looking, Parts, ReadSession, SignedIn, WriteSession
from app.publicity import LONGEST_CONTACT, PublicPage, page_of

router = APIRouter(prefix="/public-page", tags=["public page"], route_class=AskedFirst)


class PublicPageForm(Form):
    """All that is decided about the page."""

    is_open: bool = Field(description="Trang công khai mở hay đóng.")
    contact: str = Field(default="", max_length=LONGEST_CONTACT, description="Cách liên hệ, ghi ở cuối trang.")
    reply_days: int = Field(default=5, ge=1, le=60, description="Góp ý được trả lời trong bao nhiêu ngày làm việc.")

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"is_open": True, "contact": "Điện thoại 0228 3820 146", "reply_days": 5}]}
    )


class PublicPageAnswer(Answer):
    """What holds. address: of the page, on this server."""

    is_open: bool
    contact: str
    reply_days: int
    address: str

    @classmethod
    def of(cls, found: PublicPage) -> Self:
        """The answer."""
        address = f"/cong-khai/{found.place}"
        return cls(is_open=found.is_open, contact=found.contact, reply_days=found.reply_days, address=address)


@router.get("")
def get_public_page(actor: Looking, session: ReadSession, response: Response) -> PublicPageAnswer:
    """What holds now; its `ETag` is what an edit names."""
    found = page_of(session, actor.commune_id)
    tell(response, found.tag)
    return PublicPageAnswer.of(found)


@router.put("")
def put_public_page(
    parts: Parts, actor: SignedIn, session: WriteSession, form: PublicPageForm, tag: RequiredTag, response: Response
) -> PublicPageAnswer:
    """Open or close it. A closed page answers as if there were none; nothing of it is lost."""
    found = acts.set_page(
        parts, session, actor, is_open=form.is_open, contact=form.contact.strip(), reply_days=form.reply_days, tag=tag
    )
    tell(response, found.tag)
    return PublicPageAnswer.of(found)
