"""Who approves: somebody else than who wrote it, unless the commune has one officer."""

from fastapi import APIRouter
from pydantic import ConfigDict

from app.api.shared.forms import Answer, Form
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
