"""Signing in at a screen: with a password, for a cookie that scripts cannot read and that is ended at the server."""

from datetime import datetime
from typing import Any, Self
from uuid import UUID

from fastapi import APIRouter, Request, Response
from pydantic import ConfigDict, Field, JsonValue

from app.accounts import (
    LONGEST_PASSWORD,
    Assertion,
    Factor,
    Given,
    NewSignIn,
    SignIn,
    list_sign_ins,
    must_have_second,
    passkey_options,
)
from app.api.shared.answers import also
from app.api.shared.forms import Answer, Form
from app.desk import sign_ins as acts
from app.edge import AskedFirst, LookingAtOwn, Parts, ReadSession, SignedIn, refuse_foreign_origin
from app.visits.cookies import drop_cookie, keep_cookies, keep_sign_in, visitor_of
from app.visits.passkeys import door_of
from app.visits.sign_in_turns import SignInTurn
from app.wiring import Services

router = APIRouter(prefix="/sign-ins", tags=["accounts"], route_class=AskedFirst)


class SignInForm(Form):
    """Who one is. login: letters, dots and figures; accents, case and spaces do not matter."""

    login: str = Field(min_length=1, max_length=200, description="Tên đăng nhập; gõ cả họ tên cũng được.")
    password: str = Field(min_length=1, max_length=LONGEST_PASSWORD)

    model_config = ConfigDict(json_schema_extra={"examples": [{"login": "tran.minh.khoi", "password": "mưa rào đêm qua to lắm"}]})


class SignedInAnswer(Answer):
    """Who signed in. The sign-in itself is in the cookie.

    second_factor: one of these is still to be given, at `/sign-ins/current/proof`, and until then the sign-in opens nothing else;
    must_enrol: it opens nothing but the setting up of a second factor, which this person must have and has not.
    """

    id: UUID
    person_id: UUID | None
    name: str
    second_factor: list[Factor]
    must_enrol: bool


class ProofForm(Form):
    """A proof that it is still the same person: the password, or for who has a second factor a code of it, or one of recovery."""

    password: str = Field(default="", max_length=LONGEST_PASSWORD)
    code: str = Field(default="", max_length=64, description="Mã xác thực 6 số, hoặc một mã dự phòng.")
    passkey: dict[str, JsonValue] | None = Field(default=None, description="Trả lời của khóa đăng nhập, theo `toJSON()`.")

    model_config = ConfigDict(json_schema_extra={"examples": [{"code": "123456"}]})


class PasskeySignInForm(Form):
    """What a passkey answered (`navigator.credentials.get`), as its `toJSON()` gives it."""

    credential: dict[str, JsonValue]

    model_config = ConfigDict(json_schema_extra={"examples": [{"credential": {}}]})


class PasskeyOptionsAnswer(Answer):
    """What the browser is given, for `parseRequestOptionsFromJSON`."""

    public_key: dict[str, Any]


class SignInAnswer(Answer):
    """One of one's own sign-ins that lasts. is_this: the one that asks."""

    id: UUID
    label: str
    address: str
    created_at: datetime
    used_at: datetime
    is_this: bool

    @classmethod
    def of(cls, found: SignIn, this: UUID | None) -> Self:
        """The answer for a sign-in."""
        return cls(
            id=found.id,
            label=found.label,
            address=found.address,
            created_at=found.created_at,
            used_at=found.used_at,
            is_this=found.id == this,
        )


class SignInsAnswer(Answer):
    """One's own, the oldest first."""

    items: list[SignInAnswer]


@router.post("", status_code=201, responses=also(401, 403))
def post_sign_in(_turn: SignInTurn, parts: Parts, form: SignInForm, request: Request, response: Response) -> SignedInAnswer:
    """Sign in; 401 `wrong_password` does not say which of the two is wrong, 429 says how long to wait."""
    if "origin" in request.headers:
        refuse_foreign_origin(request)
    made = acts.sign_in(parts, form.login, form.password, visitor_of(request))
    keep_cookies(request, response, made, parts.sign_in_limits)
    return _signed_in(parts, made, has_second=bool(made.second))


@router.post("/passkey/options")
def post_sign_in_options(parts: Parts, session: ReadSession, request: Request) -> PasskeyOptionsAnswer:
    """What the browser is given to ask for a passkey of anybody; 409 `passkeys_need_https` where browsers offer none."""
    options = passkey_options(session, parts.clock.now(), door_of(parts, request), None)
    return PasskeyOptionsAnswer(public_key=options)


@router.post("/passkey", status_code=201, responses=also(401, 403))
def post_passkey_sign_in(
    _turn: SignInTurn, parts: Parts, form: PasskeySignInForm, request: Request, response: Response
) -> SignedInAnswer:
    """Sign in by a passkey alone, which is as much as a password and a second factor."""
    if "origin" in request.headers:
        refuse_foreign_origin(request)
    made = acts.with_passkey(parts, Assertion(form.credential, door_of(parts, request)), visitor_of(request))
    keep_cookies(request, response, made, parts.sign_in_limits)
    return _signed_in(parts, made, has_second=True)


def _signed_in(parts: Services, made: NewSignIn, *, has_second: bool) -> SignedInAnswer:
    must = must_have_second(made.actor.roles, parts.sign_in_limits.second_for, may_alarm=made.actor.may_alarm)
    return SignedInAnswer(
        id=made.id,
        person_id=made.actor.person_id,
        name=made.actor.name,
        second_factor=list(made.second),
        must_enrol=must and not has_second,
    )


@router.post("/current/proof", status_code=204)
def post_proof(_turn: SignInTurn, parts: Parts, actor: SignedIn, form: ProofForm, request: Request) -> Response:
    """Prove anew who is there: it ends a sign-in in two steps, and opens grave acts (`proof_missing`) for some minutes.

    The cookie changes with it. Who has a second factor gives that, everybody else the password.
    """
    passkey = Assertion(form.passkey, door_of(parts, request)) if form.passkey is not None else None
    secret = acts.prove_again(parts, actor, Given(form.password, form.code, passkey))
    response = Response(status_code=204)
    keep_sign_in(request, response, secret, parts.sign_in_limits)
    return response


@router.get("")
def get_sign_ins(parts: Parts, actor: LookingAtOwn, session: ReadSession) -> SignInsAnswer:
    """One's own sign-ins that last."""
    found = list_sign_ins(session, parts.clock.now(), actor.own_id, limits=parts.sign_in_limits, uses=parts.uses)
    return SignInsAnswer(items=[SignInAnswer.of(each, actor.sign_in_id) for each in found])


@router.delete("/{sign_in_id}", status_code=204)
def delete_sign_in(parts: Parts, actor: SignedIn, sign_in_id: UUID, request: Request) -> Response:
    """End one of one's own, to sign out: the one that asks."""
    acts.end(parts, actor, sign_in_id)
    response = Response(status_code=204)
    if sign_in_id == actor.sign_in_id:
        drop_cookie(request, response)
    return response
