"""Oneself: who one is, what one may, and one's own password."""

from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import ConfigDict, Field

from app.accounts import LONGEST_PASSWORD, Right, Role, person
from app.api.shared.forms import Answer, Form
from app.desk import sign_ins as acts
from app.edge import AskedFirst, LookingAtOwn, Parts, ReadSession, SignedIn
from app.visits.sign_in_turns import SignInTurn

router = APIRouter(prefix="/me", tags=["accounts"], route_class=AskedFirst)


class PasswordForm(Form):
    """A new password for oneself. old_password: the present one, where there is one."""

    password: str = Field(max_length=1000, description="Ít nhất 12 ký tự; dán từ trình giữ mật khẩu cũng được.")
    old_password: str | None = Field(default=None, max_length=LONGEST_PASSWORD)

    model_config = ConfigDict(json_schema_extra={"examples": [{"password": "mưa rào đêm qua to lắm"}]})


class MeAnswer(Answer):
    """Who is asking. rights: what one may; sign_in_id: of the sign-in that asks; has_proved: lately enough for grave acts."""

    person_id: UUID
    sign_in_id: UUID | None
    has_proved: bool
    name: str
    login: str
    roles: list[Role]
    may_alarm: bool
    rights: list[Right]


@router.get("")
def get_me(actor: LookingAtOwn, session: ReadSession) -> MeAnswer:
    """Who one is here, and what one may."""
    found = person(session, actor.commune_id, actor.own_id)
    return MeAnswer(
        person_id=found.id,
        name=found.name,
        login=found.login,
        sign_in_id=actor.sign_in_id,
        has_proved=actor.has_proved,
        roles=[role for role in Role if role in actor.roles],
        may_alarm=actor.may_alarm,
        rights=[right for right in Right if actor.may(right)],
    )


@router.put("/password", status_code=204)
def put_password(_turn: SignInTurn, parts: Parts, actor: SignedIn, form: PasswordForm) -> Response:
    """Choose one's password; all one's other sign-ins end."""
    acts.choose_password(parts, actor, form.password, old=form.old_password)
    return Response(status_code=204)
