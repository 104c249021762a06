"""Periods of mourning: no music and nothing cheerful is heard; speech goes on."""

from datetime import datetime
from typing import Self
from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import ConfigDict, Field

from app.api.shared.conditional import RequiredTag, tell
from app.api.shared.forms import NEXT, Answer, Beginning, End, Form
from app.desk import mourning as acts
from app.edge import AskedFirst, Looking, Parts, ReadSession, SignedIn, WriteSession
from app.playout import Period
from app.timetable import MourningPeriod, mourning_period, mourning_periods
from app.visits.seen import quoted

router = APIRouter(prefix="/mourning", tags=["timetable"], route_class=AskedFirst)


class MourningForm(Form):
    """From a date or a time to another; of dates both are included."""

    name: str = Field(min_length=1, max_length=200)
    first: Beginning = Field(description="Ngày đầu (cả ngày) hoặc ngày giờ bắt đầu.")
    last: End = Field(description="Ngày cuối (hết ngày ấy) hoặc ngày giờ kết thúc.")
    source: str = Field(default="", max_length=500, description="Văn bản căn cứ.")

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"name": "Quốc tang", "first": "2025-05-24", "last": "2025-05-25", "source": "Thông cáo"}]
        }
    )


class MourningAnswer(Answer):
    """A period; `ends_at` is the first instant after it."""

    id: UUID
    name: str
    starts_at: datetime
    ends_at: datetime
    source: str
    etag: str

    @classmethod
    def of(cls, found: MourningPeriod) -> Self:
        """The answer for a period."""
        return cls(
            id=found.id,
            name=found.name,
            starts_at=found.starts_at,
            ends_at=found.ends_at,
            source=found.source,
            etag=quoted(found.tag),
        )


class MourningsAnswer(Answer):
    """The periods, the latest first."""

    items: list[MourningAnswer]


@router.get("")
def get_mourning(actor: Looking, session: ReadSession) -> MourningsAnswer:
    """The commune's periods of mourning."""
    return MourningsAnswer(items=[MourningAnswer.of(each) for each in mourning_periods(session, actor.commune_id)])


@router.post("", status_code=201)
def post_mourning(parts: Parts, actor: SignedIn, session: WriteSession, form: MourningForm, response: Response) -> MourningAnswer:
    """Enter a period; what was prepared with music is prepared anew without it, and stations are told at once."""
    made = acts.add(parts, session, actor, form.name, Period(form.first, form.last), source=form.source)
    tell(response, made.tag)
    response.headers["Location"] = f"/api/v1/mourning/{made.id}"
    response.headers["Link"] = NEXT
    return MourningAnswer.of(made)


@router.get("/{period_id}")
def get_mourning_period(actor: Looking, session: ReadSession, period_id: UUID, response: Response) -> MourningAnswer:
    """One period; its `ETag` is what an edit names."""
    found = mourning_period(session, actor.commune_id, period_id)
    tell(response, found.tag)
    return MourningAnswer.of(found)


@router.put("/{period_id}")
def put_mourning(
    parts: Parts,
    actor: SignedIn,
    session: WriteSession,
    period_id: UUID,
    form: MourningForm,
    tag: RequiredTag,
    response: Response,
) -> MourningAnswer:
    """Write a period anew."""
    period = Period(form.first, form.last)
    written = acts.change(parts, session, actor, period_id, form.name, period=period, source=form.source, tag=tag)
    tell(response, written.tag)
    response.headers["Link"] = NEXT
    return MourningAnswer.of(written)


@router.delete("/{period_id}", status_code=204)
def delete_mourning(parts: Parts, actor: SignedIn, session: WriteSession, period_id: UUID, tag: RequiredTag) -> None:
    """Take a period away, as one entered by mistake."""
    acts.remove(parts, session, actor, period_id, tag=tag)
