"""One's own second factors: codes of a telephone, and recovery codes for when it is lost."""

from datetime import datetime
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request, Response
from pydantic import ConfigDict, Field, JsonValue

from app.accounts import must_have_second
from app.api.shared.forms import Answer, Form
from app.desk import factors as acts
from app.edge import AskedFirst, Parts, ReadSession, SignedIn, WriteSession
from app.visits.passkeys import door_of
from app.visits.sign_in_turns import SignInTurn

router = APIRouter(prefix="/me", tags=["accounts"], route_class=AskedFirst)
_ONCE = {"Cache-Control": "no-store"}


class PasskeyAnswer(Answer):
    """One of one's passkeys."""

    id: UUID
    label: str
    created_at: datetime
    used_at: datetime | None


class LabelForm(Form):
    """What one calls a passkey."""

    label: str = Field(min_length=1, max_length=120, description="Để nhận ra: điện thoại nào, máy nào.")

    model_config = ConfigDict(json_schema_extra={"examples": [{"label": "Điện thoại của Khôi"}]})


class PasskeyForm(LabelForm):
    """A passkey that the browser made (`navigator.credentials.create`), as its `toJSON()` gives it."""

    credential: dict[str, JsonValue]

    model_config = ConfigDict(json_schema_extra={"examples": [{"label": "Điện thoại của Khôi", "credential": {}}]})


class OptionsAnswer(Answer):
    """What the browser is given, for `parseCreationOptionsFromJSON` or `parseRequestOptionsFromJSON`."""

    public_key: dict[str, Any]


class FactorsAnswer(Answer):
    """What one has besides a password. totp_since: of a telephone; recovery_codes: not used yet; must_have: one at least."""

    totp_since: datetime | None
    passkeys: list[PasskeyAnswer]
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
    passkeys = [PasskeyAnswer.model_validate(each) for each in found.passkeys]
    return FactorsAnswer(totp_since=found.totp_since, passkeys=passkeys, recovery_codes=found.codes_left, must_have=must)


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


@router.post("/passkeys/options")
def post_passkey_options(parts: Parts, actor: SignedIn, session: ReadSession, request: Request) -> OptionsAnswer:
    """What the browser is given to make a passkey; 409 `passkeys_need_https` where browsers offer none."""
    return OptionsAnswer(public_key=acts.passkey_to_add(parts, session, actor, door_of(parts, request)))


@router.post("/passkeys", status_code=201)
def post_passkey(
    parts: Parts, actor: SignedIn, session: WriteSession, form: PasskeyForm, request: Request, response: Response
) -> RecoveryCodesAnswer:
    """Keep a passkey; with the first second factor there are recovery codes, and all one's other sign-ins end."""
    codes = acts.add_passkey(parts, session, actor, form.credential, door_of(parts, request), label=form.label)
    response.headers.update(_ONCE)
    return RecoveryCodesAnswer(recovery_codes=list(codes))


@router.put("/passkeys/{passkey_id}", status_code=204)
def put_passkey(parts: Parts, actor: SignedIn, session: WriteSession, passkey_id: UUID, form: LabelForm) -> Response:
    """Call a passkey otherwise."""
    acts.rename_passkey(parts, session, actor, passkey_id, form.label)
    return Response(status_code=204)


@router.delete("/passkeys/{passkey_id}", status_code=204)
def delete_passkey(parts: Parts, actor: SignedIn, session: WriteSession, passkey_id: UUID) -> Response:
    """Take a passkey away."""
    acts.remove_passkey(parts, session, actor, passkey_id)
    return Response(status_code=204)


@router.post("/passkeys/proof-options")
def post_passkey_proof_options(parts: Parts, actor: SignedIn, session: ReadSession, request: Request) -> OptionsAnswer:
    """What the browser is given to ask for one of one's passkeys, for `/sign-ins/current/proof`."""
    return OptionsAnswer(public_key=acts.passkey_to_prove(parts, session, actor, door_of(parts, request)))
