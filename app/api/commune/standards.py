"""Poverty standards: the State's, and those the province set, with their days and their document."""

from datetime import date
from typing import Self
from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import ConfigDict, Field

from app.api.shared.conditional import RequiredTag, tell
from app.api.shared.forms import Answer, Form
from app.desk import standards as acts
from app.edge import AskedFirst, Looking, Parts, ReadSession, SignedIn, WriteSession
from app.standards import (
    NATIONAL,
    Area,
    PovertyStandard,
    StoredStandard,
    stored_standard,
    stored_standards,
)
from app.visits.seen import quoted

router = APIRouter(prefix="/poverty-standards", tags=["campaigns"], route_class=AskedFirst)


class StandardForm(Form):
    """A standard of the province."""

    area: Area = Field(description="Nông thôn (rural) hay thành thị (urban).")
    amount_vnd: int = Field(ge=1, le=1_000_000_000, description="Đồng một người một tháng.")
    valid_from: date = Field(description="Ngày đầu áp dụng.")
    valid_to: date = Field(description="Ngày cuối áp dụng.")
    source: str = Field(min_length=1, max_length=200, description="Số văn bản quy định.")

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "area": "rural",
                    "amount_vnd": 2_400_000,
                    "valid_from": "2027-01-01",
                    "valid_to": "2030-12-31",
                    "source": "Nghị quyết 15/2026/NQ-HĐND",
                },
            ],
        },
    )

    def standard(self) -> PovertyStandard:
        """The standard."""
        return PovertyStandard(self.area, self.amount_vnd, self.valid_from, self.valid_to, self.source)


class StandardAnswer(Answer):
    """A standard. id: null for the State's, which nobody changes here."""

    id: UUID | None
    area: Area
    amount_vnd: int
    valid_from: date
    valid_to: date
    source: str
    etag: str | None

    @classmethod
    def of(cls, standard: PovertyStandard, own: StoredStandard | None = None) -> Self:
        """The answer for a standard. own: the commune's row of it."""
        return cls(
            id=own.id if own is not None else None,
            area=standard.area,
            amount_vnd=standard.amount_vnd,
            valid_from=standard.valid_from,
            valid_to=standard.valid_to,
            source=standard.source,
            etag=quoted(own.tag) if own is not None else None,
        )


class StandardsAnswer(Answer):
    """All standards: the State's, then the province's."""

    items: list[StandardAnswer]


@router.get("")
def get_standards(actor: Looking, session: ReadSession) -> StandardsAnswer:
    """All that hold or held for the commune."""
    own = [StandardAnswer.of(each.standard, each) for each in stored_standards(session, actor.commune_id)]
    return StandardsAnswer(items=[*(StandardAnswer.of(each) for each in NATIONAL), *own])


@router.post("", status_code=201)
def post_standard(parts: Parts, actor: SignedIn, session: WriteSession, form: StandardForm, response: Response) -> StandardAnswer:
    """Enter a standard that the province set."""
    made = acts.add(parts, session, actor, form.standard())
    response.headers["Location"] = f"/api/v1/poverty-standards/{made.id}"
    return _answer(made, response)


@router.get("/{standard_id}")
def get_standard(actor: Looking, session: ReadSession, standard_id: UUID, response: Response) -> StandardAnswer:
    """One that the province set; its `ETag` is what a change names."""
    return _answer(stored_standard(session, actor.commune_id, standard_id), response)


@router.put("/{standard_id}")
def put_standard(
    parts: Parts,
    actor: SignedIn,
    session: WriteSession,
    standard_id: UUID,
    form: StandardForm,
    tag: RequiredTag,
    response: Response,
) -> StandardAnswer:
    """Change one that the province set."""
    return _answer(acts.change(parts, session, actor, standard_id, wanted=form.standard(), tag=tag), response)


@router.delete("/{standard_id}", status_code=204)
def delete_standard(parts: Parts, actor: SignedIn, session: WriteSession, standard_id: UUID, tag: RequiredTag) -> None:
    """Remove one that the province set."""
    acts.remove(parts, session, actor, standard_id, tag=tag)


def _answer(stored: StoredStandard, response: Response) -> StandardAnswer:
    tell(response, stored.tag)
    return StandardAnswer.of(stored.standard, stored)
