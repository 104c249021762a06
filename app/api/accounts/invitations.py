"""Coming in by a one-time code, for the first time or again: the person chooses the password, and nobody else learns it."""

from fastapi import APIRouter
from pydantic import ConfigDict, Field

from app.accounts import person
from app.api.shared.answers import also
from app.api.shared.forms import Answer, Form
from app.desk import sign_ins as acts
from app.edge import LateRoute, Parts
from app.visits.sign_in_turns import SignInTurn

router = APIRouter(prefix="/invitations", tags=["accounts"], route_class=LateRoute)


class InvitationForm(Form):
    """The code that an administrator handed over, and the password to sign in with from now on."""

    code: str = Field(max_length=64)
    password: str = Field(max_length=1000, description="Ít nhất 12 ký tự.")

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"code": "ABCDE-FGHJK-LMNPQ-RSTUV", "password": "mưa rào đêm qua to lắm"}]}
    )


class ComeInAnswer(Answer):
    """Who came in. login: what to sign in with."""

    name: str
    login: str


@router.post("/accept", status_code=201, responses=also(403))
def post_accept(_turn: SignInTurn, parts: Parts, form: InvitationForm) -> ComeInAnswer:
    """Use a code up; what signs in is `POST /sign-ins`."""
    came = acts.come_in(parts, form.code, form.password)
    with parts.sessions.read() as session:
        found = person(session, came.actor.commune_id, came.person_id)
    return ComeInAnswer(name=found.name, login=found.login)
