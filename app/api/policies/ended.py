"""Documents that hold no more, as the commune entered them: flagged wherever a bulletin rests on one."""

from datetime import date
from typing import Self
from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import ConfigDict, Field

from app.api.shared.forms import Answer, Form, LocalDate
from app.desk import policies as acts
from app.edge import AskedFirst, Looking, Parts, ReadSession, SignedIn, WriteSession
from app.policies import EndedDocument, WantedEnd, ended_documents

router = APIRouter(prefix="/ended-documents", tags=["bulletins"], route_class=AskedFirst)


class EndedDocumentForm(Form):
    """A document that holds no more."""

    number: str = Field(min_length=1, max_length=100, description="Số văn bản, có cả năm.")
    ended_on: LocalDate = Field(description="Hết hiệu lực từ ngày.")
    successor: str = Field(default="", max_length=100, description="Số văn bản thay thế; để trống là không có.")

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"number": "24/2021/QĐ-TTg", "ended_on": "2027-01-01", "successor": "40/2026/QĐ-TTg"}],
        },
    )


class EndedDocumentAnswer(Answer):
    """What was entered."""

    id: UUID
    number: str
    ended_on: date
    successor: str
    entered_by: str

    @classmethod
    def of(cls, found: EndedDocument) -> Self:
        """The answer for one."""
        return cls.model_validate(found)


class EndedDocumentsAnswer(Answer):
    """What the commune entered, the last end first."""

    items: list[EndedDocumentAnswer]


@router.get("")
def get_ended(actor: Looking, session: ReadSession) -> EndedDocumentsAnswer:
    """What the commune entered; ends that the library knows stand with its templates."""
    return EndedDocumentsAnswer(items=[EndedDocumentAnswer.of(each) for each in ended_documents(session, actor.commune_id)])


@router.post("", status_code=201)
def post_ended(
    parts: Parts, actor: SignedIn, session: WriteSession, form: EndedDocumentForm, response: Response
) -> EndedDocumentAnswer:
    """Enter that a document holds no more, from which day, and what replaced it."""
    made = acts.enter_end(parts, session, actor, WantedEnd(form.number, form.ended_on, form.successor))
    response.headers["Location"] = "/api/v1/ended-documents"
    return EndedDocumentAnswer.of(made)


@router.delete("/{ended_id}", status_code=204)
def delete_ended(parts: Parts, actor: SignedIn, session: WriteSession, ended_id: UUID) -> None:
    """Take back what was entered by mistake: the document stands as the library has it."""
    acts.take_back(parts, session, actor, ended_id)
