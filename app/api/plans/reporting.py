"""When reports on plans are due, what is asked for now, and the Word templates that letters are written by."""

from datetime import date, datetime
from typing import Annotated, Self
from uuid import UUID

from fastapi import APIRouter, Depends, Response
from pydantic import ConfigDict, Field

from app.accounts import Right
from app.api.plans.coverage import DOCX, LackAnswer
from app.api.shared.answers import also, file_of
from app.api.shared.conditional import RequiredTag, tell
from app.api.shared.forms import Answer, Form
from app.api.shared.uploads import described, one_file
from app.desk import reporting as acts
from app.desk.recordings import Upload
from app.documents import LARGEST_TEMPLATE
from app.edge import AskedFirst, Looking, Parts, ReadSession, SignedIn, WriteSession
from app.plans import MOST_DEADLINES, Deadline, Period, Reporting, letter_templates, reporting
from app.reports import Letter

router = APIRouter(prefix="/reporting", tags=["campaigns"], route_class=AskedFirst)


class DeadlineForm(Form):
    """A day before which a report goes to the level above."""

    month: int = Field(ge=1, le=12)
    day: int = Field(ge=1, le=31)
    period: Period = Field(description="Báo cáo về phần nào của năm.")


class ReportingForm(Form):
    """All that is set about reports."""

    deadlines: list[DeadlineForm] = Field(max_length=MOST_DEADLINES, description="Trước những ngày này phải gửi báo cáo.")
    remind_days: int = Field(default=14, ge=1, le=90, description="Nhắc trước bao nhiêu ngày.")

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"deadlines": [{"month": 6, "day": 1, "period": "first_half"}], "remind_days": 14}]}
    )


class SentForm(Form):
    """Which report was sent: the day before which it was due."""

    due: date

    model_config = ConfigDict(json_schema_extra={"examples": [{"due": "2026-06-01"}]})


class DeadlineAnswer(Answer):
    """A deadline."""

    month: int
    day: int
    period: Period


class ReportingAnswer(Answer):
    """What is set. sent: the deadlines whose report was sent."""

    deadlines: list[DeadlineAnswer]
    remind_days: int
    sent: list[date]

    @classmethod
    def of(cls, found: Reporting) -> Self:
        """The answer."""
        return cls.model_validate(found)


class ReportReminderAnswer(Answer):
    """A report that is due. days: until then; below 0 it is late."""

    plan_id: UUID
    due: date
    period: Period
    days: int


class AskedAnswer(Answer):
    """What the plan asks for now. lagging: what was over since last month began; due: within a week."""

    reports: list[ReportReminderAnswer]
    lagging: list[LackAnswer]
    due: list[LackAnswer]


class LetterAnswer(Answer):
    """A letter and its template. file: the office's own, null where the product's is used."""

    letter: Letter
    file: str | None
    brought_at: datetime | None
    brought_by: str | None


class LettersAnswer(Answer):
    """All letters that are written by a template."""

    items: list[LetterAnswer]


_FILE = described("Mẫu .docx, tối đa 2 MB.", "mau-bao-cao.docx")
Sent = Annotated[Upload, Depends(one_file(Right.COMMUNE))]


@router.get("")
def get_reporting(actor: Looking, session: ReadSession, response: Response) -> ReportingAnswer:
    """When reports are due; its `ETag` is what an edit names."""
    found = reporting(session, actor.commune_id)
    tell(response, found.tag)
    return ReportingAnswer.of(found)


@router.put("")
def put_reporting(
    parts: Parts, actor: SignedIn, session: WriteSession, form: ReportingForm, tag: RequiredTag, response: Response
) -> ReportingAnswer:
    """Set when reports are due, and how long before they are reminded of."""
    deadlines = [Deadline(each.month, each.day, each.period) for each in form.deadlines]
    found = acts.set_deadlines(parts, session, actor, deadlines, remind_days=form.remind_days, tag=tag)
    tell(response, found.tag)
    return ReportingAnswer.of(found)


@router.get("/asked")
def get_asked(parts: Parts, actor: Looking, session: ReadSession) -> AskedAnswer:
    """What the plan asks for now: reports that are due, themes that lag, and what ends within a week."""
    found = acts.asked(parts, session, actor)
    return AskedAnswer(
        reports=[ReportReminderAnswer.model_validate(each) for each in found.reports],
        lagging=[LackAnswer.model_validate(each) for each in found.lacks.lagging],
        due=[LackAnswer.model_validate(each) for each in found.lacks.due],
    )


@router.post("/sent")
def post_sent(parts: Parts, actor: SignedIn, session: WriteSession, form: SentForm) -> ReportingAnswer:
    """Say that a report was sent: it is not reminded of any more."""
    return ReportingAnswer.of(acts.mark_sent(parts, session, actor, form.due))


@router.get("/letters")
def get_letters(actor: Looking, session: ReadSession) -> LettersAnswer:
    """The letters, and whose template each is written by."""
    own = letter_templates(session, actor.commune_id)
    return LettersAnswer(
        items=[
            LetterAnswer(
                letter=each,
                file=own[each].name if each in own else None,
                brought_at=own[each].brought_at if each in own else None,
                brought_by=own[each].brought_by if each in own else None,
            )
            for each in Letter
        ]
    )


@router.get("/letters/{letter}", response_class=Response, responses=file_of(DOCX))
def get_template(actor: Looking, session: ReadSession, letter: Letter) -> Response:
    """The template of a letter, to be changed in Word."""
    headers = {"Content-Disposition": f'attachment; filename="mau-{letter.value.replace("_", "-")}.docx"'}
    return Response(acts.template_of(session, actor, letter), media_type=DOCX, headers=headers)


@router.put("/letters/{letter}", status_code=204, openapi_extra=_FILE, responses=also(413, 415))
def put_template(
    parts: Parts,
    actor: SignedIn,
    session: WriteSession,
    letter: Letter,
    file: Sent,
) -> None:
    """Bring a template of the office; it is filled for trial first, and what it cannot have is told with its place."""
    acts.put_template(parts, session, actor, letter, name=file.file_name, data=file.file.read(LARGEST_TEMPLATE + 1))


@router.delete("/letters/{letter}", status_code=204)
def delete_template(parts: Parts, actor: SignedIn, session: WriteSession, letter: Letter) -> None:
    """Go back to the product's own template."""
    acts.drop_template(parts, session, actor, letter)
