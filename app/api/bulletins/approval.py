"""Who approves: somebody else than who wrote it, unless the commune has one officer; deputies."""

from datetime import datetime
from typing import Self
from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import ConfigDict, Field

from app.accounts import Delegation, WantedDelegation, delegations
from app.api.shared.answers import also
from app.api.shared.forms import Answer, Beginning, End, Form
from app.desk import approval as acts
from app.edge import AskedFirst, Looking, Parts, ReadSession, SignedIn, WriteSession

router = APIRouter(prefix="/approval", tags=["bulletins"], route_class=AskedFirst)


class ApproverForm(Form):
    """Whether who writes may approve it too, since the commune has one officer."""

    one_officer: bool

    model_config = ConfigDict(json_schema_extra={"examples": [{"one_officer": False}]})


class ApproverAnswer(Answer):
    """one_officer: who writes may approve it too; else somebody else approves it."""

    one_officer: bool


@router.get("")
def get_approval(actor: Looking, session: ReadSession) -> ApproverAnswer:
    """Who approves what was written here."""
    return ApproverAnswer(one_officer=acts.look(session, actor))


@router.put("")
def put_approval(parts: Parts, actor: SignedIn, session: WriteSession, form: ApproverForm) -> ApproverAnswer:
    """Choose; what was approved stays approved, and what one officer approved alone is marked so wherever it is named."""
    acts.choose(parts, session, actor, one_officer=form.one_officer)
    return ApproverAnswer(one_officer=form.one_officer)


class ReminderAnswer(Answer):
    """Who reminded the approvers, and when."""

    by: str
    at: datetime


@router.post("/reminders", status_code=201, responses=also(409))
def post_reminder(parts: Parts, actor: SignedIn, session: WriteSession) -> ReminderAnswer:
    """Remind the approvers, over the channels that faults are sent by, that bulletins wait; at most once a day."""
    return ReminderAnswer.model_validate(acts.remind(parts, session, actor))


class DelegationForm(Form):
    """A deputy for a time. deputy: name or id; starts_at: null is now. A date alone is the whole day, both ends included."""

    deputy: str = Field(min_length=1, max_length=200)
    starts_at: Beginning | None = None
    ends_at: End
    reason: str = Field(max_length=1000)

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"deputy": "Lê Văn Bình", "starts_at": "2025-11-05", "ends_at": "2025-11-14", "reason": "Đi tập huấn."}]
        }
    )


class DelegationAnswer(Answer):
    """A deputy. ends_at: the first instant at which it is over; ended_at: before its time; holds: whether it does now."""

    id: UUID
    giver: str
    deputy: str
    starts_at: datetime
    ends_at: datetime
    reason: str
    ended_at: datetime | None
    holds: bool

    @classmethod
    def of(cls, found: Delegation) -> Self:
        """The answer."""
        return cls.model_validate(found)


class DelegationsAnswer(Answer):
    """Every deputy that was named, the newest first."""

    items: list[DelegationAnswer]


@router.get("/delegations")
def get_delegations(parts: Parts, actor: Looking, session: ReadSession) -> DelegationsAnswer:
    """Who approves, or did, on whose behalf."""
    found = delegations(session, parts.clock.now(), actor.commune_id)
    return DelegationsAnswer(items=[DelegationAnswer.of(each) for each in found])


@router.post("/delegations", status_code=201)
def post_delegation(parts: Parts, actor: SignedIn, session: WriteSession, form: DelegationForm) -> DelegationAnswer:
    """Name a deputy, who approves on one's behalf and in both names. It ends by itself, and is not passed on."""
    wanted = WantedDelegation(form.deputy, form.starts_at, form.ends_at, form.reason)
    return DelegationAnswer.of(acts.delegate(parts, session, actor, wanted))


@router.delete("/delegations/{delegation_id}", status_code=204)
def delete_delegation(parts: Parts, actor: SignedIn, session: WriteSession, delegation_id: UUID) -> Response:
    """End it before its time: who gave it, the deputy, or an administrator. What was approved stays so."""
    acts.end_delegation(parts, session, actor, delegation_id)
    return Response(status_code=204)
