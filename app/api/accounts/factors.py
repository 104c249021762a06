"""One's own second factors: codes of a telephone, and recovery codes for when it is lost."""

from datetime import datetime

from fastapi import APIRouter, Response
from pydantic import ConfigDict, Field

from app.accounts import must_have_second
from app.api.shared.forms import Answer, Form
from app.desk import factors as acts
from app.edge import AskedFirst, Parts, ReadSession, SignedIn, WriteSession
from app.visits.sign_in_turns import SignInTurn

router = APIRouter(prefix="/me", tags=["accounts"], route_class=AskedFirst)
_ONCE = {"Cache-Control": "no-store"}


class FactorsAnswer(Answer):
    """What one has besides a password. totp_since: of a telephone; recovery_codes: not used yet; must_have: one at least."""

    totp_since: datetime | None
    recovery_codes: int
    must_have: bool


class NewTotpAnswer(Answer):
    """A secret for the telephone, shown this once; it counts once it is confirmed. uri: to show as a picture to read."""

    secret: str
    uri: str


class CodeForm(Form):
    """The code that the telephone shows."""

    code: str = Field(min_length=1, max_length=16, description="Mã 6 số đang hiện trên điện thoại.")

    model_config = ConfigDict(json_schema_extra={"examples": [{"code": "123456"}]})


class RecoveryCodesAnswer(Answer):
    """Ten codes, each of which takes the place of a second factor once; shown this once, older ones have ended."""

    recovery_codes: list[str]


@router.get("/factors")
def get_factors(parts: Parts, actor: SignedIn, session: ReadSession) -> FactorsAnswer:
    """What one has besides a password."""
    found = acts.look(session, actor)
    must = must_have_second(actor.roles, parts.sign_in_limits.second_for, may_alarm=actor.may_alarm)
    return FactorsAnswer(totp_since=found.totp_since, recovery_codes=found.codes_left, must_have=must)


@router.post("/totp", status_code=201)
def post_totp(parts: Parts, actor: SignedIn, session: WriteSession, response: Response) -> NewTotpAnswer:
    """Make a secret for a telephone; one that is in force stays so until this one is confirmed."""
    made = acts.begin_telephone(parts, session, actor)
    response.headers.update(_ONCE)
    return NewTotpAnswer(secret=made.secret, uri=made.uri)


@router.post("/totp/confirm", status_code=201)
def post_totp_confirm(
    _turn: SignInTurn, parts: Parts, actor: SignedIn, form: CodeForm, response: Response
) -> RecoveryCodesAnswer:
    """Confirm it by its first code; from now on signing in takes both. All one's other sign-ins end with the first of them."""
    codes = acts.confirm_telephone(parts, actor, form.code)
    response.headers.update(_ONCE)
    return RecoveryCodesAnswer(recovery_codes=list(codes))


@router.delete("/totp", status_code=204)
def delete_totp(parts: Parts, actor: SignedIn, session: WriteSession) -> Response:
    """Take the telephone away."""
    acts.remove_telephone(parts, session, actor)
    return Response(status_code=204)


@router.post("/recovery-codes", status_code=201)
def post_recovery_codes(parts: Parts, actor: SignedIn, session: WriteSession, response: Response) -> RecoveryCodesAnswer:
    """Ten new recovery codes."""
    codes = acts.renew_recovery(parts, session, actor)
    response.headers.update(_ONCE)
    return RecoveryCodesAnswer(recovery_codes=list(codes))
